"""Pages of trips: a unit's plan beside what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.trip_plan import TripPlan
from kazcoop_desktop.views.mobility.plan_page import PlanPage
from kazcoop_desktop.views.office import Office

PAGES: dict[type[Record], tuple[tuple[str, Callable[[Office], QWidget]], ...]] = {
    TripPlan: ((N_("Plan and fact"), PlanPage),)
}
