"""Pages of foreigners: the way of a scholar's visit, day by day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.views.foreigners.timeline_page import TimelinePage
from kazcoop_desktop.views.office import Office

PAGES: dict[type[Record], tuple[tuple[str, Callable[[Office], QWidget]], ...]] = {
    ScholarVisit: ((N_("Terms"), TimelinePage),)
}
