"""Commands that only one register has: written by hand, offered in its menus and on the page of its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.rights import grey_out

if TYPE_CHECKING:
    from kazcoop_desktop.views.records.register import Register


class Command(NamedTuple):
    """A command by its marked text; it gets the register that it was chosen in."""

    text: str
    sign: str
    act: Callable[[Register], None]
    keys: str = ""
    right: str = "change"  # without which it is greyed


BY_HAND: dict[type[Record], tuple[Command, ...]] = {}


def add(own: Mapping[type[Record], tuple[Command, ...]]) -> None:
    """Adds the commands of a wing to those of others; a register may have commands of several wings."""
    for model, its in own.items():
        BY_HAND[model] = tuple(dict.fromkeys((*BY_HAND.get(model, ()), *its)))


def actions_for(register: Register) -> list[QAction]:
    """The commands of a register as actions."""
    return [_action(register, command) for command in BY_HAND.get(register.model, ())]


def _action(register: Register, command: Command) -> QAction:
    action = QAction(icon(command.sign), _(command.text), register)
    if command.keys:
        action.setShortcut(command.keys)
    action.triggered.connect(lambda: command.act(register))
    grey_out(command.right, action, model=register.model)
    register.addAction(action)
    return action
