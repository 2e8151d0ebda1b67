"""The papers of foreign citizens. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.foreigners.admission_order import AdmissionOrder, OrderExtract
from kazcoop_desktop.forms.foreigners.foreigners_list import ForeignersList
from kazcoop_desktop.forms.foreigners.questionnaire import Questionnaire
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (Questionnaire, AdmissionOrder, OrderExtract, ForeignersList)
