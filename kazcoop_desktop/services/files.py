"""Scans and other files of a record, kept once each under the SHA-256 of their content.

In an encrypted database lies a random key for them: then their content is sealed by AES-GCM, and their names are
SHA-256 keyed with it, so that a known form cannot be looked for by its name.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kazcoop_desktop import paths
from kazcoop_desktop.errors import Trouble, UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find
from kazcoop_desktop.models.attached import Attachment
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.services import access, history, settings

LARGEST = 20 * 1024 * 1024
_KEY = "file_key"  # 32 bytes for contents and 32 for names
_SCRATCH = "temp"
_NONCE = 12  # bytes before each sealed content
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
    """Files a copy of the source with a record. Raises UserError when it is too large or not what its name says.

    Raises NotAllowed before anything is written.
    """
    access.require("change", type(record))
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
    """The bytes of a file. Raises Trouble when they are gone or were changed since they were filed.

    Raises NotAllowed for those who may not read the record, or not what is sensitive in it: a scan shows it.
    """
    model = find(attachment.kind)
    access.require("read", model)
    if model.sensitive:
        access.require("see_sensitive")
    content = _read(attachment.sha256, _key())
    if content is None or not _fits(content, attachment.sha256):
        sentence = _(
            "The content of the file “{file}” is lost or was changed. Restore it from a backup copy."
        )
        raise Trouble(sentence.format(file=attachment.name))
    return content


def copy_out(attachment: Attachment) -> Path:
    """A readable copy of a file under its own name, for the usual program to open, until the scratch folder is wiped."""
    target = scratch() / str(attachment.id) / attachment.name
    target.parent.mkdir(exist_ok=True)
    content = content_of(attachment)
    try:
        target.write_bytes(content)
    except PermissionError:
        if not target.exists():  # else a program of Windows has it open, and shows it again
            raise
    return target


def scratch() -> Path:
    """A folder within the data folder for what must lie readable for a while; nothing does in the system's own."""
    place = folder() / _SCRATCH
    place.mkdir(exist_ok=True)
    return place


def wipe_scratch() -> None:
    """Empties it, at the start and at the end; what another program holds stays until the next time."""
    shutil.rmtree(folder() / _SCRATCH, ignore_errors=True)


def damaged() -> list[str]:
    """Names of files whose content is lost or was changed."""
    key = _key()
    lost = {digest for digest in digests() if not _is_whole(digest, key)}
    return [attachment.name for attachment in Attachment.select() if attachment.sha256 in lost]


def digests() -> list[str]:
    """The SHA-256 of all content that records have, each once."""
    return sorted({attachment.sha256 for attachment in Attachment.select(Attachment.sha256)})


def is_whole(digest: str, *, within: Path | None = None) -> bool:
    """Whether the content with this SHA-256 is there as it was filed."""
    return _is_whole(digest, None if within else _key(), within=within)


def sweep() -> None:
    """Removes the content that no record has any more."""
    key = _key()
    kept = {_name(digest, key) for digest in digests()}
    for path in (folder() / "files").glob("*/*"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def are_sealed() -> bool:
    """Whether the contents are encrypted."""
    return _key() is not None


def rewrite(*, sealed: bool, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Writes all contents anew, encrypted or plain, each beside the old one; at one moment the new ones count.

    Damaged content stays as it is, unless it was sealed: then nothing can be read of it any more.
    """
    old, new = _key(), os.urandom(64) if sealed else None
    kept = digests()
    for done, digest in enumerate(kept):
        progress(done, len(kept))
        if (content := _read(digest, old)) is not None:
            _write(digest, content, new)
    settings.put(_KEY, new.hex() if new else "")
    sweep()
    progress(len(kept), len(kept))


def path_of(digest: str, *, within: Path | None = None) -> Path:
    """Where the content with this SHA-256 lies: in the folder `files` of the open data folder, or `within` another."""
    return _path(digest, None if within else _key(), within=within)


def folder() -> Path:
    """The data folder of the open database."""
    return Path(database.obj.database).parent


def keep(digest: str, content: bytes, *, within: Path | None = None) -> None:
    """Puts content into its place in the open data folder, or `within` another, if it is not whole there yet."""
    if not is_whole(digest, within=within):
        _write(digest, content, None if within else _key(), within=within)


def write_whole(target: Path, content: bytes) -> None:
    """Writes a file beside its place, syncs it, and moves it there: whole or not at all."""
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        paths.move(Path(part), target)
        _sync_folder(target.parent)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """So that a file that was moved is found under its name after a power cut; Windows does this by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _key() -> bytes | None:
    kept = settings.get(_KEY)
    return bytes.fromhex(kept) if kept else None


def _name(digest: str, key: bytes | None) -> str:
    return hmac.new(key[32:], digest.encode(), hashlib.sha256).hexdigest() if key else digest


def _path(digest: str, key: bytes | None, *, within: Path | None = None) -> Path:
    name = _name(digest, key)
    return (within or folder()) / "files" / name[:2] / name


def _write(digest: str, content: bytes, key: bytes | None, *, within: Path | None = None) -> None:
    target = _path(digest, key, within=within)
    target.parent.mkdir(parents=True, exist_ok=True)
    if key:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # a plain folder needs none

        nonce = os.urandom(_NONCE)
        content = nonce + AESGCM(key[:32]).encrypt(nonce, content, digest.encode())
    write_whole(target, content)


def _read(digest: str, key: bytes | None, *, within: Path | None = None) -> bytes | None:
    """What lies under the SHA-256; None when nothing does, or nothing that the key has sealed."""
    path = _path(digest, key, within=within)
    if not path.is_file():
        return None
    content = path.read_bytes()
    if key is None:
        return content
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key[:32]).decrypt(content[:_NONCE], content[_NONCE:], digest.encode())
    except (InvalidTag, ValueError):  # ValueError: too short to have a nonce
        return None


def _is_whole(digest: str, key: bytes | None, *, within: Path | None = None) -> bool:
    content = _read(digest, key, within=within)
    return content is not None and _fits(content, digest)


def _fits(content: bytes, digest: str) -> bool:
    return hashlib.sha256(content).hexdigest() == digest


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
