"""Copies of documents for outsiders: encrypted, marked with the recipient's name, and logged."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterable

import pikepdf

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.i18n import _

_SIGNS_OF_A_PASSWORD = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
_FORBIDDEN = pikepdf.Permissions(
    extract=False,
    modify_other=False,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    print_highres=True,
    print_lowres=True,
    accessibility=True,
)


def what_it_does() -> str:
    """What such protection can do and what it cannot, for the person who hands the file over."""
    return _(
        "The password keeps strangers from opening the file. Whoever has the password can still print what is "
        "shown, photograph it, and with other programs copy its text. The name across each page tells from whom "
        "a copy came; it does not prevent the copy."
    )


def new_password() -> str:
    """A password that nobody guesses and that can be told by telephone: four groups of four signs."""
    groups = ("".join(secrets.choice(_SIGNS_OF_A_PASSWORD) for _sign in range(4)) for _group in range(4))
    return "-".join(groups)


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page as it is shown, in points. Raises UserError for what is not an open PDF."""
    with _opened(content) as pdf:
        return [_shown_size(page) for page in pdf.pages]


def protect(content: bytes, overlay: bytes, *, password: str) -> bytes:
    """The PDF with a page of `overlay` over each of its pages, encrypted with AES-256 under the password."""
    if not password:
        raise UserError(_("A protected copy needs a password."))
    out = io.BytesIO()
    with _opened(content) as pdf, pikepdf.open(io.BytesIO(overlay)) as marks:
        for page, mark in zip(pdf.pages, marks.pages, strict=True):
            page.add_overlay(mark, None)
        secret = pikepdf.Encryption(
            owner=secrets.token_urlsafe(24), user=password, R=6, allow=_FORBIDDEN, aes=True, metadata=True
        )
        pdf.save(out, encryption=secret)
    return out.getvalue()


def overlaid(content: bytes, overlays: Iterable[bytes]) -> bytes:
    """The PDF once for each of the overlays, one after another, with its pages under those of the overlay."""
    out = io.BytesIO()
    with _opened(content) as pdf, pikepdf.new() as whole:
        count = len(pdf.pages)
        for overlay in overlays:
            whole.pages.extend(pdf.pages)
            with pikepdf.open(io.BytesIO(overlay)) as marks:
                for page, mark in zip(list(whole.pages)[-count:], marks.pages, strict=True):
                    page.add_overlay(mark, None)
        whole.save(out)
    return out.getvalue()


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise UserError(
            _("The file is encrypted already. Choose the document without a password.")
        ) from error
    except pikepdf.PdfError as error:
        raise UserError(_("Only a PDF can be protected; this file is not one.")) from error


def _shown_size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    width, height = right - left, top - bottom
    return (height, width) if int(page.obj.get("/Rotate", 0)) % 180 else (width, height)
