"""Orders on learners who go abroad: one number a year belongs to one order."""

from __future__ import annotations

from datetime import date

from kazcoop_desktop.models.base import database

_TABLES = ("mobility", "dual_degree_candidate")


def other_order(
    kind: str, record_id: int | None, learner_id: int | None, number: str, on: date
) -> date | None:
    """The date of another order with this number in the year of `on`; None when the number is free.

    One order may send a whole group: the number stands again under the same date for another learner.
    """
    year = f"{on.year:04}-01-01", f"{on.year:04}-12-31"
    for table in _TABLES:
        taken = (
            f"SELECT order_on FROM {table} WHERE order_number = ? AND order_on BETWEEN ? AND ?"
            " AND deleted_at IS NULL AND NOT (? = ? AND id = ?) AND (order_on <> ? OR learner_id = ?) LIMIT 1"
        )
        same = (kind, table, record_id or 0, on.isoformat(), learner_id)
        if found := database.execute_sql(taken, (number, *year, *same)).fetchone():
            return date.fromisoformat(str(found[0]))
    return None
