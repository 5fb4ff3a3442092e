"""What is still to be asked: one line a question, in the order they are put."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import Kind
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import demands_in
from bot.dialogue.identity import is_address
from bot.dialogue.kinds import CIVIL, ONLINE, VAGUE
from bot.dialogue.likeness import is_known_place, names_branch
from bot.dialogue.phones import phone_in
from bot.dialogue.script import in_plain
from bot.dialogue.tone import is_time
from bot.wording.asks import Ask

COMPLAINT = (
    Ask.whose,
    Ask.what,
    Ask.merchant,
    Ask.which,
    Ask.place,
    Ask.ill,
    Ask.when,
    Ask.demand,
    Ask.contact,
    Ask.name,
    Ask.phone,
    Ask.address,
)
REPORT = (Ask.whose, Ask.what, Ask.spot, Ask.which, Ask.place, Ask.closer, Ask.ill, Ask.anonymity)
SKIPPABLE = frozenset(
    {Ask.what, Ask.merchant, Ask.which, Ask.place, Ask.spot, Ask.closer, Ask.when, Ask.ill}
)
"""Not knowing these hinders no filing."""
MOST = 2
"""No question is put more often."""
_NUMBERED = re.compile(r"[\d一二三四五六七八九十百]+(?:-\d+)?(?:号|弄|栋|幢|座|档|摊)")
"""A place that is found without asking on."""
_A_CLAUSE = 8
_NO_STORY = re.compile(
    r"[我想要来加和跟]{0,3}(?:投诉|举报)|[你您]好|请问|不清楚|不知道|不记得|[我你他她它们的了在是叫就买吃点订喝去那这家个店里]"
)
_A_FAULT = 2
"""So few characters beside a food say what was wrong with it: 没熟."""
_A_STORY = 4
"""Characters from which a text tells what happened, even if no hazard was recognised."""


def _located(draft: Draft) -> bool:
    facts = draft.facts
    name = facts.merchant
    alone = name is not None and (is_known_place(name) or names_branch(name))
    town = facts.street is not None and facts.merchant is not None
    return any((facts.place, facts.location, facts.merchant_address, alone, town))


def _what(draft: Draft) -> bool:
    """Nothing tells it; once asked for, it is asked again when the trader is known."""
    known = draft.facts.merchant is not None or Ask.merchant in draft.skipped
    return not tells_what(draft) and (known or not draft.asked.get(Ask.what))


def tells_what(draft: Draft) -> bool:
    """Whether a hazard was named, or a message tells more than where, when, who and a claim."""
    if not set(draft.hazards) <= VAGUE | set(draft.guessed):
        return True
    return any(_tells(draft, text) for text in in_plain(draft.said))


def _tells(draft: Draft, text: str) -> bool:
    """没熟 of 烤鸭没熟，昨天买的，要退钱: words beside what stands in items of its own."""
    if phone_in(text) is not None or is_address(text):
        return False
    facts, who = draft.facts, draft.reporter
    items = (facts.merchant, facts.place, facts.district, who.name, who.address)
    for item in items:
        text = text.replace(item, "") if item else text
    clauses = (part for part in re.split(r"[\s，,。；;！!？?、]+", text) if not _is_item(part))
    rest = "".join(_NO_STORY.sub("", part) for part in clauses)
    bare = rest.replace(facts.food, "") if facts.food else rest
    return len(bare) >= (_A_FAULT if bare != rest else _A_STORY)


def _is_item(clause: str) -> bool:
    """A claim, or a day: nothing of what happened."""
    return len(clause) <= _A_CLAUSE and bool(demands_in(clause) or is_time(clause))


def _place(draft: Draft) -> bool:
    if _located(draft) or draft.setting in ONLINE:
        return False
    facts = draft.facts
    return Kind.complaint in draft.kinds or (facts.merchant is not None and not facts.district)


def _rough(draft: Draft) -> bool:
    facts = draft.facts
    if facts.place is None or facts.merchant or facts.merchant_address or facts.location:
        return False
    parts = re.split(r"[\s，]+", facts.place)  # 清湖市场 进大门左手第二档
    return not (any(map(is_known_place, parts)) or _NUMBERED.search(facts.place))


def _absent(draft: Draft) -> int:
    return (draft.reporter.name, draft.reporter.phone, draft.reporter.address).count(None)


MISSING: Mapping[Ask, Callable[[Draft], bool]] = {
    Ask.whose: lambda draft: draft.doubt.held is not None,
    Ask.what: _what,
    Ask.merchant: lambda draft: draft.facts.merchant is None,
    Ask.which: lambda draft: bool(draft.candidates),
    Ask.place: _place,
    Ask.spot: lambda draft: draft.facts.merchant is None and not _located(draft),
    Ask.closer: lambda draft: _rough(draft) and not draft.asked.get(Ask.closer),
    Ask.when: lambda draft: draft.facts.when is None,
    Ask.demand: lambda draft: not CIVIL.intersection(draft.facts.demand),
    Ask.ill: lambda draft: draft.emergency and draft.facts.people_ill is None,
    Ask.contact: lambda draft: (
        _absent(draft) > 1 and draft.reporter.phone is None and not draft.asked.get(Ask.contact)
    ),
    Ask.name: lambda draft: draft.reporter.name is None,
    Ask.phone: lambda draft: draft.reporter.phone is None,
    Ask.address: lambda draft: draft.reporter.address is None,
    Ask.anonymity: lambda draft: not draft.anonymous and draft.reporter.phone is None,
}
"""Whether a question is still open, whatever was asked before."""


def plan_of(draft: Draft) -> tuple[Ask, ...]:
    """The questions of a draft's kinds."""
    return COMPLAINT if Kind.complaint in draft.kinds else REPORT


def next_question(draft: Draft) -> Ask | None:
    """The first thing that is missing and was not declined."""
    return next(
        (ask for ask in plan_of(draft) if ask not in draft.skipped and MISSING[ask](draft)), None
    )


def is_let_go(ask: Ask | None, draft: Draft) -> bool:
    """Whether a question is left open without a word, as it was put often enough."""
    if ask is None or draft.asked.get(ask, 0) < MOST:
        return False
    known = ask is Ask.what and draft.facts.merchant is not None
    return known or ask in {Ask.when, Ask.ill, Ask.which}


def is_open(ask: Ask, draft: Draft) -> bool:
    """Whether the answer to a question that was put is still missing."""
    if ask in draft.skipped or ask not in plan_of(draft):
        return False
    if ask is Ask.contact:
        return _absent(draft) > 0
    return ask in MISSING and MISSING[ask](draft)
