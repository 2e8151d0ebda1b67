"""What is looked through by itself when the window opens: the file when it is large, and the end of the history."""

from __future__ import annotations

from datetime import date, timedelta

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import history, settings

_LAST = 1000  # entries verified at each start
_EVERY = timedelta(days=7)  # the whole history is
_WHOLE = "history_verified"  # the setting that remembers the day
_NAMED = 5


def at_start() -> list[str]:
    """Sentences on what is damaged or was changed outside the program, with what to do; an empty list is good."""
    today = date.today()
    verified = settings.get(_WHOLE)
    is_due = not verified or date.fromisoformat(verified) + _EVERY <= today
    faults = history.verify(last=None if is_due else _LAST)
    if is_due and not faults:
        settings.put(_WHOLE, today.isoformat())
    found = []
    if store.is_large(database.obj) and store.quick_check(database.obj):
        found.append(_("The database is damaged. Restore it from a backup copy."))
    if faults:
        found += [fault.sentence for fault in faults[:_NAMED]]
        found.append(
            _(
                "Keep this database as it is, compare it with a backup copy, and tell whoever answers for the data."
            )
        )
    return found
