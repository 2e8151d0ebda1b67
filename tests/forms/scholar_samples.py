"""An invented scholar with a visit, lectures and works, for the papers."""

from datetime import date
from decimal import Decimal

from kazcoop_desktop.models import (
    Employee,
    FormCode,
    Lecture,
    Partner,
    Passport,
    Person,
    Position,
    ScholarVisit,
    ScholarWork,
    Signatory,
    Unit,
)
from tests.forms.samples import KAZAKH, entered

ARRIVAL, DEPARTURE = date(2027, 2, 1), date(2027, 2, 20)


def visit(partner=None, **more):
    """A visit with everything filled in: three lectures of two hours, two of them held."""
    partner = partner or entered(Partner(name="Universität Nordhafen", country="DE"))
    person = entered(
        Person(
            surname="FERRIS",
            given_names="LAURA JANE",
            surname_kk="Феррис",
            given_name_kk="Лаура",
            surname_ru="Феррис",
            given_name_ru="Лора",
            sex="female",
            born_on=date(1972, 3, 21),
            birth_country="GB",
            birth_city="Ardenholt",
            citizenship="GB",
            home_address="12 College Lane, Ardenholt",
            email="l.ferris@ardenholt.example",
            position="Professor of Composition",
            degree="PhD, Professor",
        )
    )
    entered(
        Passport(
            person=person,
            number="548810237",
            issuing_country="GB",
            issued_on=date(2023, 3, 14),
            expires_on=date(2033, 3, 13),
        )
    )
    institute = entered(Unit(name_kk="Өнер институты", name_ru="Институт искусств", unit_kind="institute"))
    chair = entered(
        Unit(
            name_kk="Композиция кафедрасы",
            name_ru="Кафедра композиции",
            name_en="Chair of Composition",
            unit_kind="chair",
            part_of=institute,
        )
    )
    values = {
        "number": "ШҒ-2027/1",
        "person": person,
        "partner": partner,
        "stage": "act",
        "research_field": f"композиция {KAZAKH}",
        "degree_document": "Diploma 117, 2001",
        "h_index": "8, Scopus",
        "known_languages": ("en", "fr"),
        "unit": chair,
        "responsible": Employee.get_or_none(),
        "programme": "invited_scholar",
        "arrives_on": ARRIVAL,
        "leaves_on": DEPARTURE,
        "course_kk": f"Қазіргі композиция {KAZAKH}",
        "course_ru": f"Современная композиция {KAZAKH}",
        "course_en": f"Modern composition {KAZAKH}",
        "audience": ("master", "phd"),
        "hours": 6,
        "teaching_languages": ("en",),
        "interpreter": "А. Сағат",
        "venue": "Үлкен зал",
        "expected_result": "бірлескен мақала",
        "costs_kk": "жол – Университет есебінен",
        "costs_ru": "проезд – за счёт Университета",
        "costs_en": "travel is paid by the University",
        "applied_on": date(2026, 12, 10),
        "decision": "accepted",
        "decided_on": date(2026, 12, 14),
        "passport_copy_by": date(2026, 12, 20),
        "invitation_number": "KZ-17",
        "visa_country": "GB",
        "visa_category": "B1",
        "visa_entries": "single",
        "arrived_on": ARRIVAL,
        "contract_on": ARRIVAL,
        "fee": Decimal("600000"),
        "pay_days": 5,
        "act_on": DEPARTURE,
        "bank": "Invented Bank",
        "bank_account": "XX00 0000",
        "bank_code": "FIBKXX00",
    }
    record = entered(ScholarVisit(**{**values, **more}))
    for number, topic in enumerate((KAZAKH, "Дыбыс және тыныштық", "Квартет")):
        entered(
            Lecture(
                visit=record,
                day=date(2027, 2, 2 + number),
                starts_at="10:00",
                ends_at="11:50",
                room="204",
                topic=topic,
                groups="М-26-1",
                is_held=number < 2,
            )
        )
    entered(ScholarWork(visit=record, title="Sound and silence", published_in="Music Papers", year=2022))
    return record


def bare_visit():
    """A visit with nothing that may be left out."""
    person = entered(Person(surname="KIM"))
    return entered(ScholarVisit(person=person, arrives_on=ARRIVAL, leaves_on=DEPARTURE))


def people():
    """Who signs the papers of a scholar."""
    vice_rector = entered(Position(name_kk="Проректор", name_ru="Проректор", name_en="Vice-Rector"))
    for form, part in (
        ("scholar_invitation", "signs"),
        ("lecture_timetable", "approves"),
        ("invitation_plan", "approves"),
    ):
        entered(Signatory(form=form, part=part, position=vice_rector))
    entered(FormCode(form="lecture_timetable", name_kk="Дәрістер кестесі", code="717-03"))
