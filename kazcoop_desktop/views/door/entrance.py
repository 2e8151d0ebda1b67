"""The way in: from the password to the open data, before any window of the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.services import accounts, settings
from kazcoop_desktop.views.door import identity
from kazcoop_desktop.views.door.new_password_dialog import NewPasswordDialog
from kazcoop_desktop.views.door.sign_in import LastTime, SignInDialog
from kazcoop_desktop.views.words import moment_in_words


def come_in(folder: Path, speak: Callable[[str], None], *, name: str = "") -> Account | None:
    """Asks who comes in and opens the data for them; None when nobody does, with the data closed.

    Raises Trouble when the data do not open.
    """
    name, complaint = name or LastTime(folder).name, ""
    while True:
        before = i18n.current()
        dialog = SignInDialog(folder, name, speak, complaint)
        is_known = bool(dialog.exec())
        name, key, password = dialog.name, dialog.key, dialog.password_typed
        act = "recovered" if dialog.is_recovered else "signed_in"
        dialog.deleteLater()
        if not is_known:
            return None
        try:
            account = accounts.come_in(folder, name, key, act=act)
        except UserError as error:
            complaint = str(error)
            continue
        if account.must_change_password and act == "signed_in" and not has_new_password(password):
            accounts.leave()
            return None
        if i18n.current() != before:
            settings.put("language", i18n.current(), owner=account.user_name)
        remember(folder, account)
        return account


def has_taken_over(folder: Path, account: Account, password: str) -> bool:
    """Whether another person goes on in the open program; False when they do not choose a password of their own."""
    accounts.take_over(account)
    if account.must_change_password and not has_new_password(password):
        return False
    remember(folder, account)
    return True


def remember(folder: Path, account: Account) -> None:
    """Whoever this account belongs to has just come in: they are proposed at the next start."""
    LastTime(folder).keep(account.user_name, i18n.current())
    identity.remember()


def has_new_password(old: str) -> bool:
    """Whether whoever has signed in with a password that serves only once has chosen another."""
    dialog = NewPasswordDialog(old)
    is_changed = bool(dialog.exec())
    dialog.deleteLater()
    return is_changed


def failures_in_words(account: Account) -> str:
    """Tells of wrong passwords since the person was here; nothing when there were none."""
    failures = accounts.told_failures(account)
    if failures is None:
        return ""
    sentence = _(
        "Wrong passwords typed for your account since you were here: {count}, the last one {when}. "
        "If it was not you, tell the administrator."
    )
    when = moment_in_words(failures.last_at, now=datetime.now())
    return sentence.format(count=failures.attempts, when=when)
