"""Everything about one person in one folder or ZIP file: to be read, to be taken elsewhere, with scans and history."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.personal.person_file import PersonFile, PersonFileOptions
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import values
from kazcoop_desktop.models.attached import Attachment, Paper
from kazcoop_desktop.models.base import Record, address_of, database, fields_of, kind_of
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import access, files, history, restricted
from kazcoop_desktop.services.foreigners import photos
from kazcoop_desktop.services.personal import links


def hand_over(
    person: Person, target: Path, *, language: str, on: date, by: str, with_restricted: bool
) -> list[str]:
    """Writes what is kept about the person, and notes that it was handed over; gives the names of the files written.

    A target that ends in .zip becomes one file, any other a new folder. Raises UserError when the folder is there and
    not empty, Trouble when the content of a file is lost, NotAllowed to a role that may not hand out personal data.
    """
    access.require("personal_data")
    if with_restricted:
        access.require("see_restricted")
    records = [
        record
        for record in links.about(person, as_employee=True)
        if with_restricted or not type(record).is_restricted
    ]
    options = PersonFileOptions(restricted="yes" if with_restricted else "no")
    pdf = PersonFile.render([person], language=language, on=on, options=options)
    contents = {
        f"{kind_of(person)}-{person.id}.pdf": pdf,
        "data.json": _as_json(person, records, on),
        **dict(_files(person, records)),
    }
    if target.suffix.casefold() == ".zip":
        files.write_whole(target, _packed(contents))
    else:
        _write_folder(target, contents)
    with database.atomic(), access.as_program():
        restricted.look_at(records, by=by)
        history.write(kind_of(person), person.id, "exported", by=by, changes={"list": PersonFile.title})
    return list(contents)


def _as_json(person: Person, records: list[Record], on: date) -> bytes:
    told = {
        "person": address_of(person),
        "on": on.isoformat(),
        "records": [_record(record) for record in records],
        "named_in": [
            {"record": address_of(each.record), "field": each.field.name}
            for each in links.mentions(records)
            if each.record not in records
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _record(record: Record) -> dict[str, Any]:
    return {
        "kind": kind_of(record),
        "id": record.id,
        "deleted": record.deleted_at is not None,
        "fields": {
            field.name: values.as_plain(field, record.__data__.get(field.name))
            for field in fields_of(type(record))
        },
        "files": [
            {"name": each.name, "sha256": each.sha256} for each in links.attached(Attachment, [record])
        ],
        "papers": [
            {
                "form": each.form,
                "language": each.language,
                "number": each.number,
                "code": each.code,
                "at": each.at.isoformat(timespec="seconds"),
                "returned_on": each.returned_on and each.returned_on.isoformat(),
            }
            for each in links.attached(Paper, [record])
        ],
        "history": [
            {
                "at": entry.at.isoformat(timespec="seconds"),
                "who": entry.who,
                "act": entry.act,
                "changes": entry.changes,
            }
            for entry in history.of_record(record)
        ],
    }


def _files(person: Person, records: list[Record]) -> Iterator[tuple[str, bytes]]:
    """The photo, and each file under the number of its record and its own name."""
    if photo := photos.photo_of(person):
        yield "photo.jpg", photo
    for record in records:
        for each in links.attached(Attachment, [record]):
            yield f"files/{kind_of(record)}-{record.id}-{each.id}-{each.name}", files.content_of(each)


def _packed(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def _write_folder(target: Path, contents: dict[str, bytes]) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(_("“{folder}” is there already. Choose a new folder.").format(folder=target))
    for name, content in contents.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(place, content)
