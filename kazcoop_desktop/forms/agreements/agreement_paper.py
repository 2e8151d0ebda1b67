"""What the papers of an agreement have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import agreements


class AgreementPaper(PrintedForm):
    """A paper about one agreement or many; who is responsible for the case has prepared it."""

    kinds = (Agreement,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        agreements.load(records)

    def executor(self, records: Sequence[Agreement]) -> Employee | None:
        return records[0].responsible if records and not self.per_group else None
