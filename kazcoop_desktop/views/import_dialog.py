"""What a spreadsheet would bring into a register, row by row; then the same, done; then, if wanted, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.services.spreadsheets import answers, jobs
from kazcoop_desktop.services.spreadsheets.jobs import Checked, Written
from kazcoop_desktop.views import messages
from kazcoop_desktop.views.jobs import Job, Worker
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.buttons import PrimaryButton

_STATES = {"new": N_("New"), "changed": N_("Changed"), "wrong": N_("Error")}


class ImportDialog(QDialog):
    """Checks a file at once and again after every choice; nothing is written before the button says so."""

    guide_page = "excel"

    def __init__(
        self,
        office: Office,
        worker: Worker,
        model: type[Record],
        file: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import from Excel") + f": {_(model.outline.title)}")
        self.office = office
        self.model = model
        self.checked: Checked | None = None
        self.written: Written | None = None
        self._worker = worker
        self._file = file
        self._chosen: dict[int, str] = {}
        self._job: Job | None = None
        self._make()
        self._arrange()
        self.check()

    def sizeHint(self) -> QSize:
        return QSize(980, 620).boundedTo(self.screen().availableSize() * 0.9)

    def check(self) -> None:
        """Reads the file and shows what it would bring."""
        self._run(
            _("Checking rows: {done} of {total}"),
            self._show_checked,
            jobs.check,
            kind=kind_of(self.model),
            file=str(self._file),
            sheet=self.sheets.currentText() or None,
            chosen=dict(self._chosen),
        )

    def write(self) -> None:
        """Does what is shown."""
        if self.checked is not None and self.checked.number:
            self._run(
                _("Rows written: {done} of {total}"),
                self._show_written,
                jobs.write,
                number=self.checked.number,
                by=self.office.person,
            )

    def undo(self) -> None:
        """Takes the import back."""
        if self.written is not None:
            self._run(
                _("Rows taken back: {done} of {total}"),
                self._show_undone,
                jobs.undo,
                number=self.written.number,
                by=self.office.person,
            )

    def save_wrong_to(self, target: Path) -> None:
        """Writes the rows with errors into a workbook of their own."""
        assert self.checked is not None
        self._run(
            "",
            lambda _nothing: None,
            jobs.save_wrong,
            number=self.checked.number,
            target=str(target),
        )

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _make(self) -> None:
        self.notice = messages.Notice()
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.activated.connect(self._sheet_chosen)
        self.rows = _table(_("Row"), _("What will be done"), _("Record"))
        self.columns = _table(_("Column of the file"), _("Field"))
        self.understood = _table(_("Column of the file"), _("In the file"), _("Understood as"))
        self.questions = _table(_("List"), _("In the file"), _("What is meant"))
        self.remembered = _table(_("List"), _("In the file"), _("What is meant"), "")
        self.pages = QTabWidget()
        self.counts = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.doing = QLabel()
        self.write_button = PrimaryButton(_("Import"), "upload")
        self.write_button.clicked.connect(self.write)
        self.undo_button = QPushButton(_("Undo import"))
        self.undo_button.clicked.connect(self.undo)
        self.wrong_button = QPushButton(_("Save rows with errors…"))
        self.wrong_button.clicked.connect(self._save_wrong)
        self.close_button = QPushButton(_("Cancel"))
        self.close_button.clicked.connect(self.reject)

    def _arrange(self) -> None:
        for page, title in (
            (self.rows, _("Rows")),
            (self.columns, _("Columns")),
            (self.questions, _("Not understood")),
            (self.understood, _("Understood")),
            (self.remembered, _("Remembered")),
        ):
            self.pages.addTab(page, title)
        top = QHBoxLayout()
        top.addWidget(QLabel(self._file.name, textFormat=Qt.TextFormat.PlainText), 1)
        top.addWidget(QLabel(_("Sheet")))
        top.addWidget(self.sheets)
        state = QHBoxLayout()
        state.addWidget(self.doing)
        state.addWidget(self.progress, 1)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        buttons.addButton(self.wrong_button, roles.ActionRole)
        buttons.addButton(self.undo_button, roles.ActionRole)
        buttons.addButton(self.write_button, roles.ActionRole)
        buttons.addButton(self.close_button, roles.ActionRole)
        whole = QVBoxLayout(self)
        whole.addWidget(self.notice)
        whole.addLayout(top)
        whole.addWidget(self.counts)
        whole.addWidget(self.pages, 1)
        whole.addLayout(state)
        whole.addWidget(buttons)
        head = self.rows.horizontalHeader()
        head.setResizeContentsPrecision(0)  # by the rows in sight
        for narrow in (0, 1):
            head.setSectionResizeMode(narrow, QHeaderView.ResizeMode.ResizeToContents)
        self._show_state()

    def _run(self, doing: str, then: Any, function: Any, **arguments: Any) -> None:
        """Starts a job, unless one is under way; what it does and how far it is are shown."""
        if self._job is not None:
            return
        self.notice.hide()
        self.progress.setRange(0, 0)
        job = self._job = self._worker.run(function, **arguments)

        def tell(done: int, total: int) -> None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            self.doing.setText(doing.format(done=done, total=total))

        def end(act: Any = None) -> None:
            self._job = None
            self.doing.clear()
            if act is not None:
                act()
            self._show_state()

        job.progressed.connect(tell)
        job.done.connect(lambda result: end(lambda: then(result)))
        job.stopped.connect(lambda: end(lambda: self.notice.tell(_("Stopped. Nothing was changed."))))
        job.failed.connect(lambda error: end(lambda: messages.tell(error, near=self)))
        self._show_state()

    def _show_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.sheets.clear()
        self.sheets.addItems(checked.sheets)
        self.sheets.setCurrentText(checked.sheet)
        _fill(self.rows, [(str(line.row), _(_STATES[line.state]), line.said) for line in checked.lines])
        _fill(self.understood, checked.understood)
        self._show_columns(checked)
        self._show_questions(checked)
        self._show_remembered(checked)
        if checked.refusal:
            self.counts.setText(_("Choose which column holds which field."))
            self.notice.complain(checked.refusal)
            self.pages.setCurrentWidget(self.columns)
            return
        sentences = [checked.counts, _("This is only a check: nothing has been written yet.")]
        if checked.wrong:
            sentences.append(_("Rows with errors will be skipped."))
        self.counts.setText("\n".join([sentences[0], " ".join(sentences[1:])]))

    def _show_columns(self, checked: Checked) -> None:
        named = [at for at, heading in enumerate(checked.headings) if heading]
        _fill(self.columns, [(checked.headings[at], "") for at in named])
        for row, at in enumerate(named):
            choice = QComboBox()
            choice.addItem(_("left out"), "")
            for name, shown in checked.offered:
                choice.addItem(shown, name)
            choice.setCurrentIndex(choice.findData(checked.fields[at]))
            choice.activated.connect(
                lambda _index, at=at, choice=choice: self._column_chosen(at, choice.currentData())
            )
            self.columns.setCellWidget(row, 1, choice)

    def _show_questions(self, checked: Checked) -> None:
        place = self.pages.indexOf(self.questions)
        self.pages.setTabText(place, _("Not understood") + f" ({len(checked.questions)})")
        _fill(self.questions, [(asked.list_name, asked.spelled, "") for asked in checked.questions])
        for row, asked in enumerate(checked.questions):
            choice = QComboBox()
            choice.addItem("", None)
            if asked.guess is not None:
                choice.addItem(dict(asked.options)[asked.guess], asked.guess)
                choice.insertSeparator(2)
            for value, shown in asked.options:
                choice.addItem(shown, value)
            choice.activated.connect(
                lambda _index, asked=asked, choice=choice: self._answered(
                    asked.scope, asked.spelled, choice.currentData()
                )
            )
            self.questions.setCellWidget(row, 2, choice)

    def _show_remembered(self, checked: Checked) -> None:
        """What earlier files were answered about, whatever register they were for."""
        _fill(
            self.remembered, [(each.list_name, each.spelled, each.shown, "") for each in checked.remembered]
        )
        for row, each in enumerate(checked.remembered):
            button = QPushButton(_("Ask again"), autoDefault=False)
            button.clicked.connect(
                lambda _checked=False, each=each: self._ask_again(each.scope, each.spelled)
            )
            self.remembered.setCellWidget(row, 3, button)

    def _show_written(self, written: Written) -> None:
        self.written = written
        sentence = _("Import finished. Written: {written}, skipped: {skipped}.")
        self.counts.setText(sentence.format(written=written.written, skipped=written.skipped))
        self.office.announce(self.model, *self.model.entered_with)

    def _show_undone(self, _nothing: object) -> None:
        self.written = None
        self.checked = None
        self.counts.setText(_("The import was undone; the records are as before."))
        self.office.announce(self.model, *self.model.entered_with)

    def _show_state(self) -> None:
        is_busy, checked, was_written = self._job is not None, self.checked, self.written is not None
        is_ready = checked is not None and checked.number > 0 and not was_written and not is_busy
        self.progress.setVisible(is_busy)
        self.write_button.setEnabled(is_ready and checked is not None and checked.writes > 0)
        self.write_button.setVisible(not was_written)
        self.undo_button.setVisible(was_written)
        self.undo_button.setEnabled(not is_busy)
        self.wrong_button.setVisible(is_ready and checked is not None and checked.wrong > 0)
        self.pages.setEnabled(not is_busy and not was_written)
        self.sheets.setEnabled(not is_busy and not was_written)
        self.close_button.setText(_("Cancel") if is_busy or is_ready else _("Close"))

    def _sheet_chosen(self) -> None:
        self._chosen.clear()
        self.check()

    def _column_chosen(self, at: int, name: str) -> None:
        """Gives a column its field; the column that had it before is left out."""
        assert self.checked is not None
        if name and name in self.checked.fields:
            self._chosen[self.checked.fields.index(name)] = ""
        self._chosen[at] = name
        self.check()

    def _answered(self, scope: str, spelled: str, value: Any) -> None:
        if value is not None:
            answers.remember(scope, spelled, value)
            self.check()

    def _ask_again(self, scope: str, spelled: str) -> None:
        answers.forget(scope, spelled)
        self.check()

    def _save_wrong(self) -> None:
        proposed = _("{file}, rows with errors").format(file=self._file.stem)
        kinds = _("Excel tables ({kind})").format(kind="*.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save rows with errors"), f"{proposed}.xlsx", kinds
        )
        if chosen:
            self.save_wrong_to(Path(chosen))


def _table(*names: str) -> QTableWidget:
    table = QTableWidget(0, len(names))
    table.setHorizontalHeaderLabels(names)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for at in range(len(names) - 1):
        header.resizeSection(at, 240 if len(names) == 2 or at else 140)
    return table


def _fill(table: QTableWidget, rows: list[Any]) -> None:
    table.setRowCount(0)
    table.setRowCount(len(rows))
    for number, row in enumerate(rows):
        for at, said in enumerate(row):
            item = QTableWidgetItem(said)
            item.setToolTip(said)  # a reason may be longer than the column is wide
            table.setItem(number, at, item)
