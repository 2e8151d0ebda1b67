"""The files page: scans and other files of a record, dropped, pasted or attached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import files
from kazcoop_desktop.views import file_dialogs, messages
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_HARMLESS = ("application/pdf", "image/jpeg", "image/png")
_ATTACHMENT = int(Qt.ItemDataRole.UserRole)


class FilesPage(QWidget):
    """The files of a record as a list. What is dropped or pasted here is filed with the record."""

    guide_page = "printing"

    def __init__(self, office: Office, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._record: Record | None = None
        self.notice = Notice()
        self.attach_action = action(self, "paperclip", _("Attach file"), self.attach)
        self.open_action = action(self, "eye", _("Open"), self.open_file)
        self.remove_action = action(
            self, "trash-2", _("Remove"), self.remove, QKeySequence.StandardKey.Delete
        )
        self.paste_action = action(self, "", _("Paste"), self.paste, QKeySequence.StandardKey.Paste)
        grey_out("change", self.attach_action, self.remove_action, self.paste_action, model=model)
        if model.sensitive:
            grey_out("see_sensitive", self.open_action)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("File"), _("Size"), _("Attached"), _("By whom")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.setColumnWidth(0, self.fontMetrics().averageCharWidth() * 36)
        self.list.setColumnWidth(2, self.fontMetrics().horizontalAdvance("00.00.0000 00:00") + 24)
        self.list.itemActivated.connect(self.open_file)
        self.list.itemSelectionChanged.connect(self._show_state)
        self._empty = QLabel(_("No files. Drop a scan here or press “Attach file”."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.attach_action, self.open_action, self.remove_action))
        column.addWidget(self.notice)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)

    def show_record(self, record: Record) -> None:
        """Lists the files of this record."""
        self._record = record
        self.list.clear()
        for attachment in files.of_record(record):
            texts = [
                attachment.name,
                size_text(attachment.size),
                f"{attachment.at:%d.%m.%Y %H:%M}",
                attachment.who,
            ]
            item = QTreeWidgetItem(texts)
            item.setToolTip(0, attachment.name)
            item.setData(0, _ATTACHMENT, attachment)
            self.list.addTopLevelItem(item)
        is_empty = self.list.topLevelItemCount() == 0
        self.list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        self._show_state()

    def chosen(self) -> Attachment | None:
        """The file selected in the list."""
        items = self.list.selectedItems()
        return items[0].data(0, _ATTACHMENT) if items else None

    def attach(self) -> None:
        """Lets the person choose files and files them."""
        self.file(file_dialogs.to_open_many(self, _("Attach file"), purpose="attach"))

    def paste(self) -> None:
        """Files the picture or the files that were copied."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> bool:
        """Files what was dropped or pasted; False when there is nothing to file in it."""
        sources = sources_in(data)
        self.file(sources)
        return bool(sources)

    def file(self, sources: Iterable[Path | QImage]) -> None:
        """Files copies of these with the record."""
        record = self._record
        if record is None or not record.id:
            return
        with self.notice.telling():
            for source in sources:
                if isinstance(source, QImage):
                    name = _("picture {moment}").format(moment=f"{datetime.now():%d.%m.%Y %H.%M.%S}")
                    files.attach(record, _png(source), name=f"{name}.png", by=self.office.person)
                else:
                    files.attach(record, source, by=self.office.person)
        self.office.announce(type(record))

    def open_file(self) -> None:
        """Opens a copy of the chosen file in its usual program; asks before kinds that can carry programs."""
        attachment = self.chosen()
        if attachment is None:
            return
        question = _("Open “{file}”? Files of this kind can harm the computer; open only those you trust.")
        if attachment.media_type not in _HARMLESS and not messages.confirmed(
            question.format(file=attachment.name), _("&Open"), near=self
        ):
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(files.copy_out(attachment)))):
            sentence = _("No program on this computer opens the file “{file}”.")
            self.notice.complain(sentence.format(file=attachment.name))

    def remove(self) -> None:
        """Asks, then takes the chosen file off the record."""
        attachment = self.chosen()
        if attachment is None or self._record is None:
            return
        question = _("Remove the file “{file}”? This cannot be undone.").format(file=attachment.name)
        if messages.confirmed(question, _("&Remove"), near=self):
            files.detach(attachment, by=self.office.person)
            self.office.announce(type(self._record))

    def _show_state(self) -> None:
        for each in (self.open_action, self.remove_action):
            each.setEnabled(self.chosen() is not None)


def sources_in(data: QMimeData) -> list[Path | QImage]:
    """The files, or else the picture, that dropped or copied data holds."""
    paths: list[Path | QImage] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths or not data.hasImage():
        return paths
    image = data.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def size_text(size: int) -> str:
    """A size as people read it: 12 KB, 3 MB."""
    if size < 1024**2:
        return _("{size} KB").format(size=max(round(size / 1024), 1))
    return _("{size} MB").format(size=round(size / 1024**2))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
