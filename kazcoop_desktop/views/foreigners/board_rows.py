"""The rows of the compliance board: a person each, a column for each paper, marks in words and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.foreign_citizen import CITIZEN_KINDS
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.foreigners.compliance import PAPERS, SCHOLAR, SOON, Board, Line, Term
from kazcoop_desktop.views.icons import tinted
from kazcoop_desktop.views.records.due import left_in_words
from kazcoop_desktop.views.theme import hues
from kazcoop_desktop.views.words import shown

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_DUE, _LEFT = 3, 4
KINDS = {**dict(CITIZEN_KINDS), SCHOLAR: N_("Invited scholar")}


class BoardRows(QAbstractTableModel):
    """The lines of the board that the filters let through, in its order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.board: Board | None = None
        self._texts: list[tuple[str, Callable[[Line], str]]] = [
            (_("Person"), lambda line: line.name),
            (_("Citizenship"), lambda line: country(line.country) if line.country else ""),
            (_("What is next"), self._step),
            (_("Due"), lambda line: shown(line.nearest.until) if line.nearest else ""),
            (_("Left"), lambda line: left_in_words(*_left(line.nearest)) if line.nearest else ""),
            (_("Kind"), lambda line: KINDS.get(line.kind, "") and _(KINDS[line.kind])),
        ]
        self._last: list[tuple[str, Callable[[Line], str]]] = [
            (_("Adviser"), lambda line: line.adviser),
            (_("Structural unit"), lambda line: line.unit),
        ]

    def show(self, board: Board, lines: Sequence[Line]) -> None:
        """Shows these lines of a board."""
        self.beginResetModel()
        self.board, self.lines = board, lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self._texts) + len(PAPERS) + len(self._last)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role != _Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        papers = [_(name) for _key, name, _rule in PAPERS]
        titles = [*(title for title, _text in self._texts), *papers, *(title for title, _text in self._last)]
        return titles[section]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        place = column - len(self._texts)
        term = line.nearest if column in (_DUE, _LEFT) else None
        if 0 <= place < len(PAPERS):
            term = line.terms.get(PAPERS[place][0])
        match role:
            case _Role.DisplayRole:
                return self._text(line, column)
            case _Role.ForegroundRole:
                return QColor(_hue(term)) if term is not None and _hue(term) else None
            case _Role.DecorationRole:
                is_sign = column == _LEFT and term is not None
                return tinted(*_sign(term)) if is_sign and term is not None else None
            case _Role.ToolTipRole:
                return self._explained(term)
        return None

    def _text(self, line: Line, column: int) -> str:
        if column < len(self._texts):
            return self._texts[column][1](line)
        place = column - len(self._texts)
        if place >= len(PAPERS):
            _title, last = self._last[place - len(PAPERS)]
            return last(line)
        paper = PAPERS[place][0]
        if term := line.terms.get(paper):
            return _marked(term)
        return _("no end date") if paper in line.held else ""

    def _step(self, line: Line) -> str:
        return self.board.step(line.nearest) if self.board and line.nearest else ""

    def _explained(self, term: Term | None) -> str:
        """What is due, when, and by which paragraph."""
        if term is None or self.board is None:
            return ""
        lines = (
            self.board.step(term),
            f"{shown(term.until)}  {left_in_words(*_left(term))}",
            self.board.sources.get(term.paper, ""),
        )
        return "\n".join(line for line in lines if line)


def _left(term: Term) -> tuple[int, str]:
    return term.days_left, term.unit


def _marked(term: Term) -> str:
    """The last day, with ! when it is past, and with the days left when they are few."""
    until = f"{term.detail} {shown(term.until)}".strip()
    if term.days_left < 0:
        return f"! {until}"
    return f"{until} ({term.days_left})" if term.days_left <= SOON else until


def _hue(term: Term) -> str:
    if term.days_left < 0:
        return hues().danger
    return hues().warning if term.days_left <= SOON else ""


def _sign(term: Term) -> tuple[str, str]:
    return ("triangle-alert" if term.days_left < 0 else "clock"), _hue(term) or hues().quiet
