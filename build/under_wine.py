#!/usr/bin/env python3
"""Makes the Windows bundle and its installer on Debian, under Wine, tries both, and prints what was found.

    python3 dev.py windows [FOLDER]      (default: out/windows)

Each step is a line of the report with its seconds; the first thing that is not as it should be ends the run.
"""

from __future__ import annotations

import getpass
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdf import PdfReader

BUILD = Path(__file__).resolve().parent
ROOT = BUILD.parent
STAND_INS = {"icuuc.dll", "mscms.dll", "bcryptprimitives.dll"}
LARGEST_INSTALLER, LARGEST_BUNDLE = 42, 125  # MB
KAZAKH_FOLDER = r"C:\users\Әлия Ұ\Құжаттар [1]\Қолданба"
ROUNDS = 9
NO_SLOWER_THAN_SOURCE, TIMES_AN_EMPTY_WINDOW = 1.0, 1.3  # what is wanted of the start


class Workshop:
    """The folder in which all of it happens, with the Windows Python and the Wine prefix."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "python" / "python.exe"
        self.bundle = folder / "dist" / "KazCoop"

    @contextmanager
    def open(self) -> Iterator[None]:
        """A screen and Wine's own processes, begun once: no program is timed together with them."""
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.environ["DISPLAY"] = f":{os.read(reading, 9).decode().strip()}"
        os.environ["WINEPREFIX"] = str(self.folder / "prefix")
        subprocess.run(["wineserver", "-p"], check=False)
        try:
            yield
        finally:
            subprocess.run(["wineserver", "-k"], check=False)
            screen.terminate()
            screen.wait()

    def start(self, *words: str | Path, **environment: str) -> subprocess.Popen[str]:
        """A Windows program that runs beside what comes next."""
        return subprocess.Popen(
            [self.folder / "winrun.sh", *words],
            cwd=self.folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def windows(self, *words: str | Path, seconds: int = 900, ends_with: int = 0, **environment: str) -> str:
        """What a Windows program prints; when it ends otherwise than it should, so does all of this."""
        ran = self.start(*words, **environment)
        said, _nothing = ran.communicate(timeout=seconds)
        if ran.returncode != ends_with:
            sys.exit(f"{words[0]} ended with {ran.returncode}:\n{said[-6000:]}")
        return said

    def inside(self, windows_path: str) -> Path:
        """Where a path of drive C lies on this machine."""
        return self.folder / "prefix" / "drive_c" / windows_path[3:].replace("\\", "/")


@contextmanager
def step(name: str) -> Iterator[None]:
    """A line of the report."""
    print(f"{name} …", flush=True)
    began = time.monotonic()
    yield
    print(f"    {time.monotonic() - began:.0f} s", flush=True)


def megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def main(words: list[str]) -> None:
    folder = Path(words[0] if words else ROOT / "out" / "windows").absolute()
    shop = Workshop(folder)
    sources = folder / "sources"
    with step("Sources, as a clean copy"):
        copy_sources(sources)
    if not shop.python.exists():
        with step("Windows Python and Wine prefix"):
            subprocess.run([BUILD / "wine" / "make_windows_python.sh", folder], check=True)
    with shop.open():
        if "--without-tests" not in words:
            run_tests(shop, sources)
        with step("Freeze"):
            freeze(shop, sources, "kazcoop")
            freeze(shop, sources, "empty")
        look_through(shop.bundle)
        with step("Self-test of the frozen program"):
            self_test(shop, shop.bundle, "frozen")
        with step("Every tab and every form, frozen and from source"):
            compare_papers(shop, sources)
        with step("Time to start"):
            time_starts(shop, sources)
        with step("Installer: in, over an older one, and out again"):
            try_installer(shop, sources)
    print("All of it is as it should be.")


def copy_sources(target: Path) -> None:
    """What git knows of, with the catalogues compiled."""
    shutil.rmtree(target, ignore_errors=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    for compiled in ROOT.glob("resources/i18n/*/LC_MESSAGES/*.mo"):
        shutil.copy2(compiled, target / compiled.relative_to(ROOT))


def freeze(shop: Workshop, sources: Path, name: str) -> None:
    shop.windows(
        shop.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
        "--distpath", "dist", "--workpath", "work", sources / "build" / f"{name}.spec", seconds=3600,
    )  # fmt: skip


def run_tests(shop: Workshop, sources: Path) -> None:
    """All tests on Windows' Python, then those below the window once more under code page 1251."""
    pytest = (shop.python, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", "--rootdir", sources)
    with step("Tests on Windows' Python"):
        said = shop.windows(*pytest, sources / "tests", seconds=4 * 3600, WINEQT_QPA_PLATFORM="offscreen")
        print("    " + said.strip().splitlines()[-1])
    locales = shop.folder / "locales"
    with step("Tests under code page 1251, without UTF-8 mode"):
        locales.mkdir(exist_ok=True)
        subprocess.run(["localedef", "-i", "ru_RU", "-f", "UTF-8", locales / "ru_RU.UTF-8"], check=False)
        below = [sources / "tests" / storey for storey in ("models", "services", "forms")]
        russian = {"LOCPATH": str(locales), "LC_ALL": "ru_RU.UTF-8", "PYTHONUTF8": "0"}
        said = shop.windows(*pytest, *below, seconds=3600, WINEQT_QPA_PLATFORM="offscreen", **russian)
        print("    " + said.strip().splitlines()[-1])


def look_through(bundle: Path) -> None:
    """The bundle holds what it must, nothing that it must not, and is not too large."""
    names = {file.name.lower() for file in bundle.rglob("*")}
    if found := names & STAND_INS:
        sys.exit(f"A stand-in of Wine got into the bundle: {', '.join(found)}")
    for wanted in ("KazCoop.exe", "kazcoop-cli.exe", "lib/licenses/lgpl-3.0.txt", "lib/licenses/README.md"):
        if not (bundle / wanted).exists():
            sys.exit(f"Not in the bundle: {wanted}")
    size = megabytes(bundle)
    print(f"    bundle {size:.1f} MB of at most {LARGEST_BUNDLE}, {sum(1 for _ in bundle.rglob('*'))} files")
    if size > LARGEST_BUNDLE:
        sys.exit("The bundle is too large.")


def self_test(shop: Workshop, program: Path, name: str) -> None:
    report = shop.folder / f"selftest-{name}.txt"
    data = shop.folder / f"data-{name}"
    shop.windows(program / "kazcoop-cli.exe", "selftest", report.name, KAZCOOP_DATA=str(data))
    said = report.read_text(encoding="utf-8")
    print("    " + said.strip().replace("\n", "\n    "))
    if "FAILED" in said:
        sys.exit(1)


def compare_papers(shop: Workshop, sources: Path) -> None:
    """The same demonstration on Windows and here: as many pictures, and every form says the same."""
    frozen, here = shop.folder / "shown-frozen", shop.folder / "shown-here"
    for folder in (frozen, here):
        shutil.rmtree(folder, ignore_errors=True)
    # on Wine's screen: where there is none Qt finds no typefaces on Windows, and draws boxes
    shop.windows(shop.bundle / "KazCoop.exe", "--show-to", "shown-frozen", seconds=3600)
    subprocess.run(
        [sys.executable, "-m", "kazcoop_desktop", "--show-to", here],
        cwd=sources, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    pictures = sorted(file.relative_to(here) for file in here.rglob("*.png"))
    papers = sorted(file.relative_to(here) for file in here.rglob("*.pdf"))
    for name in (*pictures, *papers):
        if not (frozen / name).exists():
            sys.exit(f"The frozen program did not make {name}")
    for name in papers:
        if text_of(frozen / name) != text_of(here / name):
            sys.exit(f"The frozen program prints other words: {name}")
    print(f"    {len(pictures)} pictures, {len(papers)} papers whose text is the same")


def text_of(paper: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(paper).pages]


def time_starts(shop: Workshop, sources: Path) -> None:
    """From nothing to the first painted window over invented data, in turn: frozen, from source, and an empty one."""
    data = shop.folder / "shown-frozen" / "data"
    shown = ("--data", data, "--until-shown")
    ways = {
        "frozen": (shop.bundle / "KazCoop.exe", *shown),
        "from source": (shop.python, "-m", "kazcoop_desktop", *shown),
        "an empty window, frozen": (shop.bundle.with_name("Empty") / "Empty.exe",),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, words in ways.items():
            began = time.monotonic()
            shop.windows(*words, PYTHONPATH=str(sources), WINEQT_QPA_PLATFORM="offscreen")
            spent[name].append(time.monotonic() - began)
    frozen = spent.pop("frozen")
    print(f"    frozen {statistics.median(frozen):.2f} s (fastest {min(frozen):.2f})")
    for (name, others), wanted in zip(
        spent.items(), (NO_SLOWER_THAN_SOURCE, TIMES_AN_EMPTY_WINDOW), strict=True
    ):
        ratio = statistics.median(one / other for one, other in zip(frozen, others, strict=True))
        print(
            f"    {name} {statistics.median(others):.2f} s (fastest {min(others):.2f}):"
            f" frozen takes {ratio:.2f} of it, wanted {wanted}"
        )


def try_installer(shop: Workshop, sources: Path) -> None:
    installer = shop.folder / "KazCoop-setup.exe"
    version = (sources / "kazcoop_desktop" / "__init__.py").read_text().split('"')[-2]
    subprocess.run(
        [
            "makensis", "-V2", f"-DVERSION={version}", f"-DBUNDLE={shop.bundle}", f"-DOUT={installer}",
            "installer.nsi",
        ],
        cwd=sources / "build", check=True,
    )  # fmt: skip
    size = megabytes(installer)
    print(f"    installer {size:.1f} MB of at most {LARGEST_INSTALLER}")
    if size > LARGEST_INSTALLER:
        sys.exit("The installer is too large.")
    # /D= must come last and without quotation marks; only cmd passes it on so.
    command = ("cmd", "/c", rf"{installer.name} /S /D={KAZAKH_FOLDER}")
    installed = shop.inside(KAZAKH_FOLDER)
    menu = shop.inside(rf"C:\users\{getpass.getuser()}\AppData\Roaming\Microsoft\Windows\Start Menu\Programs")
    shop.windows(*command)
    if not (menu / "KazCoop.lnk").exists():
        sys.exit(f"Not in the Start menu: {menu}")
    refuse_while_open(shop, installed, command)
    stale = installed / "lib" / "of_an_older_version.pyd"
    stale.touch()
    shop.windows(*command)
    if stale.exists():
        sys.exit("An upgrade left a file of the older version.")
    data = shop.folder / "data-installed"
    self_test(shop, installed, "installed")
    kept = sorted(data.rglob("*"))
    shop.windows(installed / "uninstall.exe", "/S")
    wait_until(lambda: not installed.exists(), f"Not removed: {installed}")
    if (menu / "KazCoop.lnk").exists():
        sys.exit("The removal left its line in the Start menu.")
    if sorted(data.rglob("*")) != kept:
        sys.exit("The removal touched the data.")
    print(
        "    installed into a Kazakh folder, refused while it was open, upgraded, removed; the data are as they were"
    )


def refuse_while_open(shop: Workshop, installed: Path, command: tuple[str, ...]) -> None:
    """An upgrade leaves an open program as it is, and ends with 2."""
    data = shop.folder / "shown-frozen" / "data"
    lock = data / "kazcoop.lock"
    program = shop.start(installed / "KazCoop.exe", "--data", data, WINEQT_QPA_PLATFORM="offscreen")
    wait_until(lock.exists, "The installed program did not open.")
    before = megabytes(installed)
    shop.windows(*command, ends_with=2)
    if megabytes(installed) != before:
        sys.exit("The installer changed a program that was open.")
    shop.windows("taskkill", "/F", "/PID", lock.read_text(encoding="utf-8").split()[0])
    program.communicate(timeout=60)


def wait_until(is_so: Callable[[], bool], or_else: str) -> None:
    for _second in range(60):
        if is_so():
            return
        time.sleep(1)
    sys.exit(or_else)


if __name__ == "__main__":
    main(sys.argv[1:])
