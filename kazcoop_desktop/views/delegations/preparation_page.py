"""The preparation page: what is still unknown, what is to be done by when, the money, and what was before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.values import grouped
from kazcoop_desktop.models.visit import ARTICLES, PAYERS
from kazcoop_desktop.services.delegations import money, promises, timeline, unknown, visits
from kazcoop_desktop.views.cards import Card, plain, quiet
from kazcoop_desktop.views.delegations.promises_page import promise_line
from kazcoop_desktop.views.delegations.rows import OpenLine, line_of
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.theme import hues
from kazcoop_desktop.views.words import distance_in_words, shown

_LATEST = 5


class PreparationPage(QScrollArea):
    """Cards: still unknown, the timeline from the day of arrival, the money, open promises, earlier dealings."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_record(self, record: Record) -> None:
        """Shows the cards of this delegation."""
        assert isinstance(record, Delegation)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 8, 14, 14)
        column.setSpacing(10)
        for card in (
            self._unknown(record),
            self._timeline(record),
            self._promises(record),
            self._money(record),
            *self._history(record),
        ):
            if card is not None:
                column.addWidget(card)
        column.addStretch(1)
        self.setWidget(page)

    def _unknown(self, delegation: Delegation) -> Card:
        items = unknown.items(delegation)
        lacking = [item for item in items if item.lacking]
        known = _("known {known} of {all}").format(known=len(items) - len(lacking), all=len(items))
        hue = hues().warning if lacking else hues().good
        card = Card(
            _("Still unknown") if lacking else _("Everything is known"),
            known,
            sign="circle-alert" if lacking else "circle-check",
            hue=hue,
        )
        card.body.addLayout(_grid([(item.name, item.lacking, False) for item in lacking]))
        return card

    def _timeline(self, delegation: Delegation) -> Card:
        today = self.office.today()
        steps = timeline.steps(delegation, on=today)
        card = Card(
            _("Timeline"), _("counted from arrival and departure"), sign="calendar", hue=hues().accent
        )
        if not steps:
            card.body.addWidget(quiet(_("Enter first when the delegation arrives and leaves."), wraps=True))
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(12)
        for row, step in enumerate(steps):
            days = (step.due_on - today).days
            state = _("done already") if step.is_done else distance_in_words(days)
            told = quiet(state)
            if not step.is_done and days < 0:
                told.setProperty("danger", True)
            elif step.is_done:
                told.setProperty("good", True)
            grid.addWidget(plain(shown(step.due_on), wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(f"{step.name} ({step.paragraph})"), row, 2)
        card.body.addLayout(grid)
        return card

    def _promises(self, delegation: Delegation) -> Card | None:
        before = promises.from_before(delegation)
        if not before:
            return None
        card = Card(_("Promises from earlier meetings"), str(len(before)), sign="bell", hue=hues().warning)
        for promise in before:
            card.body.addWidget(promise_line(self.office, promise))
        return card

    def _money(self, delegation: Delegation) -> Card | None:
        articles = money.by_article(delegation)
        if not articles:
            return None
        whole = money.total(delegation)
        card = Card(_("Estimate: plan against fact, tenge"), "", sign="list-checks", hue=hues().accent)
        names, payers = dict(ARTICLES), dict(PAYERS)
        rows = [(_(names[each.key]), _sums(each), False) for each in articles]
        rows.append((_("Total"), _sums(whole), True))
        rows += [
            (_("Pays: {payer}").format(payer=_(payers[each.key])), _sums(each), False)
            for each in money.by_payer(delegation)
        ]
        card.body.addLayout(_grid(rows))
        return card

    def _history(self, delegation: Delegation) -> list[Card | None]:
        """Earlier delegations, agreements and letters, partner by partner."""
        return [
            card
            for partner in visits.partners(delegation)
            for card in (
                self._list(
                    _("Earlier visits: {partner}").format(partner=partner),
                    [each for each in visits.of_partner(partner) if each.id != delegation.id],
                ),
                self._list(
                    _("Agreements: {partner}").format(partner=partner),
                    list(
                        Agreement.select()
                        .where(Agreement.partner == partner, Agreement.deleted_at.is_null())
                        .order_by(Agreement.id.desc())
                    ),
                ),
                self._list(
                    _("Letters: {partner}").format(partner=partner),
                    list(
                        Letter.select()
                        .where(Letter.partner == partner, Letter.deleted_at.is_null())
                        .order_by(Letter.registered_on.desc())
                    ),
                ),
            )
        ]

    def _list(self, heading: str, found: Sequence[Record]) -> Card | None:
        if not found:
            return None
        card = Card(heading, str(len(found)), sign="history", hue=hues().quiet)
        for record in found[:_LATEST]:
            card.body.addWidget(OpenLine(self.office, record, line_of(record)))
        return card


def title(record: Record) -> str:
    """The name of the page with how much is known of what is to be known."""
    assert isinstance(record, Delegation)
    items = unknown.items(record)
    known = sum(not item.lacking for item in items)
    return _("Preparation {known}/{all}").format(known=known, all=len(items))


def _sums(each: money.Sum) -> str:
    spent = grouped(each.spent) if each.spent is not None else "–"
    return _("planned {planned}, spent {spent}").format(planned=grouped(each.planned), spent=spent)


def _grid(rows: Sequence[tuple[str, str, bool]]) -> QGridLayout:
    """Names with what is told of them; a strong row is the total."""
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    for row, (name, told, strong) in enumerate(rows):
        labels = (plain(name), plain(told))
        for place, label in enumerate(labels):
            font = label.font()
            font.setBold(strong)
            label.setFont(font)
            grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
        labels[0].setMinimumWidth(labels[0].fontMetrics().averageCharWidth() * 28)
    return grid
