"""Badges and table cards for the members of a delegation and for those who receive it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import BADGES_ON_SHEET, NameCard
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitPaper
from kazcoop_desktop.forms.pages import PORTRAIT, Page
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.delegation import Delegation, DelegationHost, DelegationMember


@dataclass(frozen=True, kw_only=True)
class CardOptions(Options):
    """Whose cards are made."""

    people: str = option(
        N_("People"),
        default="all",
        choices=(
            ("all", N_("Both sides")),
            ("guests", N_("The delegation")),
            ("hosts", N_("The university")),
        ),
    )


class _NameCards(VisitPaper):
    """Cards of both sides on whole sheets without margins."""

    page = Page(PORTRAIT.width, PORTRAIT.height, left=0, right=0, top=0, bottom=0, foot=0)
    has_code = False
    options_type = CardOptions

    @classmethod
    def is_wanted(cls, delegation: Delegation) -> bool:
        return bool(words.parts(delegation, "members"))

    def executor(self, records: Sequence[Any]) -> None:
        """Cards name nobody but those who wear them."""

    def cards(self, delegation: Delegation) -> list[NameCard]:
        """The cards of the people chosen."""
        guests = words.parts(delegation, "members") if self.options.people != "hosts" else []
        hosts = words.parts(delegation, "hosts") if self.options.people != "guests" else []
        institution = self.office.institution.named("name")
        return [*map(_of_guest, guests), *(_of_host(host, institution) for host in hosts)]

    def _draw_footer(self, *_given: Any, **_more: Any) -> None:
        """A sheet of cards has none."""


class Badge(_NameCards):
    """Ten badges on a sheet, with cut marks."""

    key = "badge"
    title = N_("Badges")

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        cards = self.cards(records[0]) if records else [NameCard("_" * 16, ("_" * 24, "_" * 24))] * 10
        wide, high = self.page.width, self.page.height
        starts = range(0, max(len(cards), 1), BADGES_ON_SHEET)
        return [blocks.badges(wide, high, cards[start : start + BADGES_ON_SHEET]) for start in starts]


class TableCard(_NameCards):
    """A card for each, to be folded twice."""

    key = "table_card"
    title = N_("Table cards")

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        cards = self.cards(records[0]) if records else []
        shown = cards or [NameCard("_" * 12)]
        return [blocks.table_card(self.page.width, self.page.height, card) for card in shown]


def _of_guest(member: DelegationMember) -> NameCard:
    """The name as in the passport; in Kazakh and Russian its spelling there below it, where it is known."""
    person, code = member.person, i18n.current()
    own = {"kk": person.surname_kk, "ru": person.surname_ru}.get(code, "") if person.surname else ""
    spelled = person.full_name(code) if own else ""
    lines = [spelled, words.position_of(member), words.workplace_of(member), words.country_of(member)]
    role = text_of(member, DelegationMember.role)
    return NameCard(words.running_name(person), lines, role, member.role)


def _of_host(host: DelegationHost, institution: str) -> NameCard:
    role = pgettext("paper", "Host")
    person = host.employee
    in_english = i18n.current() == "en" and person.surname_en
    name = f"{person.given_name_en} {person.surname_en}" if in_english else official.full_name(person)
    return NameCard(name, [words.host_position(host), institution], role, "host")
