"""The registrar's regulation 2025-1 with invented people: 55 employees of seven units, and one change of it."""

from datetime import date
from itertools import cycle, islice

from kazcoop_desktop.models import (
    Amendment,
    ApprovalAct,
    Concern,
    Document,
    Edition,
    Employee,
    Institution,
    Journal,
    Position,
    Unit,
)
from kazcoop_desktop.services import records

BY = "Айгүл"
APPROVED_ON = date(2025, 8, 27)
IN_FORCE_ON = date(2025, 9, 1)
TODAY = date(2026, 11, 20)

UNITS = (  # name, Russian, English, kind, how many work there
    ("Офис-тіркеуші бөлімі", "Отдел офис-регистратора", "Office of the Registrar", "section", 9),
    ("Персоналмен жұмыс жасау бөлімі", "Отдел по работе с персоналом", "Human Resources", "section", 6),
    (
        "Халықаралық бағдарламалар бөлімі",
        "Отдел международных программ",
        "International Programmes",
        "section",
        7,
    ),
    ("Фортепиано кафедрасы", "Кафедра фортепиано", "Chair of Piano", "chair", 10),
    ("Ішекті аспаптар кафедрасы", "Кафедра струнных инструментов", "Chair of Strings", "chair", 9),
    ("Үрмелі аспаптар кафедрасы", "Кафедра духовых инструментов", "Chair of Winds", "chair", 8),
    ("Әлеуметтік пәндер кафедрасы", "Кафедра социальных дисциплин", "Chair of Social Sciences", "chair", 6),
)
SURNAMES = [
    "Абаев",
    "Әбдіров",
    "Бекен",
    "Ғалымов",
    "Дәулет",
    "Ерлан",
    "Жұмабай",
    "Зейін",
    "Иманғали",
    "Қасымов",
    "Құрман",
    "Лесбек",
    "Мәлік",
    "Нұржан",
    "Оспан",
    "Өмірбек",
    "Рысқұл",
    "Сейіт",
    "Тоқтар",
    "Ұзақ",
    "Үсен",
    "Һәкім",
    "Шәкір",
    "Ыбырай",
    "Іргебай",
]
GIVEN = ("Айгүл", "Болат", "Гүлмира", "Дәурен", "Әсел", "Нұрлан", "Зере")
OLD = "20. Білім алушыларды ауыстыру, қайта қабылдау, қабылдау, оқудан шығару туралы бұйрықтар шығару."
NEW = (
    "20. Білім алушыларды ауыстыру, қайта қабылдау, қабылдау, оқудан шығару, академиялық демалыс туралы "
    "бұйрықтардың жобаларын үш жұмыс күні ішінде дайындау."
)


def saved(record):
    return records.save(record, by=BY)


def office():
    """Seven units with 55 employees; the first one heads the registrar's office."""
    saved(
        Institution(
            name_kk="Көкжиек консерваториясы",
            name_ru="Консерватория Көкжиек",
            name_en="Kokzhiek Conservatory",
        )
    )
    position = {
        name: saved(Position(name_kk=name, name_ru=ru, name_en=en))
        for name, ru, en in (
            ("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
            ("Статистик-регистратор", "Статистик-регистратор", "Statistician-registrar"),
            ("Аға оқытушы", "Старший преподаватель", "Senior lecturer"),
        )
    }
    surnames, given = cycle(SURNAMES), cycle(GIVEN)
    for name, ru, en, kind, people in UNITS:
        unit = saved(Unit(name_kk=name, name_ru=ru, name_en=en, unit_kind=kind))
        others = position["Аға оқытушы" if kind == "chair" else "Статистик-регистратор"]
        for place, surname in enumerate(islice(surnames, people)):
            head = position["Бөлім басшысы"]
            saved(
                Employee(
                    surname=surname,
                    given_name=next(given),
                    position=head if place == 0 else others,
                    unit=unit,
                    hired_on=date(2020, 9, 1),
                )
            )
    if Journal.get_or_none(Journal.code == "INT") is None:
        saved(Journal(code="INT", name_kk="Ішкі құжаттар журналы", pattern="07-04/{seq}"))


def document(**more):
    """The regulation, approved and concerning all seven units; no edition yet."""
    registrar = Unit.get(Unit.name_kk == UNITS[0][0])
    regulation = saved(
        Document(
            **{
                "title_kk": "Құрылым туралы Ереже",
                "title_ru": "Положение о структуре",
                "title_en": "Regulation on the unit",
                "code": "ОТ Ережесі",
                "unit": registrar,
                "original_place": "Персоналмен жұмыс жасау бөлімі",
                "copy_place": "Офис-тіркеуші бөлімі",
                "website": "www.kokzhiek.example/registrar.pdf",
                "published_on": IN_FORCE_ON,
                "next_review_on": date(2028, 9, 1),
                **more,
            }
        )
    )
    for unit in Unit.select():
        saved(Concern(document=regulation, unit=unit))
    saved(ApprovalAct(document=regulation, number="1", approved_on=APPROVED_ON))
    return regulation


def edition(of, **more):
    """The edition 2025-1 with the two sheets on its last pages."""
    values = {
        "name": "2025-1",
        "in_force_on": IN_FORCE_ON,
        "pages": 10,
        "change_sheet_page": 9,
        "acquaintance_sheet_page": 10,
    }
    return saved(Edition(document=of, **{**values, **more}))


def proposal(of, **more):
    """A change of clause 20, just proposed."""
    values = {
        "subject": "Бұйрықтар жобаларының мерзімі",
        "sections": "20-тармақ, 4-бет",
        "reason": "бұйрықтар кешігеді",
        "old_kk": OLD,
        "new_kk": NEW,
        "proposed_on": date(2026, 9, 7),
        "proposed_by": Employee.get(Employee.surname == "Абаев"),
    }
    return Amendment(document=of, **{**values, **more})


def adopt(amendment, **more):
    """The change after the council's vote: 15 of 21 in favour."""
    values = {
        "agreed_on": date(2026, 9, 10),
        "considered_on": date(2026, 9, 30),
        "participants": 21,
        "votes_for": 15,
        "votes_against": 4,
        "outcome": "adopted",
        "act_number": "2",
        "decided_on": date(2026, 9, 30),
        "in_force_on": date(2026, 10, 1),
    }
    for name, value in {**values, **more}.items():
        setattr(amendment, name, value)
    return saved(amendment)
