"""State fees of visas: what they cost on a day, in parts of the monthly calculation index that holds then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.fee import FeeKind, Mci
from kazcoop_desktop.models.visa import Visa, VisaFee
from kazcoop_desktop.services import records, reference

_TIYN = Decimal("0.01")


def mci_on(day: date) -> Mci:
    """The monthly calculation index that holds on a day. Raises UserError when none is entered for it."""
    held = Mci.select().where(Mci.valid_from <= day, Mci.deleted_at.is_null())
    found: Mci | None = held.order_by(Mci.valid_from.desc()).first()
    if found is None:
        sentence = _("No value of the MCI is entered for {date}. Enter it in the reference data.")
        raise UserError(sentence.format(date=f"{day:%d.%m.%Y}"))
    return found


def of_day(day: date, entries: str = "") -> list[VisaFee]:
    """What the fees come to on a day, not saved: those of a visa with these entries, or all there are."""
    mci = mci_on(day).value
    kinds = sorted(reference.valid(FeeKind, day), key=lambda kind: int(kind.sequence))
    return [
        VisaFee(
            fee_kind=kind,
            counted_on=day,
            factor=kind.factor,
            mci=mci,
            amount=(kind.factor * mci).quantize(_TIYN, ROUND_HALF_UP),
        )
        for kind in kinds
        if not entries or kind.entries in ("", entries)
    ]


def calculate(visa: Visa, *, on: date, by: str) -> list[VisaFee]:
    """Enters the fees of a visa with the values of the day; those entered before keep the values of theirs."""
    known = {fee.fee_kind.code for fee in of_visas([visa])[visa.id]}
    with database.atomic():
        for fee in of_day(on, visa.entries):
            if fee.fee_kind.code not in known:
                fee.visa = visa
                records.save(fee, by=by)
    return of_visas([visa])[visa.id]


def of_visas(visas: Sequence[Visa]) -> dict[int, list[VisaFee]]:
    """The fees that were entered for each of these visas, by its id."""
    found: dict[int, list[VisaFee]] = {visa.id: [] for visa in visas}
    entered = VisaFee.select(VisaFee, FeeKind).join(FeeKind)
    its = entered.where(VisaFee.visa.in_(list(found)), VisaFee.deleted_at.is_null())
    for fee in its.order_by(FeeKind.sequence, VisaFee.id):
        found[fee.__data__["visa"]].append(fee)
    return found
