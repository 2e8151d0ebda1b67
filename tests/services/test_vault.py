"""Who may open the data folder, and who may not."""

import json
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.services import key_file, vault

NOW = datetime(2026, 11, 20, 9, 0)
NAME = "айгүл"
PASSWORD = "Көк аспан йод 7"
WRONG = "Wrong user name or password."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def made(folder: Path) -> tuple[bytes, str]:
    return vault.create(folder, NAME, PASSWORD)


@pytest.fixture
def office_key(made: tuple[bytes, str]) -> bytes:
    return made[0]


def failed_sign_in(
    folder: Path, at: datetime, *, name: str = NAME, password: str = "мүлдем басқа сөз"
) -> str:
    with pytest.raises(UserError) as refusal:
        vault.sign_in(folder, name, password, now=at)
    return str(refusal.value)


# Signing in.


def test_a_folder_has_no_accounts_until_the_first_is_made(folder):
    assert not vault.exists(folder)
    assert vault.names(folder) == []

    vault.create(folder, NAME, PASSWORD)

    assert vault.exists(folder)
    assert vault.names(folder) == [NAME]


def test_the_right_password_gives_the_office_key(folder, office_key):
    assert len(office_key) == 32
    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == office_key


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_letters_are_the_same_whichever_keyboard_composed_them(folder, form):
    password = unicodedata.normalize("NFC", "Ёлка, зайчик, ай")
    key, _code = vault.create(folder, "Сергей", password)

    typed = unicodedata.normalize(form, password)

    assert vault.sign_in(folder, unicodedata.normalize(form, "Сергей"), typed, now=NOW) == key


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (NAME, "мүлдем басқа сөз"),
        (NAME, PASSWORD.upper()),
        (NAME, PASSWORD + " "),
        (NAME, ""),
        ("болат", PASSWORD),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("made")
def test_what_is_wrong_is_never_told(folder, name, password):
    assert failed_sign_in(folder, NOW, name=name, password=password) == WRONG


@pytest.mark.usefixtures("made")
def test_the_key_file_holds_neither_the_key_nor_a_password(folder, made):
    office_key, code = made
    written = (folder / key_file.FILE_NAME).read_text(encoding="utf-8")

    assert office_key.hex() not in written
    assert PASSWORD not in written
    assert code not in written
    assert code.replace("-", "") not in written


def test_a_second_first_account_would_lose_the_key_of_the_data(folder, office_key):
    with pytest.raises(UserError, match="accounts already"):
        vault.create(folder, "болат", PASSWORD)

    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == office_key


def test_a_rise_of_the_cost_reaches_an_account_when_it_signs_in(folder, office_key, monkeypatch):
    dearer = key_file.Cost(memory=16, passes=2, lanes=1)
    monkeypatch.setattr(vault, "COST", dearer)

    vault.sign_in(folder, NAME, PASSWORD, now=NOW)

    assert key_file.read(folder).entries[NAME].lock.cost == dearer
    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == office_key


# Wrong passwords.


@pytest.mark.claim(
    "R23", "Wrong passwords slow down, are counted and told; the sentence never says what was wrong"
)
def test_waits_grow_up_to_half_an_hour_and_the_right_password_ends_them(folder, office_key):
    for _time in range(3):
        assert failed_sign_in(folder, NOW) == WRONG
    at, waits = NOW, []
    for _time in range(7):
        told = failed_sign_in(folder, at)
        assert told.startswith("Too many attempts. Try again in ")
        waits.append(int(told.split()[-2]))
        at += timedelta(minutes=waits[-1])
        with pytest.raises(vault.TooSoon):
            vault.sign_in(folder, NAME, PASSWORD, now=at - timedelta(seconds=1))
        assert failed_sign_in(folder, at) == WRONG

    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert vault.sign_in(folder, NAME, PASSWORD, now=at + timedelta(minutes=30)) == office_key
    assert failed_sign_in(folder, at) == WRONG
    assert vault.sign_in(folder, NAME, PASSWORD, now=at) == office_key


def test_a_clock_that_was_set_back_does_not_make_a_wait_longer(folder, office_key):
    for _time in range(3):
        failed_sign_in(folder, NOW + timedelta(days=400))

    assert failed_sign_in(folder, NOW) == "Too many attempts. Try again in 1 min."
    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW + timedelta(days=401)) == office_key


def test_one_account_does_not_wait_for_the_slips_of_another(folder, office_key):
    vault.add(folder, office_key, "болат", PASSWORD)
    for _time in range(3):
        failed_sign_in(folder, NOW)

    assert vault.sign_in(folder, "болат", PASSWORD, now=NOW) == office_key


@pytest.mark.usefixtures("made")
def test_wrong_passwords_are_told_once_after_the_next_sign_in(folder):
    assert vault.failures(folder, NAME) is None
    failed_sign_in(folder, NOW)
    failed_sign_in(folder, NOW + timedelta(minutes=5))

    vault.sign_in(folder, NAME, PASSWORD, now=NOW + timedelta(hours=1))

    assert vault.failures(folder, NAME) == vault.Failures(2, NOW + timedelta(minutes=5))
    assert vault.failures(folder, NAME) is None


def test_a_new_password_forgives_wrong_ones_but_does_not_hide_them(folder, office_key):
    for _time in range(3):
        failed_sign_in(folder, NOW)

    vault.set_password(folder, office_key, NAME, "тағы да бір құпиясөз")

    assert vault.sign_in(folder, NAME, "тағы да бір құпиясөз", now=NOW) == office_key
    assert vault.failures(folder, NAME) == vault.Failures(3, NOW)


# Passwords, names, the recovery code.


@pytest.mark.parametrize("password", ["", "a" * 11, unicodedata.normalize("NFD", "йййййй")])
def test_a_short_password_is_refused_everywhere(folder, made, password):
    office_key, code = made
    ways = (
        lambda: vault.create(folder / "other", NAME, password),
        lambda: vault.add(folder, office_key, "болат", password),
        lambda: vault.set_password(folder, office_key, NAME, password),
        lambda: vault.change_password(folder, NAME, PASSWORD, password, now=NOW),
        lambda: vault.recover(folder, code, NAME, password),
    )
    before = (folder / key_file.FILE_NAME).read_bytes()

    for way in ways:
        with pytest.raises(UserError, match="The password must have at least 12 characters"):
            way()

    assert (folder / key_file.FILE_NAME).read_bytes() == before
    assert not vault.exists(folder / "other")


def test_every_account_opens_the_same_data_with_its_own_password(folder, office_key):
    vault.add(folder, office_key, "болат", "баяғы заманда бір")

    assert vault.sign_in(folder, "болат", "баяғы заманда бір", now=NOW) == office_key
    assert vault.names(folder) == [NAME, "болат"]
    with pytest.raises(UserError, match="taken"):
        vault.add(folder, office_key, "болат", PASSWORD)


def test_a_changed_password_replaces_the_old_one(folder, office_key):
    vault.change_password(folder, NAME, PASSWORD, "жаңа құпиясөз осы", now=NOW)

    assert failed_sign_in(folder, NOW, password=PASSWORD) == WRONG
    assert vault.sign_in(folder, NAME, "жаңа құпиясөз осы", now=NOW) == office_key
    with pytest.raises(vault.WrongPassword):
        vault.change_password(folder, NAME, PASSWORD, "тағы бір құпиясөз", now=NOW)


def test_a_blocked_account_opens_nothing(folder, office_key):
    vault.add(folder, office_key, "болат", "баяғы заманда бір")

    vault.remove(folder, "болат")

    assert vault.names(folder) == [NAME]
    assert failed_sign_in(folder, NOW, name="болат", password="баяғы заманда бір") == WRONG


def test_an_account_signs_in_under_its_new_name(folder, office_key):
    vault.add(folder, office_key, "болат", "баяғы заманда бір")

    vault.rename(folder, NAME, "айгүл с.")

    assert vault.names(folder) == ["айгүл с.", "болат"]
    assert vault.sign_in(folder, "айгүл с.", PASSWORD, now=NOW) == office_key
    with pytest.raises(UserError, match="taken"):
        vault.rename(folder, "айгүл с.", "болат")


@pytest.mark.claim("R23", "The recovery code opens the data when every password is forgotten")
def test_the_recovery_code_lets_in_who_forgot_the_password(folder, made):
    office_key, code = made
    for _time in range(3):
        failed_sign_in(folder, NOW)

    typed = code.lower().replace("-", " ")

    assert vault.recover(folder, typed, NAME, "еске түскен құпиясөз") == office_key
    assert vault.sign_in(folder, NAME, "еске түскен құпиясөз", now=NOW) == office_key


def test_the_recovery_code_brings_back_an_account_that_was_blocked(folder, made):
    office_key, code = made
    vault.remove(folder, NAME)

    assert vault.recover(folder, code, NAME, PASSWORD) == office_key
    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == office_key


def test_an_old_recovery_code_opens_nothing(folder, made):
    office_key, old = made

    new = vault.new_recovery_code(folder, office_key)

    with pytest.raises(UserError, match="belongs to other data, or a newer one"):
        vault.recover(folder, old, NAME, PASSWORD)
    assert vault.by_code(folder, new) == office_key


def test_a_copy_of_another_time_opens_by_its_own_key_file(folder, made, tmp_path):
    office_key, code = made
    kept = (folder / key_file.FILE_NAME).read_bytes()
    vault.change_password(folder, NAME, PASSWORD, "жаңа құпиясөз осы", now=NOW)

    assert vault.names(kept) == [NAME]
    assert vault.sign_in(kept, NAME, PASSWORD, now=NOW) == office_key
    assert vault.by_code(kept, code) == office_key
    for _time in range(5):
        with pytest.raises(vault.WrongPassword):
            vault.sign_in(kept, NAME, "жаңа құпиясөз осы", now=NOW)


# The key file itself.


@pytest.mark.claim("R23", "A damaged or foreign key file is named, never taken for a wrong password")
def test_a_key_file_that_was_cut_anywhere_is_called_damaged(folder, made):
    file = folder / key_file.FILE_NAME
    whole = file.read_bytes()
    for length in range(0, len(whole) - 1, 7):
        file.write_bytes(whole[:length])
        with pytest.raises(Trouble, match=r"The key file “.*kazcoop.keys” is damaged"):
            vault.sign_in(folder, NAME, PASSWORD, now=NOW)
    file.write_bytes(whole)
    assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == made[0]


def test_every_flipped_bit_of_a_key_file_is_seen_or_harmless(folder, office_key):
    file = folder / key_file.FILE_NAME
    whole = file.read_bytes()
    seen = 0
    for place in range(0, len(whole), 3):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 7
        file.write_bytes(flipped)
        try:
            assert vault.sign_in(folder, NAME, PASSWORD, now=NOW) == office_key
        except Trouble:
            seen += 1
    assert seen > len(whole) / 3 * 0.7  # the rest are blanks between the words


def test_a_wrapped_key_that_was_tampered_with_opens_nothing(folder, office_key):
    keys = key_file.read(folder)
    lock = keys.entries[NAME].lock
    for place in range(len(lock.wrapped)):
        wrapped = bytearray(lock.wrapped)
        wrapped[place] ^= 1
        keys.entries[NAME].lock = key_file.Lock(lock.salt, bytes(wrapped), lock.cost)
        key_file.write(folder, keys)  # with a checksum that fits

        assert keys.entries[NAME].lock.open(PASSWORD) is None
    assert failed_sign_in(folder, NOW, password=PASSWORD) == WRONG


def _rewritten(folder: Path, **changes: object) -> None:
    file = folder / key_file.FILE_NAME
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), **changes}))


@pytest.mark.usefixtures("made")
def test_a_key_file_of_a_newer_program_is_refused_by_name(folder):
    _rewritten(folder, format=2, keys={"what": "nobody knows yet"})

    with pytest.raises(Trouble, match=r"kazcoop.keys” was made by a newer version of the program"):
        vault.sign_in(folder, NAME, PASSWORD, now=NOW)


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"7", b'{"format": 1}', b'{"format": "1"}', b"\xff\xfe", b"[" * 99999]
)
def test_what_is_no_key_file_is_called_damaged(folder, content):
    folder.mkdir()
    (folder / key_file.FILE_NAME).write_bytes(content)

    with pytest.raises(Trouble, match="damaged"):
        vault.names(folder)
    with pytest.raises(Trouble, match=r"The key file “kazcoop\.keys” is damaged"):
        vault.names(content)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    "cost", [{"memory": 2**32, "passes": 1, "lanes": 1}, {"memory": 8, "passes": 0, "lanes": 1}]
)
def test_a_strange_cost_cannot_stop_the_computer(folder, cost):
    plain = json.loads((folder / key_file.FILE_NAME).read_text(encoding="utf-8"))["keys"]
    plain["entries"][NAME]["lock"]["cost"] = cost
    _rewritten(folder, keys=plain, checksum=key_file._checksum(plain))

    with pytest.raises(Trouble, match="damaged"):
        vault.sign_in(folder, NAME, PASSWORD, now=NOW)


@pytest.mark.usefixtures("made")
def test_a_key_file_that_is_gone_is_named(folder):
    (folder / key_file.FILE_NAME).unlink()

    with pytest.raises(Trouble, match=r"The key file “.*kazcoop.keys” is missing"):
        vault.sign_in(folder, NAME, PASSWORD, now=NOW)
