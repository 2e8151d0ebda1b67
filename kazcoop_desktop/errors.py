"""Errors by whose fault they are: the person's (UserError), the environment's (Trouble), ours (all others)."""

import errno
from collections.abc import Iterator

from kazcoop_desktop.i18n import N_, _


class UserError(Exception):
    """Something was asked or typed that cannot be; its text is the sentence the person reads."""


class Trouble(Exception):
    """The environment failed (disk, lock, rights, a damaged file); its text says what to do now."""


class Damage(Trouble):
    """The database is damaged; what reads of it may still be saved."""


_SQLITE = {
    "SQLITE_FULL": N_(
        "No space is left on the disk. Free some space and save again; nothing that was saved is lost."
    ),
    "SQLITE_BUSY": N_("Another program holds the database. Close it there and try again."),
    "SQLITE_LOCKED": N_("Another program holds the database. Close it there and try again."),
    "SQLITE_READONLY": N_(
        "The database cannot be written to. Check the rights to its folder or copy it to this computer."
    ),
    "SQLITE_CANTOPEN": N_(
        "The database cannot be opened. Check that its folder exists and can be written to."
    ),
    "SQLITE_CORRUPT": N_("The database is damaged. Restore it from a backup copy."),
    "SQLITE_NOTADB": N_("The file is not a database of this program, or its key is wrong."),
    "SQLITE_IOERR": N_("The disk did not answer. Check it and try again; nothing that was saved is lost."),
}
APPROVED = "approved"  # what the engine says when a trigger of ours refuses
_REFUSED = N_("What has been approved, and the history, cannot be changed. Open a new version with a reason.")
_CLOSED = N_(  # Windows says so, too, of a file that another program holds
    "The file or folder cannot be used. Close it in other programs, or choose another place."
)
_READ_ONLY = N_("The file or folder cannot be written to. Choose another place.")
_NOT_A_NAME = N_("This name is not allowed here. Choose a shorter one without signs such as : / \\ ? *")
_SYSTEM = {
    errno.ENAMETOOLONG: _NOT_A_NAME,
    errno.ENOSPC: _SQLITE["SQLITE_FULL"],
    errno.EDQUOT: _SQLITE["SQLITE_FULL"],
    errno.EFBIG: _SQLITE["SQLITE_FULL"],
    errno.EIO: _SQLITE["SQLITE_IOERR"],
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EBUSY: _CLOSED,
    errno.EROFS: _READ_ONLY,
    errno.EISDIR: N_("This is a folder; a file is wanted."),
    errno.ENOTDIR: N_("This is a file; a folder is wanted."),
    errno.EEXIST: N_("This is a file; a folder is wanted."),
    errno.ENOENT: N_("The file or folder was not found. It may have been moved or renamed."),
}
_WINDOWS = {  # where Python's errno says something else
    19: _READ_ONLY,  # the stick is locked against writing
    21: _SQLITE["SQLITE_IOERR"],  # not ready
    123: _NOT_A_NAME,
    433: _SQLITE["SQLITE_IOERR"],  # no such device
    1117: _SQLITE["SQLITE_IOERR"],  # of the device
    1167: _SQLITE["SQLITE_IOERR"],  # not connected: the stick was pulled out
}


def trouble_behind(error: BaseException) -> Trouble | None:
    """The trouble of the environment that an exception comes from, or None when the fault is ours.

    A full disk hides behind "cannot rollback": SQLite has rolled back by itself, so the whole chain is read.
    """
    for cause in _chain(error):
        if isinstance(cause, Trouble):
            return cause
        if str(cause) == APPROVED:
            return Trouble(_(_REFUSED))
        name = getattr(cause, "sqlite_errorname", "")
        for code, said in _SQLITE.items():
            if name.startswith(code):
                return (Damage if code == "SQLITE_CORRUPT" else Trouble)(_(said))
        if isinstance(cause, OSError) and (sentence := _of_the_system(cause)):
            place = f"\n{cause.filename}" if cause.filename else ""
            return Trouble(_(sentence) + place)
    return None


def _of_the_system(error: OSError) -> str | None:
    return _WINDOWS.get(getattr(error, "winerror", 0)) or _SYSTEM.get(error.errno or 0)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
