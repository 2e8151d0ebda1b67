"""How near a deadline is: in words, by a sign and by a colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QIcon

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.services import deadlines
from kazcoop_desktop.services.deadlines import Deadline
from kazcoop_desktop.views.icons import tinted
from kazcoop_desktop.views.theme import hues

_NEAR = 14  # days


def in_words(deadline: Deadline) -> str:
    """When something is due: Overdue by 3 days, Due tomorrow, Due in 10 working days."""
    return left_in_words(deadline.days_left, deadline.unit)


def left_in_words(days: int, unit: str) -> str:
    """The same for so many days left, `calendar` or `working` ones."""
    if days == 0:
        return _("Due today")
    if days == 1 and unit == "calendar":  # the next working day after a Friday is not tomorrow
        return _("Due tomorrow")
    if days < 0:
        return ngettext("Overdue by {n} day", "Overdue by {n} days", -days).format(n=-days)
    if unit == "working":
        return ngettext("Due in {n} working day", "Due in {n} working days", days).format(n=days)
    return ngettext("Due in {n} day", "Due in {n} days", days).format(n=days)


def explained(deadline: Deadline) -> str:
    """What is due, when, and by which paragraph."""
    when = _("Due on {date}").format(date=f"{deadline.due_on:%d.%m.%Y}")
    return "\n".join(part for part in (deadline.title, when, deadline.paragraph) if part)


def look(deadline: Deadline) -> tuple[str, str]:
    """The name of the sign and the colour: overdue, near, far."""
    if deadline.days_left < 0:
        return "triangle-alert", hues().danger
    if deadline.days_left <= _NEAR:
        return "clock", hues().warning
    return "clock", hues().quiet


def nearest_by_record(model: type[Record], on: date) -> dict[int, Deadline]:
    """The nearest open deadline of each record of a register, by the record's id."""
    found: dict[int, Deadline] = {}
    for deadline in deadlines.due(on=on):
        if kind_of(deadline.shown) == kind_of(model):
            found.setdefault(deadline.shown.id, deadline)
    return found


def marks(nearest: dict[int, Deadline]) -> dict[int, tuple[QIcon, str]]:
    """A sign with its explanation for each record that has a deadline."""
    made = {}
    for record_id, deadline in nearest.items():
        sign, colour = look(deadline)
        made[record_id] = (tinted(sign, colour), f"{in_words(deadline)}\n{explained(deadline)}")
    return made
