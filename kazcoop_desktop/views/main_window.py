"""The window: the tabs in the order of the day, the menus, and a line that says where and who one is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record, editable_fields
from kazcoop_desktop.services import access, backup, drafts
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views.copy_keeper import CopyKeeper
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.jobs import Worker
from kazcoop_desktop.views.menus import Menus
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.tabs import COMPLIANCE_BOARD, TABS, tab_of
from kazcoop_desktop.views.theme import Theme
from kazcoop_desktop.views.words import day_in_words, moment_in_words

if TYPE_CHECKING:
    from kazcoop_desktop.services.browse import Query

_FIRST_SIZE = QSize(1280, 700)
_SMALLEST = QSize(900, 520)


class Place(NamedTuple):
    """Where somebody is in the window: the tab, and with registers the register and the record."""

    tab: int = 0
    model: type[Record] | None = None
    record_id: int = 0


class MainWindow(QMainWindow):
    """Shows the tabs; each is built when it is first shown."""

    language_wanted = Signal(str)
    appearance_wanted = Signal(str)
    guide_wanted = Signal()
    data_replaced = Signal(object)  # where the data that was there before is kept
    lock_wanted = Signal()
    idle_changed = Signal()  # after how many minutes the program locks itself
    account_made = Signal(bool)  # the first one; whether the data are to be encrypted
    encryption_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, office: Office, worker: Worker, theme: Theme) -> None:
        super().__init__()
        self.office = office
        self.worker = worker
        self.theme = theme
        self.setWindowTitle(_("KazCoop: international cooperation"))
        self.setMinimumSize(_SMALLEST)
        self.resize(_FIRST_SIZE)
        self.notice = Notice()
        self._tabs = QTabBar(drawBase=False, expanding=False)
        self._tabs.setObjectName("mainTabs")
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        self._places: list[QWidget] = []
        self._built: dict[int, QWidget] = {}
        self._arrange()
        self.menus = Menus(self)
        self.copies = CopyKeeper(self)
        self._fill_status_bar()
        self._tabs.currentChanged.connect(self._show_tab)
        office.wanted.connect(self.show_record)
        office.list_wanted.connect(self.show_list)
        office.board_wanted.connect(lambda: self.show_tab(COMPLIANCE_BOARD))
        office.changed.connect(self._say_where_one_is)
        self._show_tab(0)
        self.page.setFocus()
        self.offer_drafts()

    @property
    def page(self) -> Any:
        """The page of the tab in front."""
        return self._built[self._tabs.currentIndex()]

    @property
    def guide_page(self) -> str:
        """The page of the guide about the tab in front."""
        return TABS[self._tabs.currentIndex()].guide_page

    def place(self) -> Place:
        """Where one is now."""
        tab = self._tabs.currentIndex()
        if not hasattr(self.page, "current_place"):
            return Place(tab)
        return Place(tab, *self.page.current_place())

    def go_to(self, place: Place) -> None:
        """Shows the tab, and the record if there is one."""
        self._tabs.setCurrentIndex(place.tab)
        if place.model is not None and place.record_id:
            self.page.show_record(place.model, place.record_id)
        elif place.model is not None:
            self.page.show_register(place.model)

    def show_record(self, model: type[Record], record_id: int) -> None:
        """Brings the tab with a register to the front and shows a record in it."""
        tab = tab_of(model)
        if tab is not None and self.may_leave():
            self.go_to(Place(tab, model, record_id))

    def show_list(self, model: type[Record]) -> None:
        """Brings the tab with a register to the front and shows its table."""
        tab = tab_of(model)
        if tab is not None and self.may_leave():
            self._tabs.setCurrentIndex(tab)
            self.page.show_register(model)

    def offer_drafts(self) -> None:
        """Offers what this person had typed and not saved when the program ended, one record after another."""
        draft = next(iter(drafts.kept(owner=self.office.person)), None)
        record = draft.record() if draft else None
        if draft is None or record is None:
            return
        new = _("{register}: new record").format(register=_(draft.model.outline.singular))
        sentence = _("“{name}” was not saved when the program ended. Typed: {when}.")
        when = moment_in_words(draft.typed_at, now=datetime.now())
        self.notice.offer(
            sentence.format(name=record if record.id else new, when=when),
            (_("Continue editing"), lambda: self._go_on(draft)),
            (_("Give up"), lambda: self._give_up(record)),
        )

    def keep_drafts(self) -> None:
        """Keeps what is typed and not saved, on every page and in every dialog, for the person who typed it."""
        from kazcoop_desktop.views.records.dialog import RecordDialog  # loaded if there is anything to keep
        from kazcoop_desktop.views.records.form import RecordPage

        for page in self.findChildren(RecordPage):
            page.keep_draft()
        for dialog in self.findChildren(RecordDialog):
            dialog.keep_draft()

    def _go_on(self, draft: drafts.Draft) -> None:
        if not self.may_leave():
            return
        tab = tab_of(draft.model)
        if tab is None:
            self._go_on_in_dialog(draft)
            return
        self._tabs.setCurrentIndex(tab)
        if draft.record_id:
            self.page.show_record(draft.model, draft.record_id)
        else:
            self.page.new_record(draft.model)
        self.page.register.form.go_on(draft)

    def _go_on_in_dialog(self, draft: drafts.Draft) -> None:
        """A part has no tab of its own: it is gone on with where it was typed."""
        from kazcoop_desktop.views.records.dialog import RecordDialog

        record = draft.record()
        if record is None:
            return
        edited = {field.name for field in editable_fields(draft.model)}
        for name, value in draft.changes.items():
            if name not in edited:  # the record that a new part belongs to
                setattr(record, name, value)
        dialog = RecordDialog(self.office, record, self)
        dialog.go_on(draft)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _give_up(self, record: Record) -> None:
        drafts.forget(record, owner=self.office.person)
        self.offer_drafts()

    def show_next_tab(self, step: int = 1) -> None:
        """Goes to the tab to the right, or to the left with -1; from the last to the first."""
        shown = [place for place in range(self._tabs.count()) if self._tabs.isTabVisible(place)]
        at = shown.index(self._tabs.currentIndex())
        self._tabs.setCurrentIndex(shown[(at + step) % len(shown)])

    def show_tab(self, index: int) -> None:
        """Brings a tab to the front, when whoever works here may see it."""
        if self._tabs.isTabVisible(index):
            self._tabs.setCurrentIndex(index)

    def may_leave(self) -> bool:
        """Whether nothing is left unsaved on any page; asks the person where something is."""
        return all(page.may_leave() for page in self._built.values() if hasattr(page, "may_leave"))

    def preview(
        self, form: str, ids: list[int], model: type[Record] | None = None, *, blank: bool = False
    ) -> None:
        """Shows a form as it will be printed, for these records of a register or empty."""
        from kazcoop_desktop.views.print_preview import PrintPreview  # QtPdf: not before somebody prints

        PrintPreview(self.office, self.worker, form, ids, model=model, blank=blank, parent=self).show()

    def import_from_excel(self, model: type[Record]) -> None:
        """Asks for a workbook and shows what it would bring into a register."""
        from kazcoop_desktop.views import spreadsheets  # not needed to start

        if self.may_leave():
            spreadsheets.import_into(self, model)

    def export_to_excel(self, query: Query, ids: list[int] | None) -> None:
        """Asks where to, and writes the records of a view, or of these ids, into a workbook."""
        from kazcoop_desktop.views import spreadsheets  # not needed to start
        from kazcoop_desktop.views.door.identity import confirm_identity

        if confirm_identity(self, _("exporting records")):
            spreadsheets.export_from(self, query, ids)

    def geometry_text(self) -> str:
        """Size and place of the window as text, to be remembered."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_geometry(self, text: str) -> None:
        """Takes size and place that were remembered, as far as the screen has room for them."""
        self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave() or not self.copies.may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)

    def _arrange(self) -> None:
        for tab in TABS:
            self._tabs.addTab(_(tab.title))
            self._places.append(QWidget())
            self._pages.addWidget(self._places[-1])
        row = QWidget()
        row.setObjectName("tabRow")
        in_row = QHBoxLayout(row)
        in_row.setContentsMargins(0, 0, 0, 1)  # room for the line below
        in_row.addWidget(self._tabs)
        in_row.addStretch()
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(central)
        for place, tab in enumerate(TABS):
            if not tab.is_for():
                self._tabs.setTabVisible(place, False)

    def _show_tab(self, index: int) -> None:
        if index not in self._built:
            page: Any = TABS[index].build(self.office)
            if hasattr(page, "print_wanted"):
                page.print_wanted.connect(self.preview)
                page.import_wanted.connect(self.import_from_excel)
                page.export_wanted.connect(self.export_to_excel)
                page.commands_changed.connect(self._follow)
            self._built[index] = page
            whole = QVBoxLayout(self._places[index])
            whole.setContentsMargins(0, 0, 0, 0)
            whole.addWidget(page)
        self._pages.setCurrentIndex(index)
        self._follow()

    def _follow(self) -> None:
        self.menus.follow(self.page)

    def _fill_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setContentsMargins(10, 0, 0, 0)
        self._where = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._when = QLabel()
        self._without_password = QPushButton(icon("shield"), _("Without a password"), flat=True)
        self._without_password.setToolTip(
            _("Everybody who can use this computer opens the data. Make an account.")
        )
        self._without_password.setCursor(Qt.CursorShape.PointingHandCursor)
        self._without_password.setVisible(not access.has_accounts())
        self._without_password.clicked.connect(self.menus.open_security)
        bar.addWidget(self._where, 1)
        bar.addPermanentWidget(self._without_password)
        bar.addPermanentWidget(self._when)
        self._say_where_one_is()
        minute = QTimer(self, interval=60_000)
        minute.timeout.connect(self._say_where_one_is)
        minute.timeout.connect(self.copies.look)
        minute.start()

    def _say_where_one_is(self) -> None:
        made = backup.last_made()
        copy = moment_in_words(made, now=datetime.now()) if made else _("none yet")
        self._where.setText(
            "  ·  ".join(
                (
                    _("Data: {folder}").format(folder=self.office.folder),
                    _("Last backup copy: {when}").format(when=copy),
                    self.office.person,
                )
            )
        )
        self._when.setText(day_in_words(self.office.today()))
