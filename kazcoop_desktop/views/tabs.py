"""The tabs of the window, in the order of the day. A new register is one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.call import Call
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.consultation import Consultation
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme
from kazcoop_desktop.models.event import EventParticipation
from kazcoop_desktop.models.fee import FeeKind, Mci
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.grades import GradeScale
from kazcoop_desktop.models.incident import Incident
from kazcoop_desktop.models.institution import Employee, Institution, Position, Unit
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.minutes import Promise
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.personal_data import RetentionRule
from kazcoop_desktop.models.reference import (
    ChecklistItem,
    DeadlineRule,
    FileIndex,
    FormCode,
    Journal,
    Signatory,
    SpecialDay,
    StageRule,
)
from kazcoop_desktop.models.reserve import PrioritySpecialty, ReserveCandidate
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.souvenir import Souvenir
from kazcoop_desktop.models.stay import StayEvent, StayPaper
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import Preparation, TripPlan
from kazcoop_desktop.models.visa import Visa, VisaCategory
from kazcoop_desktop.models.visit import Guarantee, Venue
from kazcoop_desktop.models.wording import Wording
from kazcoop_desktop.services import access
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.today_tab import TodayTab

Registers = tuple[type[Record], ...]


class Tab(NamedTuple):
    """A tab by its title: a page written by hand, or registers that share one page."""

    title: str
    content: Registers | Callable[[Office], QWidget]
    about: Registers = ()  # the registers that a page written by hand shows

    def is_for(self) -> bool:
        """Whether whoever works here may read something of it."""
        shown = self.content if isinstance(self.content, tuple) else self.about
        return not shown or any(access.may("read", model) for model in shown)

    @property
    def guide_page(self) -> str:
        """The page of the guide that explains the tab."""
        return self.title.lower().replace(" ", "_")

    def build(self, office: Office) -> QWidget:
        """The page of the tab; made when it is first shown."""
        if isinstance(self.content, tuple):
            # not needed to start
            from kazcoop_desktop.views import delegations, documents, foreigners, letters, mobility, personal
            from kazcoop_desktop.views.records import own_commands, pages
            from kazcoop_desktop.views.records.tab import RecordsTab

            for wing in (documents, mobility, delegations, foreigners, personal):
                pages.add(wing.PAGES)
            for wing in (documents, letters, mobility, delegations, foreigners, personal):
                own_commands.add(wing.COMMANDS)
            readable = tuple(model for model in self.content if access.may("read", model))
            return RecordsTab(office, readable)
        return self.content(office)


def _compliance(office: Office) -> QWidget:
    from kazcoop_desktop.views.foreigners.board import ComplianceBoard  # not needed to start

    return ComplianceBoard(office)


def _board(office: Office) -> QWidget:
    from kazcoop_desktop.views.documents.board import AcquaintanceBoard  # not needed to start

    return AcquaintanceBoard(office)


TABS = (
    Tab(N_("Today"), TodayTab),
    Tab(N_("Agreements"), (Agreement, Partner)),
    Tab(N_("Letters"), (Letter,)),
    Tab(N_("Mobility"), (Mobility, Learner, Competition, DualDegreeProgramme, DualDegreeCandidate)),
    Tab(
        N_("Trips"),
        (
            Trip,
            TripPlan,
            Preparation,
            Call,
            EventParticipation,
            Consultation,
            ReserveCandidate,
            PrioritySpecialty,
        ),
    ),
    Tab(N_("Delegations"), (Delegation, Guarantee, Promise, Souvenir, Venue)),
    Tab(N_("Foreign students"), (ForeignCitizen, Person, Visa, StayPaper, StayEvent)),
    Tab(N_("Compliance board"), _compliance, (ForeignCitizen,)),
    Tab(N_("Scholars"), (ScholarVisit,)),
    Tab(N_("Documents"), (Document, Amendment, ChangeNotice, Employee, Incident)),
    Tab(N_("Acquaintance"), _board, (Document,)),
    Tab(
        N_("Reference data"),
        (
            Institution,
            Unit,
            Position,
            DeadlineRule,
            ChecklistItem,
            StageRule,
            FormCode,
            Signatory,
            Wording,
            GradeScale,
            FileIndex,
            Journal,
            SpecialDay,
            VisaCategory,
            FeeKind,
            Mci,
            RetentionRule,
            Account,
        ),
    ),
)

COMPLIANCE_BOARD = next(place for place, tab in enumerate(TABS) if tab.content is _compliance)


def tab_of(model: type[Record]) -> int | None:
    """The place of the tab that holds a register; None for parts, which are shown with their record.

    None, too, for what whoever works here may not read.
    """
    if not access.may("read", model):
        return None
    for place, tab in enumerate(TABS):
        if isinstance(tab.content, tuple) and model in tab.content:
            return place
    return None
