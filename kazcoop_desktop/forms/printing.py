"""Printing in earnest: papers get their numbers and codes first, then they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kazcoop_desktop.forms.sheet import Options, PrintedForm
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.services import papers


def print_papers(
    form: type[PrintedForm],
    records: Sequence[Record],
    *,
    language: str,
    on: date,
    by: str,
    deliver: Callable[[bytes], None],
    options: Options | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Draws the papers about these records and delivers them as one PDF; each is noted as printed.

    A paper about a group is noted with the institution. Of a cancelled run the papers that were not drawn
    are taken back; when the PDF could not be drawn or delivered, all of them.
    """
    ours = papers.institution()
    owners = records if not form.per_group else [ours] if ours else []
    issued = papers.issue(owners, form.key, language, by=by, on=on, title=_(form.title), journal=form.journal)
    drawn = 0

    def count(done: int, total: int) -> None:
        nonlocal drawn
        drawn = done
        if progress:
            progress(done, total)

    try:
        deliver(
            form.render(
                records,
                language=language,
                on=on,
                papers=issued,
                options=options,
                progress=count,
                cancelled=cancelled,
            )
        )
    except BaseException:
        drawn = 0
        raise
    finally:
        if left := issued[drawn:]:
            papers.take_back(left, by=by, journal=form.journal)
