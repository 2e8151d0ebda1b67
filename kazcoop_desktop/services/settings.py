"""What the program remembers for a person, or for the whole office."""

from __future__ import annotations

from typing import Any

from kazcoop_desktop.models.attached import Setting


def get(name: str, default: Any = None, *, owner: str = "") -> Any:
    """The remembered value; `default` when nothing was remembered. Without an owner it is the office's."""
    found = Setting.get_or_none((Setting.owner == owner) & (Setting.name == name))
    return default if found is None else found.value


def put(name: str, value: Any, *, owner: str = "") -> None:
    """Remembers a value that JSON can hold."""
    Setting.insert(owner=owner, name=name, value=value).on_conflict(
        conflict_target=[Setting.owner, Setting.name], update={Setting.value: value}
    ).execute()


def rename_owner(owner: str, new_owner: str) -> None:
    """What was remembered for a person goes with their new name."""
    Setting.delete().where(Setting.owner == new_owner).execute()
    Setting.update(owner=new_owner).where(Setting.owner == owner).execute()
