"""What a visit costs: planned and spent, article by article, and who pays; all of it in tenge."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.visit import ARTICLES, PAYERS, EstimateLine
from kazcoop_desktop.services.delegations.visits import parts


class Sum(NamedTuple):
    """Planned and spent for one article or by one payer, by its key; spent is None while nothing is."""

    key: str
    planned: Decimal
    spent: Decimal | None


def by_article(delegation: Delegation) -> list[Sum]:
    """The articles that the estimate has, in their usual order."""
    lines = parts(delegation, "estimate")
    return [_sum(key, [line for line in lines if line.article == key]) for key in _used("article", lines)]


def by_payer(delegation: Delegation) -> list[Sum]:
    """Who pays how much."""
    lines = parts(delegation, "estimate")
    return [_sum(key, [line for line in lines if line.payer == key]) for key in _used("payer", lines)]


def total(delegation: Delegation) -> Sum:
    """The whole visit."""
    return _sum("", parts(delegation, "estimate"))


def _used(name: str, lines: list[EstimateLine]) -> list[str]:
    used = {getattr(line, name) for line in lines}
    return [key for key, _name in (ARTICLES if name == "article" else PAYERS) if key in used]


def _sum(key: str, lines: list[EstimateLine]) -> Sum:
    spent = [line.spent for line in lines if line.spent is not None]
    return Sum(key, sum((line.amount for line in lines), Decimal()), sum(spent, Decimal()) if spent else None)
