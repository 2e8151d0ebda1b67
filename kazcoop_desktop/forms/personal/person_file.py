"""Everything that is kept about one person, readable: for the person who asks for it (Law 94-V of 21 May 2013)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.attached import Attachment, Paper
from kazcoop_desktop.models.base import Record, fields_of, label, text_of
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services import access
from kazcoop_desktop.services.personal import consents, links, looks


@dataclass(frozen=True, kw_only=True)
class PersonFileOptions(Options):
    """Whether restricted facts are told."""

    restricted: str = option(
        N_("Restricted facts"), default="no", choices=(("no", N_("Without them")), ("yes", N_("With them")))
    )


class PersonFile(PrintedForm):
    """All records about the person, field by field, then files, papers and who has seen them."""

    key = "person_file"
    title = N_("Everything about a person")
    kinds = (Person,)
    shows_sensitive = True
    has_code = False
    options_type: ClassVar[type[Options]] = PersonFileOptions

    @classmethod
    def require(cls, records: Sequence[Person]) -> None:
        super().require(records)
        if records:
            access.require("personal_data")

    def story(self, records: Sequence[Person]) -> list[Flowable]:
        if self.options.restricted == "yes":
            access.require("see_restricted")
        person = records[0] if records else None
        head: list[Flowable] = [blocks.title(pgettext("paper", "WHAT IS KEPT ABOUT A PERSON"))]
        if person is None:
            return [*head, blocks.facts([(label(field), "") for field in fields_of(Person)])]
        found = [
            record
            for record in links.about(person, as_employee=True)
            if record.deleted_at is None
            and (self.options.restricted == "yes" or not type(record).is_restricted)
        ]
        on = pgettext("paper", "As of {date}").format(date=official.numeric(self.on))
        return [
            *head,
            blocks.under_title(f"{person}\n{on}"),
            blocks.text(consents.in_words(person, on=self.on)),
            *_told(found, person),
            *self._hung_on(found),
            *self._seen_by(person),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Files, papers, looks."""
        record, moment = pgettext("paper", "Record"), pgettext("paper", "Date and time")
        return (
            (Column(moment, 28), Column(record, 56), Column(pgettext("paper", "File"), 86)),
            (Column(moment, 28), Column(record, 56), Column(pgettext("paper", "Paper"), 86)),
            (Column(moment, 28), Column(record, 56), Column(pgettext("paper", "Who did what"), 86)),
        )

    def _hung_on(self, records: Sequence[Record]) -> list[Flowable]:
        files, papers, _looks = self.tables()
        filed = [
            [_moment(each), str(record), each.name]
            for record in records
            for each in links.attached(Attachment, [record])
        ]
        printed = [
            [_moment(each), str(record), " ".join(filter(None, (_form(each), each.number)))]
            for record in records
            for each in links.attached(Paper, [record])
        ]
        return [
            *_listed(pgettext("paper", "Files"), files, filed),
            *_listed(pgettext("paper", "Papers printed"), papers, printed),
        ]

    def _seen_by(self, person: Person) -> list[Flowable]:
        rows = [[_moment(look.entry), look.record, look.in_words()] for look in looks.at(person)]
        return _listed(pgettext("paper", "Who has seen the data"), self.tables()[2], rows)


def _told(records: Sequence[Record], person: Person) -> list[Flowable]:
    """The records register by register, what is filled in of each."""
    story: list[Flowable] = []
    by_register = sorted(records, key=lambda record: (record is not person, _(type(record).outline.title)))
    for title, same in groupby(by_register, key=lambda record: _(type(record).outline.title)):
        story.append(blocks.caption(title))
        for record in same:
            told = [
                (label(field), text_of(record, field))
                for field in fields_of(type(record))
                if not isinstance(field, PartOfField) and getattr(field, "rel_model", None) is not Person
            ]
            filled = [(name, said) for name, said in told if said]
            story += [blocks.facts(filled)] if filled else []
    return story


def _listed(title: str, columns: Sequence[Column], rows: list[list[str]]) -> list[Flowable]:
    return [blocks.caption(title), blocks.table(columns, rows, size=9)] if rows else []


def _form(paper: Paper) -> str:
    from kazcoop_desktop import forms  # which names this module

    known = {form.key: form.title for form in forms.FORMS}
    return _(known.get(paper.form, paper.form))


def _moment(entry: object) -> str:
    return f"{entry.at:%d.%m.%Y %H:%M}"  # type: ignore[attr-defined]
