"""A valid record of every register, made from what its fields are: all of them filled, with invented words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any, TypeVar

import peewee as pw

from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import Approved, Record, address_of, fields_of, kind_of, link_to
from kazcoop_desktop.models.document import ApprovalAct, Document
from kazcoop_desktop.models.fields import (
    AcademicYearField,
    AnyRecordField,
    ChoiceField,
    ChoicesField,
    ClockField,
    CountryField,
    CurrencyField,
    EmailField,
    FigureField,
    LanguagesField,
    MoneyField,
    NameField,
    PhoneField,
    StageField,
    UrlField,
    choice_keys,
)
from kazcoop_desktop.models.foreign_citizen import REASONS
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import access, records, revisions

R = TypeVar("R", bound=Record)

PERSON = "Ысқақова Ұ.Ғ."
LONG = "Қанағаттандырылмағандықтарыңыздан, ынтымақтастықтарыңыздың өзектілігі – «Әңгүһөіғ»"

# What a register wants beyond what the kinds of its fields tell.
_WANTED: dict[str, dict[str, Any]] = {
    "institution": {"bin": "990140001234", "margin_left": 20, "margin_top": 25, "margin_bottom": 15},
    "deadline_rule": {
        "applies_to": "agreement",
        "counted_from": "in_force_on signed_on",
        "days_field": "notice_days",
        "done_field": "notified_on",
        "stages": "signed filed",
        "kinds": "memorandum contract",
    },
    "checklist_item": {"applies_to": "agreement", "kinds": "memorandum", "unless": "annex_to"},
    "stage_rule": {
        "applies_to": "agreement",
        "kinds": "memorandum",
        "stage": "signed",
        "fields": "signed_on number",
        "papers": "service_letter",
        "checklist": "",
    },
    "form_code": {"form": "service_letter"},
    "signatory": {"form": "service_letter"},
    "wording": {"form": "service_letter"},
    "journal": {"pattern": "{index}-{seq}/{year}-{suffix}"},
    "consent": {"ground": "consent"},
    "retention_rule": {"applies_to": "visa", "counted_from": "valid_until", "keeps": "number"},
    "fee_kind": {"kbk": "108126", "knp": "911"},
    "trip": {
        "country": "DE",
        "decision": "approved",
        "funding": "own",
        "cancelled_on": None,
        "late_cause": "",
    },
    "trip_plan": {"year": 2026},
    "reserve_candidate": {"category": "scientific", "year": 2027},
    "priority_specialty": {"year": 2027},
    "person": {"born_on": date(1899, 1, 1), "sex": "male", "iin": "990101100111"},
    "passport": {"issued_on": date(2024, 2, 29), "expires_on": date(2034, 2, 28)},
    "foreign_citizen": {
        **{name: rank for rank, name in enumerate(REASONS, 1)},
    },
    "person_language": {"language": ("kk",)},
    "relative": {"birth_year": 1969},
    "education": {"from_year": 2010, "until_year": 2014},
    "scholar_visit": {"academic_year": "2026/2027", "decision": "accepted"},
    "scholar_work": {"year": 2024},
    "lecture": {"starts_at": "10:00", "ends_at": "11:50"},
    "grade_scale": {"letter": "A-"},
    "amendment": {
        "outcome": "adopted",
        "participants": 3,
        "votes_for": 3,
        "votes_against": 0,
        "sequence": None,  # an entry of the change sheet would never go into the recycle bin
    },
    "delegation_partner": {"partner": lambda: _second_partner()},
    "programme_item": {"ends_at": "12:00"},
    "visit_request": {"ends_at": "12:00"},
    "souvenir": {"opening": 1000},
    "account": {"user_name": "saule", "role": lambda: as_administrator(), "is_blocked": False},
    "acting_for": {"role": "head"},
}


def sample(model: type[R], **values: Any) -> R:
    """A record of this register, valid and not yet saved; the records it names are in the database."""
    wanted = {**_WANTED.get(kind_of(model), {}), **values}
    wanted = {name: value() if callable(value) else value for name, value in wanted.items()}
    for field in fields_of(model):
        if field.name not in wanted:
            wanted[field.name] = _value(field)
    return model(**wanted)


def saved(model: type[R], **values: Any) -> R:
    """A sample in the database; an internal document with the act that approves it."""
    record = records.save(sample(model, **values), by=PERSON)
    if isinstance(record, Document):
        records.save(ApprovalAct(document=record, approved_on=date(2026, 11, 20)), by=PERSON)
    return record


def as_administrator() -> str:
    """Somebody who keeps the accounts has signed in, as one must; gives the role of another account."""
    if not access.has_accounts():
        with access.as_program():
            records.save(Account(user_name="asqar", role="head", is_administrator=True), by=PERSON)
    access.signed_in(Account.get(Account.user_name == "asqar"))
    return "manager"


def free(record: Record) -> None:
    """Opens a new version of what is approved, so that the record may be changed and deleted."""
    for approved in type(record).approved:
        owner = owner_of(approved, record)
        if revisions.can_be_revised(owner):
            revisions.revise(owner, reason="Қате түзетілді", by=PERSON)


def owner_of(approved: Approved, record: Record) -> Any:
    """The record whose approval holds for this one: itself, or the one that it is a part of."""
    if approved.owner is type(record):
        return record
    return getattr(record, link_to(type(record), approved.owner).name)


def _second_partner() -> Partner:
    first = Partner.get_or_none() or saved(Partner)
    names = {name: f"{first.name} {name}" for name in ("name", "name_kk", "name_ru", "name_en")}
    return saved(Partner, **names)


@singledispatch
def _value(field: pw.Field[Any]) -> Any:
    raise NotImplementedError(f"No invented value is known for a {type(field).__name__}")


@_value.register
def _(field: pw.CharField) -> str:
    return LONG[: field.max_length].strip()


@_value.register
def _(field: AnyRecordField) -> str:
    return address_of(Partner.get_or_none() or saved(Partner))


@_value.register
def _(field: ClockField) -> str:
    return "10:30"


@_value.register
def _(field: AcademicYearField) -> str:
    return "2026/2027"


@_value.register
def _(field: FigureField) -> Decimal:
    return Decimal("2.5")


@_value.register
def _(field: pw.TextField) -> str:
    return f"{LONG}\n{LONG}"


@_value.register
def _(field: NameField) -> str:
    return f"Ғұмарбекұлының {field.column_name} Өскенбайқызы"[: field.max_length]


@_value.register
def _(field: EmailField) -> str:
    return "yntymaqtastyq@universitet.example"


@_value.register
def _(field: PhoneField) -> str:
    return "+7 727 000 00 00"


@_value.register
def _(field: UrlField) -> str:
    return "https://universitet.example/halyqaralyq"


@_value.register
def _(field: ChoiceField) -> str:
    return choice_keys(field)[-1]


@_value.register
def _(field: StageField) -> str:
    return choice_keys(field)[0]


@_value.register
def _(field: ChoicesField) -> tuple[str, ...]:
    return tuple(choice_keys(field)[:2])


@_value.register
def _(field: LanguagesField) -> tuple[str, ...]:
    return ("kk", "en")


@_value.register
def _(field: CountryField) -> str:
    return "KZ"


@_value.register
def _(field: CurrencyField) -> str:
    return "EUR"


@_value.register
def _(field: MoneyField) -> Decimal:
    return Decimal("4325.50")


@_value.register
def _(field: pw.IntegerField) -> int:
    return 3


@_value.register
def _(field: pw.BooleanField) -> bool:
    return True


@_value.register
def _(field: pw.DateField) -> date:
    return date(2026, 11, 20)


@_value.register
def _(field: pw.ForeignKeyField) -> Record | None:
    """A record of the register named, one for all that name it; none where a register names itself."""
    target = field.rel_model
    return None if target is field.model else target.get_or_none() or saved(target)
