"""The copies that the program makes by itself: in the folder `backups`, thinned with time, and in a second place."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kazcoop_desktop import __version__
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import N_, _, ngettext
from kazcoop_desktop.models import RECORDS, store
from kazcoop_desktop.models.base import database, kind_of
from kazcoop_desktop.services import access, archive, chain, files, settings
from kazcoop_desktop.services.archive import Manifest, Progress

REASONS = {
    "regular": N_("Every half hour"),
    "closing": N_("On closing the program"),
    "command": N_("By the command line"),
    "before-import": N_("Before an import"),
    "before-many": N_("Before a change of many records"),
    "before-upgrade": N_("Before an upgrade"),
    "before-restore": N_("Before restoring other data"),
    "salvaged": N_("Saved from a damaged database"),
}
SPACE_WANTED = 500 * 1024**2  # bytes free on the disk with the data; with less the person is told
MANY = 20  # records that one command changes at once
_NAME = re.compile(r"([a-z-]+?)(?:-\d{4})?-(\d{8}-\d{6})\.(?:kazcoop|db)")
_MOMENT = "%Y%m%d-%H%M%S"
_BETWEEN = timedelta(minutes=30)
_LATEST = 6  # stay in any case
_DAYS, _WEEKS, _MONTHS = 12, 10, 9  # the last copy of so many days, weeks and months stays
_STALE = 7  # days after which the second place is reminded of
_OF_A_REASON = 5  # of copies made before something, the last few stay


class Copy(NamedTuple):
    """A copy by where it lies, when and why it was made, and its size in bytes without the files beside it."""

    path: Path
    at: datetime
    reason: str
    size: int


def folder() -> Path:
    """Where the copies of the open data folder lie."""
    return files.folder() / "backups"


def all_in(place: Path) -> list[Copy]:
    """The copies that lie in a folder, the latest first."""
    found = []
    for path in place.glob("*"):
        named = _NAME.fullmatch(path.name)
        if named and named[1] in REASONS:
            moment = datetime.strptime(named[2], _MOMENT)
            found.append(Copy(path, moment, named[1], path.stat().st_size))
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def everywhere() -> list[Copy]:
    """The copies in the data folder, and those that only the second place has, the latest first."""
    here = all_in(folder())
    names = {copy.path.name for copy in here}
    second = second_place()
    there = all_in(_ours_in(second)) if second else []
    found = [*here, *(copy for copy in there if copy.path.name not in names)]
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def is_due(now: datetime) -> bool:
    """Whether half an hour has gone by since the last copy, and something was changed meanwhile."""
    last = settings.get("last_copy")
    is_old = last is None or not timedelta(0) <= now - datetime.fromisoformat(last["at"]) < _BETWEEN
    return is_old and is_outdated()


def is_outdated() -> bool:
    """Whether something was changed since the last copy."""
    last = settings.get("last_copy")
    return mark() != (last["mark"] if last else "")


def mark() -> str:
    """How far the history has gone: changes with every act in it. Empty before the first one."""
    head = chain.head()
    return f"{head.number}:{head.code}" if head.number else ""


def make(
    reason: str, *, by: str = "", now: datetime | None = None, progress: Progress = lambda done, total: None
) -> Path:
    """Makes a verified copy in the folder of copies, and removes what time has made needless there.

    The database is in the copy, attached files lie beside it, once for all copies. Nothing older is touched before
    the new copy is good; a damaged database makes none and raises Trouble.
    """
    place = folder()
    place.mkdir(exist_ok=True)
    beside = _with_files_beside(place)
    moment = now or datetime.now()
    while (target := place / f"{reason}-{moment:{_MOMENT}}{archive.ENDING}").exists():
        moment += timedelta(seconds=1)
    manifest = described(reason, by, moment)
    with tempfile.TemporaryDirectory(dir=place, prefix=".kazcoop-") as scratch:
        copied = Path(scratch, store.FILE_NAME)
        store.copy_to(database.obj, copied)
        members = {store.FILE_NAME: copied, **with_keys()}
        archive.write(target, replace(manifest, beside=beside), members, progress=progress)
    settings.put("last_copy", {"at": moment.isoformat(timespec="seconds"), "mark": manifest.mark})
    settings.put("last_backup", moment.isoformat(timespec="seconds"))
    thin(place)
    return target


def make_before_many(count: int, *, by: str) -> None:
    """Makes a copy when one command is about to change very many records."""
    if count >= MANY:
        make("before-many", by=by)


def make_and_send(reason: str, *, by: str = "", progress: Progress = lambda done, total: None) -> Path:
    """Makes a copy, and puts it into the second place, too, when that is there."""
    made = make(reason, by=by, progress=progress)
    send(made, now=datetime.now())
    return made


def described(reason: str, by: str, at: datetime) -> Manifest:
    """The list of a copy that is made now, without what is in it."""
    return Manifest(
        reason=reason,
        at=at.isoformat(timespec="seconds"),
        who=by,
        program=__version__,
        schema=store.newest_version(),
        mark=mark(),
        records={
            kind_of(model): model.select().where(model.deleted_at.is_null()).count() for model in RECORDS
        },
    )


def with_keys() -> dict[str, Path]:
    """The file with the keys, when the data folder has one, by its name in a copy."""
    keys = files.folder() / archive.KEYS
    return {archive.KEYS: keys} if keys.exists() else {}


# The second place.


def second_place() -> Path | None:
    """The folder that each copy is also put into; None when none was chosen."""
    chosen = settings.get("second_place")
    return Path(chosen) if chosen else None


def choose_second_place(chosen: Path | None) -> None:
    """Sets or clears the second place. Raises NotAllowed, or UserError for a folder within the data folder."""
    access.require("back_up")
    if chosen is not None and chosen.resolve().is_relative_to(files.folder().resolve()):
        raise UserError(_("The second place lies in the data folder. Choose a folder on another disk."))
    settings.put("second_place", str(chosen) if chosen else "")
    settings.put("second_place_at", "")


def sent_at() -> datetime | None:
    """When the second place last got a copy; None before the first one."""
    moment = settings.get("second_place_at")
    return datetime.fromisoformat(moment) if moment else None


def reminders(now: datetime) -> list[str]:
    """What the person has to see to, a sentence each: the second place has no new copy, the disk is nearly full."""
    found = []
    second, at = second_place(), sent_at()
    if second is not None and at is None:
        found.append(_("The second place has no copy yet. Connect it: {folder}").format(folder=second))
    elif second is not None and at is not None and (days := (now - at).days) > _STALE:
        sentence = ngettext(
            "The second place has had no copy for {count} day. Connect it: {folder}",
            "The second place has had no copy for {count} days. Connect it: {folder}",
            days,
        )
        found.append(sentence.format(count=days, folder=second))
    free = shutil.disk_usage(files.folder()).free
    if free < SPACE_WANTED:
        sentence = _("Only {size} MB are free on the disk with the data. Free some space.")
        found.append(sentence.format(size=free // 1024**2))
    return found


def send(copy: Path, *, now: datetime) -> bool:
    """Puts a copy into the second place; False when there is none, or it is not there: a stick that was taken out."""
    second = second_place()
    if second is None or not second.is_dir():
        return False
    target = _ours_in(second)
    target.mkdir(exist_ok=True)
    for name, digest in archive.read(copy).beside.items():
        if not (target / name).exists():
            archive.place(copy.parent / name, target / name)
        if not archive.lies_at(target / name, digest):
            archive.place(copy.parent / name, target / name)
    archive.place(copy, target / copy.name)
    if not archive.lies_at(target / copy.name, archive.digest_of(copy)):
        sentence = _("The copy in the second place is not what was written. Check the disk: {folder}")
        raise Trouble(sentence.format(folder=second))
    settings.put("second_place_at", now.isoformat(timespec="seconds"))
    thin(target)
    return True


def _ours_in(second: Path) -> Path:
    """A folder for this computer and data folder: copies of different offices on one stick are never mixed."""
    place = hashlib.sha256(str(files.folder()).encode()).hexdigest()[:6]
    return second / f"KazCoop {platform.node()} {place}"


# Thinning.


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """Of copies made at these moments those that stay: the latest few, then the last of each day, week and month."""
    in_order = sorted(moments)
    kept = set(in_order[-_LATEST:])
    kept |= _last_of_each(in_order, lambda moment: moment.date(), _DAYS)
    kept |= _last_of_each(in_order, lambda moment: moment.isocalendar()[:2], _WEEKS)
    kept |= _last_of_each(in_order, lambda moment: (moment.year, moment.month), _MONTHS)
    return kept


def _last_of_each(in_order: list[datetime], span: Callable[[datetime], object], count: int) -> set[datetime]:
    last = {span(moment): moment for moment in in_order}
    return set(sorted(last.values())[-count:])


def thin(place: Path) -> None:
    """Removes from a folder the copies that time has made needless, and files that no copy names any more."""
    there = all_in(place)
    by_itself = [copy for copy in there if not copy.reason.startswith(("before-", "salvaged"))]
    kept = to_keep(copy.at for copy in by_itself)
    needless = [copy for copy in by_itself if copy.at not in kept]
    for reason in REASONS:
        needless += [copy for copy in there if copy.reason == reason and copy not in by_itself][_OF_A_REASON:]
    for copy in needless:
        copy.path.unlink(missing_ok=True)
    _sweep(place)


def _sweep(place: Path) -> None:
    """Removes files that no copy names; none while a copy cannot be read, as it may name them."""
    named: set[str] = set()
    for path in place.glob(f"*{archive.ENDING}"):
        try:
            named |= archive.read(path).beside.keys()
        except Trouble:
            return
    for path in (place / "files").glob("*/*"):
        if path.relative_to(place).as_posix() not in named:
            path.unlink(missing_ok=True)


def _with_files_beside(place: Path) -> dict[str, str]:
    """Copies attached files that are new since the last copy; gives the SHA-256 of all, by name."""
    known = _listed_last(place)
    beside = {}
    for digest in files.digests():
        path = files.path_of(digest)
        name = path.relative_to(files.folder()).as_posix()
        if not (place / name).exists() and files.is_whole(digest):
            archive.place(path, place / name)
        if (place / name).exists():
            beside[name] = known.get(name) or archive.digest_of(place / name)
    return beside


def _listed_last(place: Path) -> dict[str, str]:
    """The files beside the latest copy, as it lists them; nothing when it cannot be read."""
    for copy in all_in(place):
        with contextlib.suppress(Trouble):
            return dict(archive.read(copy.path).beside)
    return {}
