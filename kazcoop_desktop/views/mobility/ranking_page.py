"""The ranking page of a competition: points typed into a table, totals and ranks computed beside them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.competition import (
    Competition,
    CompetitionCandidate,
    CompetitionCriterion,
    CompetitionMark,
)
from kazcoop_desktop.models.values import as_text
from kazcoop_desktop.services import access
from kazcoop_desktop.services.mobility import ranking as mobility_ranking
from kazcoop_desktop.services.mobility.ranking import Ranked
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.records import typed
from kazcoop_desktop.views.records.commands import action, command_row
from kazcoop_desktop.views.records.notice import Notice
from kazcoop_desktop.views.records.rights import grey_out

_BEFORE = 1  # columns before those of the criteria


class RankingPage(QWidget):
    """A row for each candidate, a column for each criterion; the points are saved cell by cell."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._competition: Competition | None = None
        self._criteria: list[CompetitionCriterion] = []
        self._ranked: list[Ranked] = []
        self.notice = Notice()
        self.decide_action = action(self, "list-checks", _("Decide by rank"), self.decide)
        grey_out("change", self.decide_action, model=Competition)
        self.table = QTableWidget()
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setFrameShape(QTableWidget.Shape.NoFrame)
        self.table.itemChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(command_row(self.decide_action))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)

    def show_record(self, record: Record) -> None:
        """Shows the candidates of this competition by rank."""
        assert isinstance(record, Competition)
        self._competition = record
        self._criteria = record.criteria_in_order()
        self._ranked = mobility_ranking.ranking(record)
        self.decide_action.setEnabled(bool(self._ranked and self._criteria))
        self.table.blockSignals(True)
        self._fill()
        self.table.blockSignals(False)

    def decide(self) -> None:
        """Recommends the best as far as the places reach."""
        if self._competition is None:
            return
        with self.notice.telling():
            count = mobility_ranking.decide(self._competition, by=self.office.person)
            said = ngettext("{n} candidate is recommended.", "{n} candidates are recommended.", count)
            self.notice.complain(said.format(n=count))
        self.show_record(self._competition)
        self.office.announce(CompetitionCandidate)

    def _fill(self) -> None:
        named = [f"{each} ({as_text(CompetitionCriterion.weight, each.weight)} %)" for each in self._criteria]
        headings = [_("Candidate"), *named, _("Total"), _("Rank"), _("Decision")]
        self.table.setColumnCount(len(headings))
        self.table.setHorizontalHeaderLabels(headings)
        self.table.setRowCount(len(self._ranked))
        may_type = access.may("change", Competition)
        for row, each in enumerate(self._ranked):
            points = [as_text(CompetitionMark.points, each.points.get(one.id)) for one in self._criteria]
            total = as_text(CompetitionMark.points, each.total)
            rank = "" if each.rank is None else str(each.rank)
            decision = text_of(each.candidate, CompetitionCandidate.decision)
            for column, text in enumerate([str(each.candidate), *points, total, rank, decision]):
                is_typed = may_type and _BEFORE <= column < _BEFORE + len(self._criteria)
                self.table.setItem(row, column, _cell(text, is_typed=is_typed, is_figure=column >= _BEFORE))
        letter = self.fontMetrics().averageCharWidth()
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(0, letter * 40)

    def _typed(self, item: QTableWidgetItem) -> None:
        """Saves the points of the cell; what is no number, or outside the range, is told and taken back."""
        assert self._competition is not None
        criterion = self._criteria[item.column() - _BEFORE]
        candidate = self._ranked[item.row()].candidate
        self.notice.hide()
        with self.notice.telling():
            mobility_ranking.give_points(candidate, criterion, self._read(item.text()), by=self.office.person)
        self.show_record(self._competition)
        self.office.announce(CompetitionMark)

    def _read(self, text: str) -> Decimal | None:
        if not text.strip():
            return None
        try:
            return typed.read_sum(text)
        except ValueError:
            return Decimal(-1)  # refused by the range of the criterion


def _cell(text: str, *, is_typed: bool, is_figure: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if not is_typed:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    if is_figure:
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    return item
