"""Work beside the window: questions to the database in a thread, and pure Python in one child process."""

from __future__ import annotations

import gc
import itertools
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from kazcoop_desktop import i18n
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import database
from kazcoop_desktop.services import access, child

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_BETWEEN_SWEEPS = 1000  # milliseconds
_GRACE = 3000  # milliseconds that a cancelled job has to end by itself


class Answer(QObject):
    """What comes back from a thread: `done` with the result, or `failed` with the exception.

    Nothing comes when the owner of the question is gone by then, or the answer was dropped.
    """

    done = Signal(object)
    failed = Signal(object)
    _came = Signal(bool, object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(QCoreApplication.instance())  # outlives the owner, as the thread may
        self._owner = owner
        self._is_dropped = False
        self._connection: Any = None
        self._connection_lock = threading.Lock()
        self._came.connect(self._pass_on)

    def drop(self) -> None:
        """Nobody waits for it any longer: the database stops in the middle of what it does for it."""
        self._is_dropped = True
        with self._connection_lock:
            if self._connection is not None:
                self._connection.interrupt()

    def read(self, work: Callable[[], Any]) -> None:
        """Called in a thread: does the work over a database connection of its own, and hands over the result."""
        if self._is_dropped:
            self.give(worked=False, result=None)
            return
        try:
            with database.connection_context():
                self._use(database.connection())
                try:
                    result = work()
                finally:
                    self._use(None)
        except Exception as error:  # carried to the window's thread, which tells whose fault it is
            self.give(worked=False, result=error)
        else:
            self.give(worked=True, result=result)

    def give(self, *, worked: bool, result: object) -> None:
        """Called in the thread that did the work."""
        self._came.emit(worked, result)

    @Slot(bool, object)
    def _pass_on(self, worked: bool, result: object) -> None:
        self.deleteLater()
        if shiboken6.isValid(self._owner) and not self._is_dropped:
            (self.done if worked else self.failed).emit(result)

    def _use(self, connection: Any) -> None:
        with self._connection_lock:
            self._connection = connection


class _Question(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer
        self._language = i18n.current()

    @Slot()
    def run(self) -> None:
        with i18n.language(self._language):
            self._answer.read(self._work)


def ask(owner: QObject, work: Callable[[], Any], done: Callable[[Any], None]) -> Answer:
    """Runs `work` in a thread with a database connection of its own; `done` gets its result in the window's thread.

    SQLite lets go of the interpreter while it works, so the window stays live; pure Python work does not belong here.
    """
    answer = Answer(owner)
    answer.done.connect(done)
    answer.failed.connect(_raise)
    QThreadPool.globalInstance().start(_Question(work, answer))
    return answer


class Sweeper(QTimer):
    """Collects Python's garbage in the window's thread alone, for as long as it runs.

    Left to itself Python collects in whichever thread happens to need memory, and a window that is destroyed
    outside its own thread brings the program down.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setInterval(_BETWEEN_SWEEPS)
        self.timeout.connect(self._sweep)

    def begin(self) -> None:
        """Takes the collecting over."""
        gc.disable()
        self.start()

    def end(self) -> None:
        """Gives it back."""
        self.stop()
        gc.enable()

    def _sweep(self) -> None:
        counts, enough = gc.get_count(), gc.get_threshold()
        full = [generation for generation, count in enumerate(counts) if count > enough[generation]]
        if full:
            gc.collect(full[-1])


class ChildError(Exception):
    """An error of ours in the child process; `places` is its traceback without what the exception said."""

    def __init__(self, places: str, said: str) -> None:
        super().__init__(f"{places}: {said}")
        self.places = places


class Job(QObject):
    """One piece of work in the child process."""

    progressed = Signal(int, int)
    done = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, worker: Worker, number: int, message: tuple[Any, ...]) -> None:
        super().__init__(worker)
        self.number = number
        self.message = message

    def cancel(self) -> None:
        """Ends the work; `stopped` tells when it has ended."""
        worker = self.parent()
        assert isinstance(worker, Worker)
        worker.cancel(self)


class Worker(QObject):
    """The child process with its queue of jobs. It is started when it is first needed, and anew when it has died."""

    _heard = Signal(object, object)  # process, message; None as message when the process has ended

    def __init__(self, folder: Path, *, key: bytes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._key = key
        self._queue: deque[Job] = deque()
        self._current: Job | None = None
        self._process: Any = None
        self._connection: Connection | None = None
        self._reader: threading.Thread | None = None
        self._numbers = itertools.count(1)
        self._is_cancelling = False
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE)
        self._grace.timeout.connect(self._kill)
        self._heard.connect(self._hear)

    def start(self) -> None:
        """Starts the process, so that the first job need not wait for it."""
        if self._process is not None:
            return
        import multiprocessing  # after the first paint

        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(
            target=child.serve, args=(theirs, str(self._folder), self._key), daemon=True
        )
        self._process.start()
        theirs.close()  # else the end of the process would never be noticed
        self._connection = ours
        self._reader = threading.Thread(target=self._listen, args=(self._process, ours), daemon=True)
        self._reader.start()

    def run(self, function: Callable[..., Any], **arguments: Any) -> Job:
        """Queues a call of a function of some module, which also gets `progress` and `cancelled`."""
        number = next(self._numbers)
        account = access.who()
        whose = account.id if account is not None else None
        job = Job(self, number, (number, i18n.current(), whose, function, arguments))
        self._queue.append(job)
        self._next()
        return job

    def cancel(self, job: Job) -> None:
        """Takes a job out of the queue, or asks the process to end it and makes it end when it does not."""
        if job is self._current and self._connection is not None:
            self._is_cancelling = True
            self._connection.send((job.number, "cancel"))
            self._grace.start()
        elif job in self._queue:
            self._queue.remove(job)
            job.stopped.emit()

    def close(self) -> None:
        """Ends the process with the program."""
        self._queue.clear()
        self._current = None
        if self._process is None or self._reader is None or self._connection is None:
            return
        self._heard.disconnect(self._hear)
        if self._process.is_alive():
            self._process.terminate()
        self._process.join()
        self._reader.join()
        self._connection.close()
        self._process = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is being done, or waits."""
        return self._current is not None or bool(self._queue)

    @property
    def process_id(self) -> int | None:
        """The process by its number in the system; None while there is none."""
        return None if self._process is None else int(self._process.pid)

    def _next(self) -> None:
        if self._current is None and self._queue:
            self.start()
            assert self._connection is not None
            self._current = self._queue.popleft()
            try:
                self._connection.send(self._current.message)
            except OSError:  # the process has just ended; the reader tells so in a moment
                return

    def _listen(self, process: Any, connection: Connection) -> None:
        """Runs in a thread and does nothing but pass on what the process says."""
        try:
            while True:
                self._heard.emit(process, connection.recv())
        except (EOFError, OSError):
            process.join()
            self._heard.emit(process, None)

    @Slot(object, object)
    def _hear(self, process: Any, message: Any) -> None:
        if process is not self._process:
            return
        if message is None:
            self._bury()
            return
        number, what, *rest = message
        job = self._current
        if job is None or job.number != number:
            return
        if what == "progress":
            job.progressed.emit(*rest)
            return
        self._finish()
        match what:
            case "done":
                job.done.emit(*rest)
            case "stopped":
                job.stopped.emit()
            case "refused":
                job.failed.emit(UserError(*rest))
            case "trouble":
                job.failed.emit(Trouble(*rest))
            case "failed":
                job.failed.emit(ChildError(*rest))
        job.deleteLater()
        self._next()

    def _bury(self) -> None:
        """The process has ended, by itself or because it was made to; the jobs that wait get a new one."""
        job, was_cancelled = self._current, self._is_cancelling
        self._finish()
        self._process = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if job is not None and was_cancelled:
            job.stopped.emit()
        elif job is not None:
            job.failed.emit(Trouble(_("The work was interrupted. Nothing was changed; try again.")))
        self._next()

    def _finish(self) -> None:
        self._current = None
        self._is_cancelling = False
        self._grace.stop()
        access.refresh()  # an import may have changed the accounts

    def _kill(self) -> None:
        if self._process is not None:
            self._process.terminate()


def _raise(error: Exception) -> None:
    raise error
