"""What is told in passing: it is kept with the words, and gives the matter nothing."""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.contract.understood import Finding
from bot.dialogue import parting
from bot.dialogue.beginning import begin_draft, begin_unsure
from bot.dialogue.called import reads_as_name
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.facts import facts_of
from bot.dialogue.kinds import VAGUE
from bot.dialogue.left_aside import ASIDE, with_asides_marked
from bot.dialogue.meaning import says_what
from bot.dialogue.turn import Heard, Turn

_POINT = re.compile(
    r"(?:但是?|不过|就是|那|好了|好的|嗯|哦|[，,\s])*(?:(?:我|今天|今日|这次|主要|真正)*(?:要|想)(?:说|讲|反映|投诉|举报)嘅?的?(?:其实)?(?:就)?(?:是|系)(?!不|你)"
    r"|(?:我的|讲|说)?重点嘅?(?:是|系)|(?:事情)?(?:是|系)(?:这样|咁)(?:子)?的?(?=[，,：:\s])"
    r"|话说回来|言归正传|(?:说|讲|回)[到回]?正(?:事|题|经)|(?:这|今)次(?:是|系|要))"
)
"""我要说的是奶粉, 重点是24号: the writer comes to the matter."""
_FIRST = 2
"""A story that was told in so many messages is no matter that was gone through."""
_NOT_THERE = dict.fromkeys(
    ("merchant", "merchant_address", "place", "district", "division", "street")
)
_NOTHING = "。"


def without_aside(heard: Heard) -> Heard:
    """The message without what its writer leaves aside; all its words are kept with it."""
    heard = with_asides_marked(heard)
    findings = heard.understood.findings
    gone = sorted((f.start, f.end) for f in findings if f.kind == ASIDE)
    if not gone or heard.message.button is not None:
        return heard
    written, text = heard.message.text, ""
    edges = [(0, 0), *gone, (len(written), len(written))]
    for (_, start), (end, _) in pairwise(edges):
        text += written[start:end]
    left = tuple(_moved(one, gone) for one in findings if one.kind != ASIDE)
    message = heard.message.model_copy(
        update={"text": text if text.strip() else _NOTHING, "written": written}
    )
    return Heard(message, heard.understood.model_copy(update={"findings": left}), heard.city)


def _moved(one: Finding, gone: Sequence[tuple[int, int]]) -> Finding:
    """A finding where it lies in the words that are left."""
    before = sum(end - start for start, end in gone if end <= one.start)
    return one.model_copy(update={"start": one.start - before, "end": one.end - before})


def begin_beside(conversation: Conversation, heard: Heard) -> Turn | None:
    """Nothing but what is left aside was told so far: the matter is still to come."""
    if heard.message.written is None or says_what(heard) or heard.understood.hazards:
        return None
    return begin_unsure(conversation, heard)


def come_to_the_point(conversation: Conversation, heard: Heard) -> Turn | None:
    """我要说的是奶粉, after a story of eggs: the matter begins here, in place of the story."""
    draft = conversation.draft
    if draft is None or not _only_opened(draft):
        return None
    meant, known = heard.understood, draft.facts
    new = meant.merchant
    same = new is not None and known.merchant is not None and _alike(new, known.merchant)
    elsewhere = _turns_up_elsewhere(draft, heard)
    if new is None or same or not (_comes_to_it(heard) or elsewhere):
        return None
    start = Draft(said=draft.said, evidence=draft.evidence, started_at=draft.started_at)
    if elsewhere:
        start = draft.but(facts=known.model_copy(update=_NOT_THERE), hazards=(), guessed=())
    return begin_draft(conversation.but(draft=None), heard, start=start)


def _comes_to_it(heard: Heard) -> bool:
    wrong = not VAGUE.issuperset(heard.understood.hazards)
    return wrong and _POINT.match(heard.text) is not None


def _turns_up_elsewhere(draft: Draft, heard: Heard) -> bool:
    """去的是沙坪坝区…的石灶台, after 本来订的是渝北的外婆桥 and nothing that was wrong there."""
    known, new = draft.facts, facts_of(heard)
    nothing = known.merchant is not None and set(draft.hazards) <= set(draft.guessed)
    nothing = nothing and not draft.kinds and known.location is None
    apart = new.district and known.district and new.district != known.district
    named = new.merchant and reads_as_name(new.merchant)
    there = new.place is not None or known.place is None
    return bool(nothing and apart and named and there) and not parting.corrects(heard.text)


def _only_opened(draft: Draft) -> bool:
    told = len(draft.said) <= _FIRST and not draft.facts.demand
    return told and draft.linked_to is None and draft.key is None and not draft.emergency


def _alike(one: str, other: str) -> bool:
    return one in other or other in one
