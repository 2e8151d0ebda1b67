"""What is printed. `FORMS` are all printed forms, in the order in which they are offered."""

from kazcoop_desktop.forms import fonts  # noqa: F401  the typeface comes before ReportLab's layout classes

# isort: split
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.accompanying_letter import AccompanyingLetter
from kazcoop_desktop.forms.acquaintance_report import AcquaintanceReport
from kazcoop_desktop.forms.acquaintance_sheet import AcquaintanceSheet, ChangeAcquaintanceSheet
from kazcoop_desktop.forms.agreement_card import AgreementCard
from kazcoop_desktop.forms.agreement_notice import AgreementNotice
from kazcoop_desktop.forms.agreements_register import AgreementsRegister
from kazcoop_desktop.forms.amendment_letter import AmendmentLetter
from kazcoop_desktop.forms.annex_sheet import AnnexSheet
from kazcoop_desktop.forms.change_notice import ChangeNoticeLetter, NoticeList
from kazcoop_desktop.forms.change_sheet import ChangeSheet
from kazcoop_desktop.forms.copy_register import CopyRegister
from kazcoop_desktop.forms.dispatch_register import DispatchRegister
from kazcoop_desktop.forms.documents_in_force import DocumentsInForce, LegalBasisList
from kazcoop_desktop.forms.envelope import AddressLabel, Envelope
from kazcoop_desktop.forms.letter_journal import IncomingJournal, OutgoingJournal
from kazcoop_desktop.forms.originals_register import OriginalsRegister
from kazcoop_desktop.forms.outgoing_letter import OutgoingLetter
from kazcoop_desktop.forms.renewal_sheet import RenewalSheet
from kazcoop_desktop.forms.representation import Representation
from kazcoop_desktop.forms.service_letter import ServiceLetter
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.forms.unanswered_letters import UnansweredLetters
from kazcoop_desktop.forms.work_programme import WorkProgramme
from kazcoop_desktop.i18n import _

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
    OutgoingLetter,
    AccompanyingLetter,
    IncomingJournal,
    OutgoingJournal,
    UnansweredLetters,
    DispatchRegister,
    Envelope,
    AddressLabel,
    AmendmentLetter,
    ChangeSheet,
    AcquaintanceSheet,
    ChangeAcquaintanceSheet,
    AcquaintanceReport,
    ChangeNoticeLetter,
    NoticeList,
    CopyRegister,
    DocumentsInForce,
    LegalBasisList,
)


def find(key: str) -> type[PrintedForm]:
    """The form with this key. Raises UserError that lists the keys there are."""
    for form in FORMS:
        if form.key == key:
            return form
    keys = ", ".join(form.key for form in FORMS)
    raise UserError(_("There is no form “{key}”. There are: {keys}.").format(key=key, keys=keys))
