"""The papers of agreements. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.agreements.agreement_card import AgreementCard
from kazcoop_desktop.forms.agreements.agreement_notice import AgreementNotice
from kazcoop_desktop.forms.agreements.agreements_register import AgreementsRegister
from kazcoop_desktop.forms.agreements.annex_sheet import AnnexSheet
from kazcoop_desktop.forms.agreements.originals_register import OriginalsRegister
from kazcoop_desktop.forms.agreements.renewal_sheet import RenewalSheet
from kazcoop_desktop.forms.agreements.representation import Representation
from kazcoop_desktop.forms.agreements.service_letter import ServiceLetter
from kazcoop_desktop.forms.agreements.work_programme import WorkProgramme
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    ServiceLetter,
    Representation,
    AgreementCard,
    AgreementNotice,
    OriginalsRegister,
    WorkProgramme,
    RenewalSheet,
    AnnexSheet,
    AgreementsRegister,
)
