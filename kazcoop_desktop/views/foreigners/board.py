"""The compliance board: every foreigner, every paper, the days left, the one that runs out first at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.foreigners import compliance
from kazcoop_desktop.services.foreigners.compliance import PAPERS, SOON, Board, Condition, Line
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.cards import bold, quiet
from kazcoop_desktop.views.foreigners.board_rows import KINDS, BoardRows
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.rights import grey_out
from kazcoop_desktop.views.records.table import debounced

if TYPE_CHECKING:
    from kazcoop_desktop.views.main_window import MainWindow

_PAUSE = 130  # milliseconds after the last letter
_WIDTHS = (30, 18, 48, 15, 34, 20, 14, 14, 22, 16, 18, 16, 16, 16, 16, 22, 26)  # of the columns, in letters
_FILTER_LETTERS = 22


class ComplianceBoard(QWidget):
    """One page over all people; a double click or Enter opens the person."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.board: Board | None = None
        self._is_outdated = True
        self.figures = quiet("")
        self.conditions = quiet("", wraps=True)
        self.rows = BoardRows(self)
        self.table = QTableView()
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(_("Person or citizenship"))
        self.sought.setClearButtonEnabled(True)
        self.sought.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        soon = debounced(self, _PAUSE)
        soon.timeout.connect(self.narrow)
        self.sought.textChanged.connect(lambda _text: soon.start())
        self.kind = self._filter(_("Kind"))
        self.country = self._filter(_("Citizenship"))
        self.unit = self._filter(_("Unit or adviser"))
        self.paper = self._filter(_("What runs out"))
        self.when = self._filter(_("When"))
        self.print_action = action(self, "printer", _("Print the board"), self.print)
        grey_out("print", self.print_action, model=ForeignCitizen)
        self.open_action = action(self, "arrow-right", _("Open record"), self.open_person)
        self._arrange()
        office.changed.connect(self._hear)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def show_board(self, board: Board, conditions: list[Condition]) -> None:
        """Shows the board of the day and the conditions of order 661."""
        self.board = board
        self.figures.setText(
            _("All: {n}; overdue: {overdue}; ending within 30 days: {soon}").format(
                n=len(board.lines), overdue=board.overdue, soon=board.soon
            )
        )
        self.conditions.setText("\n".join(map(_told, conditions)))
        self._offer(board)
        self.narrow()

    def narrow(self) -> None:
        """Shows the lines that the search and the filters let through."""
        if self.board is None:
            return
        words = text.fold(self.sought.text()).split()
        tests = [
            *_equal(self.kind, lambda line: line.kind),
            *_equal(self.country, lambda line: line.country),
            *_equal(self.unit, lambda line: (line.unit, line.adviser)),
            *self._due(),
        ]
        lines = [
            line
            for line in self.board.lines
            if all(word in line.words for word in words) and all(test(line) for test in tests)
        ]
        self.rows.show(self.board, lines)
        self.table.selectRow(0)

    def print(self) -> None:
        """Shows the board on paper, with the people that are listed now."""
        ids = [line.person_id for line in self.rows.lines]
        cast("MainWindow", self.window()).preview("compliance_board", ids, Person)

    def open_person(self) -> None:
        """Opens the person of the current line."""
        self._open(self.table.currentIndex())

    def _due(self) -> Iterable[Callable[[Line], bool]]:
        """What is due and when; with a paper chosen, the day is that of the paper."""
        paper, days = self.paper.currentData(), self.when.currentData()
        if paper is not None:
            yield lambda line: paper in line.terms
        if days is not None:
            on = self.office.today()

            def is_near(line: Line) -> bool:
                term = line.terms.get(paper) if paper is not None else line.nearest
                return term is not None and (term.until - on).days <= days

            yield is_near

    def _offer(self, board: Board) -> None:
        """Offers what occurs on the board; what was chosen stays chosen."""
        _fill(self.kind, [(key, _(name)) for key, name in KINDS.items()])
        _fill(self.country, _sorted((line.country, country(line.country)) for line in board.lines))
        units = ((name, name) for line in board.lines for name in (line.unit, line.adviser))
        _fill(self.unit, _sorted(units))
        _fill(self.paper, [(key, _(name)) for key, name, _rule in PAPERS])
        _fill(self.when, [(-1, _("Overdue")), (7, _("Within a week")), (SOON, _("Within 30 days"))])

    def _filter(self, name: str) -> QComboBox:
        chosen = QComboBox()
        chosen.setAccessibleName(name)
        chosen.setToolTip(name)
        chosen.addItem(_("{field}: all").format(field=name), None)
        chosen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        chosen.setMinimumContentsLength(min(len(chosen.itemText(0)), _FILTER_LETTERS))
        chosen.setMaxVisibleItems(20)
        chosen.currentIndexChanged.connect(lambda _index: self.narrow())
        return chosen

    def _arrange(self) -> None:
        heading = bold(_("Compliance board"), larger=1.2)
        heading.setWordWrap(False)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(self.figures, 1)
        top.addLayout(command_row(self.open_action, self.print_action))
        filters = QHBoxLayout()
        filters.addWidget(self.sought, 1)
        for chosen in (self.kind, self.country, self.unit, self.paper, self.when):
            filters.addWidget(chosen)
        self.table.setModel(self.rows)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        letter = self.fontMetrics().averageCharWidth()
        header.setMinimumHeight(self.fontMetrics().height() + 16)
        for column, letters in enumerate(_WIDTHS):
            title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
            for_the_title = self.fontMetrics().horizontalAdvance(title) + 24
            self.table.setColumnWidth(column, max(letter * letters, for_the_title))
        self.table.activated.connect(self._open)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(16, 12, 16, 12)
        column_of_all.addLayout(top)
        column_of_all.addWidget(self.conditions)
        column_of_all.addLayout(filters)
        column_of_all.addWidget(self.table, 1)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.office.wanted.emit(Person, self.rows.lines[index.row()].person_id)

    def _hear(self, _models: Any) -> None:
        self._is_outdated = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            today = self.office.today()
            jobs.ask(
                self,
                lambda: (compliance.board(on=today), compliance.conditions(on=today)),
                lambda found: self.show_board(*found),
            )


def _told(condition: Condition) -> str:
    """A condition with its paragraph, and whether it is met, in words."""
    answer = _("met") if condition.is_met else _("not met")
    return " · ".join((condition.sentence.rstrip("."), condition.paragraph, answer))


def _equal(chosen: QComboBox, value: Callable[[Line], Any]) -> Iterable[Callable[[Line], bool]]:
    """The test of a filter: that the value, or one of several, is the chosen one."""
    wanted = chosen.currentData()
    if wanted is not None:
        yield lambda line: wanted in found if isinstance(found := value(line), tuple) else wanted == found


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each pair once, without empty ones, in the order of the alphabet."""
    return sorted({pair for pair in pairs if pair[0]}, key=lambda pair: text.order_key(pair[1]))


def _fill(chosen: QComboBox, offered: Iterable[tuple[Any, str]]) -> None:
    before = chosen.currentData()
    chosen.blockSignals(True)
    while chosen.count() > 1:
        chosen.removeItem(1)
    for key, name in offered:
        chosen.addItem(name, key)
    chosen.setCurrentIndex(max(chosen.findData(before), 0) if before is not None else 0)
    chosen.view().setMinimumWidth(chosen.view().sizeHintForColumn(0) + 28)
    chosen.blockSignals(False)
