"""The papers of foreigners: scholars who are invited to lecture. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.foreigners.invitation_plan import InvitationPlan
from kazcoop_desktop.forms.foreigners.lecture_timetable import LectureTimetable
from kazcoop_desktop.forms.foreigners.scholar_invitation import ScholarInvitation
from kazcoop_desktop.forms.foreigners.scholar_profile import ScholarProfile, ScholarsList
from kazcoop_desktop.forms.foreigners.scholar_service_letter import ScholarServiceLetter
from kazcoop_desktop.forms.foreigners.service_contract import ServiceContract
from kazcoop_desktop.forms.foreigners.services_act import ServicesAct
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    InvitationPlan,
    ScholarServiceLetter,
    ScholarProfile,
    ScholarsList,
    LectureTimetable,
    ScholarInvitation,
    ServiceContract,
    ServicesAct,
)
