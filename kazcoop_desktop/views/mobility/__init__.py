"""Mobility in the window: trips of staff and their plans, learners' stays, competitions and dual degrees."""

from kazcoop_desktop.models.base import Record
from kazcoop_desktop.views.mobility import learners, trips
from kazcoop_desktop.views.records.pages import HandPages

PAGES: dict[type[Record], HandPages] = {**learners.PAGES, **trips.PAGES}
COMMANDS = learners.COMMANDS
