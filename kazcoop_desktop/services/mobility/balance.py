"""How many learners went to a partner and came from it in an academic year, beside the places agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kazcoop_desktop.models import text
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import access, browse

_COUNTED = (
    "SELECT partner_id, academic_year, sum(direction = 'outgoing'), sum(direction = 'incoming')"
    " FROM mobility WHERE deleted_at IS NULL AND stage <> 'cancelled'"
    " GROUP BY partner_id, academic_year"
)
_PLACES = (
    "SELECT a.partner_id, p.direction, p.places, p.first_year, p.last_year FROM exchange_places p"
    " JOIN agreement a ON a.id = p.agreement_id WHERE p.deleted_at IS NULL AND a.deleted_at IS NULL"
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A partner in a year: who went, who came, and the places agreed; None where nothing is agreed."""

    partner: Partner
    year: str
    outgoing: int
    incoming: int
    places_out: int | None
    places_in: int | None

    @property
    def balance(self) -> int:
        """How many more came than went; with a minus when more went."""
        return self.incoming - self.outgoing


def balance(*, year: str = "", partner: Partner | None = None) -> list[Line]:
    """The balance by partner and year, the latest year first; of one year or one partner when asked for.

    Stays that are cancelled or in the recycle bin do not count. Raises NotAllowed for those who may not read stays.
    """
    access.require("read", Mobility)
    counted = [
        row
        for row in database.execute_sql(_COUNTED).fetchall()
        if (not year or row[1] == year) and (partner is None or row[0] == partner.id)
    ]
    wanted = sorted({row[0] for row in counted})
    partners: dict[int, Any] = {**browse.Query(Partner).rows(wanted)}
    agreed = database.execute_sql(_PLACES).fetchall()
    lines = [
        Line(
            partner=partners[partner_id],
            year=of_year,
            outgoing=went,
            incoming=came,
            places_out=_places(agreed, partner_id, "outgoing", of_year),
            places_in=_places(agreed, partner_id, "incoming", of_year),
        )
        for partner_id, of_year, went, came in counted
    ]
    in_order = sorted(lines, key=lambda line: text.order_key(str(line.partner)))
    return sorted(in_order, key=lambda line: line.year, reverse=True)


def totals(lines: Sequence[Line]) -> tuple[int, int]:
    """How many went and how many came, of all lines."""
    return sum(line.outgoing for line in lines), sum(line.incoming for line in lines)


def years() -> list[str]:
    """The academic years in which somebody went or came, the latest first. Raises NotAllowed."""
    access.require("read", Mobility)
    found = database.execute_sql(
        "SELECT DISTINCT academic_year FROM mobility WHERE deleted_at IS NULL ORDER BY academic_year DESC"
    )
    return [row[0] for row in found.fetchall()]


def _places(
    agreed: Sequence[tuple[int, str, int, str, str]], partner_id: int, direction: str, year: str
) -> int | None:
    """The places of all agreements with a partner in a year."""
    found = [
        places
        for with_partner, of_direction, places, first, last in agreed
        if (with_partner, of_direction) == (partner_id, direction)
        and first <= year
        and (not last or year <= last)
    ]
    return sum(found) if found else None
