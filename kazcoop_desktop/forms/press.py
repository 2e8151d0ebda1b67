"""Papers as a job of the child process: plain values in, a PDF out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kazcoop_desktop import forms
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.services import browse


def rendered(
    *,
    form: str,
    ids: Sequence[int],
    language: str,
    on: date,
    blank: bool,
    paper_ids: Sequence[int],
    options: Mapping[str, Any],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bytes:
    """The PDF of a form for the records with these ids, or of an empty one; `paper_ids` give numbers and codes."""
    printed = forms.find(form)
    rows = browse.Query(printed.kinds[0]).rows(ids)
    issued = {paper.id: paper for paper in Paper.select().where(Paper.id.in_(list(paper_ids)))}
    return printed.render(
        [rows[record_id] for record_id in ids if record_id in rows],
        language=language,
        on=on,
        blank=blank,
        papers=[issued[paper_id] for paper_id in paper_ids],
        options=printed.options_type(**options),
        progress=progress,
        cancelled=cancelled,
    )
