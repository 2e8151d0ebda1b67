"""What the office keeps. `RECORDS` are all its registers, in the order in which they are shown."""

from __future__ import annotations

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account, ActingFor
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
from kazcoop_desktop.models.call import Call, CallApplication, CallNotice
from kazcoop_desktop.models.circulation import Acquaintance, Concern, Disclosure, DocumentCopy
from kazcoop_desktop.models.competition import (
    Competition,
    CompetitionCandidate,
    CompetitionCriterion,
    CompetitionMark,
)
from kazcoop_desktop.models.consultation import Consultation
from kazcoop_desktop.models.delegation import (
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
)
from kazcoop_desktop.models.document import ApprovalAct, Document, Edition, LegalBasis
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme, PlanLine
from kazcoop_desktop.models.event import EventParticipation
from kazcoop_desktop.models.fee import FeeKind, Mci
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.grades import GradeScale
from kazcoop_desktop.models.incident import Incident, IncidentTold
from kazcoop_desktop.models.institution import Employee, Institution, Position, Unit
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.letter import Enclosure, Letter
from kazcoop_desktop.models.minutes import Minutes, Promise
from kazcoop_desktop.models.mobility import Mobility, StudyLine
from kazcoop_desktop.models.partner import Partner, PartnerContact
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.personal_data import Consent, RetentionRule
from kazcoop_desktop.models.places import ExchangePlaces
from kazcoop_desktop.models.questionnaire import (
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
from kazcoop_desktop.models.reserve import PrioritySpecialty, ReserveCandidate
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.scholar_work import ScholarWork
from kazcoop_desktop.models.souvenir import Souvenir, SouvenirIssue, SouvenirReceipt
from kazcoop_desktop.models.stay import StayEvent, StayPaper
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_parts import TripDay, TripExpense
from kazcoop_desktop.models.trip_plan import PlannedTrip, Preparation, TripPlan
from kazcoop_desktop.models.visa import Visa, VisaCategory, VisaFee
from kazcoop_desktop.models.visit import (
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    ProgrammeItem,
    Venue,
    VisitRequest,
)
from kazcoop_desktop.models.wording import Wording

RECORDS: tuple[type[Record], ...] = (
    Agreement,
    Partner,
    Letter,
    ForeignCitizen,
    Person,
    Visa,
    StayPaper,
    StayEvent,
    ScholarVisit,
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
    Trip,
    TripExpense,
    TripDay,
    TripPlan,
    PlannedTrip,
    Preparation,
    EventParticipation,
    Call,
    CallNotice,
    CallApplication,
    Consultation,
    ReserveCandidate,
    PrioritySpecialty,
    Passport,
    VisaFee,
    PersonLanguage,
    Education,
    PastActivity,
    RestrictedFacts,
    Relative,
    Consent,
    Lecture,
    ScholarWork,
    ExchangePlaces,
    Mobility,
    Learner,
    StudyLine,
    Competition,
    CompetitionCriterion,
    CompetitionCandidate,
    CompetitionMark,
    DualDegreeProgramme,
    DualDegreeCandidate,
    PlanLine,
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
    Incident,
    IncidentTold,
    Institution,
    Unit,
    Position,
    Employee,
    DeadlineRule,
    ChecklistItem,
    StageRule,
    FormCode,
    Signatory,
    GradeScale,
    FileIndex,
    Journal,
    JournalNumber,
    SpecialDay,
    Wording,
    VisaCategory,
    FeeKind,
    Mci,
    RetentionRule,
    Account,
    ActingFor,
)


def find(kind: str) -> type[Record]:
    """The register with this English name. Raises UserError that lists the names there are."""
    for model in RECORDS:
        if kind_of(model) == kind:
            return model
    kinds = ", ".join(kind_of(model) for model in RECORDS)
    raise UserError(_("There is no register “{kind}”. There are: {kinds}.").format(kind=kind, kinds=kinds))
