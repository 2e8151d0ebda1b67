"""The one place that assembles the window: language, log, store, window, and what happens on errors."""

from __future__ import annotations

import argparse
import getpass
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    QThreadPool,
    QTimer,
)
from PySide6.QtWidgets import QApplication

from kazcoop_desktop import i18n, paths
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import store
from kazcoop_desktop.models.account import Account
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import (
    access,
    accounts,
    beginning,
    condition,
    files,
    people,
    settings,
    shipped,
    vault,
    visits,
)
from kazcoop_desktop.views import jobs, log, messages, speech
from kazcoop_desktop.views.door import encryption_run, entrance, windows_lock
from kazcoop_desktop.views.door.lock import Lock
from kazcoop_desktop.views.door.sign_in import LastTime
from kazcoop_desktop.views.guide import Guide
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.main_window import MainWindow, Place
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.one_window import OneWindow
from kazcoop_desktop.views.theme import Theme
from kazcoop_desktop.views.watch import Watch

_log = logging.getLogger(__name__)


def main(words_given: Sequence[str]) -> int:
    """Opens the window and gives the exit status when it is closed."""
    options = _options().parse_args(words_given)
    i18n.use(options.language or speech.of_the_system())
    log.begin()
    # named before any style is made: asking the application for its style would take 10 ms
    application = QApplication([sys.argv[0], "-style", "fusion"])
    application.setApplicationName("KazCoop")
    application.setWindowIcon(icon("kazcoop"))
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowShortcutsInContextMenus)
    program = Program(application, language=options.language, user=options.user or "")
    if options.show_to:  # nobody is there to read a dialog
        return program.show_to(Path(options.show_to).absolute())
    log.watch_for_errors()
    if not program.open(paths.data_folder(options.data)):
        return program.exit_status
    if options.until_shown:
        program.end_painted()
    return application.exec()


class Program(QObject):
    """The running program: the data folder that is open, and the window over it."""

    def __init__(self, application: QApplication, *, language: str | None = None, user: str = "") -> None:
        super().__init__(application)
        self._application = application
        self._language = language
        self._user = user
        self._owner = getpass.getuser()
        self._speech = speech.Speech(application, parent=self)
        self.theme = Theme(application)
        self.guide = Guide(application, self._owner, parent=self)
        self.theme.use("system")
        self.exit_status = 0
        self.window: MainWindow | None = None
        self.first: OneWindow | None = None
        self.lock: Lock | None = None
        self._windows_lock = windows_lock.WindowsLock(self._lock_now)
        if sys.platform == "win32":
            application.installNativeEventFilter(self._windows_lock)
        self._is_open = False
        self._watch = Watch(lambda: self.window, parent=self)
        self._sweeper = jobs.Sweeper(self)
        self._sweeper.begin()
        self._speech.speak(i18n.current())
        application.aboutToQuit.connect(self.end)

    def open(self, folder: Path) -> bool:
        """Opens the data folder and the window over it.

        False when there is no window to wait for: the program runs already, or the person has given up.
        """
        while True:
            try:
                self.first = OneWindow(folder, parent=self)
                if not self.first.is_first:
                    _say(_("The program is open already; its window comes to the front."))
                    return False
                if not self._is_let_in(folder):
                    self.first.release()
                    return False
                shipped.load(by=self._owner)
                break
            except Trouble as trouble:
                if self.first is not None:
                    self.first.release()
                from kazcoop_desktop.views.trouble_at_start import another_folder  # seldom needed

                _log.warning("Opening failed: %s", type(trouble.__cause__).__name__)
                if (chosen := another_folder(folder, trouble)) is None:
                    self.exit_status = 1
                    return False
                folder = chosen
        self._recall()
        if self._needs_a_start() and not self._start(folder):
            self.first.release()
            return False
        settings.put("language", i18n.current(), owner=self._owner)
        self._work_in(folder)
        self.first.asked_to_show.connect(self._come_to_front)
        return True

    def _is_let_in(self, folder: Path) -> bool:
        """Opens the data; where they have accounts, for whoever signs in. False when nobody does."""
        if not vault.exists(folder):
            accounts.open_without(folder)
            return True
        language = LastTime(folder).language
        if language and not self._language:
            self._speech.speak(language)
        account = entrance.come_in(folder, self._speech.speak, name=self._user)
        if account is not None:
            self._owner = account.user_name
        return account is not None

    def _needs_a_start(self) -> bool:
        """Whether it is not known yet whose data this is, or who sits here."""
        if not beginning.has_institution():
            return True
        return access.who() is None and people.current(owner=self._owner) is None

    def _start(self, folder: Path) -> bool:
        """Asks what must be known before the first day of work; False when the person gives up."""
        from kazcoop_desktop.views.start_wizard import StartWizard  # once in the life of a workstation

        wizard = StartWizard(self._owner, folder, self._speech.speak)
        is_known = bool(wizard.exec())
        wizard.deleteLater()
        if is_known and access.who() is not None:
            self._begin_with_account(folder)
            if wizard.wants_encryption:
                encryption_run.run(on=True)
        return is_known

    def _begin_with_account(self, folder: Path) -> None:
        """The first account was made just now: what is remembered from here on is remembered for it."""
        account = access.who()
        assert account is not None
        settings.rename_owner(self._owner, account.user_name)
        self._owner = account.user_name
        entrance.remember(folder, account)

    def show_to(self, target: Path) -> int:
        """Fills a data folder with invented data, and shows every tab and form of it as files; prints the folder."""
        from kazcoop_desktop.views import screenshots

        store.open_store(target / "data")
        shipped.load(by=self._owner)
        if not beginning.has_institution():
            beginning.look_around(on=date.today(), owner=self._owner)
        self._work_in(target / "data")
        screenshots.take(self._window_in, target / "screenshots")
        screenshots.print_all(target / "papers", on=date.today())
        self.end()
        _say(str(target))
        return 0

    def _window_in(self, language: str) -> MainWindow:
        self._speech.speak(language)
        return self.show()

    def show(self, place: Place | None = None) -> MainWindow:
        """Builds the window anew, at the same place as before or at another."""
        old = self.window
        window = self.window = MainWindow(self.office, self.worker, self.theme)
        window.language_wanted.connect(self.switch_language)
        window.appearance_wanted.connect(self.switch_appearance)
        window.guide_wanted.connect(self.guide.open_here)
        window.data_replaced.connect(self._reopen)
        window.lock_wanted.connect(self._lock_now)
        window.account_made.connect(self._use_first_account)
        window.encryption_wanted.connect(self._switch_encryption)
        if self.lock is not None:
            window.idle_changed.connect(self.lock.begin)
        window.closed.connect(self._remember_geometry)
        window.restore_geometry(settings.get("geometry", "", owner=self._owner))
        if place is not None:
            window.go_to(place)
        window.show()
        windows_lock.ask_to_be_told(window)
        if old is not None:
            old.hide()
            old.deleteLater()
        return window

    def end_painted(self) -> NoReturn:
        """Paints the window once and ends, for whoever times how long a start takes."""
        assert self.window is not None
        self.window.grab()
        self.end()
        os._exit(0)  # taking the interpreter apart is no part of a start

    def switch_language(self, code: str) -> None:
        """Lets the window speak another language, at the same place as before."""
        assert self.window is not None
        if code != i18n.current() and self.window.may_leave():
            place = self.window.place()
            self._remember_geometry()
            settings.put("language", code, owner=self._owner)
            self._speech.speak(code)
            self._name_person()
            self.show(place)

    def switch_appearance(self, choice: str) -> None:
        """Shows the window light, dark, or as the system is."""
        settings.put("appearance", choice, owner=self._owner)
        self.theme.use(choice)

    def _work_in(self, folder: Path) -> None:
        files.wipe_scratch()
        self.office = Office(person="", folder=folder, parent=self)
        self.office.last_visit = self.last_visit()
        self.worker = self._new_worker()
        self._is_open = True
        self._name_person()
        self.lock = Lock(folder, lambda: self._why_not_switch(), parent=self)
        self.lock.switched.connect(self._switch_person)
        self.lock.begin()
        self._tell_of_failures(self.show())
        QTimer.singleShot(0, self.worker, self.worker.start)
        self._watch.begin()
        _log.info("Window open, schema %s", store.newest_version())

    def _new_worker(self) -> jobs.Worker:
        return jobs.Worker(self.office.folder, key=database.obj.key, parent=self)

    def _tell_of_failures(self, window: MainWindow) -> None:
        """Says after signing in that somebody has tried to."""
        account = access.who()
        if account is not None and (sentence := entrance.failures_in_words(account)):
            window.notice.complain(sentence)

    def _lock_now(self) -> None:
        if self.lock is not None:
            self.lock.lock()

    def _why_not_switch(self) -> str:
        """The sentence that says why nobody else can come in at the moment; nothing when they can."""
        if self.worker.is_busy:
            return _("Work of {user} is still running. Wait until it ends.").format(user=self.office.person)
        return ""

    def _switch_person(self, account: Account, password: str) -> None:
        """Lets another person work; what the first had not saved is kept for them."""
        assert self.window is not None
        self.window.keep_drafts()
        self._remember_geometry()
        self.end_visit()
        if not entrance.has_taken_over(self.office.folder, account, password):
            self._application.quit()
            return
        self._owner = account.user_name
        self._recall()
        self._begin_anew()
        self._tell_of_failures(self.window)

    def _use_first_account(self, wants_encryption: bool) -> None:
        """Goes on as the account that was made just now in data without a password."""
        self._remember_geometry()
        self._begin_with_account(self.office.folder)
        if wants_encryption:
            self._switch_encryption(on=True)
        else:
            self._begin_anew()

    def _switch_encryption(self, on: bool) -> None:
        """Encrypts or decrypts the data while the window is away, and builds it anew."""
        assert self.window is not None
        if not self.window.may_leave():
            return
        self._remember_geometry()
        self.worker.close()
        self.window.hide()
        self.window.deleteLater()
        self.window = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QThreadPool.globalInstance().waitForDone()
        error = encryption_run.run(on=on)
        window = self._begin_anew()
        if error is not None:
            messages.tell(error, near=window)
        else:
            window.notice.tell(_("The data is encrypted.") if on else _("The data is no longer encrypted."))

    def _begin_anew(self) -> MainWindow:
        """A window and a child process for whoever works now."""
        self.worker.close()
        self.worker.deleteLater()
        self.worker = self._new_worker()
        self.office.last_visit = self.last_visit()
        self._name_person()
        assert self.lock is not None
        self.lock.begin()
        QTimer.singleShot(0, self.worker, self.worker.start)
        return self.show()

    def _name_person(self) -> None:
        employee = people.current(owner=self._owner)
        self.office.owner = self._owner
        self.office.person = access.name() or (people.short_name(employee) if employee else self._owner)

    def _recall(self) -> None:
        """Language and appearance as this person left them."""
        self._speech.speak(self._language or settings.get("language", i18n.current(), owner=self._owner))
        self.theme.use(settings.get("appearance", "system", owner=self._owner))

    def _come_to_front(self) -> None:
        assert self.window is not None
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _reopen(self, kept: Path) -> None:
        """After all data was replaced: nothing that was read before is shown any longer."""
        self._name_person()
        sentence = _("The data is restored. What was there before is kept in: {file}")
        self.show().notice.tell(sentence.format(file=kept))

    def _remember_geometry(self) -> None:
        assert self.window is not None
        settings.put("geometry", self.window.geometry_text(), owner=self._owner)

    def last_visit(self) -> datetime | None:
        """When the person was here before."""
        return visits.last_visit(self._owner)

    def end_visit(self) -> None:
        """Remembers that the person was here until now."""
        visits.mark(self._owner, datetime.now())

    def end(self) -> None:
        """Closes everything that was opened; does nothing when nothing is open any more."""
        self._speech.fall_silent()
        self.guide.close()
        self._sweeper.end()
        if self._is_open:
            self._is_open = False
            if self.lock is not None:
                self.lock.end()
            if self.window is not None:
                self.window.hide()  # its pages remember how they were left while the data is open
            self._watch.end()
            QThreadPool.globalInstance().waitForDone()
            self.end_visit()
            condition.end()
            self.worker.close()
            files.wipe_scratch()
            database.close()
        accounts.leave()
        if self.first is not None:
            self.first.release()
            self.first = None


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="kazcoop")
    options.add_argument("--data", metavar="DIR")
    options.add_argument("--user", metavar="NAME")
    options.add_argument("--language", choices=i18n.available() or None)
    options.add_argument("--show-to", metavar="FOLDER")
    options.add_argument("--until-shown", action="store_true")  # to see how long a start takes
    return options


def _say(sentence: str) -> None:
    """Tells a terminal, if there is one."""
    if sys.stdout is not None:
        sys.stdout.write(f"{sentence}\n")
