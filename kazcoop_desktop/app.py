"""The one place that assembles the window: language, log, store, window, and what happens on errors."""

from __future__ import annotations

import argparse
import faulthandler
import getpass
import logging
import os
import re
import sys
import threading
from collections.abc import Sequence
from datetime import date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QThreadPool,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
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
from kazcoop_desktop.views import jobs, messages, words
from kazcoop_desktop.views.door import identity, windows_lock
from kazcoop_desktop.views.door.lock import Lock
from kazcoop_desktop.views.door.sign_in import LastTime
from kazcoop_desktop.views.guide import Guide
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.main_window import MainWindow, Place
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.one_window import OneWindow
from kazcoop_desktop.views.qt_words import QtWords
from kazcoop_desktop.views.theme import Theme

_log = logging.getLogger(__name__)
_LOG_SIZE = 1024 * 1024
_LOG_FILES = 5
_NAMED = 10  # faults that a check names
_QUOTED = re.compile(  # what Qt quotes, paths, and words that are not its own: they may name a person
    r'"[^"]*"|\S*[/\\]\S*|\S*[^\x00-\x7f]\S*'
)


def main(words_given: Sequence[str]) -> int:
    """Opens the window and gives the exit status when it is closed."""
    options = _options().parse_args(words_given)
    i18n.use(options.language or _language_of_the_system())
    _begin_log()
    # named before any style is made: asking the application for its style would take 10 ms
    application = QApplication([sys.argv[0], "-style", "fusion"])
    application.setApplicationName("KazCoop")
    application.setWindowIcon(icon("kazcoop"))
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowShortcutsInContextMenus)
    program = Program(application, language=options.language, user=options.user or "")
    if options.show_to:  # nobody is there to read a dialog
        return program.show_to(Path(options.show_to).absolute())
    _watch_for_errors()
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
        self._translators: list[QTranslator] = []
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
        self._look: jobs.Answer | None = None
        self._check: jobs.Answer | None = None
        self._ended = threading.Event()
        self._sweeper = jobs.Sweeper(self)
        self._sweeper.begin()
        self._speak(i18n.current())
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
        from kazcoop_desktop.views.door import entrance

        language = LastTime(folder).language
        if language and not self._language:
            self._speak(language)
        account = entrance.come_in(folder, self._speak, name=self._user)
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

        wizard = StartWizard(self._owner, folder, self._speak)
        is_known = bool(wizard.exec())
        wizard.deleteLater()
        if is_known and access.who() is not None:
            self._begin_with_account(folder)
            if wizard.wants_encryption:
                self._encrypt(on=True)
        return is_known

    def _begin_with_account(self, folder: Path) -> None:
        """The first account was made just now: what is remembered from here on is remembered for it."""
        account = access.who()
        assert account is not None
        settings.rename_owner(self._owner, account.user_name)
        self._owner = account.user_name
        LastTime(folder).keep(self._owner, i18n.current())
        identity.remember()

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
        self._speak(language)
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
            self._speak(code)
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
        is_due = condition.begin(datetime.now())
        QTimer.singleShot(0, self, self._check_thoroughly if is_due else self._look_for_damage)
        _log.info("Window open, schema %s", store.newest_version())

    def _new_worker(self) -> jobs.Worker:
        return jobs.Worker(self.office.folder, key=database.obj.key, parent=self)

    def _tell_of_failures(self, window: MainWindow) -> None:
        """Says after signing in that somebody has tried to."""
        account = access.who()
        if account is not None:
            from kazcoop_desktop.views.door import entrance

            if sentence := entrance.failures_in_words(account):
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
        accounts.take_over(account)
        if account.must_change_password:
            from kazcoop_desktop.views.door import entrance

            if not entrance.has_new_password(password):
                self._application.quit()
                return
        self._owner = account.user_name
        LastTime(self.office.folder).keep(self._owner, i18n.current())
        identity.remember()
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
        error = self._encrypt(on=on)
        window = self._begin_anew()
        if error is not None:
            messages.tell(error, near=window)
        else:
            window.notice.tell(_("The data is encrypted.") if on else _("The data is no longer encrypted."))

    def _encrypt(self, *, on: bool) -> Exception | None:
        from kazcoop_desktop.views.door import encryption_run  # seldom needed

        database.close()
        error = encryption_run.run(on=on, language=i18n.current())
        if error is None:
            accounts.note_encryption(is_on=on, by=access.name())
        return error

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

    def _look_for_damage(self) -> None:
        """Whether the end of the history is whole, and what opening does to a small file, in a thread."""
        self._look = jobs.ask(self, condition.quick_faults, self._tell_of_damage)

    def _check_thoroughly(self) -> None:
        """After an end that was none, and every week: all of the database and all files, in a thread."""
        is_over = self._ended.is_set
        self._check = jobs.ask(
            self,
            lambda: condition.faults(datetime.now(), is_wanted=lambda: not is_over()),
            self._tell_of_faults,
        )

    def _tell_of_faults(self, found: list[str]) -> None:
        if found:
            sentence = _("The check found faults. Restore the data from a backup copy.")
            messages.tell(Trouble("\n".join([sentence, "", *found[:_NAMED]])), near=self.window)

    def _tell_of_damage(self, found: list[str]) -> None:
        if found:
            messages.tell(Trouble(condition.told(found)), near=self.window)

    def _name_person(self) -> None:
        employee = people.current(owner=self._owner)
        self.office.owner = self._owner
        self.office.person = access.name() or (people.short_name(employee) if employee else self._owner)

    def _recall(self) -> None:
        """Language and appearance as this person left them."""
        self._speak(self._language or settings.get("language", i18n.current(), owner=self._owner))
        self.theme.use(settings.get("appearance", "system", owner=self._owner))

    def _speak(self, code: str) -> None:
        """Sets the language of the program's words, of Qt's own, and of its calendars."""
        i18n.use(code)
        self._fall_silent()
        self._translators = [QTranslator(self), QtWords(self)]  # the last one is asked first
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translators[0].load(f"qtbase_{code}", folder)
        for translator in self._translators:
            self._application.installTranslator(translator)
        QLocale.setDefault(words.locale(code))

    def _fall_silent(self) -> None:
        """Takes the translations of Qt's words away; they must not be asked while they are taken apart."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []

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
        self._fall_silent()
        self.guide.close()
        self._sweeper.end()
        if self._is_open:
            self._is_open = False
            if self.window is not None:
                self.window.hide()  # its tables remember how they were left, while there is a database
            self._ended.set()
            if self.lock is not None:
                self.lock.end()
            if self.window is not None:
                self.window.hide()  # its pages remember how they were left while the data is open
            for answer in (self._look, self._check):
                if answer is not None:
                    answer.drop()
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


def _language_of_the_system() -> str:
    code = QLocale.system().name()[:2]
    return code if code in i18n.available() else i18n.current()


def _begin_log() -> None:
    """Notes what goes wrong, with places in the program and ids, never with what is in a record."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    log_file = RotatingFileHandler(
        folder / "kazcoop.log", maxBytes=_LOG_SIZE, backupCount=_LOG_FILES, encoding="utf-8"
    )
    log_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(log_file)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable((folder / "crash.log").open("a"))


def _watch_for_errors() -> None:
    sys.excepthook = lambda kind, error, places: messages.tell(error)
    threading.excepthook = lambda what: messages.note(what.exc_value)
    qInstallMessageHandler(_note_of_qt)


def _note_of_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    _log.log(level, "Qt: %s", _QUOTED.sub("…", message))


def _say(sentence: str) -> None:
    """Tells a terminal, if there is one."""
    if sys.stdout is not None:
        sys.stdout.write(f"{sentence}\n")
