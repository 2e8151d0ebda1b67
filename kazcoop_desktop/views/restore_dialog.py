"""The copies that there are, what would be otherwise with each of them, and the second place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find
from kazcoop_desktop.services import backup, copies, differences
from kazcoop_desktop.services.copies import Copy
from kazcoop_desktop.services.differences import Difference
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.cards import quiet
from kazcoop_desktop.views.door.key_dialog import ask_for_key
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.words import moment_in_words

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_PATH = int(Qt.ItemDataRole.UserRole)


class RestoreDialog(QDialog):
    """Lists the copies, the latest first. The one that is chosen is checked, and compared with the data of now.

    `key` opens the chosen one when it was made under another key.
    """

    guide_page = "backup"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: jobs.Job | None = None
        self.chosen: Path | None = None
        self.key: bytes | None = None
        self.setWindowTitle(_("Restore from backup"))
        self.resize(900, 600)
        self.list = _tree(_("Made"), _("Reason"), _("Size"), _("Place"))
        self.list.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.differences = _tree(_("Register"), _("Would disappear"), _("Would come back"), _("Would change"))
        self.differences.setRootIsDecorated(True)
        self.differences.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.differences.header().setStretchLastSection(False)
        for column_of_figures in (1, 2, 3):
            mode = QHeaderView.ResizeMode.ResizeToContents
            self.differences.header().setSectionResizeMode(column_of_figures, mode)
        self.verdict = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notice = Notice()
        self._second = quiet("", wraps=True)
        self._restore = QPushButton(icon("undo-2"), _("&Restore"))
        self._restore.clicked.connect(self.accept)
        self._without = QPushButton(_("Do &without"))
        self._without.clicked.connect(lambda: self._choose_second(None))
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(self.list, 3)
        column.addWidget(self.verdict)
        column.addWidget(self.differences, 2)
        column.addLayout(self._row_of_second_place())
        column.addLayout(self._row_of_buttons())
        self.list.currentItemChanged.connect(self._look_at)
        self.finished.connect(self._stop)
        self._fill()

    def look_into(self, source: Path) -> None:
        """Checks a copy and tells what would be otherwise with it; one under another key needs its password first."""
        self._stop()
        self.chosen = self.key = None
        self._restore.setEnabled(False)
        self.differences.clear()
        self.verdict.setText(_("Choose a copy."))
        try:
            keys = backup.other_keys(source)
        except Trouble as trouble:
            self._refuse(trouble)
            return
        if keys:
            self.key = ask_for_key(keys, str(backup.NeedsPassword(keys)), self)
        if not keys or self.key:
            self._compare(source)

    def _compare(self, source: Path) -> None:
        self.verdict.setText(_("The copy is being checked and compared…"))
        job = self._job = self._window.worker.run(_compared, source=str(source), key=self.key)
        job.done.connect(lambda found: self._show(source, found))
        job.failed.connect(self._refuse)

    def _fill(self) -> None:
        now = datetime.now()
        there = copies.everywhere()
        self.list.clear()
        for copy in there:
            made = moment_in_words(copy.at, now=now)
            reason = _(copies.REASONS[copy.reason])
            item = QTreeWidgetItem([made, reason, _size(copy), _place(copy)])
            item.setData(0, _PATH, copy.path)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight)
            self.list.addTopLevelItem(item)
        for index in range(3):
            self.list.resizeColumnToContents(index)
        self.verdict.setText(_("Choose a copy.") if there else _("There are no copies yet."))
        self._restore.setEnabled(False)
        self._tell_second()

    def _look_at(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.look_into(item.data(0, _PATH))

    def _show(self, source: Path, found: list[Difference]) -> None:
        self._job = None
        self.chosen = source
        self._restore.setEnabled(True)
        self.verdict.setText(
            _("Checked: the copy is whole. With it would be otherwise:")
            if found
            else _("Checked: the copy is whole. It holds the same records as there are now.")
        )
        for difference in found:
            item = _line(difference)
            self.differences.addTopLevelItem(item)
            place = self.differences.indexFromItem(item)
            for row in range(item.childCount()):
                self.differences.setFirstColumnSpanned(row, place, True)

    def _refuse(self, error: Exception) -> None:
        self._job = None
        self.verdict.setText("")
        self.notice.complain(str(error))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.done.disconnect()
            self._job.failed.disconnect()
            self._job.cancel()
            self._job = None

    def _row_of_buttons(self) -> QHBoxLayout:
        other = QPushButton(icon("folder-open"), _("&Other file…"))
        other.clicked.connect(self._choose_file)
        cancel = QPushButton(_("&Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(other)
        row.addStretch()
        row.addWidget(self._restore)
        row.addWidget(cancel)
        return row

    def _row_of_second_place(self) -> QHBoxLayout:
        choose = QPushButton(_("&Second place…"))
        choose.setToolTip(_("A folder on another disk or a stick that gets every copy as well"))
        choose.clicked.connect(self._ask_for_second)
        row = QHBoxLayout()
        row.addWidget(self._second, 1)
        row.addWidget(choose)
        row.addWidget(self._without)
        return row

    def _tell_second(self) -> None:
        second, at = copies.second_place(), copies.sent_at()
        when = moment_in_words(at, now=datetime.now()) if at else _("none yet")
        told = _("Second place: {folder}. Last copy there: {when}").format(folder=second, when=when)
        self._second.setText(told if second else _("No second place is chosen: all copies lie on this disk."))
        self._without.setVisible(second is not None)

    def _ask_for_second(self) -> None:
        start = str(copies.second_place() or Path.home())
        if chosen := QFileDialog.getExistingDirectory(self, _("Second place for copies"), start):
            self._choose_second(Path(chosen))

    def _choose_second(self, chosen: Path | None) -> None:
        with self.notice.telling():
            copies.choose_second_place(chosen)
        self._window.office.announce()
        self._fill()

    def _choose_file(self) -> None:
        folder = str(self._window.office.folder.parent)
        kinds = _("Backup copies") + " (*.kazcoop)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Restore from backup"), folder, kinds)
        if chosen:
            self.list.clearSelection()
            self.look_into(Path(chosen))


def _tree(*headings: str) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(list(headings))
    tree.setRootIsDecorated(False)
    tree.setAlternatingRowColors(True)
    tree.setUniformRowHeights(True)
    return tree


def _place(copy: Copy) -> str:
    return _("Data folder") if copy.path.parent == copies.folder() else str(copy.path.parent)


def _size(copy: Copy) -> str:
    return _("{size} MB").format(size=f"{copy.size / 1024**2:.1f}")


def _line(difference: Difference) -> QTreeWidgetItem:
    """A register with its figures; below it the names of the first records, in the column of their figure."""
    counts = (difference.gone, difference.back, difference.changed)
    names = (difference.names_gone, difference.names_back, difference.names_changed)
    item = QTreeWidgetItem([_(find(difference.kind).outline.title), *(str(count or "") for count in counts)])
    for heading, count, first in zip(
        (_("Would disappear"), _("Would come back"), _("Would change")), counts, names, strict=True
    ):
        if first:
            more = "…" if count > len(first) else ""
            item.addChild(QTreeWidgetItem([f"{heading}: {'; '.join(first)}{more}"]))
    for column in (1, 2, 3):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
    return item


def _compared(source: str, key: bytes | None, progress: Any, cancelled: Any) -> list[Difference]:
    """The job of the child process."""
    return differences.between_now_and(Path(source), key=key)
