"""What dev.py does before anything is installed, and what the locks and licences owe to each other."""

import re
import shutil
import sys
import tomllib

import pytest

import dev


@pytest.fixture
def calls(monkeypatch):
    """The commands that dev.py would have run, each of which succeeds."""
    calls = []

    def call(*command, **_environment):
        calls.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    return calls


@pytest.fixture
def no_screen(monkeypatch):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def locked(name):
    """The packages of a lock and their versions."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", (dev.ROOT / name).read_text(), re.MULTILINE))


def test_alone_it_lists_its_verbs(capsys):
    assert dev.main([]) == 0

    listed = capsys.readouterr().out
    assert [verb for verb in dev.VERBS if f"\n  {verb} " in listed] == [
        "run",
        "test",
        "check",
        "soak",
        "messages",
        "lock",
        "windows",
        "guide",
    ]


def test_an_unknown_verb_is_an_error(capsys):
    assert dev.main(["dance"]) == 2
    assert "messages" in capsys.readouterr().out


def test_packages_are_installed_again_only_when_the_lock_changes(calls, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "LOCK", tmp_path / "lock.txt")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")

    dev.LOCK.write_text("peewee==4.5.3")
    dev.ensure_packages()
    dev.ensure_packages()
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]

    dev.LOCK.write_text("peewee==4.5.4")
    dev.ensure_packages()
    assert len(calls) == 2


def test_an_installation_that_failed_is_tried_again(monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "call", lambda *_command: 1)

    with pytest.raises(SystemExit, match="could not be installed"):
        dev.ensure_packages()

    assert not dev.STAMP.exists()


def test_only_stale_catalogues_are_compiled(monkeypatch, tmp_path):
    compiled = []
    monkeypatch.setattr(dev, "CATALOGUES", tmp_path)
    monkeypatch.setattr(
        dev, "babel", lambda *words: compiled.append(words[-1].parts[-3]) or words[-1].touch()
    )
    for language in ("kk", "ru"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "kazcoop.po").touch()

    dev.compile_catalogues()
    dev.compile_catalogues()

    assert compiled == ["kk", "ru"]


def test_catalogues_that_are_up_to_date_stay_as_they_are(monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    catalogues = {path.relative_to(dev.CATALOGUES): path.read_bytes() for path in dev.catalogues()}
    monkeypatch.setattr(dev, "CATALOGUES", shutil.copytree(dev.CATALOGUES, tmp_path / "i18n"))

    dev.messages()

    assert {path.relative_to(dev.CATALOGUES): path.read_bytes() for path in dev.catalogues()} == catalogues


@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_the_program_shows_itself_in_a_folder(calls, capsys):
    assert dev.run() == 0

    assert calls == [[str(dev.PYTHON), "-m", "kazcoop_desktop", "--show-to", str(dev.DEMONSTRATION)]]
    assert str(dev.DEMONSTRATION) in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.usefixtures("no_screen")
def test_the_command_line_needs_no_screen(calls):
    dev.run("list", "agreement")

    assert calls == [[str(dev.PYTHON), "-m", "kazcoop_desktop", "list", "agreement"]]


@pytest.mark.usefixtures("no_screen")
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_screen_is_known_by_its_variable(monkeypatch, name):
    assert not dev.has_screen()
    monkeypatch.setenv(name, "x")
    assert dev.has_screen()


@pytest.mark.skipif(
    not dev.sys.platform.startswith("linux"), reason="only Linux loads libraries by these names"
)
def test_a_library_that_cannot_be_loaded_is_missing():
    wanted = {"libc.so.6": "libc6", "libno-such-thing.so.1": "libno-such-thing1"}

    assert dev.missing_libraries(wanted) == {"libno-such-thing.so.1": "libno-such-thing1"}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_hashes_and_no_address(lock):
    text = (dev.ROOT / lock).read_text()

    assert "://" not in text
    assert not re.search(r"^--(?!hash)", text, re.MULTILINE)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_every_package_the_program_needs_is_locked():
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert set(project["dependencies"]) <= locked("requirements.txt").keys()


def test_what_is_tested_is_what_is_shipped():
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


def test_every_shipped_package_comes_with_its_licence():
    table = (dev.ROOT / "licenses" / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", table, re.M)
    ]

    for package, version in locked("requirements.txt").items():
        assert any(package in name.replace(",", " ").split() and version == of for name, of, *_ in rows), (
            package
        )
    for file in re.findall(r"\]\(([^)]+)\)", table):
        assert (dev.ROOT / "licenses" / file).is_file(), file
