"""The papers of the office's own documents. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.documents.acquaintance_report import AcquaintanceReport
from kazcoop_desktop.forms.documents.acquaintance_sheet import AcquaintanceSheet, ChangeAcquaintanceSheet
from kazcoop_desktop.forms.documents.amendment_letter import AmendmentLetter
from kazcoop_desktop.forms.documents.change_notice import ChangeNoticeLetter, NoticeList
from kazcoop_desktop.forms.documents.change_sheet import ChangeSheet
from kazcoop_desktop.forms.documents.copy_register import CopyRegister
from kazcoop_desktop.forms.documents.documents_in_force import DocumentsInForce, LegalBasisList
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
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
