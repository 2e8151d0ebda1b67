"""Invented foreigners with their visas, papers and events, for the papers of the stay."""

from datetime import date
from decimal import Decimal

from kazcoop_desktop.models import (
    ChecklistItem,
    DeadlineRule,
    Employee,
    FeeKind,
    ForeignCitizen,
    Journal,
    Mci,
    Passport,
    Person,
    StayEvent,
    StayPaper,
    Visa,
    VisaCategory,
)
from tests.forms.samples import DAY, KAZAKH, entered


def rules():
    """What the papers of a stay need of the reference data."""
    if Mci.get_or_none() is not None:
        return
    entered(Mci(valid_from=date(2026, 1, 1), value=Decimal(4325)))
    for sequence, (code, factor, payer, entries) in enumerate(
        (
            ("invitation", "0.5", "university", ""),
            ("single", "7", "foreigner", "single"),
            ("multiple", "30", "foreigner", "multiple"),
        ),
        1,
    ):
        names = {f"name_{language}": f"{code} {KAZAKH}" for language in ("kk", "ru", "en")}
        entered(
            FeeKind(
                code=code,
                sequence=sequence,
                **names,
                factor=Decimal(factor),
                payer=payer,
                entries=entries,
                kbk="108126" if code == "invitation" else "",
                knp="911" if code == "invitation" else "",
            )
        )
    entered(
        DeadlineRule(
            code="arrival_notice",
            name_kk="Келгенін хабарлау",
            applies_to="stay_event",
            counted_from="happened_on",
            days=3,
            day_unit="working",
            done_field="notified_on",
            kinds="arrived came_back",
        )
    )
    for number in range(1, 12):
        name = f"{number}-құжат: нотариалды куәландырылған диплом және апостиль"
        entered(ChecklistItem(applies_to="visa", code=f"item{number}", sequence=number, name_kk=name))
    if Journal.get_or_none(Journal.code == "OUT") is None:
        entered(Journal(code="OUT", name_kk="Шығыс хаттар"))


def person(**more):
    """A student with a passport, everything about her filled in."""
    given = {
        "surname": "VON DER HAGEN-SCHÖLLER",
        "given_names": f"ANNA MARIA CHARLOTTE DE LA {KAZAKH}",
        "surname_kk": "Фон дер Хаген-Шёллер",
        "given_name_kk": f"Анна Мария {KAZAKH}",
        "surname_ru": "Фон дер Хаген-Шёллер",
        "given_name_ru": f"Анна Мария {KAZAKH}",
        "sex": "female",
        "born_on": date(2004, 2, 29),
        "birth_country": "DE",
        "birth_city": "Фрайбург-им-Брайсгау",
        "citizenship": "DE",
        "home_address": "Kaiser-Joseph-Straße 123, 79098 Freiburg im Breisgau, Deutschland",
        "phone": "+49 761 000 00",
    }
    made = entered(Person(**{**given, **more}))
    entered(
        Passport(
            person=made,
            number="C01X00T47",
            issuing_country="DE",
            issued_on=date(2022, 5, 1),
            expires_on=date(2032, 4, 30),
        )
    )
    return made


def case(of):
    """What she is here."""
    return entered(
        ForeignCitizen(
            person=of,
            stage="studying",
            specialty="6B02104 Қолданбалы халықаралық қатынастар",
            course=2,
            adviser=Employee.get_or_none(Employee.surname_en == "Sarsen"),
            residence="dormitory",
            address="Алматы қ., Абай даңғылы, 1, № 3 жатақхана",
            room="214",
            declared_on=date(2026, 9, 2),
        )
    )


def visa(of=None, **more):
    """A study visa that is to be extended, with all that a petition asks for."""
    rules()
    of = of or person()
    if of.foreign_citizens.first() is None:
        case(of)
    category = VisaCategory.get_or_none() or entered(
        VisaCategory(
            code="C9",
            name_kk="Оқуға арналған виза",
            name_ru="Виза на обучение",
            name_en="Study visa",
            multiple_days=365,
        )
    )
    given = {
        "passport": of.passport,
        "category": category,
        "stage": "issued",
        "purpose": f"жоғары оқу орнында оқу {KAZAKH}",
        "wanted_from": date(2026, 12, 20),
        "wanted_until": date(2027, 6, 30),
        "basis": "Оқыту шарты",
        "order_number": "415",
        "ordered_on": date(2026, 8, 25),
        "contract_until": date(2027, 6, 30),
        "issued_at": "Қазақстан, Алматы",
        "address": "Алматы қ., Абай даңғылы, 1, № 3 жатақхана, 214-бөлме",
        "transport": "KC 908",
        "funding": "мемлекетаралық келісім бойынша стипендия",
        "applied_on": date(2026, 11, 30),
        "number": "2345678",
        "valid_from": date(2026, 1, 10),
        "valid_until": date(2026, 12, 19),
    }
    return entered(Visa(**{"person": of, **given, **more}))


def event(of=None, **more):
    """Her arrival today."""
    rules()
    visited = visa(of)
    given = {
        "person": visited.person,
        "happened_on": DAY,
        "place": f"Алматы әуежайы {KAZAKH}",
        "transport": "KC 908",
        "visa": visited,
        "residence": "dormitory",
        "address": "Алматы қ., Абай даңғылы, 1, № 3 жатақхана, 214-бөлме",
    }
    return entered(StayEvent(**{**given, **more}))


def papers_of(of):
    """The papers that the board shows."""
    for kind, until in (
        ("registration", date(2026, 12, 19)),
        ("insurance", date(2026, 11, 30)),
        ("medical", None),
        ("study_contract", date(2027, 6, 30)),
    ):
        entered(StayPaper(person=of, paper_kind=kind, valid_from=date(2026, 1, 10), valid_until=until))


def bare():
    """A person with a visa and an arrival of whom nothing more is known than must be."""
    rules()
    of = entered(Person(surname="LEE"))
    category = entered(VisaCategory(code="B1", name_kk="Іскерлік виза"))
    entered(Visa(person=of, category=category))
    entered(StayEvent(person=of, happened_on=DAY))
