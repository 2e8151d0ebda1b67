"""The papers of trips, mobility and dual degrees. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.mobility.application import Application
from kazcoop_desktop.forms.mobility.call_announcement import CallAnnouncement
from kazcoop_desktop.forms.mobility.candidate_representation import CandidateRepresentation
from kazcoop_desktop.forms.mobility.competition_protocol import CompetitionProtocol
from kazcoop_desktop.forms.mobility.dual_degree_checklist import DualDegreeChecklist
from kazcoop_desktop.forms.mobility.event_list import EventList
from kazcoop_desktop.forms.mobility.individual_plan import IndividualPlan
from kazcoop_desktop.forms.mobility.learning_agreement import LearningAgreement
from kazcoop_desktop.forms.mobility.mobility_balance import MobilityBalance
from kazcoop_desktop.forms.mobility.mobility_order import MobilityOrder
from kazcoop_desktop.forms.mobility.recognition_sheet import RecognitionSheet
from kazcoop_desktop.forms.mobility.recommendation_letter import RecommendationLetter
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
    LearningAgreement,
    MobilityOrder,
    RecognitionSheet,
    CandidateRepresentation,
    RecommendationLetter,
    IndividualPlan,
    DualDegreeChecklist,
    CompetitionProtocol,
    MobilityBalance,
)
