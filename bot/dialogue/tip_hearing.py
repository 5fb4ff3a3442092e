"""What is heard while a tip is being told: buttons, answers in any order, something else."""

import re

from api.contract.codes import Kind
from bot.dialogue import looking_up, tips
from bot.dialogue.absorbing import absorb, keep_words
from bot.dialogue.asides import aside
from bot.dialogue.asking import remember
from bot.dialogue.beginning import begin_draft
from bot.dialogue.commands import Command, choice_of, command_of
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.correcting import correct
from bot.dialogue.kinds import CIVIL
from bot.dialogue.membership import Tip, TipAsk
from bot.dialogue.pending import again
from bot.dialogue.position import position_in
from bot.dialogue.sightings import sightings_in
from bot.dialogue.smalltalk import length_of
from bot.dialogue.taking import take
from bot.dialogue.traces import Carried
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake
from bot.wording import tips as words
from bot.wording.asks import Ask

_SENDS = frozenset({Command.submit, Command.as_is, Command.yes, Command.anonymous})
_OURS = frozenset({Command.restart, Command.person, Command.progress, Command.help, Command.undo})
"""Commands that mean here what they mean everywhere."""
_WAITS = frozenset({Command.go_on, Command.why})
_HINTS = {"here": words.how_to_locate, "name": words.name_it}
_ANOTHER = re.compile(
    r"^(?:不对|错了|不是(?:这|那)家|说错了)?[，,。\s]*(?:换|改)?(?:一家|成|另一家|隔壁)"
)
_NONE = re.compile(r"都不是|不在|没有这家|其他的")
_SPOTS = frozenset({TipAsk.where, TipAsk.which, TipAsk.name, TipAsk.area})
_A_FEW = 2


def commanded(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a command or button while a tip is told, or None."""
    draft = conversation.draft or Draft()
    pressed = _pressed(conversation, draft, heard)
    return pressed or _commanded(conversation, draft, heard, command_of(heard))


def _commanded(
    conversation: Conversation, draft: Draft, heard: Heard, command: Command | None
) -> Turn | None:
    if command is Command.cancel:
        return Turn(conversation.at_rest(), (words.dropped(),))
    if command in _SENDS:
        return _hand_in(conversation, draft, heard)
    if command in {Command.skip, Command.no}:
        return _skip(conversation, draft, heard)
    if command is Command.edit:
        return Turn(conversation, (intake.what_instead(""),))
    old = command is not None and command not in _OURS and heard.message.button is not None
    return Turn(conversation, (again(conversation),)) if old or command in _WAITS else None


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """More of the tip, a correction, a matter of one's own, or something beside it."""
    draft = conversation.draft or Draft()
    meant = heard.understood
    if Kind.complaint in meant.kinds and CIVIL.intersection(meant.demand):
        start = draft.but(tip=None, kinds=(), candidates=(), anonymous=False, shown=False)
        turn = begin_draft(conversation, heard, start=start)
        return turn.first(words.as_complaint())
    done = correct(draft, heard)
    if done is not None:
        told = tips.settled(keep_words(done.draft, heard, conversation.key), heard)
        lead = f"{intake.corrected(done.field, done.value)}\n"
        return tips.proceed(remember(conversation), told, heard, lead)
    moved = _elsewhere(draft, heard)
    more = _told(conversation, moved or draft, heard) or moved
    if more is None:
        kept = keep_words(draft, heard, conversation.key)
        beside = aside(conversation, draft, heard)
        return beside or tips.proceed(remember(conversation), kept, heard)
    shown = len(more.evidence) > len(draft.evidence)
    lead = f"{intake.received(len(more.evidence), more.recordings)}\n" if shown else ""
    return tips.proceed(remember(conversation).but(puzzled=0), more, heard, lead)


def _elsewhere(draft: Draft, heard: Heard) -> Draft | None:
    """换一家，是…: another spot than the one that was told."""
    meant = heard.understood
    if not _ANOTHER.search(heard.text) or not (meant.merchant or meant.place):
        return None
    gone: dict[str, str | None] = dict.fromkeys(
        ("merchant", "merchant_address", "place", "street")
    )
    gone |= {"district": meant.district, "division": meant.division}
    return draft.but(facts=draft.facts.model_copy(update=gone), candidates=())


def _told(conversation: Conversation, draft: Draft, heard: Heard) -> Draft | None:
    """The draft with what the message adds to it; None if that is nothing."""
    tip = draft.tip or Tip()
    if tip.asking is TipAsk.which:
        chosen = _chosen(draft, heard)
        if chosen is not None:
            return keep_words(chosen, heard, conversation.key)
    told = tips.settled(absorb(draft, heard, conversation.key), heard)
    asking = Ask.merchant if tip.asking is TipAsk.name else Ask.spot
    if tip.asking in _SPOTS and told.facts == draft.facts:
        told = take(told.but(asking=asking), heard).but(asking=None)
    if told.facts.merchant != draft.facts.merchant and told.candidates == draft.candidates:
        told = told.but(candidates=())
    if tip.asking is TipAsk.area and told.facts.district is None:
        told = _in_district(told, heard.text, heard)
    observed = not _ANOTHER.search(heard.text)
    if observed and (tip.asking is TipAsk.seen or (tip.asking is None and heard.text)):
        told = _seen_in(told, heard)
    new = told.facts, told.evidence, told.hazards, told.tip, told.candidates
    old = draft.facts, draft.evidence, draft.hazards, draft.tip, draft.candidates
    return told if new != old else None


def _seen_in(draft: Draft, heard: Heard) -> Draft:
    """无证、后厨脏 as on the buttons, or any words that say something."""
    tip = draft.tip or Tip()
    labels = tuple(code for code, label in words.SEEN.items() if label in heard.text)
    named = tuple(code for code in labels if code != "other") or sightings_in(heard.text)
    if named:
        seen = tuple(dict.fromkeys((*tip.seen, *named)))
        return draft.but(tip=tip.but(seen=seen, more=False))
    if length_of(heard.text) < _A_FEW or command_of(heard) is not None:
        return draft
    if tip.asking is TipAsk.seen and not heard.understood.answer:
        return draft.but(tip=tip.but(told=True, more=False))
    return draft


def _pressed(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    saw, area, pick = (choice_of(heard.message, verb) for verb in ("saw", "area", "pick"))
    if saw is not None and saw in words.SEEN:
        return _toggled(conversation, draft, heard, saw)
    districts = heard.city.districts
    if area is not None and area.isdecimal() and 1 <= int(area) <= len(districts):
        told = _in_district(draft, districts[int(area) - 1], heard)
        return tips.proceed(remember(conversation), told, heard)
    if pick is not None:
        return tips.proceed(remember(conversation), _chosen(draft, heard) or draft, heard)
    hint = choice_of(heard.message, "tip")
    if hint == "skip":
        return _skip(conversation, draft, heard)
    if hint == "add" and conversation.running:
        return _added_to_last(conversation, draft, heard)
    return Turn(conversation, (_HINTS[hint](),)) if hint in _HINTS else None


def _added_to_last(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """Photos after a tip that was just handed in belong to it."""
    carried = Carried(evidence=draft.evidence, at=draft.started_at, key=conversation.key)
    kept = conversation.at_rest().but(carried=carried)
    return looking_up.add(kept, conversation.running[-1], heard.channel)


def _toggled(conversation: Conversation, draft: Draft, heard: Heard, saw: str) -> Turn:
    tip = draft.tip or Tip()
    if saw == "other":
        kept = draft.but(tip=tip.but(more=True, asking=TipAsk.seen))
        return Turn(conversation.but(draft=kept), (words.say_what(),))
    chosen = tuple(one for one in tip.seen if one != saw)
    seen = chosen if saw in tip.seen else (*tip.seen, saw)
    kept = draft.but(tip=tip.but(seen=seen, more=False))
    return tips.proceed(remember(conversation), kept, heard)


def _chosen(draft: Draft, heard: Heard) -> Draft | None:
    """One of the traders offered, by its place, its button or its name; or none of them."""
    found = draft.candidates
    picked = choice_of(heard.message, "pick") or position_in(heard.text)
    if picked == "0" or _NONE.search(heard.text):
        return draft.but(candidates=())
    if picked and picked.isdecimal() and 1 <= int(picked) <= len(found):
        return tips.with_trader(draft, found[int(picked) - 1])
    text = heard.text
    named = [one for one in found if text and (text in one.name or one.name in text)]
    return tips.with_trader(draft, named[0]) if len(named) == 1 else None


def _in_district(draft: Draft, text: str, heard: Heard) -> Draft:
    """罗湖, 罗湖区: one of the city's own."""
    named = [one for one in heard.city.districts if one.rstrip("区县市") in text]
    if len(named) != 1:
        return draft
    facts = draft.facts.model_copy(update={"district": named[0], "division": None})
    return draft.but(facts=facts)


def _skip(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    tip = draft.tip or Tip()
    if tip.asking in tips.SKIPPABLE:
        return tips.proceed(remember(conversation), tips.skipped(draft, tip.asking), heard)
    return tips.proceed(conversation, draft, heard)


def _hand_in(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    if tips.next_ask(draft, heard) is None and draft.shown:
        return tips.submit(remember(conversation), draft, heard.channel)
    return tips.proceed(conversation, draft, heard)
