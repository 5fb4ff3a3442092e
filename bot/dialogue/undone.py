"""What 上一步 or 取消 took back with the last message, and what of it is wanted all the same.

是 A 口 不是 D 口, of 固戍地铁站 D 口 that was just taken back, puts the exit right and no more;
继续 after 取消 takes everything up again.
"""

import re

from api.contract.models import Reporter
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.correcting import correct
from bot.dialogue.identity import introduced
from bot.dialogue.shared_facts import in_its_district
from bot.dialogue.turn import Heard

_ANEW = re.compile(r"改一?下|改成|改为|换成|换了|搬家|搬了|错了|不对|更正|重新填")
"""我地址改一下 搬家了: of who was writing, one item is another."""
_IN_WORDS = "words"
"""What a correction puts right that stands in no item of its own."""


def with_what_was_undone(conversation: Conversation, heard: Heard) -> Conversation:
    """The conversation with what was taken back, where this message puts a part of it right."""
    undone, draft = conversation.undone, conversation.draft
    kept = conversation.but(undone=None)
    if undone is None:
        return kept
    if draft is None:
        again = command_of(heard) is Command.go_on
        return kept.but(stage=undone.stage, draft=undone.draft) if again else kept
    if command_of(heard) is not None or not _puts_right(undone.draft, heard):
        return kept.but(draft=_in_the_same_place(draft, undone.draft, heard))
    whole = undone.draft.but(said=draft.said, evidence=draft.evidence, key=draft.key)
    return kept.but(stage=undone.stage, draft=whole)


def _in_the_same_place(draft: Draft, undone: Draft, heard: Heard) -> Draft:
    """隔壁那家，也在上步南路: the district goes with the road that is told anew."""
    known, meant = undone.facts, heard.understood
    again = known.place is not None and known.place in heard.text
    if not again or draft.facts.district or meant.district:
        return draft
    return in_its_district(draft, known)


def _puts_right(draft: Draft, heard: Heard) -> bool:
    own = introduced(heard.text, heard.understood.findings)
    if _ANEW.search(heard.text) and draft.reporter.name and own != Reporter():
        return True
    done = correct(draft, heard)
    return done is not None and not done.first and done.field != _IN_WORDS
