"""The figures that Today shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models import RECORDS, find
from kazcoop_desktop.models.agreement import IN_FORCE, STAGES, Agreement
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.reference import FormCode
from kazcoop_desktop.services import access, browse, reference
from kazcoop_desktop.services.foreigners import compliance
from kazcoop_desktop.services.mobility import abroad

_SOON = 90
_CITIZENS_ABROAD = 10
_BEFORE_SIGNING = tuple(key for key, _name in STAGES[: [key for key, _ in STAGES].index("signed")])


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number, what it counts, a remark, and the register in which the counted records stand, if they have one."""

    number: int
    title: str
    note: str = ""
    register: type[Record] | None = None
    is_of_board: bool = False  # the compliance board stands behind it


def figures(*, on: date) -> list[Figure]:
    """The figures of the day that whoever works here may read, in the current language."""
    counted = (
        (Agreement, _in_force),
        (Agreement, _on_the_way),
        (Partner, _partners),
        (Mobility, _abroad),
        (ForeignCitizen, _foreigners),
    )
    return [*(figure(on) for model, figure in counted if access.may("read", model)), _not_back(on)]


def papers_out(*, on: date) -> list[tuple[Paper, Record]]:
    """The papers whose signed copy has not come back, the oldest first, each with its record."""
    papers = list(_out(on).order_by(Paper.at, Paper.id))
    rows = {
        kind: browse.Query(find(kind)).rows([paper.record_id for paper in papers if paper.kind == kind])
        for kind in {paper.kind for paper in papers}
    }
    return [
        (paper, rows[paper.kind][paper.record_id]) for paper in papers if paper.record_id in rows[paper.kind]
    ]


def _in_force(on: date) -> Figure:
    last: Any = Agreement.expires_on
    in_force = Agreement.select().where(
        Agreement.deleted_at.is_null(),
        Agreement.stage.in_(IN_FORCE),
        last.is_null() | (last >= on),
    )
    ending = in_force.where(last.is_null(False), last <= on + timedelta(days=_SOON)).count()
    note = ngettext("{n} ends within 90 days", "{n} end within 90 days", ending).format(n=ending)
    return Figure(number=in_force.count(), title=_("agreements in force"), note=note, register=Agreement)


def _on_the_way(_on: date) -> Figure:
    count = (
        Agreement.select().where(Agreement.deleted_at.is_null(), Agreement.stage.in_(_BEFORE_SIGNING)).count()
    )
    note = _("from the initiative to the signature")
    return Figure(number=count, title=_("agreements being prepared"), note=note, register=Agreement)


def _partners(_on: date) -> Figure:
    ours = Partner.select().where(Partner.deleted_at.is_null())
    countries = ours.where(Partner.country != "").select(Partner.country).distinct().count()
    note = ngettext("in {n} country", "in {n} countries", countries).format(n=countries)
    return Figure(number=ours.count(), title=_("partners"), note=note, register=Partner)


def _abroad(on: date) -> Figure:
    """Order 661, 4: with ten of them the institution has a service of its own."""
    note = _("{n} of them call for a service of its own").format(n=_CITIZENS_ABROAD)
    return Figure(
        number=abroad.studying_on(on), title=_("citizens studying abroad"), note=note, register=Mobility
    )


def _foreigners(on: date) -> Figure:
    """Order 661, 8, 8) and 9): whose papers of the stay run out."""
    board = compliance.board(on=on)
    title = _("foreigners whose papers end within {n} days").format(n=compliance.SOON)
    note = _("overdue: {n}").format(n=board.overdue)
    return Figure(number=board.soon, title=title, note=note, is_of_board=True)


def _not_back(on: date) -> Figure:
    count = _out(on).count()
    title = _("papers not come back")
    if not count:
        return Figure(number=0, title=title, note=_("All signed copies have come back."))
    oldest = _out(on).select(pw.fn.MIN(Paper.at)).scalar()
    days = (on - datetime.fromisoformat(str(oldest)).date()).days
    note = ngettext("the oldest for {n} day", "the oldest for {n} days", days).format(n=days)
    return Figure(number=count, title=title, note=note)


def _out(on: date) -> Any:
    awaited = [form.form for form in reference.valid(FormCode, on) if form.comes_back]
    readable = [kind_of(model) for model in RECORDS if access.may("read", model)]
    return Paper.select().where(
        Paper.form.in_(awaited),
        Paper.kind.in_(readable),
        Paper.returned_on.is_null(),
        Paper.signed_scan.is_null(),
    )
