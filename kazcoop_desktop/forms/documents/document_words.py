"""How papers speak of an internal document: its title, acts, changes and wording; nothing for no document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.i18n import pgettext
from kazcoop_desktop.models.amendment import Amendment
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.document import ApprovalAct, Document, Edition
from kazcoop_desktop.services import documents


def edition_on(document: Document | None, day: date) -> Edition | None:
    """The edition that a paper is about: the one in force on the day, else the latest."""
    if document is None:
        return None
    return documents.edition_in_force(document, day) or next(iter(documents.editions(document)), None)


def title(document: Document | None) -> str:
    """The title of the document in the language of the paper."""
    return document.named("title") if document else ""


def unit_name(document: Document | None) -> str:
    """The unit that owns the document."""
    return str(document.unit) if document and document.unit else ""


def title_and_unit(document: Document | None) -> str:
    """Құрылым туралы Ереже. Офис-тіркеуші бөлімі."""
    return joined(title(document), unit_name(document), by=". ")


def edition_line(edition: Edition | None) -> str:
    """The code and edition of the document."""
    if edition is None:
        return ""
    return joined(edition.document.code, pgettext("paper", "edition {name}").format(name=edition))


def approved_by(acts: Sequence[ApprovalAct]) -> str:
    """Ғылыми кеңес, шешім № 1, 27.08.2025; several acts with semicolons."""
    lines = [
        joined(
            text_of(act, ApprovalAct.body),
            _act(text_of(act, ApprovalAct.act_kind), act.number, act.approved_on),
        )
        for act in acts
    ]
    return "; ".join(lines)


def act_of(amendment: Amendment | None) -> str:
    """The decision or order by which a change was adopted."""
    if amendment is None or amendment.decided_on is None:
        return ""
    return _act(text_of(amendment, Amendment.act_kind), amendment.act_number, amendment.decided_on)


def _act(kind: str, number: str, day: date) -> str:
    numbered = pgettext("paper", "No. {number}").format(number=number) if number else ""
    return joined(joined(kind.lower(), numbered, by=" "), official.numeric(day))


def change_text(amendment: Amendment) -> str:
    """What the change sheet says of a change: the clauses, what is changed, and by which act."""
    act = act_of(amendment)
    return joined(amendment.sections, amendment.subject, by=": ") + (f" ({act})" if act else "")


def wording_columns() -> tuple[Column, ...]:
    """The old and the new wording side by side."""
    return (Column(pgettext("paper", "Old wording"), 85), Column(pgettext("paper", "New wording"), 85))


def wording(amendment: Amendment) -> Flowable:
    """The old and the new wording of the changed clauses, side by side."""
    return blocks.table(wording_columns(), [[amendment.named("old") or "–", amendment.named("new") or "–"]])
