"""The service letter 403-03, with which a unit asks management to open a case; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Label, Signer
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.services import papers


@dataclass(frozen=True, kw_only=True)
class LetterOptions(Options):
    """What the letter asks for; subject and text are those of a free letter."""

    variant: str = option(
        N_("Content"),
        choices=(
            ("", N_("By the kind of agreement")),
            ("agreement", N_("Draft agreement")),
            ("dual_degree", N_("Dual-degree programme")),
            ("free", N_("Free text")),
        ),
    )
    subject: str = option(N_("Subject"))
    text: str = option(N_("Text"))


@dataclass(frozen=True)
class Wording:
    """What one variant of the letter says, and the roles that sign it until the reference data names people."""

    subject: str
    sentence: str
    labels: Sequence[Label]
    request: str
    roles: Sequence[str]


class ServiceLetter(AgreementPaper):
    """Procedure 717, 5.1.1 and 5.6.1 name the form and what it must say."""

    key = "service_letter"
    title = N_("Service letter")
    journal = "INT"
    options_type = LetterOptions

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        unit = words.unit_name(agreement)
        said = self._wording(agreement, blocks.or_line(unit))
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        labels, annex = blocks.with_annex(said.labels, blank=self.blank)
        attached = papers.attached_names(agreement) if agreement else []
        end = [
            *([blocks.text(said.request)] if said.request else []),
            *blocks.attachments(attached),
            *blocks.signatures(self._signers(said.roles, agreement)),
        ]
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(unit), sent], self.addressee(), resolution=True),
            blocks.title(pgettext("paper", "SERVICE LETTER")),
            blocks.subject(blocks.or_line(said.subject)),
            *([blocks.text(said.sentence)] if said.sentence else [blocks.ruled(12)]),
            *labels,
            blocks.kept_together(end),
            *annex,
        ]

    def _signers(self, roles: Sequence[str], agreement: Agreement | None) -> list[Signer]:
        """Those whom the reference data names, and for each role beyond them a line."""
        found = self.signers(defaults=roles, unit=agreement.unit if agreement else None)
        return [*found, *(Signer(role) for role in roles[len(found) :])]

    def _wording(self, agreement: Agreement | None, unit: str) -> Wording:
        is_dual_degree = agreement is not None and agreement.agreement_kind == "dual_degree"
        variant = self.options.variant or ("dual_degree" if is_dual_degree else "agreement")
        if variant == "free":
            subject, text = ("", "") if self.blank else (self.options.subject, self.options.text)
            return Wording(subject, text, (), "", (pgettext("paper", "Head of the unit"),))
        return {"agreement": _agreement, "dual_degree": _dual_degree}[variant](agreement, unit)


def _agreement(agreement: Agreement | None, unit: str) -> Wording:
    """Procedure 717, 5.1.1."""
    sentence = pgettext(
        "paper", "{unit} asks that cooperation with the foreign organisation named below be considered."
    )
    return Wording(
        subject=pgettext("paper", "On establishing cooperation with a foreign organisation"),
        sentence=sentence.format(unit=unit),
        labels=words.case_labels(agreement),
        request=pgettext("paper", "I request permission to prepare a draft agreement."),
        roles=(pgettext("paper", "Head of the unit"),),
    )


def _dual_degree(agreement: Agreement | None, unit: str) -> Wording:
    """Procedure 717, 5.6.1: the institute and the chair ask together."""
    said = _agreement(agreement, unit)
    return Wording(
        subject=said.subject,
        sentence=said.sentence,
        labels=[*said.labels, *words.dual_degree_labels()],
        request=pgettext("paper", "I request permission to negotiate a dual-degree programme."),
        roles=(pgettext("paper", "Director of the Institute"), pgettext("paper", "Head of the Chair")),
    )
