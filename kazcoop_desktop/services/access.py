"""Who has signed in, and what their role may do: one matrix, asked by every service before it acts.

While the data has no account everybody may do everything. From the first account on nobody may do anything
without having signed in. On a local file a role is a rule of the program and no lock: what locks is the key.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import NamedTuple

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import find
from kazcoop_desktop.models.account import ROLES, Account, ActingFor
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.base import Problem, Record, database, fields_of, hide_unless, is_hidden
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
from kazcoop_desktop.services import people

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
}

# Acts on records of these areas and registers are one right, whatever the act.
_WRITES = frozenset({"enter", "change", "delete", "destroy", "merge", "move_stage", "import"})
_ACCOUNTS = (Account, ActingFor)
_TOLD_OF_ACCOUNTS = ("account", "acting_for", "employee")  # after these, accounts are read anew


class NotAllowed(UserError):
    """The role of whoever has signed in does not allow this; or nobody has signed in."""


class Right(NamedTuple):
    """One row of the matrix as it is shown: what may be done, and how far, by role."""

    action: str
    cells: Mapping[str, str]


class _Known(NamedTuple):
    """What was read of the accounts of one open database for one day."""

    store: object
    on: date
    has_accounts: bool
    account: Account | None
    roles: frozenset[str]
    in_transaction: bool  # which may still be taken back


_account_id: int | None = None
_store: object = None
_today: Callable[[], date] = date.today
_known: _Known | None = None
_is_program: ContextVar[bool] = ContextVar("_is_program", default=False)


def signed_in(account: Account | None, *, today: Callable[[], date] = date.today) -> None:
    """Whoever this account belongs to works in this process from now on; nobody, with None."""
    global _account_id, _store, _today
    _account_id = account.id if account is not None else None
    _store, _today = database.obj, today
    refresh()


def refresh() -> None:
    """Accounts have changed: what was read of them is read anew when it is next asked for."""
    global _known
    _known = None


def who() -> Account | None:
    """The account that has signed in; None when nobody has."""
    return _read().account


def name() -> str:
    """The person whom the history names: of the account that has signed in; empty when nobody has."""
    account = who()
    if account is None:
        return ""
    return people.short_name(account.employee) if account.employee is not None else account.user_name


def has_accounts() -> bool:
    """Whether the data has accounts, so that nothing is done without signing in."""
    return _read().has_accounts


def roles() -> frozenset[str]:
    """The roles that whoever has signed in has today: their own, and those that they act for."""
    return _read().roles


def may(action: str, model: type[Record] | None = None) -> bool:
    """Whether this may be done here and now; with records, those of this register."""
    if _is_program.get():
        return True
    known = _read()
    if not known.has_accounts:
        return not _is_first_account(action, model)
    return all(_is_in(known.roles, *right) for right in _rights(action, model))


def require(action: str, model: type[Record] | None = None) -> None:
    """Goes on when this may be done. Raises NotAllowed with the sentence that says why not."""
    if not may(action, model):
        raise NotAllowed(why_not(action, model))


def require_act(act: str, kind: str) -> None:
    """Goes on when an act that the history tells may be done to records of this kind. Raises NotAllowed."""
    if kind in _TOLD_OF_ACCOUNTS:
        refresh()
    require(RIGHTS_OF_ACTS[act], find(kind))


@contextmanager
def as_program() -> Iterator[None]:
    """What is done within is the program's own act or follows from one that was allowed: no role is asked."""
    outer = _is_program.set(True)
    try:
        yield
    finally:
        _is_program.reset(outer)


def hidden_ones(model: type[Record], changed: Container[str]) -> list[Problem]:
    """The problems of changing fields that whoever works here may not see."""
    return [
        Problem(field, _("This field is hidden for your role."))
        for field in fields_of(model)
        if field.name in changed and is_hidden(field)
    ]


def why_not(action: str, model: type[Record] | None = None) -> str:
    """The sentence that says why this may not be done here and now; nothing when it may."""
    if may(action, model):
        return ""
    if not has_accounts():
        return _("The first account is made together with its password: Tools, Accounts and security.")
    account = who()
    if account is None:
        return _("Sign in first: the data has accounts.")
    if account.is_blocked:
        sentence = _("Your account is blocked. Ask the administrator: {administrator}.")
        return sentence.format(administrator=", ".join(administrators()))
    denied = next(right for right in _rights(action, model) if not _is_in(roles(), *right))
    title = _(ACTIONS[denied[0]])
    if model is None:
        return _("Your role does not allow this: {action}.").format(action=title)
    sentence = _("Your role does not allow this in “{list}”: {action}.")
    return sentence.format(list=_(model.outline.title), action=title)


def administrators() -> list[str]:
    """The user names of those who keep the accounts."""
    able = Account.is_administrator | (Account.role == "administrator")
    held = Account.deleted_at.is_null() & ~Account.is_blocked
    return [account.user_name for account in Account.select().where(able & held).order_by(Account.id)]


def allowed(role: str, action: str, model: type[Record] | None = None) -> bool:
    """What the matrix says of one role, whoever has signed in."""
    return all(_is_in(frozenset({role}), *right) for right in _rights(action, model))


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


def _rights(action: str, model: type[Record] | None) -> Iterator[tuple[str, str]]:
    """The rows of the matrix that an act comes under, and the area in which; no area for the whole data."""
    area = area_of(model) if model is not None else ""
    if action in _WRITES and area == "reference":
        yield "accounts" if model in _ACCOUNTS else "reference_data", ""
    else:
        yield action, area
    if model is not None and model.is_restricted:
        yield "see_restricted", ""


def _is_first_account(action: str, model: type[Record] | None) -> bool:
    """Whether an account would come without a password, after which nobody could sign in."""
    return action in _WRITES and model in _ACCOUNTS


def _is_in(held: frozenset[str], action: str, area: str) -> bool:
    return any(_is_allowed(role, action, area) for role in held)


def _is_allowed(role: str, action: str, area: str) -> bool:
    cell = MATRIX[action][role]
    if cell == "own" and area:
        return area in OWN[role] or (action == "read" and area in ALSO_READ.get(role, ()))
    return cell != "-"


def _read() -> _Known:
    """What is known of the accounts; asked of the database once for each day and each change of accounts."""
    global _known
    on = _today()
    if _known is None or not _still_holds(_known, on):
        has_accounts = Account.select().where(Account.deleted_at.is_null()).exists()
        account = _signed_in_here() if has_accounts else None
        is_open = database.in_transaction()
        _known = _Known(database.obj, on, has_accounts, account, _roles_of(account, on), is_open)
    return _known


def _still_holds(known: _Known, on: date) -> bool:
    is_done = known.in_transaction and not database.in_transaction()
    return known.store is database.obj and known.on == on and not is_done


def _signed_in_here() -> Account | None:
    """The account of this process as it is now; it holds for the database in which it signed in."""
    if _account_id is None or _store is not database.obj:
        return None
    found: Account | None = Account.get_or_none((Account.id == _account_id) & Account.deleted_at.is_null())
    return found


def _roles_of(account: Account | None, on: date) -> frozenset[str]:
    if account is None or account.is_blocked:
        return frozenset()
    within = (ActingFor.acts_from <= on) & (ActingFor.acts_until >= on) & ActingFor.deleted_at.is_null()
    acting = ActingFor.select().where((ActingFor.account == account) & within)
    own = {account.role, *(["administrator"] if account.is_administrator else [])}
    return frozenset({*own, *(each.role for each in acting)})


hide_unless(lambda: may("see_sensitive"))
