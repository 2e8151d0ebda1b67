"""Papers to PDF, against a bare canvas that draws the same lines of text."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from kazcoop_desktop.forms import FORMS
from kazcoop_desktop.forms.fonts import REGULAR
from kazcoop_desktop.models.agreement import Agreement
from measure import Line, compare

_DAY = date(2026, 11, 20)


def printing(copies: int, rounds: int) -> list[Line]:
    """One paper of each form, then very many of each that is printed for one record."""
    some = list(Agreement.select().where(Agreement.signed_on.is_null(False)).limit(copies))
    lines = []
    for form in FORMS:
        if Agreement not in form.kinds:
            continue
        pages = _texts(form.render(some[:1], language="kk", on=_DAY))
        lines += _compared(form, pages, some[:1], rounds, f"{form.key}: one", "target 2")
        if not form.per_group:
            lines += _compared(
                form, pages, some, 1, f"{form.key}: {len(some)}", "target 1.5 of the best canvas"
            )
    return lines


def _compared(
    form: Any, pages: list[list[str]], records: list[Agreement], rounds: int, job: str, note: str
) -> list[Line]:
    made: list[bytes] = []
    lines = compare(
        job,
        {
            "floor: canvas, the same lines": lambda: _bare(pages * len(records)),
            "render": lambda: made.append(form.render(records, language="kk", on=_DAY)),
        },
        rounds=rounds,
    )
    count = len(PdfReader(io.BytesIO(made[0])).pages)
    rendered = lines[1]
    said = (
        f"{note}; {count / rendered.median:.0f} pages a second, {len(made[0]) / count / 1024:.1f} KB a page"
    )
    return [lines[0], Line(job, rendered.way, rendered.median, rendered.worst, rendered.ratio, said)]


def _texts(pdf: bytes) -> list[list[str]]:
    return [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(pdf)).pages]


def _bare(pages: list[list[str]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page in pages:
        canvas.setFont(REGULAR, 11)
        for place, line in enumerate(page):
            canvas.drawString(60, 800 - 14 * place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
