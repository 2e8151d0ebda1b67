"""What processes do until they are killed: each act is told through a pipe once the program has said it is done."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.models.store import open_store
from kazcoop_desktop.services import backup, copies, files, records

BY = "Айгүл"


def saves(told: Connection, folder: Path, key: bytes | None) -> None:
    """Enters one partner after another."""
    open_store(folder, key=key)
    while True:
        partner = records.save(Partner(name=f"Partner {random.random()}", country="DE"), by=BY)
        told.send(partner.id)


def attaches(told: Connection, folder: Path, key: bytes | None) -> None:
    """Files one scan after another with the first partner."""
    open_store(folder, key=key)
    partner = Partner.select().first() or records.save(Partner(name="Partner", country="DE"), by=BY)
    while True:
        content = b"%PDF-1.7\n" + random.randbytes(random.randrange(1000, 300_000))
        told.send(files.attach(partner, content, by=BY, name="scan.pdf").sha256)


def copies_itself(told: Connection, folder: Path, key: bytes | None) -> None:
    """Makes one copy after another."""
    open_store(folder, key=key)
    while True:
        told.send(copies.make("regular", by=BY).name)


def puts_back(told: Connection, folder: Path, sources: tuple[Path, Path]) -> None:
    """Puts two copies back in turn."""
    open_store(folder)
    for source in itertools.cycle(sources):
        backup.put_back(source, by=BY)
        told.send(source.name)


def counts(told: Connection, folder: Path, key: bytes | None, count: int) -> None:
    """Reads and then writes, so many times; tells how often the database was locked."""
    open_store(folder, key=key)
    for _time in range(count):
        records.save(Partner(name=f"Partner {random.random()}", country="DE"), by=BY)
    told.send(count)


def started(act: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    """A process that does this, and the end of the pipe through which it tells."""
    is_posix = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if is_posix else "spawn")
    if is_posix:
        context.set_forkserver_preload([__name__])  # else each start would load the program anew
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=act, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def killed(act: Callable[..., None], *arguments: Any, within: float = 0.15) -> list[Any]:
    """Lets a process do this, kills it at some moment after its first word, and gives what it has told until then."""
    process, told = started(act, *arguments)
    heard = [told.recv()]
    time.sleep(random.uniform(0, within))
    process.kill()
    try:
        while True:
            heard.append(told.recv())
    except (EOFError, OSError):
        process.join()
    return heard
