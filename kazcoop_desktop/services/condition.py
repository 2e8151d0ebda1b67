"""In which condition the data is: whether the last day of work ended well, and what a thorough check finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import files, history, settings

_BETWEEN = timedelta(days=7)
_LAST = 1000  # entries of the history verified at each start
_TOLD = 10


def begin(now: datetime) -> bool:
    """Notes that work begins; tells whether the data is to be checked, as work was not ended, or a week has passed."""
    was_left_open = settings.get("is_open", False)
    settings.put("is_open", True)
    checked = settings.get("checked_at")
    if checked is None:
        settings.put("checked_at", now.isoformat(timespec="seconds"))
    is_recent = checked is None or timedelta(0) <= now - datetime.fromisoformat(checked) < _BETWEEN
    return bool(was_left_open) or not is_recent


def end() -> None:
    """Notes that work was ended, and nothing was cut off."""
    settings.put("is_open", False)


def quick_faults() -> list[str]:
    """What a look at the start finds: whether a large file is whole, and the end of the history."""
    found = store.quick_check(database.obj) if store.is_large(database.obj) else []
    return found + _of_history(history.verify(last=_LAST))


def faults(
    now: datetime,
    *,
    heads: Sequence[history.Head] = (),
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[str]:
    """Everything that is wrong with the database, the attached files and the history; an empty list is good.

    `heads` are those printed on papers. It may take minutes; when nobody wants to know any longer it stops before
    the next file.
    """
    found = store.check(database.obj) + _of_history(history.verify(heads))
    for attachment in Attachment.select():
        if not is_wanted():
            return []
        if not files.is_whole(attachment.sha256):
            found.append(attachment.name)
    if not found:
        settings.put("checked_at", now.isoformat(timespec="seconds"))
    return found


def told(found: Sequence[str]) -> str:
    """What a person reads of faults: the first of them, and what to do."""
    advice = _(
        "Keep this database as it is, compare it with a backup copy, and tell whoever answers for the data."
    )
    return "\n".join([_("The check found faults:"), *found[:_TOLD], "", advice])


def _of_history(found: Sequence[history.Fault]) -> list[str]:
    return [fault.sentence for fault in found]
