"""The papers of letters: on the letterhead, in the journals, for the post. `FORMS` are offered in this order."""

from kazcoop_desktop.forms.letters.accompanying_letter import AccompanyingLetter
from kazcoop_desktop.forms.letters.dispatch_register import DispatchRegister
from kazcoop_desktop.forms.letters.envelope import AddressLabel, Envelope
from kazcoop_desktop.forms.letters.letter_journal import IncomingJournal, OutgoingJournal
from kazcoop_desktop.forms.letters.outgoing_letter import OutgoingLetter
from kazcoop_desktop.forms.letters.unanswered_letters import UnansweredLetters
from kazcoop_desktop.forms.sheet import PrintedForm

FORMS: tuple[type[PrintedForm], ...] = (
    OutgoingLetter,
    AccompanyingLetter,
    IncomingJournal,
    OutgoingJournal,
    UnansweredLetters,
    DispatchRegister,
    Envelope,
    AddressLabel,
)
