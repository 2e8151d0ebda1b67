"""What is done with a scholar's visit in the window: its stay entered among the papers, its lectures marked as held."""

from __future__ import annotations

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.models.lecture import Lecture
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholar_stays, scholars
from kazcoop_desktop.views.records.register import Register


def enter_stay(register: Register) -> None:
    """Enters visa, arrival, registration and departure of the visit among the papers of foreigners."""
    if (visit := _shown(register)) is None:
        return
    with register.notice.telling():
        made = scholar_stays.enter(visit, by=register.office.person)
        register.office.announce(*{type(record) for record in made})
        register.notice.tell(_("Entered: {list}").format(list="; ".join(map(str, made))))


def mark_held(register: Register) -> None:
    """Marks the lectures that were to be held by today."""
    if (visit := _shown(register)) is None:
        return
    with register.notice.telling():
        count = scholars.mark_held(visit, on=register.office.today(), by=register.office.person)
        register.office.announce(Lecture)
        said = ngettext("{n} lecture is marked as held.", "{n} lectures are marked as held.", count)
        register.notice.tell(said.format(n=count))


def _shown(register: Register) -> ScholarVisit | None:
    """The saved visit on the page; its edits are dealt with first."""
    if not register.may_leave():
        return None
    visit = register.form.record
    if not isinstance(visit, ScholarVisit) or not visit.id:
        register.notice.complain(_("Choose a record in the table."))
        return None
    return visit
