"""The papers of trips and mobility. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.mobility.application import Application
from kazcoop_desktop.forms.mobility.call_announcement import CallAnnouncement
from kazcoop_desktop.forms.mobility.event_list import EventList
from kazcoop_desktop.forms.mobility.trip_estimate import TripEstimate
from kazcoop_desktop.forms.mobility.trip_order import GroupTripOrder, TripOrder
from kazcoop_desktop.forms.mobility.trip_plan_sheet import PlanAndFact, TripPlanSheet
from kazcoop_desktop.forms.mobility.trip_register import CitizensAbroad, TripRegister
from kazcoop_desktop.forms.mobility.trip_report import TripReport
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    Application,
    TripEstimate,
    TripOrder,
    GroupTripOrder,
    TripReport,
    TripRegister,
    TripPlanSheet,
    PlanAndFact,
    CitizensAbroad,
    EventList,
    CallAnnouncement,
)
