"""Accounts on the command line: who must say who they are, and what an administrator can do there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kazcoop_desktop import cli
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.services import vault
from kazcoop_desktop.services.key_file import Cost

PASSWORD = "қоңыр күз келді"
OTHER_PASSWORD = "алғашқы қар жауды"
NEW_PASSWORD = "көктем де алыс емес"


class Said(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of its own, in English; with a user, a password and a new one if there are."""
    monkeypatch.setattr(vault, "COST", Cost(memory=64, passes=1, lanes=1))
    monkeypatch.setenv("LOGNAME", "aigul")

    def run_(*arguments: object, user: str = "", password: str = "", new: str = "") -> Said:
        for name, value in (("KAZCOOP_PASSWORD", password), ("KAZCOOP_NEW_PASSWORD", new)):
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
        who = ["--user", user] if user else []
        capfd.readouterr()
        try:
            common = ["--data", str(tmp_path / "data"), "--language", "en", *who]
            status = cli.main([*common, *map(str, arguments)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Said(status, *capfd.readouterr())

    return run_


@pytest.fixture
def code(run: Run) -> str:
    """The recovery code of a data folder with one account, an administrator's."""
    made = run("account", "add", "айгүл", "--role", "head", new=PASSWORD)
    assert made.status == 0
    assert "keep it in the safe" in made.err
    return made.out.strip()


def test_data_with_accounts_asks_who_it_is(run: Run, code: str) -> None:
    said = run("list", "partner")

    assert said.status == 1
    assert said.err == "The data has accounts. Say who you are: kazcoop --user NAME … (айгүл)\n"
    assert run("list", "partner", user="айгүл", password=PASSWORD).status == 0
    wrong = run("list", "partner", user="айгүл", password="бұл басқа құпиясөз")
    assert (wrong.status, wrong.err) == (1, "Wrong user name or password.\n")
    assert "wrong passwords typed" in run("list", "partner", user="айгүл", password=PASSWORD).err.lower()


def test_an_administrator_makes_blocks_and_unblocks_an_account(run: Run, code: str) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}

    assert run("account", "add", "қонақ", "--role", "viewer", new=OTHER_PASSWORD, **chief).status == 0
    assert run("list", "partner", user="қонақ", password=OTHER_PASSWORD).status == 0

    assert run("account", "block", "қонақ", **chief).status == 0
    assert run("list", "partner", user="қонақ", password=OTHER_PASSWORD).status == 1

    assert run("account", "unblock", "қонақ", new=NEW_PASSWORD, **chief).status == 0
    assert run("list", "partner", user="қонақ", password=NEW_PASSWORD).status == 0
    refused = run("account", "block", "айгүл", user="қонақ", password=NEW_PASSWORD)
    assert refused.status == 1
    assert "role does not allow" in refused.err


def test_everybody_changes_their_own_password(run: Run, code: str) -> None:
    assert run("account", "password", user="айгүл", password=PASSWORD, new="қысқа").status == 1

    assert run("account", "password", user="айгүл", password=PASSWORD, new=NEW_PASSWORD).status == 0

    assert run("kinds", user="айгүл", password=NEW_PASSWORD).status == 0
    assert run("list", "partner", user="айгүл", password=NEW_PASSWORD).status == 0
    assert run("list", "partner", user="айгүл", password=PASSWORD).status == 1


def test_an_account_gets_another_name_together_with_its_key(run: Run, code: str, tmp_path: Path) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}
    record = tmp_path / "account.json"
    record.write_text('{"user_name": "айгүл.сейіт"}', encoding="utf-8")

    assert run("set", "account", 1, record, **chief).status == 0

    assert run("list", "partner", user="айгүл.сейіт", password=PASSWORD).status == 0
    assert run("list", "partner", **chief).status == 1


def test_the_data_is_encrypted_and_decrypted(run: Run, code: str, tmp_path: Path) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}
    file = tmp_path / "data" / "kazcoop.db"

    assert run("encrypt", **chief).out == "The data is encrypted.\n"
    assert file.read_bytes()[:6] != b"SQLite"
    assert run("list", "partner", **chief).status == 0

    assert run("decrypt", **chief).out == "The data is no longer encrypted.\n"
    assert file.read_bytes()[:6] == b"SQLite"


def test_a_new_recovery_code_takes_the_place_of_the_old_one(run: Run, code: str, tmp_path: Path) -> None:
    made = run("recovery-code", user="айгүл", password=PASSWORD)

    assert made.status == 0
    assert vault.by_code(tmp_path / "data", made.out.strip())
    with pytest.raises(UserError, match="a newer one was made after it"):
        vault.by_code(tmp_path / "data", code)


def test_without_an_account_nothing_is_encrypted(run: Run) -> None:
    said = run("encrypt")

    assert said.status == 1
    assert "Make an account first" in said.err


def test_a_copy_under_another_key_is_compared_and_put_back_by_its_password(
    run: Run, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}
    (tmp_path / "partner.json").write_text(
        '{"name": "Charles University", "country": "CZ"}', encoding="utf-8"
    )
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\nthe signed memorandum\n%%EOF\n")
    assert run("add", "partner", tmp_path / "partner.json", **chief).status == 0
    assert run("encrypt", **chief).status == 0
    assert run("attach", "partner", 1, tmp_path / "scan.pdf", **chief).status == 0
    copy = tmp_path / "then.kazcoop"
    assert run("backup", copy, **chief).status == 0
    (tmp_path / "data").rename(tmp_path / "lost")
    assert run("account", "add", "болат", "--role", "head", new=OTHER_PASSWORD).status == 0
    other = {"user": "болат", "password": OTHER_PASSWORD}

    asked = run("restore", copy, **other)
    assert asked.status == 1
    assert "KAZCOOP_COPY_PASSWORD" in asked.err
    monkeypatch.setenv("KAZCOOP_COPY_PASSWORD", OTHER_PASSWORD)
    assert run("restore", copy, **other).err == "Wrong user name or password.\n"
    monkeypatch.setenv("KAZCOOP_COPY_PASSWORD", PASSWORD)
    assert "Would come back 1: Charles University" in run("compare", copy, **other).out
    assert run("restore", copy, **other).status == 0

    assert "Charles University" in run("list", "partner", **other).out
    assert run("check", **other).out == "Checked: no faults found.\n"
    assert [account["user_name"] for account in json.loads(run("accounts", "--json", **other).out)] == [
        "болат"
    ]
    assert vault.names(tmp_path / "data") == ["болат"]
    assert not vault.is_encrypted(tmp_path / "data")


def test_an_account_made_after_the_copy_still_signs_in_when_it_is_put_back(
    run: Run, code: str, tmp_path: Path
) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}
    copy = tmp_path / "then.kazcoop"
    assert run("backup", copy, **chief).status == 0
    assert run("account", "add", "қонақ", "--role", "viewer", new=OTHER_PASSWORD, **chief).status == 0

    assert run("restore", copy, **chief).status == 0

    assert run("list", "partner", user="қонақ", password=OTHER_PASSWORD).status == 0
    assert sorted(vault.names(tmp_path / "data")) == ["айгүл", "қонақ"]


def test_accounts_do_not_come_in_by_a_list(run: Run, code: str, tmp_path: Path) -> None:
    chief = {"user": "айгүл", "password": PASSWORD}
    listed = tmp_path / "accounts.xlsx"
    assert run("export", "account", listed, **chief).status == 0

    for command in (("import", "account", listed), ("import", "account", listed, "--apply")):
        said = run(*command, **chief)
        assert said.status == 1
        assert "Accounts are made one by one, each with its password" in said.err


def test_a_key_without_its_account_opens_nothing_and_says_which_accounts_there_are(
    run: Run, code: str, tmp_path: Path
) -> None:
    office_key = vault.by_code(tmp_path / "data", code)
    vault.add(tmp_path / "data", office_key, "қонақ", OTHER_PASSWORD)

    said = run("list", "partner", user="қонақ", password=OTHER_PASSWORD)

    assert said.status == 1
    assert "The data has no account “қонақ”." in said.err
    assert said.err.endswith("by the recovery code: айгүл.\n")
    assert vault.names(tmp_path / "data") == ["айгүл"]
