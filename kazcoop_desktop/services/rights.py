"""What each role may do: one matrix with its paragraphs, and the registers that are a role's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.account import ROLES, Account, ActingFor
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import Record, fields_of
from kazcoop_desktop.models.call import Call
from kazcoop_desktop.models.competition import Competition
from kazcoop_desktop.models.consultation import Consultation
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate, DualDegreeProgramme
from kazcoop_desktop.models.event import EventParticipation
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reserve import PrioritySpecialty, ReserveCandidate
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.souvenir import Souvenir
from kazcoop_desktop.models.stay import StayEvent, StayPaper
from kazcoop_desktop.models.trip import Trip
from kazcoop_desktop.models.trip_plan import Preparation, TripPlan
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.models.visit import Guarantee, Venue

# The registers by the work that they belong to. Parts belong where their record does; what is not named here
# is reference data, which everybody reads.
AREAS = {
    "cooperation": N_("Cooperation and journeys"),
    "foreigners": N_("Foreign citizens and scholars"),
    "persons": N_("Persons"),
    "mobility": N_("Mobility and learners"),
    "letters": N_("Letters"),
    "documents": N_("Internal documents"),
    "staff": N_("Employees"),
    "reference": N_("Reference data and accounts"),
}
_REGISTERS: Mapping[str, tuple[type[Record], ...]] = {
    "cooperation": (
        Agreement,
        Partner,
        Delegation,
        Guarantee,
        Souvenir,
        Venue,
        Trip,
        TripPlan,
        Preparation,
        EventParticipation,
        Call,
        Consultation,
        ReserveCandidate,
        PrioritySpecialty,
    ),
    "foreigners": (ForeignCitizen, Visa, StayPaper, StayEvent, ScholarVisit),
    "persons": (Person,),
    "mobility": (Mobility, Learner, Competition, DualDegreeProgramme, DualDegreeCandidate),
    "letters": (Letter,),
    "documents": (Document, Amendment, ChangeNotice),
    "staff": (Employee,),
}

# What a role reads besides its own: partners and agreements, by which learners come and go (D2 34.1; D3 5.6.2) and
# to whom letters are written (D5 23); an account names an employee.
ALSO_READ: Mapping[str, frozenset[str]] = {
    "registrar_head": frozenset({"cooperation"}),
    "registrar_statistician": frozenset({"cooperation"}),
    "council_secretary": frozenset({"cooperation"}),
    "administrator": frozenset({"staff"}),
}

# The registers that are a role's own. The international department keeps all of them (D1 11, 18; D4 8), the
# registrar the learners, their mobility and individual plans (D2 2, 24, 33.7; D3 5.6.2), the secretary of the
# councils the documents and the letters with the decisions (D5 11, 22, 23). A viewer reads and an
# administrator keeps the program; no regulation gives them a register.
_OFFICE = frozenset(AREAS)
_REGISTRAR = frozenset({"mobility", "persons", "letters", "documents", "staff", "reference"})
OWN: Mapping[str, frozenset[str]] = {
    "head": _OFFICE,
    "senior_manager": _OFFICE,
    "manager": _OFFICE,
    "registrar_head": _REGISTRAR,
    "registrar_statistician": _REGISTRAR,
    "council_secretary": frozenset({"letters", "documents", "staff", "reference"}),
    "viewer": frozenset({"reference"}),
    "administrator": frozenset({"reference"}),
}

ACTIONS = {
    "read": N_("Read"),
    "enter": N_("Enter records"),
    "change": N_("Change records"),
    "delete": N_("Delete and take back"),
    "destroy": N_("Empty the recycle bin"),
    "merge": N_("Merge records"),
    "move_stage": N_("Move cases along"),
    "print": N_("Print papers"),
    "export": N_("Export to Excel"),
    "import": N_("Import from Excel"),
    "annul": N_("Keep back and annul numbers"),
    "see_sensitive": N_("See numbers of documents, IIN, addresses"),
    "see_restricted": N_("See religion, relatives and the like"),
    "revise_approved": N_("Change what is approved"),
    "personal_data": N_("Hand out and erase a person's data"),
    "incidents": N_("Write notes on incidents"),
    "reference_data": N_("Change the reference data"),
    "accounts": N_("Keep the accounts"),
    "encryption": N_("Switch encryption"),
    "back_up": N_("Make backup copies"),
    "restore": N_("Restore backup copies"),
    "check": N_("Check the data"),
}

# Who may do what: `all` registers, only their `own`, or none. By the paragraphs of the regulations:
# D1 11, 18 a manager keeps the registers and prepares the papers; D1 15, 27 the head plans, controls and decides;
# D1 26 the senior manager has the head's rights only while acting for the head, so not by the role;
# D1 22 and D2 35-39 confidentiality and information security: what shows most is for the fewest;
# D2 13, 24, 33.9, 45 the statistician keeps the learners and answers requests for figures;
# D4 7, 8.4 the questionnaire with religion and relatives is the head's of the service, and the senior's;
# D5 11, 22, 23 the secretary keeps the minutes and sends the decisions.
#                    head  senior  manager  registrar  statistician  secretary  viewer  administrator
_CELLS = {
    "read":            "own  own     own      own        own           own        all     own",
    "enter":           "own  own     own      own        own           own        -       -",
    "change":          "own  own     own      own        own           own        -       -",
    "delete":          "own  own     own      own        own           own        -       -",
    "destroy":         "own  -       -        own        -             -          -       -",
    "merge":           "own  own     -        own        -             -          -       -",
    "move_stage":      "own  own     own      own        own           own        -       -",
    "print":           "own  own     own      own        own           own        -       own",
    "export":          "own  own     own      own        own           own        -       -",
    "import":          "own  own     -        own        -             -          -       -",
    "annul":           "all  all     -        all        -             -          -       -",
    "see_sensitive":   "all  all     all      all        all           -          -       -",
    "see_restricted":  "all  all     -        -          -             -          -       -",
    "revise_approved": "all  -       -        all        -             -          -       -",
    "personal_data":   "all  -       -        all        -             -          -       -",
    "incidents":       "all  -       -        all        -             -          -       all",
    "reference_data":  "all  -       -        all        -             -          -       all",
    "accounts":        "-    -       -        -          -             -          -       all",
    "encryption":      "-    -       -        -          -             -          -       all",
    "back_up":         "all  all     -        all        -             -          -       all",
    "restore":         "all  -       -        -          -             -          -       all",
    "check":           "all  all     -        all        -             -          -       all",
}  # fmt: skip
MATRIX: Mapping[str, Mapping[str, str]] = {
    action: dict(zip((role for role, _name in ROLES), cells.split(), strict=True))
    for action, cells in _CELLS.items()
}

# Under which right each act comes that the history tells; what the history does not tell asks by itself.
RIGHTS_OF_ACTS = {
    "entered": "enter",
    "changed": "change",
    "moved": "move_stage",
    "printed": "print",
    "unprinted": "print",
    "returned": "change",
    "looked": "see_restricted",
    "attached": "change",
    "detached": "change",
    "ticked": "change",
    "postponed": "change",
    "merged": "merge",
    "deleted": "delete",
    "restored": "delete",
    "imported": "import",
    "put_back": "restore",
    "import_undone": "import",
    "destroyed": "destroy",
    "erased": "personal_data",
    "forgotten": "personal_data",
    "exported": "export",
    "revised": "revise_approved",
    "approved": "revise_approved",
    # What somebody does to their own account; what is done to others' the services ask for themselves.
    "signed_in": "read",
    "recovered": "read",
    "refused": "read",
    "password": "read",
    "recovery_code": "read",
    "encrypted": "read",
    "decrypted": "read",
}

# Acts on records of these areas and registers are one right, whatever the act.
WRITES = frozenset({"enter", "change", "delete", "destroy", "merge", "move_stage", "import"})
ACCOUNTS = (Account, ActingFor)


class Right(NamedTuple):
    """One row of the matrix as it is shown: what may be done, and how far, by role."""

    action: str
    cells: Mapping[str, str]


def allowed(role: str, action: str, model: type[Record] | None = None) -> bool:
    """What the matrix says of one role, whoever has signed in."""
    return all(_is_in(role, *right) for right in needed(action, model))


def denied(roles: Iterable[str], action: str, model: type[Record] | None = None) -> str:
    """The row of the matrix that refuses an act to all these roles; nothing when one of them may do it."""
    held = tuple(roles)
    refusing = (
        row for row, area in needed(action, model) if not any(_is_in(role, row, area) for role in held)
    )
    return next(refusing, "")


def rows() -> Iterator[Right]:
    """The matrix, an action a row; a cell is `all`, `own` or `-`."""
    for action, cells in MATRIX.items():
        yield Right(action, cells)


@cache
def area_of(model: type[Record]) -> str:
    """The work that a register belongs to; a part belongs where its record does."""
    for area, registers in _REGISTERS.items():
        if model in registers:
            return area
    for field in fields_of(model):
        if isinstance(field, PartOfField) and field.rel_model is not model:
            return area_of(field.rel_model)
    return "reference"


def needed(action: str, model: type[Record] | None) -> Iterator[tuple[str, str]]:
    """The rows of the matrix that an act comes under, and the area in which; no area for the whole data."""
    area = area_of(model) if model is not None else ""
    if action in WRITES and area == "reference":
        yield "accounts" if model in ACCOUNTS else "reference_data", ""
    else:
        yield action, area
    if model is not None and model.is_restricted:
        yield "see_restricted", ""


def _is_in(role: str, action: str, area: str) -> bool:
    cell = MATRIX[action][role]
    if cell == "own" and area:
        return area in OWN[role] or (action == "read" and area in ALSO_READ.get(role, ()))
    return cell != "-"
