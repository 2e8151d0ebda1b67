"""Scans and other files of a record, kept once each under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.services import history

LARGEST = 20 * 1024 * 1024
_DEVICE = re.compile(
    r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE
)  # names that Windows keeps for itself
_SIGNATURES = (
    (b"%PDF-", "application/pdf", ("pdf",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg")),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"II*\x00", "image/tiff", ("tif", "tiff")),
    (b"MM\x00*", "image/tiff", ("tif", "tiff")),
    (b"BM", "image/bmp", ("bmp",)),
    (b"PK\x03\x04", "application/zip", ("docx", "xlsx", "odt", "ods", "zip")),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage", ("doc", "xls")),
)


def attach(record: Record, source: Path | bytes, *, by: str, name: str = "") -> Attachment:
    """Files a copy of the source with a record. Raises UserError when it is too large or not what its name says."""
    content, name = _content(source, name)
    media_type = _media_type(content, name)
    digest = hashlib.sha256(content).hexdigest()
    keep(digest, content)
    with database.atomic():
        mine = (Attachment.kind == kind_of(record)) & (Attachment.record_id == record.id)
        if (same := Attachment.get_or_none(mine & (Attachment.sha256 == digest))) is not None:
            raise UserError(_("This file is already here: {name}.").format(name=same.name))
        attachment = Attachment.create(
            kind=kind_of(record),
            record_id=record.id,
            who=by,
            name=name,
            sha256=digest,
            size=len(content),
            media_type=media_type,
        )
        history.write(kind_of(record), record.id, "attached", by=by, changes={"file": name})
    return attachment


def detach(attachment: Attachment, *, by: str) -> None:
    """Takes a file off its record; the content goes when no record has it any more."""
    with database.atomic():
        attachment.delete_instance()
        history.write(
            attachment.kind, attachment.record_id, "detached", by=by, changes={"file": attachment.name}
        )
    if not Attachment.select().where(Attachment.sha256 == attachment.sha256).exists():
        path_of(attachment.sha256).unlink(missing_ok=True)


def of_record(record: Record) -> list[Attachment]:
    """The files of a record, the latest first."""
    mine = (Attachment.kind == kind_of(record)) & (Attachment.record_id == record.id)
    return list(Attachment.select().where(mine).order_by(Attachment.id.desc()))


def content_of(attachment: Attachment) -> bytes:
    """The bytes of a file. Raises Trouble when they are gone or were changed since they were filed."""
    if not is_whole(attachment.sha256):
        sentence = _(
            "The content of the file “{file}” is lost or was changed. Restore it from a backup copy."
        )
        raise Trouble(sentence.format(file=attachment.name))
    return path_of(attachment.sha256).read_bytes()


def copy_out(attachment: Attachment, folder: Path) -> Path:
    """A copy of a file under its own name, for the usual program to open."""
    target = folder / attachment.name
    target.write_bytes(content_of(attachment))
    return target


def damaged() -> list[str]:
    """Names of files whose content is lost or was changed."""
    lost = {digest for digest in digests() if not is_whole(digest)}
    return [attachment.name for attachment in Attachment.select() if attachment.sha256 in lost]


def digests() -> list[str]:
    """The SHA-256 of all content that records have, each once."""
    return sorted({attachment.sha256 for attachment in Attachment.select(Attachment.sha256)})


def is_whole(digest: str, *, within: Path | None = None) -> bool:
    """Whether the content with this SHA-256 is there as it was filed."""
    path = path_of(digest, within=within)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def sweep() -> None:
    """Removes the content that no record has any more."""
    kept = set(digests())
    for path in (folder() / "files").glob("*/*"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def path_of(digest: str, *, within: Path | None = None) -> Path:
    """Where the content with this SHA-256 lies: in the folder `files` of the open data folder, or `within` another."""
    return (within or folder()) / "files" / digest[:2] / digest


def folder() -> Path:
    """The data folder of the open database."""
    return Path(database.obj.database).parent


def keep(digest: str, content: bytes, *, within: Path | None = None) -> None:
    """Puts content into its place in the open data folder, or `within` another, if it is not whole there yet."""
    if not is_whole(digest, within=within):
        target = path_of(digest, within=within)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)


def write_whole(target: Path, content: bytes) -> None:
    """Writes a file beside its place, syncs it, and moves it there: whole or not at all."""
    handle, part = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        paths.move(Path(part), target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _content(source: Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        size, content = len(source), source
    else:
        name = name or source.name
        size = source.stat().st_size
        content = b"" if size > LARGEST else source.read_bytes()
    if size > LARGEST:
        largest = _("{size} MB").format(size=LARGEST // 1024**2)
        sentence = _("The file is too large: {size}. At most: {max}.")
        raise UserError(sentence.format(size=_("{size} MB").format(size=size // 1024**2), max=largest))
    if not content:
        raise UserError(_("The file “{file}” is empty.").format(file=name))
    return content, _safe(name)


def _safe(name: str) -> str:
    """The name without path, control signs and what Windows does not allow."""
    kept = "".join("_" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in name)
    kept = kept.strip(" .")[-200:] or "file"
    return f"_{kept}" if _DEVICE.match(kept) else kept


def _media_type(content: bytes, name: str) -> str:
    ending = name.rsplit(".", 1)[-1].casefold()
    for start, media_type, endings in _SIGNATURES:
        if content.startswith(start) and ending in endings:
            return media_type
    raise UserError(
        _(
            "“{file}” is not a file that can be kept, or its content is not what its name says. Kept are: {kinds}."
        ).format(file=name, kinds="PDF, JPEG, PNG, TIFF, BMP, DOCX, XLSX, ODT, ODS, DOC, XLS, ZIP")
    )
