"""What to say next: one pure dialogue for all channels.

Takes: a `Conversation`, an `InboundMessage`, what the tracker understood, and the office.
Gives: a `Turn`: the conversation afterwards, the replies, and a request to the tracker or None.
Owns: no table; the conversation is data that its keeper stores.
Never: reads a clock, a file or the network, or writes a Chinese sentence of its own.
"""

from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.delivered import note_delivered
from bot.dialogue.engine import resume, step, welcome
from bot.dialogue.followed import take_up
from bot.dialogue.lapsing import wake, wake_at
from bot.dialogue.requests import (
    AddToCase,
    AskProgress,
    EraseMine,
    FileCases,
    JoinVolunteers,
    LeaveVolunteers,
    ListMine,
    MyTips,
    RateCase,
    ReadParts,
    Request,
    ShowReceipts,
    ShowStored,
    TakeBack,
)
from bot.dialogue.turn import Turn
from bot.dialogue.whole_story import told_before

__all__ = [
    "AddToCase",
    "AskProgress",
    "Conversation",
    "EraseMine",
    "FileCases",
    "JoinVolunteers",
    "LeaveVolunteers",
    "ListMine",
    "MyTips",
    "RateCase",
    "ReadParts",
    "Request",
    "ShowReceipts",
    "ShowStored",
    "Stage",
    "TakeBack",
    "Turn",
    "note_delivered",
    "resume",
    "step",
    "take_up",
    "told_before",
    "wake",
    "wake_at",
    "welcome",
]
