"""What the papers of a scholar's visit have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholars


class ScholarPaper(PrintedForm):
    """A paper about one visit or many; who is responsible for the case has prepared it."""

    kinds = (ScholarVisit,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        scholars.load(records)

    def executor(self, records: Sequence[ScholarVisit]) -> Employee | None:
        return records[0].responsible if records and not self.per_group else None
