"""An invented delegation with everything filled in, and one with nothing that may be left out."""

from datetime import date
from decimal import Decimal

from kazcoop_desktop.models import (
    Delegation,
    DelegationHost,
    DelegationMember,
    DelegationPartner,
    EstimateLine,
    Guarantee,
    GuaranteeLine,
    Minutes,
    Partner,
    Passport,
    Person,
    ProgrammeItem,
    Promise,
    Souvenir,
    SouvenirIssue,
    Venue,
    VisitRequest,
)
from tests.forms.samples import KAZAKH, entered

ARRIVES, LEAVES = date(2026, 11, 23), date(2026, 11, 25)


def delegation(case, **more):
    """A visit of two people from two partners under an agreement, with all that belongs to it."""
    host = case.responsible
    visit = entered(
        Delegation(
            **{
                "number": "Д-2026/7",
                "partner": case.partner,
                "proposed_on": date(2026, 9, 1),
                "responsible": host,
                "level": "ниет хаттары алмасылды",
                "prospects": "бірлескен зертхана",
                "arrives_on": ARRIVES,
                "leaves_on": LEAVES,
                "purposes": ("research", "negotiations"),
                "hotel_need": "yes",
                "hotel": "«Алатау» қонақүйі",
                "room_category": "люкс",
                "hotel_people": 2,
                "languages": ("en",),
                "contact_name": "Anna Lindqvist",
                "contact_phone": "+49 731 000 00",
                "ground": "agreement",
                "ground_agreement": case,
                "costs": "university",
                "funding": "өз қаражаты",
                "topics_kk": "оқу жоспары\nзертхана",
                "topics_en": "curricula\na laboratory",
                **more,
            }
        )
    )
    second = entered(
        Partner(name=KAZAKH, name_kk=KAZAKH, name_ru=KAZAKH, name_en=KAZAKH, country="FI", city="Kuusi")
    )
    entered(DelegationPartner(delegation=visit, partner=second))
    _members(visit, second)
    entered(DelegationHost(delegation=visit, employee=host, role="meets"))
    hall = entered(Venue(name_kk="Мәжіліс залы", name_ru="Зал заседаний", name_en="Conference hall"))
    entered(
        ProgrammeItem(
            delegation=visit,
            held_on=ARRIVES,
            starts_at="10:00",
            ends_at="11:30",
            venue=hall,
            responsible=host,
        )
    )
    entered(
        ProgrammeItem(
            delegation=visit, held_on=LEAVES, starts_at="15:00", activity="other", name_kk="Қоштасу кеші"
        )
    )
    for kind in ("transport", "hall", "technical", "photo"):
        entered(
            VisitRequest(delegation=visit, request_kind=kind, held_on=ARRIVES, starts_at="10:00", venue=hall)
        )
    entered(EstimateLine(delegation=visit, people=2, quantity=3, price=Decimal("30000")))
    entered(
        EstimateLine(
            delegation=visit,
            article="interpreting",
            price=Decimal("250"),
            price_currency="EUR",
            rate=Decimal("560.12"),
            spent=Decimal("140000"),
        )
    )
    _guarantee(visit)
    gift = entered(Souvenir(name_kk="Домбыра", price=Decimal("18500"), opening=5))
    entered(SouvenirIssue(delegation=visit, souvenir=gift, quantity=2, to_whom="H. Weiß"))
    entered(
        Minutes(
            delegation=visit,
            number="3",
            held_on=ARRIVES,
            starts_at="10:00",
            place="Мәжіліс залы",
            recorder=host,
            matters_kk=f"Оқу жоспарлары {KAZAKH}\nЗертхана",
        )
    )
    entered(
        Promise(
            delegation=visit,
            partner=case.partner,
            text_kk="Жоба дайындау",
            text_en="Prepare a draft",
            owner=host,
            due_on=date(2026, 12, 20),
        )
    )
    return visit


def bare_delegation(case):
    """A delegation with nothing that may be left out, and a guarantee letter with nothing either."""
    visit = entered(Delegation(partner=case.partner))
    entered(Guarantee(delegation=visit, organisation="Қонақүй"))
    return visit


def _members(visit, second):
    head = entered(
        Person(
            surname="Weiß",
            given_names="Hannelore Maria",
            surname_kk="Вайс",
            given_name_kk="Ханнелоре",
            surname_ru="Вайс",
            given_name_ru="Ханнелоре",
            sex="female",
            citizenship="DE",
            position="Rector",
        )
    )
    entered(Passport(person=head, number="C01X00T47", issuing_country="DE", expires_on=date(2030, 1, 1)))
    entered(DelegationMember(delegation=visit, person=head, role="head", partner=visit.partner))
    other = entered(Person(surname="Mäkinen", given_names="Jari", citizenship="FI"))
    entered(DelegationMember(delegation=visit, person=other, partner=second, needs_visa=True))


def _guarantee(visit):
    for kind in ("hotel", "culture", "catering"):
        letter = entered(
            Guarantee(delegation=visit, guarantee_kind=kind, organisation=f"{KAZAKH} {kind}", breakfast=True)
        )
        entered(
            GuaranteeLine(
                guarantee=letter,
                name="Люкс",
                starts_on=ARRIVES,
                starts_at="12:00",
                ends_on=LEAVES,
                quantity=2,
                price=Decimal("192000"),
            )
        )
