"""The photo 3 × 4 of a person: turned, cut to size, without any data about where and when it was taken."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import peewee as pw
from PIL import Image, ImageOps

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Photo
from kazcoop_desktop.models.base import Record, database, kind_of
from kazcoop_desktop.services import history

WIDTH, HEIGHT = 354, 472  # 30 × 40 mm at 300 dots an inch
_MOST_PIXELS = 50_000_000  # a picture of more would fill the memory
_LARGEST_FILE = 30 * 1024 * 1024
_FORMATS = ("JPEG", "PNG", "BMP", "TIFF", "WEBP")
_QUALITY = 92


def opened(source: Path | bytes) -> Image.Image:
    """The picture, upright as the camera meant it. Raises UserError for what is no picture, or one too large."""
    content = source if isinstance(source, bytes) else _read(source)
    name = "" if isinstance(source, bytes) else source.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of bombs, which are refused below, and of damage that can be passed over
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
            _check_size(picture.width * picture.height)
            return ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError as error:
        raise UserError(_too_large(2 * (Image.MAX_IMAGE_PIXELS or 0))) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        sentence = _("The file “{file}” is not a picture. Choose a JPEG or PNG photo.")
        raise UserError(sentence.format(file=name)) from error


def cut(picture: Image.Image, *, turned: int = 0, box: tuple[int, int, int, int] | None = None) -> bytes:
    """The photo as it is kept: turned clockwise by so many degrees, cut out and scaled to 354 × 472.

    `box` is left, top, right, bottom in the turned picture; without one the largest middle part is taken.
    """
    upright = picture.rotate(-turned, expand=True) if turned % 360 else picture
    left, top, right, bottom = box or largest_box(*upright.size)
    if right - left < 1 or bottom - top < 1:
        raise UserError(_("Nothing of the picture was chosen."))
    small = upright.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=(left, top, right, bottom))
    out = io.BytesIO()
    Image.frombytes("RGB", small.size, small.tobytes()).save(
        out, "JPEG", quality=_QUALITY, dpi=(300, 300)
    )  # a picture made of nothing but its pixels has no data about the camera
    return out.getvalue()


def largest_box(width: int, height: int) -> tuple[int, int, int, int]:
    """The largest part of 3 × 4 in the middle of a picture; of a high one a little above the middle."""
    wide = min(width, height * WIDTH // HEIGHT)
    high = min(height, width * HEIGHT // WIDTH)
    left, top = (width - wide) // 2, (height - high) // 3
    return left, top, left + wide, top + high


def photo_of(record: Record) -> bytes | None:
    """The latest photo of a person as a JPEG; None without one."""
    found = Photo.select().where(_mine(record)).order_by(Photo.id.desc()).first()
    return bytes(found.content) if found else None


def put(record: Record, content: bytes, *, by: str) -> None:
    """Keeps a photo made by `cut` instead of the one there was."""
    with database.atomic():
        Photo.delete().where(_mine(record)).execute()
        Photo.create(kind=kind_of(record), record_id=record.id, who=by, content=content)
        history.write(kind_of(record), record.id, "attached", by=by, changes={"file": _("Photo 3 × 4")})


def remove(record: Record, *, by: str) -> None:
    """Takes the photo away; nothing happens without one."""
    with database.atomic():
        if Photo.delete().where(_mine(record)).execute():
            history.write(kind_of(record), record.id, "detached", by=by, changes={"file": _("Photo 3 × 4")})


def _read(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST_FILE:
        sentence = _("The file “{file}” is too large for a photo: {size} MB. At most: {max} MB.")
        size = path.stat().st_size // 1024**2
        raise UserError(sentence.format(file=path.name, size=size, max=_LARGEST_FILE // 1024**2))
    return path.read_bytes()


def _check_size(pixels: int) -> None:
    if pixels > _MOST_PIXELS:
        raise UserError(_too_large(pixels))


def _too_large(pixels: int) -> str:
    sentence = _(
        "The picture has {count} million pixels; a photo may have {max} million. Make it smaller first."
    )
    return sentence.format(count=pixels // 1_000_000, max=_MOST_PIXELS // 1_000_000)


def _mine(record: Record) -> pw.Expression:
    return (Photo.kind == kind_of(record)) & (Photo.record_id == record.id)
