"""How records, files and people are spelled on the command line."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kazcoop_desktop.cli.arguments import Arguments
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find, values
from kazcoop_desktop.models.base import HIDDEN, Record, fields_of, is_hidden, kind_of
from kazcoop_desktop.services import (
    access,
    records,
    restricted,
)


def record(arguments: Arguments) -> Record:
    """The record that a command names. Raises UserError when there is none."""
    return records.get(find(arguments.kind), arguments.id)


def look_at(shown: Iterable[Record], arguments: Arguments) -> None:
    """Restricted facts are shown only to those who ask for them, and that they did is recorded."""
    model = find(arguments.kind)
    if model.is_restricted and not arguments.restricted:
        sentence = _("“{list}” are shown only when asked for: --restricted. Each look is recorded.")
        raise UserError(sentence.format(list=_(model.outline.title)))
    restricted.look_at(shown, by=person())


def fill(record: Record, spelled: dict[str, Any]) -> None:
    """Sets fields by their JSON names. Raises UserError naming the field that is unknown or wrongly spelled."""
    known = {field.name: field for field in fields_of(type(record))}
    for name, value in spelled.items():
        if name == "id":
            continue
        if name not in known:
            sentence = _("“{list}” has no field “{field}”. Its fields: kazcoop fields {kind}")
            raise UserError(
                sentence.format(list=_(type(record).outline.title), field=name, kind=kind_of(record))
            )
        if name == "stage" and value == record.stage:  # type: ignore[attr-defined]
            continue
        setattr(record, name, values.from_plain(known[name], value))


def as_json(record: Record) -> dict[str, Any]:
    """A record as JSON spells it: fields by their names, links by their ids; what is hidden as dots."""
    return {"id": record.id} | {
        field.name: HIDDEN if is_hidden(field) else values.as_plain(field, record.__data__.get(field.name))
        for field in fields_of(type(record))
    }


def text_of_file(name: str) -> str:
    """What a file holds; - is what the command is given to read."""
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def read_json(name: str) -> dict[str, Any]:
    """The record that a JSON file spells. Raises UserError when it is none."""
    try:
        spelled = json.loads(text_of_file(name))
    except ValueError as error:
        raise UserError(
            _("The file “{file}” is not JSON: {reason}").format(file=name, reason=error)
        ) from error
    if not isinstance(spelled, dict):
        raise UserError(_("The file “{file}” holds no record: a JSON object is wanted.").format(file=name))
    return spelled


def print_json(value: Any) -> None:
    """Prints a value as JSON, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def person() -> str:
    """Who is working: the person who has signed in, else as the operating system names them."""
    return access.name() or getpass.getuser()
