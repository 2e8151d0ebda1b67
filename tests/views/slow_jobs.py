"""Jobs for the child process of the tests."""

import time
from typing import Any

from kazcoop_desktop.errors import UserError


def wait_for_cancel(progress: Any, cancelled: Any) -> None:
    while True:
        progress(1, 2)
        time.sleep(0.01)


def double(number: int, progress: Any, cancelled: Any) -> int:
    return number * 2


def refuse(progress: Any, cancelled: Any) -> None:
    raise UserError("This number is not in the journal.")
