"""What deleting a person's data would do, and the question whether to do it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record, label
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.personal import erasing
from kazcoop_desktop.services.personal.retention import Kept
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.notice import Notice

_MOST_EARLY = 3  # records named in the warning


class EraseDialog(QDialog):
    """The whole list, a reason, a tick, and the button; it is done at once and cannot be undone."""

    guide_page = "personal_data"

    def __init__(self, office: Office, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.plan = erasing.plan(person, on=office.today())
        self.setWindowTitle(_("Delete the personal data of {person}").format(person=person))
        self.resize(820, 620)
        self.notice = Notice()
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Record"), _("Register"), _("To be kept until"), _("Source")])
        self.list.setAlternatingRowColors(True)
        self.list.setColumnWidth(0, 330)
        self.list.setColumnWidth(1, 180)
        self.list.setColumnWidth(2, 130)
        self._fill()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("For example: request of 20.11.2026; the period is over"))
        self.looked = QCheckBox(_("I have looked at the list. This cannot be undone."))
        buttons = QDialogButtonBox()
        self.erase_button = QPushButton(_("&Delete for good"))
        self.erase_button.clicked.connect(self.erase)
        buttons.addButton(self.erase_button, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        rows = QFormLayout()
        rows.addRow(_("Reason"), self.reason)
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(self.list, 1)
        for sentence in self._warnings():
            column.addWidget(QLabel(sentence, wordWrap=True))
        column.addLayout(rows)
        column.addWidget(self.looked)
        column.addWidget(buttons)
        self.looked.toggled.connect(self._enable)
        self.reason.textChanged.connect(self._enable)
        self._enable()

    def erase(self) -> None:
        """Deletes and closes, or says why not."""
        with self.notice.telling():
            erasing.erase(self.plan, reason=self.reason.text(), by=self.office.person, on=self.office.today())
            self.accept()

    def _warnings(self) -> Iterable[str]:
        if early := self.plan.too_early(self.office.today()):
            sentence = _("Something must still be kept: {records}. Delete only on a ground of law.")
            named = [
                _("{record} until {date}").format(record=each.record, date=f"{each.until:%d.%m.%Y}")
                for each in early[:_MOST_EARLY]
            ]
            yield sentence.format(records="; ".join(named))
        until = erasing.copies_until(self.office.today())
        yield _(
            "Backup copies made until today still hold these data. The program deletes the last of its own copies "
            "by {date}; delete those that you keep elsewhere yourself."
        ).format(date=f"{until:%d.%m.%Y}")

    def _fill(self) -> None:
        plan = self.plan
        self._add(_("Will be destroyed"), map(_kept_row, plan.destroyed))
        self._add(_("Stays without the person's data"), map(_kept_row, plan.kept))
        files = [[each.name] for each in plan.files]
        photos = [[_("Photo 3 × 4")]] * plan.photos
        self._add(_("Files and photos that are destroyed"), [*files, *photos])
        unlinked = [[*_row(each.record), "", label(each.field)] for each in plan.unlinked]
        self._add(_("No longer names the person"), unlinked)
        self._add(_("Seems to name the person in a text: change it by hand"), map(_row, plan.texts))

    def _add(self, name: str, rows: Iterable[list[str]]) -> None:
        items = [QTreeWidgetItem(row) for row in rows]
        if not items:
            return
        count = ngettext("{name}: {n} record", "{name}: {n} records", len(items))
        group = QTreeWidgetItem([count.format(name=name, n=len(items))])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.addChildren(items)
        self.list.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _enable(self) -> None:
        self.erase_button.setEnabled(self.looked.isChecked() and bool(self.reason.text().strip()))


def _row(record: Record) -> list[str]:
    return [str(record), _(type(record).outline.singular)]


def _kept_row(kept: Kept) -> list[str]:
    until = f"{kept.until:%d.%m.%Y}" if kept.until else ""
    rule = kept.rule
    source = (rule.paragraph or _("Set by the office")) if rule else ""
    return [*_row(kept.record), until, source]
