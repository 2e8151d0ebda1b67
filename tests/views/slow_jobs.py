"""Jobs for the child process of the tests."""

import time
from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.partner import Partner


def wait_for_cancel(progress: Any, cancelled: Any) -> None:
    while True:
        progress(1, 2)
        time.sleep(0.01)


def double(number: int, progress: Any, cancelled: Any) -> int:
    return number * 2


def refuse(progress: Any, cancelled: Any) -> None:
    raise UserError("This number is not in the journal.")


def names_of_partners(progress: Any, cancelled: Any) -> list[str]:
    return [partner.name for partner in Partner.select()]
