"""What is done with letters in the window: answering, reminding, beginning anew, writing to many."""

from __future__ import annotations

from kazcoop_desktop.i18n import N_
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.views.letters import commands
from kazcoop_desktop.views.records.own_commands import Command

COMMANDS = {
    Letter: (
        Command(N_("&Answer"), "undo-2", commands.answer, "Ctrl+R"),
        Command(N_("&Confirm receipt"), "check", commands.confirm_receipt),
        Command(N_("Answer with a &refusal"), "x", commands.refuse),
        Command(N_("Re&mind of the answer"), "bell", commands.remind),
        Command(N_("Mar&k as done"), "circle-check", commands.finish, "Ctrl+D"),
        Command(N_("Start a &new letter from this one"), "copy", commands.start_again, "Ctrl+Shift+N"),
    ),
    Partner: (Command(N_("&Write to the selected partners…"), "mail", commands.write_to_partners),),
}
