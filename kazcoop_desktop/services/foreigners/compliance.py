"""The compliance board: every foreigner, every paper of the stay, and the days that are left of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.agreement import IN_FORCE, Agreement
from kazcoop_desktop.models.base import database
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.institution import Employee, Unit
from kazcoop_desktop.models.mobility import Mobility
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.reference import DeadlineRule
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.models.stay import ENTRY_KINDS, EXIT_KINDS, StayEvent, StayPaper
from kazcoop_desktop.models.visa import Visa, VisaCategory
from kazcoop_desktop.services import access, browse, deadlines, reference

PAPERS = (  # in the order of the columns: the key, what it is called, the rule that says what to do
    ("notice", N_("Notice to the migration service"), "arrival_notice"),
    ("passport", N_("Passport"), "passport_end"),
    ("visa", N_("Visa"), "visa_end"),
    ("registration", N_("Registration"), "registration_end"),
    ("residence_permit", N_("Residence permit"), "residence_permit_end"),
    ("visa_free", N_("Without a visa"), "visa_free_end"),
    ("insurance", N_("Insurance"), "insurance_end"),
    ("medical", N_("Medical examination"), "medical_end"),
    ("contract", N_("Contract"), "contract_end"),
)
LIMIT = 10  # order 661, clause 4, 1) and 3)
SCHOLAR = "scholar"  # the kind of a person who is not among the foreign citizens but invited to lecture
_OF_SCHOLARS = {  # the rules of a scholar's visit that are about papers of the stay
    "scholar_registration": "notice",
    "scholar_registration_ends": "registration",
    "scholar_visa_ends": "visa",
}
_CONTRACTS = ("study_contract", "labour_contract")
SOON = 30  # days; so near is marked


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a paper, or the day by which a notice is due; `days_left` is counted in `unit`."""

    paper: str
    until: date
    days_left: int
    unit: str = "calendar"
    detail: str = ""  # the category of a visa
    step: str = ""  # what is to be done, where it is not that of the paper's rule


@dataclass(slots=True)
class Line:
    """A person with what he or she is here, and all terms; `held` are the papers without an end."""

    person_id: int
    name: str
    place: str  # in the order of names
    words: str  # by which it is found
    country: str
    kind: str = ""
    unit: str = ""
    adviser: str = ""
    has_questionnaire: bool = False
    terms: dict[str, Term] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)

    @property
    def nearest(self) -> Term | None:
        """What runs out first."""
        return min(self.terms.values(), key=lambda term: term.until, default=None)

    def add(self, term: Term) -> None:
        """Takes the term of a paper; of two papers of one kind the later one, of two notices the earlier."""
        before = self.terms.get(term.paper)
        is_notice = term.paper == "notice"
        if before is None or (before.until < term.until) != is_notice:
            self.terms[term.paper] = term


@dataclass(frozen=True, kw_only=True)
class Board:
    """All lines, the one that runs out first at the top, and what is to be done about each paper."""

    on: date
    lines: list[Line]
    steps: Mapping[str, str]
    sources: Mapping[str, str]

    @property
    def overdue(self) -> int:
        """How many people have something overdue."""
        return sum(line.nearest is not None and line.nearest.days_left < 0 for line in self.lines)

    @property
    def soon(self) -> int:
        """How many people have something that ends within 30 days, and nothing overdue."""
        nearest = (line.nearest for line in self.lines)
        return sum(term is not None and 0 <= (term.until - self.on).days <= SOON for term in nearest)

    def step(self, term: Term) -> str:
        """What is to be done about a term."""
        return term.step or self.steps.get(term.paper, "")


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One of the conditions under which an international cooperation service is set up, and its paragraph."""

    sentence: str
    paragraph: str
    is_met: bool


def board(*, on: date) -> Board:
    """The board of a day in the current language; the number of queries does not grow with the people.

    Raises NotAllowed for those who may not read about foreign citizens.
    """
    access.require("read", ForeignCitizen)
    lines = {person.id: _line(person) for person in _people()}
    _fill_in_cases(lines)
    for person_id, term in _terms(on):
        if person_id in lines:
            lines[person_id].add(term)
    for person_id, paper in _endless():
        if person_id in lines:
            lines[person_id].held.add(paper)
    far = date.max
    ordered = sorted(
        lines.values(),
        key=lambda line: (nearest.until if (nearest := line.nearest) else far, line.place),
    )
    rules = {rule.code: rule for rule in reference.valid(DeadlineRule, on)}
    known = {paper: rules[code] for paper, _name, code in PAPERS if code in rules}
    return Board(
        on=on,
        lines=ordered,
        steps={paper: rule.named("name") for paper, rule in known.items()},
        sources={paper: rule.paragraph for paper, rule in known.items()},
    )


def narrowed(board: Board, people: Collection[int]) -> Board:
    """The lines of these people only; the whole board for nobody."""
    lines = [line for line in board.lines if line.person_id in people] if people else board.lines
    return Board(on=board.on, lines=lines, steps=board.steps, sources=board.sources)


def conditions(*, on: date) -> list[Condition]:
    """The conditions of order 661, clause 4, each by itself: their relation is not printed there.

    Raises NotAllowed for those who may not read about foreign citizens.
    """
    access.require("read", ForeignCitizen)
    here = ForeignCitizen.select(ForeignCitizen.person).where(_is_here()).distinct()
    foreigners = here.count()
    agreements = Agreement.select().where(
        Agreement.deleted_at.is_null(),
        Agreement.stage.in_(IN_FORCE),
        Agreement.expires_on.is_null() | (Agreement.expires_on >= on),
    )
    in_force = agreements.count()
    abroad = Mobility.select().where(
        Mobility.deleted_at.is_null(),
        Mobility.direction == "outgoing",
        Mobility.stage.in_(("order", "abroad")),
        Mobility.starts_on <= on,
        Mobility.ends_on >= on,
    )
    sent = abroad.count()
    of_foreigners = _("Foreigners: {count}. From {limit} on, an international cooperation service is set up.")
    return [
        Condition(
            sentence=of_foreigners.format(count=foreigners, limit=LIMIT),
            paragraph="№ 661 бұйрық, 4-тармақ 1)",
            is_met=foreigners >= LIMIT,
        ),
        Condition(
            sentence=_("Agreements in force: {count}").format(count=in_force),
            paragraph="№ 661 бұйрық, 4-тармақ 2)",
            is_met=in_force > 0,
        ),
        Condition(
            sentence=_("Sent abroad to study: {count} of {limit}").format(count=sent, limit=LIMIT),
            paragraph="№ 661 бұйрық, 4-тармақ 3)",
            is_met=sent >= LIMIT,
        ),
    ]


def _is_here() -> Any:
    return ForeignCitizen.deleted_at.is_null() & (ForeignCitizen.stage != "departed")


# Who stands on the board: foreign citizens who have not departed, whoever is in the country, whoever has papers.


def _people() -> Iterator[Person]:
    names = ("surname", "given_names", "surname_kk", "given_name_kk", "patronymic_kk")
    russian = ("surname_ru", "given_name_ru", "patronymic_ru")
    fields = [getattr(Person, name) for name in (*names, *russian, "citizenship", "order_key", "search_text")]
    wanted = (
        Person.id.in_(ForeignCitizen.select(ForeignCitizen.person).where(_is_here()))
        | Person.id.in_(Visa.select(Visa.person).where(Visa.deleted_at.is_null(), Visa.stage == "issued"))
        | Person.id.in_(StayPaper.select(StayPaper.person).where(_is_held()))
        | Person.id.in_(_in_the_country())
        | Person.id.in_(_scholars().select(ScholarVisit.person))
    )
    departed = Person.id.in_(
        ForeignCitizen.select(ForeignCitizen.person).where(
            ForeignCitizen.deleted_at.is_null(), ForeignCitizen.stage == "departed"
        )
    ) & Person.id.not_in(ForeignCitizen.select(ForeignCitizen.person).where(_is_here()))
    query = Person.select(Person.id, *fields).where(Person.deleted_at.is_null(), wanted, ~departed)
    yield from query.iterator()


def _is_held() -> Any:
    return StayPaper.deleted_at.is_null() & StayPaper.ended_on.is_null()


def _in_the_country() -> Any:
    """A query of the people whose last crossing of the border was an entry."""
    latest = pw.fn.MAX(pw.fn.printf("%s %012d", StayEvent.happened_on, StayEvent.id))
    crossings = StayEvent.select(StayEvent.person, StayEvent.event_kind, latest).where(
        StayEvent.deleted_at.is_null(), StayEvent.event_kind.in_((*ENTRY_KINDS, *EXIT_KINDS))
    )
    last = crossings.group_by(StayEvent.person).alias("last")  # SQLite takes the kind from the row of the MAX
    return pw.Select([last], [last.c.person_id]).where(last.c.event_kind.in_(ENTRY_KINDS))


def _scholars() -> Any:
    """The scholars who have arrived and not left."""
    return ScholarVisit.select().where(
        ScholarVisit.deleted_at.is_null(),
        ScholarVisit.arrived_on.is_null(False),
        ScholarVisit.left_on.is_null(),
        ScholarVisit.stage.not_in(ScholarVisit.stage.aside),
    )


def _line(person: Person) -> Line:
    return Line(
        person_id=person.id,
        name=person.full_name(i18n.current()),
        place=person.order_key,
        words=person.search_text,
        country=person.citizenship,
    )


def _fill_in_cases(lines: Mapping[int, Line]) -> None:
    """What each person is here; of several cases the latest one."""
    visits: dict[int, Any] = dict(browse.Query(ScholarVisit).rows([visit.id for visit in _scholars()]))
    for visit in visits.values():
        if line := lines.get(visit.__data__["person"]):
            line.kind = SCHOLAR
            line.unit, line.adviser = str(visit.unit or ""), str(visit.responsible or "")
    cases = ForeignCitizen.select(
        ForeignCitizen.person,
        ForeignCitizen.citizen_kind,
        ForeignCitizen.unit,
        ForeignCitizen.adviser,
        ForeignCitizen.declared_on,
    ).where(_is_here())
    found = list(_rows(cases.order_by(ForeignCitizen.id)))
    units = browse.Query(Unit).rows(sorted({row[2] for row in found} - {None}))
    advisers = browse.Query(Employee).rows(sorted({row[3] for row in found} - {None}))
    unit_names = {unit_id: str(unit) for unit_id, unit in units.items()}
    adviser_names = {adviser_id: str(adviser) for adviser_id, adviser in advisers.items()}
    for person_id, kind, unit_id, adviser_id, declared_on in found:
        if line := lines.get(person_id):
            line.kind = kind
            line.unit = unit_names.get(unit_id, "")
            line.adviser = adviser_names.get(adviser_id, "")
            line.has_questionnaire = declared_on is not None


# Their papers.


def _terms(on: date) -> Iterator[tuple[int, Term]]:
    for due in deadlines.of_register(StayEvent, on=on):
        step = "" if due.rule == "arrival_notice" else due.title
        yield due.record.__data__["person"], Term("notice", due.due_on, due.days_left, due.unit, step=step)
    for due in deadlines.of_register(ScholarVisit, on=on):
        if paper := _OF_SCHOLARS.get(due.rule):
            yield (
                due.record.__data__["person"],
                Term(paper, due.due_on, due.days_left, due.unit, step=due.title),
            )
    passports = Passport.select(Passport.person, Passport.expires_on).where(
        Passport.deleted_at.is_null(), Passport.replaced_on.is_null(), Passport.expires_on.is_null(False)
    )
    for person_id, until in _rows(passports):
        yield person_id, _term("passport", until, on)
    visas = Visa.select(Visa.person, Visa.valid_until, VisaCategory.code).join(VisaCategory)
    issued = visas.where(Visa.deleted_at.is_null(), Visa.stage == "issued", Visa.valid_until.is_null(False))
    for person_id, until, code in _rows(issued):
        yield person_id, _term("visa", until, on, detail=code)
    papers = StayPaper.select(StayPaper.person, StayPaper.paper_kind, StayPaper.valid_until)
    ending = papers.where(_is_held(), StayPaper.valid_until.is_null(False))
    for person_id, kind, until in _rows(ending):
        yield person_id, _term(_column_of(kind), until, on)


@lru_cache(maxsize=20_000)  # many people have the same term
def _term(paper: str, until: str, on: date, detail: str = "") -> Term:
    last = date.fromisoformat(until)
    return Term(paper, last, (last - on).days, detail=detail)


def _endless() -> Iterator[tuple[int, str]]:
    """The papers that have no last day."""
    papers = StayPaper.select(StayPaper.person, StayPaper.paper_kind)
    for person_id, kind in _rows(papers.where(_is_held(), StayPaper.valid_until.is_null())):
        yield person_id, _column_of(kind)


def _rows(query: Any) -> Iterator[Any]:
    """What was selected as the database has it, dates as texts: the board is read of very many rows."""
    yield from database.execute(query)


def _column_of(paper_kind: str) -> str:
    return "contract" if paper_kind in _CONTRACTS else paper_kind
