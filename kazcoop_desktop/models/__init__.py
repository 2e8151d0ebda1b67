"""What the office keeps. `RECORDS` are all its registers, in the order in which they are shown."""

from __future__ import annotations

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.agreement import (
    Activity,
    Agreement,
    AgreementContact,
    AgreementCopy,
    AgreementParty,
    Annex,
    Approval,
)
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.circulation import Acquaintance, Concern, Disclosure, DocumentCopy
from kazcoop_desktop.models.delegation import (
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
)
from kazcoop_desktop.models.document import ApprovalAct, Document, Edition, LegalBasis
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.institution import Employee, Institution, Position, Unit
from kazcoop_desktop.models.letter import Enclosure, Letter
from kazcoop_desktop.models.minutes import Minutes, Promise
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.questionnaire import (
    Consent,
    Education,
    PastActivity,
    PersonLanguage,
    Relative,
    RestrictedFacts,
)
from kazcoop_desktop.models.reference import (
    ChecklistItem,
    DeadlineRule,
    FileIndex,
    FormCode,
    Journal,
    JournalNumber,
    Signatory,
    SpecialDay,
    StageRule,
)
from kazcoop_desktop.models.souvenir import Souvenir, SouvenirIssue, SouvenirReceipt
from kazcoop_desktop.models.visit import (
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    ProgrammeItem,
    Venue,
    VisitRequest,
)

RECORDS: tuple[type[Record], ...] = (
    Agreement,
    Partner,
    Letter,
    ForeignCitizen,
    Person,
    Activity,
    Annex,
    Approval,
    AgreementCopy,
    AgreementParty,
    AgreementContact,
    PartnerContact,
    Enclosure,
    Delegation,
    DelegationMember,
    DelegationPartner,
    DelegationHost,
    ProgrammeItem,
    EstimateLine,
    VisitRequest,
    Guarantee,
    GuaranteeLine,
    SouvenirIssue,
    Minutes,
    Promise,
    Souvenir,
    SouvenirReceipt,
    Venue,
    Passport,
    PersonLanguage,
    Education,
    PastActivity,
    RestrictedFacts,
    Relative,
    Consent,
    Document,
    Edition,
    Amendment,
    Acquaintance,
    ApprovalAct,
    Concern,
    LegalBasis,
    ChangeNotice,
    DocumentCopy,
    Disclosure,
    Institution,
    Unit,
    Position,
    Employee,
    DeadlineRule,
    ChecklistItem,
    StageRule,
    FormCode,
    Signatory,
    FileIndex,
    Journal,
    JournalNumber,
    SpecialDay,
)


def find(kind: str) -> type[Record]:
    """The register with this English name. Raises UserError that lists the names there are."""
    for model in RECORDS:
        if kind_of(model) == kind:
            return model
    kinds = ", ".join(kind_of(model) for model in RECORDS)
    raise UserError(_("There is no register “{kind}”. There are: {kinds}.").format(kind=kind, kinds=kinds))
