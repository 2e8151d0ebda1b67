"""All papers of a delegation in one PDF, each with its own number and code, in the order of the procedure."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pikepdf
from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms.delegations.delegation_card import DelegationCard
from kazcoop_desktop.forms.delegations.delegation_invitation import DelegationInvitation
from kazcoop_desktop.forms.delegations.delegation_minutes import DelegationMinutes
from kazcoop_desktop.forms.delegations.delegation_proposal import DelegationProposal
from kazcoop_desktop.forms.delegations.guarantee_letter import GuaranteeLetter
from kazcoop_desktop.forms.delegations.name_cards import Badge, TableCard
from kazcoop_desktop.forms.delegations.pass_list import PassList
from kazcoop_desktop.forms.delegations.promises_list import PromisesList
from kazcoop_desktop.forms.delegations.souvenir_act import SouvenirAct
from kazcoop_desktop.forms.delegations.thank_you_letter import ThankYouLetter
from kazcoop_desktop.forms.delegations.visit_estimate import VisitEstimate
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.delegations.visit_programme import VisitProgramme
from kazcoop_desktop.forms.delegations.visit_requests import (
    RequestHall,
    RequestPhoto,
    RequestTechnical,
    RequestTransport,
)
from kazcoop_desktop.forms.sheet import Options, PrintedForm
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.services.delegations import visits

_BEFORE: tuple[type[VisitPaper], ...] = (
    DelegationProposal,
    DelegationInvitation,
    VisitProgramme,
    VisitEstimate,
)
_AFTER: tuple[type[VisitPaper], ...] = (
    RequestTransport,
    RequestHall,
    RequestTechnical,
    RequestPhoto,
    PassList,
    Badge,
    TableCard,
    SouvenirAct,
    DelegationMinutes,
    PromisesList,
    ThankYouLetter,
    DelegationCard,
)


class VisitPackage(VisitPaper):
    """The papers that the delegation has something for; a blank package has all of them."""

    key = "visit_package"
    title = N_("All papers of a delegation")
    shows_sensitive = True
    has_code = False

    @classmethod
    def papers_for(cls, record: Record) -> Iterator[tuple[type[PrintedForm], Record]]:
        """The papers of a delegation, each with the record that it is printed for."""
        assert isinstance(record, Delegation)
        for form in _BEFORE:
            if form.is_wanted(record):
                yield form, record
        for guarantee in visits.parts(record, "guarantees"):
            yield GuaranteeLetter, guarantee
        for form in _AFTER:
            if form.is_wanted(record):
                yield form, record

    @classmethod
    def render(
        cls,
        records: Sequence[Any],
        *,
        language: str,
        on: date,
        blank: bool = False,
        papers: Sequence[Paper] = (),
        options: Options | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bytes:
        """The PDF of all papers; `papers` are given in the order of `papers_for`, delegation by delegation.

        `progress` hears after each paper, and a cancelled package ends with the papers that are done.
        """
        pairs: list[tuple[type[PrintedForm], Sequence[Record]]] = (
            [(form, ()) for form in (*_BEFORE, GuaranteeLetter, *_AFTER)]
            if blank
            else [(form, (its,)) for record in records for form, its in cls.papers_for(record)]
        )
        mark = options.mark if options else ""
        whole = pikepdf.new()
        for done, (form, its) in enumerate(pairs):
            if cancelled and cancelled():
                break
            content = form.render(
                its,
                language=language,
                on=on,
                blank=blank,
                papers=papers[done : done + 1],
                options=form.options_type(mark=mark),
            )
            with pikepdf.open(io.BytesIO(content)) as paper:
                whole.pages.extend(paper.pages)
            if progress:
                progress(done + 1, len(pairs))
        with i18n.language(language.split("+")[0]):
            whole.docinfo["/Title"] = _(cls.title)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
        return out.getvalue()

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        """A package has no story of its own."""
        return []
