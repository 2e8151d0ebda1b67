"""The photo 3 × 4 of a person: chosen, turned, cut out with a frame, kept."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.foreigners import photos
from kazcoop_desktop.views import file_dialogs
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_KINDS = "*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp"
_SMALLEST = 90  # pixels that a frame is wide at least
_STEP = 0.06
_SHADE = QColor(0, 0, 0, 120)


class PhotoPage(QWidget):
    """Shows the photo; a picture chosen or dropped here is cut before it is kept."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._record: Record | None = None
        self.notice = Notice()
        self.choose_action = action(self, "folder-open", _("Choose a &photo…"), self.choose)
        self.turn_action = action(self, "rotate-ccw", _("Turn"), self.turn)
        self.keep_action = action(self, "check", _("Keep the photo"), self.keep)
        self.remove_action = action(self, "trash-2", _("Remove the photo"), self.remove)
        grey_out("change", self.choose_action, self.keep_action, self.remove_action, model=Person)
        self.shown = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.frame = Frame()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.shown)
        self.pages.addWidget(self.frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            command_row(self.choose_action, self.turn_action, self.keep_action, self.remove_action)
        )
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self.setAcceptDrops(True)

    def show_record(self, record: Record) -> None:
        """Shows the photo of this person; a picture that is being cut for another one is put away."""
        if self._record is not None and self._record.id != record.id:
            self.frame.take(None)
        self._record = record
        kept = photos.photo_of(record)
        if kept is None:
            self.shown.setText(_("There is no photo yet. Choose a file or drop it here."))
        else:
            picture = QPixmap()
            picture.loadFromData(kept)
            self.shown.setPixmap(picture)
        self.remove_action.setEnabled(kept is not None)
        self._show_state()

    def choose(self) -> None:
        """Asks for a file with a picture."""
        kinds = _("Pictures ({kinds})").format(kinds=_KINDS)
        if chosen := file_dialogs.to_open(self, _("Choose a photo"), kinds, purpose="photo"):
            self.open(chosen)

    def open(self, path: Path) -> None:
        """Shows a picture under the frame, or says why it is none."""
        self.notice.hide()
        with self.notice.telling():
            self.frame.take(photos.opened(path))
            self.notice.tell(_("Move the frame with the mouse; the wheel changes its size."))
        self._show_state()

    def turn(self) -> None:
        """Turns the picture a quarter to the right."""
        self.frame.turn()

    def keep(self) -> None:
        """Cuts the picture as the frame shows and keeps it."""
        if self._record is None or self.frame.picture is None:
            return
        with self.notice.telling():
            content = photos.cut(self.frame.picture, box=self.frame.box())
            photos.put(self._record, content, by=self.office.person)
            self.frame.take(None)
            self.notice.hide()
            self.office.announce(type(self._record))
            self.show_record(self._record)

    def remove(self) -> None:
        """Takes the photo away."""
        if self._record is not None:
            photos.remove(self._record, by=self.office.person)
            self.office.announce(type(self._record))
            self.show_record(self._record)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.open(Path(url.toLocalFile()))

    def _show_state(self) -> None:
        is_cutting = self.frame.picture is not None
        self.pages.setCurrentWidget(self.frame if is_cutting else self.shown)
        self.turn_action.setEnabled(is_cutting)
        self.keep_action.setEnabled(is_cutting)


class Frame(QWidget):
    """A picture with a frame of 3 × 4 over it: dragged with the mouse, made larger or smaller with the wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Image.Image | None = None
        self._pixels = QImage()
        self._cut = QRectF()  # in pixels of the picture
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Photo 3 × 4, 354 × 472 pixels"))

    def take(self, picture: Image.Image | None) -> None:
        """Shows a picture under the largest frame that fits."""
        self.picture = picture
        self._pixels = QImage()
        if picture is not None:
            raw = picture.tobytes()
            whole = QImage(raw, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
            self._pixels = whole.copy()  # Qt keeps no bytes that are not its own
            left, top, right, bottom = photos.largest_box(picture.width, picture.height)
            self._cut = QRectF(left, top, right - left, bottom - top)
        self.update()

    def turn(self) -> None:
        """Turns the picture a quarter to the right."""
        if self.picture is not None:
            self.take(self.picture.transpose(Image.Transpose.ROTATE_270))

    def box(self) -> tuple[int, int, int, int]:
        """What the frame shows: left, top, right, bottom in pixels of the picture."""
        left, top = round(self._cut.left()), round(self._cut.top())
        return left, top, round(self._cut.right()), round(self._cut.bottom())

    def move_frame(self, by: QPointF) -> None:
        """Moves the frame by so many pixels of the picture, no further than its edges."""
        whole = self._pixels.size()
        left = min(max(self._cut.left() + by.x(), 0), whole.width() - self._cut.width())
        top = min(max(self._cut.top() + by.y(), 0), whole.height() - self._cut.height())
        self._cut.moveTo(left, top)
        self.update()

    def resize_frame(self, factor: float) -> None:
        """Makes the frame larger or smaller around its middle."""
        whole = self._pixels.size()
        widest = min(whole.width(), whole.height() * photos.WIDTH / photos.HEIGHT)
        wide = min(max(self._cut.width() * factor, min(_SMALLEST, widest)), widest)
        middle = self._cut.center()
        self._cut.setWidth(wide)
        self._cut.setHeight(wide * photos.HEIGHT / photos.WIDTH)
        self._cut.moveCenter(middle)
        self.move_frame(QPointF(0, 0))

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixels.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place, scale = self._place()
        painter.drawImage(place, self._pixels)
        frame = QRectF(
            place.topLeft() + self._cut.topLeft() * scale, place.topLeft() + self._cut.bottomRight() * scale
        )
        for shade in (
            QRectF(place.left(), place.top(), place.width(), frame.top() - place.top()),
            QRectF(place.left(), frame.bottom(), place.width(), place.bottom() - frame.bottom()),
            QRectF(place.left(), frame.top(), frame.left() - place.left(), frame.height()),
            QRectF(frame.right(), frame.top(), place.right() - frame.right(), frame.height()),
        ):
            painter.fillRect(shade, _SHADE)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and not self._pixels.isNull():
            _place, scale = self._place()
            self.move_frame((event.position() - self._held) / scale)
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._pixels.isNull() and event.angleDelta() != QPoint():
            self.resize_frame(1 - _STEP if event.angleDelta().y() > 0 else 1 + _STEP)
            event.accept()

    def _place(self) -> tuple[QRectF, float]:
        """Where the whole picture is drawn, and how many points of the window one of its pixels takes."""
        whole = self._pixels.size()
        scale = min(self.width() / whole.width(), self.height() / whole.height())
        wide, high = whole.width() * scale, whole.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high), scale
