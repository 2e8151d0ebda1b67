"""What the papers of a trip have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.services.mobility import trips


class TripPaper(PrintedForm):
    """A paper about one trip or many, read together with what belongs to them."""

    kinds = (Trip,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        trips.load(records)

    def own_number(self, records: Sequence[Trip]) -> str:
        """The number of the trip in its journal, where the paper has none itself."""
        return self.number or (records[0].number if records and not self.per_group else "")
