"""The compliance board on paper: whose papers run out next; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column, Strong
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.world import country
from kazcoop_desktop.services.foreigners import compliance
from kazcoop_desktop.services.foreigners.compliance import SOON, Board, Line, Term

_LIVES_ON = ("registration", "residence_permit", "visa_free")


class ComplianceBoard(PrintedForm):
    """Order 661, 8.8-8.10: for the vice-rector. The chosen people, or all who are here."""

    key = "compliance_board"
    title = N_("Compliance board")
    kinds = (Person, ForeignCitizen)
    page = LANDSCAPE
    per_group = True

    def story(self, records: Sequence[Person | ForeignCitizen]) -> list[Flowable]:
        (columns,) = self.tables()
        day = official.stamp(None) if self.blank else official.in_text(self.on)
        rows: list[list[str]] = []
        counts: list[Flowable] = []
        if not self.blank:
            board = compliance.board(on=self.on)
            wanted = {_person_id(record) for record in records}
            shown = compliance.narrowed(board, wanted)
            rows = [_row(number, shown, line) for number, line in enumerate(shown.lines, 1)]
            counts = [blocks.under_title(_counts(shown))]
        return [
            blocks.corner(pgettext("paper", "For official use")),
            blocks.title(pgettext("paper", "COMPLIANCE BOARD")),
            blocks.under_title(pgettext("paper", "as of {date}").format(date=day)),
            *counts,
            blocks.table(columns, rows or blocks.empty_rows(columns, 12), size=9, row_height=blocks.HAND_ROW),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 47),
                Column(pgettext("paper", "Country"), 25),
                Column(pgettext("paper", "Passport until"), 25, "CENTER"),
                Column(pgettext("paper", "Visa, until"), 30, "CENTER"),
                Column(pgettext("paper", "Registered until"), 25, "CENTER"),
                Column(pgettext("paper", "Insurance until"), 25, "CENTER"),
                Column(pgettext("paper", "Questionnaire"), 23, "CENTER"),
                Column(pgettext("paper", "Medical"), 20, "CENTER"),
                Column(pgettext("paper", "Next step"), 27),
            ),
        )


def _person_id(record: Person | ForeignCitizen) -> int:
    return int(record.id if isinstance(record, Person) else record.__data__["person"])


def _counts(board: Board) -> str:
    said = pgettext("paper", "All {n}; overdue {overdue}; ending within 30 days {soon}")
    return said.format(n=len(board.lines), overdue=board.overdue, soon=board.soon)


def _row(number: int, board: Board, line: Line) -> list[str]:
    nearest = line.nearest
    cells = [
        str(number),
        line.name,
        country(line.country) if line.country else "",
        _cell(line, "passport"),
        _cell(line, "visa"),
        _cell(line, *_LIVES_ON),
        _cell(line, "insurance"),
        "+" if line.has_questionnaire else "–",
        _cell(line, "medical"),
        joined(board.step(nearest), official.numeric(nearest.until), by="\n") if nearest else "",
    ]
    return Strong(cells) if nearest is not None and nearest.days_left < 0 else cells


def _cell(line: Line, *papers: str) -> str:
    """The last day with its mark: ! overdue, days left when few, + without an end, – none."""
    terms = [line.terms[paper] for paper in papers if paper in line.terms]
    if not terms:
        return "+" if any(paper in line.held for paper in papers) else "–"
    return "\n".join(_marked(min(terms, key=lambda term: term.until)))


def _marked(term: Term) -> Iterator[str]:
    until = joined(term.detail, official.numeric(term.until))
    if term.days_left < 0:
        yield f"! {until}"
    else:
        yield until
    if 0 <= term.days_left <= SOON:
        yield pgettext("paper", "{n} d.").format(n=term.days_left)
