"""An invented foreign student with everything that the questionnaire asks."""

import io
from datetime import date

from PIL import Image

from kazcoop_desktop.models import (
    Education,
    ForeignCitizen,
    Passport,
    PastActivity,
    Person,
    PersonLanguage,
    Relative,
    RestrictedFacts,
)
from kazcoop_desktop.services.foreigners import photos
from tests.forms.samples import KAZAKH, entered


def person(surname="ERIKSSON", given_names="ANNA MARIA", **more):
    """A person with a passport, and nothing of what is restricted."""
    facts = {
        "surname_kk": "Эрикссон",
        "given_name_kk": "Анна Мария",
        "surname_ru": "Эрикссон",
        "given_name_ru": "Анна Мария",
        "patronymic_ru": "Ларсовна",
        "sex": "female",
        "born_on": date(2004, 8, 12),
        "birth_country": "SE",
        "birth_city": "Uppsala",
        "birth_region": "Uppsala län",
        "citizenship": "SE",
        "home_address": "Uppsala, Kungsgatan 1",
        "phone": "+46 18 000 00 00",
        "email": "anna@example.org",
    }
    made = entered(Person(surname=surname, given_names=given_names, **{**facts, **more}))
    number = f"L89890{made.id:04}"
    entered(Passport(person=made, number=number, issuing_country="SE", expires_on=date(2030, 4, 15)))
    return made


def foreign_citizen(of=None, **more):
    """Somebody who studies here, with nothing missing from the questionnaire."""
    of = of or person()
    entered(
        RestrictedFacts(
            person=of,
            ethnicity="швед",
            religion="лютеран",
            organisations="жоқ",
            marital_status="single",
        )
    )
    for kinship, name, year in (
        ("father", "Eriksson Lars", 1970),
        ("mother", "Eriksson Ingrid", 1972),
        ("brother", "Eriksson Nils", 2000),
        ("brother", "Eriksson Olof", 2009),
    ):
        entered(
            Relative(
                person=of,
                kinship=kinship,
                full_name=name,
                birth_year=year,
                occupation="мұғалім",
                address="Uppsala",
            )
        )
    entered(
        Education(
            person=of,
            name="Uppsala musikskola",
            programme="Скрипка",
            from_year=2019,
            until_year=2023,
            school_type=("state", "secular"),
            document="Диплом № 14",
        )
    )
    entered(PersonLanguage(person=of, language=("en",), oral="fluent", reading="fluent", writing="good"))
    entered(
        PastActivity(
            person=of,
            started_on=date(2018, 9, 1),
            ended_on=date(2023, 6, 1),
            activity="study",
            what="Uppsala musikskola",
        )
    )
    photos.put(of, photos.cut(photos.opened(picture())), by="Айгүл")
    facts = {
        "specialty": f"Орындаушылық өнер {KAZAKH}",
        "course": 2,
        "group": "ОӨ-24",
        "groups": ("cis",),
        "teaching_language": ("kk",),
        "funding": "paid",
        "residence": "dormitory",
        "address": "Алматы, Абай даңғылы, 1",
        "room": "214",
        "starts_on": date(2024, 9, 1),
        "expected_end_on": date(2028, 6, 30),
        "arrived_on": date(2024, 8, 25),
        "reason_quality": 1,
        "reason_country": 2,
        "wishes": "Қобыз үйренгім келеді.",
        "declared_on": date(2024, 9, 5),
        "protocol_number": "7",
        "protocol_on": date(2024, 8, 20),
        "order_number": "118-Ш",
        "ordered_on": date(2024, 8, 26),
        "contract_number": "14",
    }
    return entered(ForeignCitizen(person=of, **{**facts, **more}))


def bare_foreign_citizen():
    """Somebody of whom only the name is known."""
    return entered(ForeignCitizen(person=entered(Person(surname="SMITH")), citizen_kind="student"))


def picture(width=600, height=800, colour="#446688", form="JPEG"):
    """A picture as a file of these pixels."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, form)
    return out.getvalue()
