#!/usr/bin/env python3
"""Everything that is done to KazCoop Desktop from its sources, one verb each.

`python3 dev.py` alone lists the verbs. Each sets up first what it finds missing: a `.venv` of the project's own,
the locked packages, the shared libraries that Qt wants, the compiled catalogues. What is there already is left
alone, and then no network is needed. Only the standard library is used here, for this runs before anything else.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what finds out
    sys.exit("KazCoop Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0])

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements-dev.txt"
STAMP = ENVIRONMENT / "installed-lock"
CATALOGUES = ROOT / "resources" / "i18n"
DEMONSTRATION = ROOT / "out" / "demonstration"

# The shared libraries that PySide6's wheels expect of a Linux system, and the Debian packages that hold them.
# Those that come along with one of these are not named.
ALWAYS_NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libzstd.so.1": "libzstd1",
}
NEEDED_ON_A_SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}


def run(*words: str) -> int:
    """Start the program; the words after `run` are its own (`run --help`)."""
    set_up()
    if words or has_screen():
        return call(PYTHON, "-m", "kazcoop_desktop", *words, cwd=None, PYTHONPATH=str(ROOT))

    say("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.")
    say("Instead the program fills a folder with invented data, and shows every tab and every form at work.")
    answer = call(PYTHON, "-m", "kazcoop_desktop", "--show-to", DEMONSTRATION, QT_QPA_PLATFORM="offscreen")
    if answer == 0:
        say(f"The pictures of the tabs and the PDFs of the forms are in {DEMONSTRATION}")
    return answer


def test(*words: str) -> int:
    """Run the tests, with no window on the screen; the words after `test` are pytest's."""
    set_up()
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return call(PYTHON, "-m", "pytest", *(words or ("-n", "auto")), QT_QPA_PLATFORM=platform)


def check(*words: str) -> int:
    """Run lint, layout, types, import contracts and tests, all of them, and sum up; the words are pytest's."""
    set_up()
    contracts = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    answers = {
        "lint": call(PYTHON, "-m", "ruff", "check"),
        "layout": call(PYTHON, "-m", "ruff", "format", "--check"),
        "types": call(PYTHON, "-m", "mypy"),
        "import contracts": call(PYTHON, "-c", contracts),
        "tests": test(*words),
    }
    for name, answer in answers.items():
        say(f"{name:<17} {'failed' if answer else 'good'}")
    return int(any(answers.values()))


def soak(*words: str) -> int:
    """Break the program very often and report what held; `soak --short` a tenth as often; a folder may be named."""
    set_up()
    length = "short" if "--short" in words else "long"
    named = [word for word in words if not word.startswith("-")]
    folder = Path(named[0] if named else ROOT / "out" / "soak").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    figures, report = folder / "figures.xml", folder / "reliability.md"
    options = ("-v", "-p", "no:cacheprovider", "-m", "claim", f"--junitxml={figures}")
    answer = call(PYTHON, "-m", "pytest", *options, QT_QPA_PLATFORM="offscreen", KAZCOOP_SOAK=length)
    reported = call(PYTHON, "-m", "tests.reliability.report", figures, report)
    say(f"The figures are in {report}")
    return answer or reported


def messages(*languages: str) -> int:
    """Bring the catalogues up to date with the sources and compile them; a new language's code begins its own."""
    set_up()
    template = ROOT / ".cache" / "kazcoop.pot"
    template.parent.mkdir(exist_ok=True)
    # Without the places of the sentences: so a catalogue changes only where a sentence does.
    options = ("-F", "pyproject.toml", "--no-location", "--sort-output")
    about = ("--project=kazcoop-desktop", "--copyright-holder=KazCoop Desktop authors")
    babel("extract", *options, *about, "-o", template, "kazcoop_desktop")
    for language in sorted({*languages, *(catalogue.parts[-3] for catalogue in catalogues())}):
        # No fuzzy matching: an empty translation is seen and filled in, a guessed one is believed.
        options = ("--init-missing", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date")
        babel("update", "-D", "kazcoop", "-d", CATALOGUES, "-i", template, "-l", language, *options)
    compile_catalogues()
    return 0


def lock(*options: str) -> int:
    """Write the hash locks anew from the .in files; `lock --upgrade` takes newer releases where allowed."""
    ensure_environment()
    ensure_packages()
    # No addresses in the locks: from where somebody fetches the packages is no affair of theirs.
    without = ("--no-header", "--no-emit-index-url", "--no-emit-find-links")
    options = ("--quiet", "--universal", "--python-version=3.11", "--generate-hashes", *without, *options)
    for name in ("requirements", "requirements-dev", "requirements-build"):
        if answer := call(PYTHON, "-m", "uv", "pip", "compile", *options, "-o", f"{name}.txt", f"{name}.in"):
            return answer
    return 0


def windows(*words: str) -> int:
    """Make the Windows bundle and its installer on Debian, under Wine, and try both; a folder may be named."""
    set_up()
    missing = [package for package in windows_packages() if not has_package(package)]
    if missing and not apt_install(missing):
        return 1
    return call(PYTHON, ROOT / "build" / "under_wine.py", *words, QT_QPA_PLATFORM="offscreen")


def guide(*words: str) -> int:
    """Take the pictures of the user guide and of README anew, and list the commands in it; `guide commands` only lists."""
    set_up()
    return call(
        PYTHON, ROOT / "build" / "guide.py", *words, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen"
    )


VERBS = {verb.__name__: verb for verb in (run, test, check, soak, messages, lock, windows, guide)}


def set_up() -> None:
    """Bring about all that running and testing need, as far as it is missing."""
    ensure_environment()
    ensure_packages()
    ensure_shared_libraries()
    compile_catalogues()


def ensure_environment() -> None:
    """Make `.venv` unless a sound one of this Python's version is there."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if succeeds(PYTHON, f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"):
        return
    say(f"Making an environment for Python {version} in {ENVIRONMENT}")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    # Debian and Ubuntu keep the part of Python that makes environments in a package of its own.
    if not succeeds(sys.executable, "import ensurepip, venv") and not apt_install([f"python{version}-venv"]):
        sys.exit("Python's venv module is missing here, and nothing can be set up without it.")
    if call(sys.executable, "-m", "venv", ENVIRONMENT):
        sys.exit("Python could not make the environment; the reason stands above.")


def ensure_packages() -> None:
    """Install the packages of the lock, unless these very ones were installed before."""
    locked = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == locked:
        return
    say("Installing the packages; the first time some 300 MB are fetched")
    options = ("--require-hashes", "--only-binary=:all:", "--disable-pip-version-check")
    if call(PYTHON, "-m", "pip", "install", *options, "-r", LOCK):
        sys.exit("The packages could not be installed; the reason stands above. This needs a network.")
    STAMP.write_text(locked)


def ensure_shared_libraries() -> None:
    """Install the Debian packages that Qt wants and the machine lacks, or say which they are."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries({**ALWAYS_NEEDED, **NEEDED_ON_A_SCREEN})
    if missing and not apt_install(list(missing.values())):
        say(f"Qt lacks these shared libraries: {', '.join(missing)}")
        if missing.keys() & ALWAYS_NEEDED.keys():
            sys.exit("Nothing of the program can start without them.")


def missing_libraries(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the wanted libraries that this machine cannot load."""

    def loads(library: str) -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return {library: package for library, package in wanted.items() if not loads(library)}


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where that is possible, else say the command; tell whether they are there now."""
    if not shutil.which("apt-get"):
        return False
    command = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if os.geteuid() != 0:
        say(f"These packages of the system are missing. To install them: sudo {shlex.join(command)}")
        return False
    say(f"Installing packages of the system: {' '.join(packages)}")
    apt_update()
    return call(*command, "-qq", "-o=Dpkg::Use-Pty=0", DEBIAN_FRONTEND="noninteractive") == 0


def windows_packages() -> list[str]:
    """The Debian packages that the Windows build wants."""
    return (ROOT / "build" / "wine" / "packages-debian.txt").read_text().split()


def has_package(name: str) -> bool:
    """Tell whether a Debian package is installed."""
    return subprocess.run(["dpkg", "-s", name], capture_output=True, check=False).returncode == 0


@functools.cache
def apt_update() -> None:
    """Fetch the lists of Debian packages, once in a run."""
    call("apt-get", "update", "-qq")


def compile_catalogues() -> None:
    """Compile the translations that are newer than their compiled form."""
    for source in catalogues():
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            babel("compile", "-i", source, "-o", compiled)


def catalogues() -> list[Path]:
    """The translations of the program's words, a file a language."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/kazcoop.po"))


def babel(*words: str | Path) -> None:
    """Call pybabel, and stop when it fails."""
    if call(PYTHON, "-m", "babel.messages.frontend", "--quiet", *words):
        sys.exit("The catalogues could not be brought up to date; the reason stands above.")


def has_screen() -> bool:
    """Tell whether a window can open, or the user has said how it shall be drawn."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def call(*command: str | Path, cwd: Path | None = ROOT, **environment: str) -> int:
    """Run a command and give back its exit code."""
    sys.stdout.flush()
    return subprocess.call(command, cwd=cwd, env={**os.environ, "PYTHONUTF8": "1", **environment})


def succeeds(python: str | Path, line: str) -> bool:
    """Tell whether a Python is there and carries out this line without an error."""
    try:
        return subprocess.run([python, "-c", line], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(sentence: str) -> None:
    """Tell the person at the terminal something."""
    print(f"dev.py: {sentence}", flush=True)


def main(words: list[str]) -> int:
    """Do the verb that the words begin with, or list the verbs."""
    if not words or words[0] not in VERBS:
        print("python3 dev.py VERB, where VERB is one of\n")
        print("\n".join(f"  {name:<9} {verb.__doc__}" for name, verb in VERBS.items()))
        return 2 if words else 0
    verb, *rest = words
    try:
        return VERBS[verb](*rest)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        sys.exit(f"dev.py could not go on: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
