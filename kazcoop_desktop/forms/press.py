"""Printing in earnest: papers get their numbers and codes first, then they are drawn, here or in the child process."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import peewee as pw

from kazcoop_desktop import forms, i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms.sheet import Options, PrintedForm
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import find, values
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record, database
from kazcoop_desktop.services import browse, chain, papers


def issue(
    form: type[PrintedForm], records: Sequence[Record], *, language: str, on: date, by: str
) -> list[Paper]:
    """A paper with its code for each record; one about a whole group is noted with the institution.

    A package gives all its papers, record by record.
    """
    ours = papers.institution()
    owners = records if not form.per_group else [ours] if ours else []
    issued = []
    with database.atomic():
        for made, owner in (pair for each in owners for pair in form.papers_for(each)):
            if made is not form:
                issued += issue(made, [owner], language=language, on=on, by=by)
                continue
            with i18n.language(language.split("+")[0]):
                title = _(form.title)
            # the list of another group is another letter
            issued += papers.issue(
                [owner],
                form.key,
                language,
                by=by,
                on=on,
                title=title,
                journal=form.journal,
                anew=form.per_group,
            )
            if form.shows_history:
                chain.note_printed(issued[-1].code)
    return issued


def take_back(issued: Sequence[Paper], *, by: str) -> None:
    """Undoes papers that were issued and not printed, whatever forms they are of."""
    with database.atomic():
        for paper in issued:
            papers.take_back([paper], by=by, journal=forms.find(paper.form).journal)


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

    Of a cancelled run the papers that were not drawn are taken back; when the PDF could not be drawn or
    delivered, all of them.
    """
    issued = issue(form, records, language=language, on=on, by=by)
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
            take_back(left, by=by)


def options_of(form: type[PrintedForm], spelled: Sequence[str]) -> Options:
    """What is chosen at the moment of printing, spelled `name=value`. Raises UserError for what there is not to choose."""
    fields = {field.name: field for field in dataclasses.fields(form.options_type)}
    chosen: dict[str, Any] = {}
    for each in spelled:
        name, _sign, value = each.partition("=")
        field = fields.get(name)
        known = dict(field.metadata["choices"]) if field else {}
        if field is None or (known and value not in known):
            names = ", ".join(known or fields)
            wrong = value if field else name
            raise UserError(
                _("There is no “{name}” here. There are: {names}.").format(name=wrong, names=names)
            )
        is_date = "date" in str(field.type)
        chosen[name] = values.from_plain(pw.DateField(), value) if is_date else value
    return form.options_type(**chosen)


def rendered(
    *,
    form: str,
    kind: str,
    ids: Sequence[int],
    language: str,
    on: date,
    blank: bool,
    paper_ids: Sequence[int],
    options: Mapping[str, Any],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bytes:
    """The PDF of a form for records of a register with these ids, or of an empty one: a job of the child process.

    `paper_ids` give numbers and codes.
    """
    printed = forms.find(form)
    rows = browse.Query(find(kind)).rows(ids)
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
