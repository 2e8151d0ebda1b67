"""The letter of thanks after a visit; the wording is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitLetter
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.delegation import Delegation


class ThankYouLetter(VisitLetter):
    """Thanks, what was agreed on, and confidence in what follows."""

    key = "thank_you_letter"
    title = N_("Thank-you letter")

    def story(self, records: Sequence[Delegation]) -> list[Flowable]:
        delegation = records[0] if records else None
        thanks = pgettext(
            "paper", "Thank you and your colleagues most warmly for your visit to our University."
        )
        agreed = pgettext("paper", "During the meeting we agreed on the following: {topics}.")
        topics = "; ".join(words.topics(delegation)) or ("" if delegation else "_" * 60)
        confident = pgettext("paper", "We are confident that our cooperation will grow.")
        return [
            *self.top(self.partners_addressed(delegation)),
            blocks.salutation(words.salutation(delegation)),
            blocks.text(thanks),
            *([blocks.text(agreed.format(topics=topics))] if topics else []),
            blocks.text(confident),
            self.bottom(pgettext("paper", "Yours sincerely,")),
        ]
