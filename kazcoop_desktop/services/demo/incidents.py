"""One invented incident with personal data for the demonstration: stopped, and told to the authorised body."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kazcoop_desktop import paths
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of
from kazcoop_desktop.models.incident import INCIDENT_STAGES, Incident, IncidentTold
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.services import records

_AGE = 17  # days since it was noticed
_CAME_TO = 2  # the stage, by its place


def fill(people: Sequence[Employee], *, on: date, by: str) -> None:
    """Writes the incident, noticed some days before the day `on`, and who was told of it."""
    invented = tomllib.loads(paths.resource("demo", "incidents.toml").read_text(encoding="utf-8"))
    noticed_on = on - timedelta(days=_AGE)
    stages = [key for key, _name in INCIDENT_STAGES[: _CAME_TO + 1]]
    incident = records.save(
        Incident(
            **invented["incident"],
            stage=stages[-1],
            happened_on=noticed_on - timedelta(days=1),
            noticed_on=noticed_on,
            measures_on=noticed_on,
            notified_on=noticed_on + timedelta(days=1),
            noticed_by=people[3],
            responsible=people[1],
        ),
        by=by,
    )
    for entry in invented["told"]:
        records.save(IncidentTold(**entry, incident=incident, told_on=noticed_on), by=by)
    for place, (old, new) in enumerate(pairwise(stages)):
        day = noticed_on + timedelta(days=place)
        StageMove.create(
            kind=kind_of(incident),
            record_id=incident.id,
            who=by,
            at=datetime.combine(day, time(17)),
            on=day,
            old_stage=old,
            new_stage=new,
        )
