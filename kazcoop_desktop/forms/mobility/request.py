"""What an application 601-03 says, whoever applies for whatever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.models.institution import Unit


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an application of one kind says; of nobody for a blank one."""

    applicant: str = ""  # full name
    position: str = ""  # or programme, year and group
    phone: str = ""
    signature: str = ""  # initials and surname
    unit: Unit | None = None
    sentence: str
    facts: Sequence[tuple[str, str | Sequence[Flowable]]]
    undertaking: str = ""
    note: str = ""  # a line that the program itself computes
    asks_consent: bool = False
