"""Who works at this workstation, and how a person is named in short."""

from __future__ import annotations

from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import settings


def current(owner: str) -> Employee | None:
    """The employee who works under this name of the operating system; None until they have said who they are."""
    chosen = settings.get("employee", owner=owner)
    if chosen is None:
        return None
    return Employee.get_or_none((Employee.id == chosen) & Employee.deleted_at.is_null())


def choose(employee: Employee, *, owner: str) -> None:
    """Remembers who works under this name of the operating system."""
    settings.put("employee", employee.id, owner=owner)


def short_name(employee: Employee) -> str:
    """The surname and the initial of the given name, as lists and the history show a person."""
    return f"{employee.surname} {employee.given_name[:1]}.".replace(" .", "")
