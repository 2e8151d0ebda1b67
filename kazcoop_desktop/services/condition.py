"""In which condition the data is: whether the last day of work ended well, and what a thorough check finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kazcoop_desktop.models import store
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import files, history, settings
from kazcoop_desktop.services.chain import Head

_BETWEEN = timedelta(days=7)


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


def faults(
    now: datetime, *, heads: Sequence[Head] = (), is_wanted: Callable[[], bool] = lambda: True
) -> list[str]:
    """Everything that is wrong with the database, the history and the attached files; an empty list is good.

    `heads` are heads of the history from printed registers, which must still be in it.
    It may take minutes; when nobody wants to know any longer it stops before the next file.
    """
    found = [*store.check(database.obj), *(fault.sentence for fault in history.verify(heads))]
    for attachment in Attachment.select():
        if not is_wanted():
            return []
        if not files.is_whole(attachment.sha256):
            found.append(attachment.name)
    if not found:
        settings.put("checked_at", now.isoformat(timespec="seconds"))
    return found
