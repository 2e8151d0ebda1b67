"""What was done under an agreement, and which terms are in force on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import peewee as pw

from kazcoop_desktop.models.agreement import FORMS_OF_COOPERATION, IN_FORCE, Activity, Agreement, Annex

EVIDENCE_MONTHS = 24


@dataclass(frozen=True)
class Terms:
    """The end date in force on a day, and the annex that set it; no annex: the agreement itself did."""

    expires_on: date | None
    annex: Annex | None


@dataclass(frozen=True)
class Evidence:
    """Activities done in a period, counted by form of cooperation in the order of procedure 717, 5.1.2."""

    since: date
    until: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many activities were done."""
        return sum(self.counts.values())


def terms_on(agreement: Agreement, day: date) -> Terms:
    """The terms in force on the day: the latest annex with a new end date that had taken effect by then counts."""
    mine = (Annex.agreement == agreement) & Annex.deleted_at.is_null() & Annex.new_expires_on.is_null(False)
    starts_on = pw.fn.COALESCE(Annex.in_force_on, Annex.signed_on)
    in_order = starts_on.desc(), Annex.number.desc(), Annex.id.desc()
    annex = Annex.select().where(mine & (starts_on <= day)).order_by(*in_order).first()
    return Terms(annex.new_expires_on if annex else agreement.expires_on, annex)


def evidence(agreement: Agreement, on: date, *, months: int = EVIDENCE_MONTHS) -> Evidence:
    """What was done under the agreement in the months before the day, the day included."""
    since = months_before(on, months)
    mine = (Activity.agreement == agreement) & Activity.deleted_at.is_null()
    done = Activity.select(Activity.form).where(mine & (Activity.done_on > since) & (Activity.done_on <= on))
    found = Counter(activity.form for activity in done)
    return Evidence(since, on, {form: found[form] for form, _name in FORMS_OF_COOPERATION if found[form]})


def is_dormant(agreement: Agreement, on: date, *, months: int = EVIDENCE_MONTHS) -> bool:
    """Whether an agreement in force for that long has had nothing done under it: a memorandum on paper only."""
    starts_on = agreement.in_force_on or agreement.signed_on
    in_force = agreement.stage in IN_FORCE and starts_on and starts_on <= months_before(on, months)
    return bool(in_force) and evidence(agreement, on, months=months).total == 0


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
