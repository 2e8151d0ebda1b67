"""Who may do what: the matrix of roles and acts, cell by cell; acting for another; accounts blocked or none."""

from datetime import date

import pytest

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.account import ROLES, Account, ActingFor
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.base import Invalid
from kazcoop_desktop.models.learner import Learner
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import access, records, rights
from tests.samples import PERSON, as_administrator

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.usefixtures("store")


def account(role: str, **values: object) -> Account:
    """An account of this role beside the administrator's."""
    as_administrator()
    return records.save(Account(user_name=role.replace("_", "-"), role=role, **values), by=PERSON)


def signed_in_as(role: str, on: date = DAY) -> Account:
    """Somebody of this role has signed in."""
    held = Account.get_or_none(Account.role == role, ~Account.is_administrator) or account(role)
    access.signed_in(held, today=lambda: on)
    return held


def test_every_act_has_a_row_and_every_role_a_cell():
    assert access.MATRIX.keys() == access.ACTIONS.keys()
    assert rights.OWN.keys() == {role for role, _name in ROLES}
    for right in rights.rows():
        assert set(right.cells) == {role for role, _name in ROLES}
        assert set(right.cells.values()) <= {"all", "own", "-"}


def test_without_accounts_everybody_may_do_everything():
    assert all(access.may(action) for action in access.ACTIONS)
    assert access.who() is None


def test_with_accounts_nobody_may_do_anything_before_signing_in():
    as_administrator()
    access.signed_in(None)

    assert not any(access.may(action) for action in access.ACTIONS)
    with pytest.raises(access.NotAllowed, match="Sign in first: the data has accounts"):
        access.require("change", Agreement)


def test_a_manager_of_the_department_changes_a_visa_and_a_registrar_does_not():
    signed_in_as("manager")
    assert access.may("change", Visa)

    signed_in_as("registrar_statistician")
    assert access.may("change", Learner)
    with pytest.raises(access.NotAllowed, match="Your role does not allow this in “Visas”: Change records"):
        access.require("change", Visa)


def test_an_administrator_of_another_role_has_the_rights_of_both():
    both = account("manager", is_administrator=True)
    access.signed_in(both)

    assert access.may("accounts")
    assert access.may("change", Agreement)


@pytest.mark.parametrize(
    ("on", "acts"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 11, 13), True),
        (date(2026, 11, 14), False),
    ],
)
def test_the_senior_manager_has_the_heads_rights_from_the_first_to_the_last_day_of_the_act(on, acts):
    senior = account("senior_manager")
    records.save(
        ActingFor(
            account=senior,
            role="head",
            acts_from=date(2026, 11, 2),
            acts_until=date(2026, 11, 13),
            act_number="14",
            act_date=date(2026, 10, 30),
        ),
        by=PERSON,
    )

    access.signed_in(senior, today=lambda: on)

    assert access.may("revise_approved") is acts


def test_days_of_acting_that_run_backwards_or_overlap_are_told():
    senior = account("senior_manager")
    act = {"account": senior, "role": "head", "act_number": "14", "act_date": DAY}
    with pytest.raises(Invalid, match="The end date is before the start date"):
        records.save(ActingFor(acts_from=DAY, acts_until=date(2026, 11, 19), **act), by=PERSON)
    records.save(ActingFor(acts_from=date(2026, 11, 2), acts_until=DAY, **act), by=PERSON)

    with pytest.raises(Invalid, match="These days are entered already"):
        records.save(ActingFor(acts_from=DAY, acts_until=DAY, **act), by=PERSON)


def test_a_blocked_account_may_do_nothing_and_is_told_whom_to_ask():
    blocked = account("manager", is_blocked=True)
    access.signed_in(blocked)

    with pytest.raises(access.NotAllowed, match=r"Your account is blocked\. Ask the administrator: asqar\."):
        access.require("read", Agreement)


def test_the_last_administrator_is_neither_blocked_nor_demoted():
    as_administrator()
    last = access.who()
    last.is_blocked = True
    with pytest.raises(Invalid, match=r"This is the last administrator\. Name another one first\."):
        records.save(last, by=PERSON)


def test_the_last_administrator_is_not_deleted():
    as_administrator()
    with pytest.raises(UserError, match=r"This is the last administrator\. Name another one first\."):
        records.delete(access.who(), by=PERSON)


def test_nobody_blocks_or_deletes_the_account_that_they_work_under():
    account("administrator")
    own = access.who()
    with pytest.raises(
        UserError, match=r"This is your own account\. Another administrator can block or delete it\."
    ):
        records.delete(own, by=PERSON)
    own.is_blocked = True
    with pytest.raises(Invalid, match=r"This is your own account\."):
        records.save(own, by=PERSON)


def test_the_first_account_is_an_administrators():
    with (
        access.as_program(),
        pytest.raises(Invalid, match="The first account is that of an administrator"),
    ):
        records.save(Account(user_name="saule", role="manager"), by=PERSON)


def test_the_first_account_does_not_come_without_a_password():
    """Nobody could sign in afterwards."""
    with pytest.raises(access.NotAllowed, match="The first account is made together with its password"):
        records.save(Account(user_name="saule", role="administrator"), by=PERSON)
    assert not access.has_accounts()


def test_a_sign_in_holds_for_the_data_in_which_it_was_made(tmp_path):
    from kazcoop_desktop.models import store

    signed_in_as("head")
    other = store.open_store(tmp_path / "other")

    assert access.who() is None
    other.close()
