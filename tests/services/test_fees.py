"""State fees of visas: by the MCI of the day, and kept as they were calculated."""

from datetime import date
from decimal import Decimal

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models import FeeKind, Mci, Person, Visa, VisaCategory, VisaFee
from kazcoop_desktop.services import records, shipped
from kazcoop_desktop.services.foreigners import fees

# Domain reference, 24 (e): the value from the day on, and what 0.5, 7 and 30 of it come to.
VALUES = [
    (date(2022, 1, 1), "3063", "1531.50", "21441", "91890"),
    (date(2022, 3, 31), "3063", "1531.50", "21441", "91890"),
    (date(2022, 4, 1), "3180", "1590", "22260", "95400"),
    (date(2023, 6, 1), "3450", "1725", "24150", "103500"),
    (date(2024, 12, 31), "3692", "1846", "25844", "110760"),
    (date(2025, 1, 1), "3932", "1966", "27524", "117960"),
    (date(2026, 11, 20), "4325", "2162.50", "30275", "129750"),
]


@pytest.fixture(autouse=True)
def rules(store):
    shipped.load(by="KazCoop")


@pytest.fixture
def visa():
    person = records.save(Person(surname="LEE"), by="Айгүл")
    category = VisaCategory.get(VisaCategory.code == "C9")
    return records.save(Visa(person=person, category=category), by="Айгүл")


@pytest.mark.parametrize(("day", "mci", "half", "seven", "thirty"), VALUES)
def test_fees_follow_the_index_of_their_day(day, mci, half, seven, thirty):
    assert fees.mci_on(day).value == Decimal(mci)
    assert [fee.amount for fee in fees.of_day(day)] == [Decimal(half), Decimal(seven), Decimal(thirty)]


def test_a_visa_pays_for_the_invitation_and_for_its_entries(visa):
    entered = fees.calculate(visa, on=date(2026, 11, 20), by="Айгүл")

    assert [(fee.fee_kind.code, fee.fee_kind.payer) for fee in entered] == [
        ("invitation", "university"),
        ("multiple", "foreigner"),
    ]
    assert (entered[0].fee_kind.kbk, entered[0].fee_kind.knp) == ("108126", "911")


def test_what_was_calculated_stays_when_the_index_changes(visa):
    fees.calculate(visa, on=date(2025, 12, 30), by="Айгүл")
    again = fees.calculate(visa, on=date(2026, 1, 10), by="Айгүл")

    assert [fee.mci for fee in again] == [Decimal(3932), Decimal(3932)]
    assert VisaFee.select().count() == 2


def test_a_day_without_an_index_is_refused_with_a_sentence():
    with pytest.raises(UserError, match=r"31\.12\.2021"):
        fees.of_day(date(2021, 12, 31))


def test_a_new_wording_of_a_fee_holds_from_its_day():
    old = FeeKind.get(FeeKind.code == "single")
    values = {name: getattr(old, name) for name in ("code", "sequence", "name_kk", "payer", "entries")}
    records.save(FeeKind(**values, factor=Decimal(8), valid_from=date(2027, 1, 1)), by="Айгүл")
    records.save(Mci(valid_from=date(2027, 1, 1), value=Decimal(4500)), by="Айгүл")

    assert [fee.factor for fee in fees.of_day(date(2026, 12, 31), "single")] == [Decimal("0.5"), Decimal(7)]
    assert fees.of_day(date(2027, 1, 1), "single")[1].amount == Decimal(36000)
