"""Papers of the law on personal data: the consent, what is kept about a person, who has seen it, what went wrong."""

from kazcoop_desktop.forms.personal.access_list import AccessList
from kazcoop_desktop.forms.personal.consent_form import ConsentForm
from kazcoop_desktop.forms.personal.incident_note import IncidentNote
from kazcoop_desktop.forms.personal.person_file import PersonFile
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (ConsentForm, PersonFile, AccessList, IncidentNote)
