"""A volunteer's tip: what is still to be asked, the summary with one button, and it is sent."""

import re

from api.contract.codes import Hazard, Kind
from api.contract.models import ChannelRef, Facts, Said
from api.contract.understood import MerchantCandidate
from bot.dialogue import filing, meaning
from bot.dialogue.absorbing import absorb
from bot.dialogue.candidates import with_candidates
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.kinds import CIVIL, VAGUE
from bot.dialogue.membership import Tip, TipAsk
from bot.dialogue.sightings import HAZARDS, sightings_in
from bot.dialogue.tone import only_asks
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import tips, volunteers

SKIPPABLE = frozenset({TipAsk.which, TipAsk.name, TipAsk.area})
_MOST = 2
_SURE = 0.9
"""From so much likeness on the only trader found is taken."""
_OBSERVED = frozenset({Kind.tip, Kind.report, Kind.complaint})
_QUIET = _OBSERVED | {Kind.chat, Kind.supplement, Kind.out_of_scope}
"""What a photo or a place may come with; whose business it is, an officer decides."""
_OWN = re.compile(
    r"我(?:们|家|妈|爸|孩子|自己|刚|昨天|今天|在|也|都|就)*.{0,4}(?:买|吃|喝|点了|点的|订了|订的|付|花了)|自己(?:买|点|吃|订)"
    r"|退[款钱货]|赔|投诉"
)
"""Words of a buyer: a dispute of one's own is no observation."""
_REPORT = (Kind.report,)


def is_tip(heard: Heard) -> bool:
    """Whether a volunteer's message is an observation, and no matter of their own."""
    meant = heard.understood
    kinds = set(meant.kinds)
    own = CIVIL.intersection(meant.demand) or _OWN.search(heard.text)
    if heard.message.button is not None or meant.outside is not None or own:
        return False
    if illness_in(heard) is not Illness.none:
        return False
    if heard.evidence or heard.message.location is not None:
        return kinds <= _QUIET
    if only_asks(heard) or meaning.goes_on(heard):
        return False
    if kinds == {Kind.chat}:
        return meaning.tells_where(heard) or bool(sightings_in(heard.text))
    sure = bool(meant.hazards) or meant.confidence >= meaning.SURE
    return kinds <= _OBSERVED and sure


def begin(conversation: Conversation, heard: Heard) -> Turn:
    """The first message of a tip; all of it at once needs no question."""
    draft = absorb(Draft(kinds=_REPORT), heard, conversation.key)
    draft = draft.but(tip=Tip(seen=sightings_in(heard.text)))
    fresh = conversation.but(handed=None, puzzled=0, history=())
    member = conversation.member
    title = volunteers.title(member.kind, member.number) if member else ""
    lead = tips.received(title, len(draft.evidence))
    return proceed(fresh, settled(draft, heard), heard, lead)


def settled(draft: Draft, heard: Heard) -> Draft:
    """A tip is a report without a name; a location brings the traders around it."""
    told = with_candidates(draft.but(kinds=_REPORT, anonymous=True), heard)
    trader = _surely(told) if heard.understood.merchants else None
    if trader is not None:
        return with_trader(told, trader)
    near = heard.understood.nearby
    if heard.message.location is None or told.facts.merchant or not near:
        return told
    nearest = near[0]
    here = {
        "district": told.facts.district or nearest.district or None,
        "division": told.facts.division or nearest.division,
        "street": told.facts.street or nearest.street,
    }
    return told.but(candidates=near, facts=told.facts.model_copy(update=here))


def _surely(draft: Draft) -> MerchantCandidate | None:
    """The only one that is called so, where it was said to be; the summary shows which it is."""
    name, place = draft.facts.merchant or "", draft.facts.place
    called = [one for one in draft.candidates if name in one.name]
    there = [one for one in called if place and place in one.address]
    for found in (called, there):
        if len(found) == 1:
            return found[0]
    alone = len(draft.candidates) == 1 and draft.candidates[0].score >= _SURE
    return draft.candidates[0] if alone else None


def with_trader(draft: Draft, trader: MerchantCandidate) -> Draft:
    """The draft with one of the registered traders, and where it lies."""
    known = draft.facts
    facts = known.model_dump() | {
        "merchant": trader.name,
        "merchant_address": trader.address or None,
        "district": trader.district or known.district,
        "division": trader.division or known.division,
        "street": trader.street or known.street,
    }
    return draft.but(facts=Facts.model_validate(facts), candidates=())


def next_ask(draft: Draft, heard: Heard) -> TipAsk | None:
    """The first thing that is missing and was not left open."""
    facts, tip = draft.facts, draft.tip or Tip()
    spot = facts.merchant or facts.place or facts.merchant_address
    where = facts.district or facts.division or facts.street or facts.merchant_address
    clear = not VAGUE.issuperset(draft.hazards)
    told = tip.seen or tip.told or clear
    wanted = {
        TipAsk.where: not spot and facts.location is None,
        TipAsk.which: bool(draft.candidates),
        TipAsk.name: not facts.merchant and facts.location is not None and not facts.place,
        TipAsk.area: not where and bool(heard.city.districts),
        TipAsk.seen: tip.more or not told,
    }
    return next((ask for ask in wanted if wanted[ask] and ask not in tip.skipped), None)


def proceed(conversation: Conversation, draft: Draft, heard: Heard, lead: str = "") -> Turn:
    """Ask for what is missing, or show the tip with the button that hands it in."""
    tip = draft.tip or Tip()
    ask = next_ask(draft, heard)
    times = tip.asked.get(ask, 0) + 1 if ask else 0
    if ask in SKIPPABLE and times > _MOST:
        return proceed(conversation, skipped(draft, ask), heard, lead)
    if ask is TipAsk.seen and times > _MOST and draft.said:
        return proceed(conversation, draft.but(tip=tip.but(told=True, more=False)), heard, lead)
    asked = tip.but(asking=ask)
    if ask is not None and times <= _MOST:
        asked = asked.but(asked={**tip.asked, ask: times})
    kept = draft.but(tip=asked, shown=ask is None or draft.shown)
    fresh = conversation.but(stage=Stage.tipping, draft=kept)
    joint = "\n" if lead and ask is None and not lead.endswith("\n") else ""
    alone = bool(draft.evidence) and not draft.said
    earlier = conversation.running[-1] if alone and conversation.running else None
    return Turn(fresh, (_led(lead + joint, _reply(kept, ask, (times, earlier), heard)),))


def skipped(draft: Draft, ask: TipAsk) -> Draft:
    """A question left open; candidates go with the choice among them."""
    tip = draft.tip or Tip()
    left = draft.but(tip=tip.but(skipped=tip.skipped | {ask}))
    return left.but(candidates=()) if ask is TipAsk.which else left


def submit(conversation: Conversation, draft: Draft, channel: ChannelRef) -> Turn:
    """Hand the tip in; what was picked goes along as words of the report."""
    tip = draft.tip or Tip()
    picked = tuple(HAZARDS[one] for one in tip.seen)
    clear = [one for one in (*draft.hazards, *picked) if one not in VAGUE]
    hazards = tuple(dict.fromkeys(clear)) or draft.hazards or picked or (Hazard.other_food,)
    words = [tips.SEEN[one] for one in tip.seen if one != "other"]
    at = draft.started_at or conversation.moment
    seen = Said(id=f"{conversation.key}:seen", at=at, text=tips.looked_at(words))
    filed = draft.but(hazards=hazards, said=(*draft.said, *((seen,) if words else ())))
    kept, request = filing.file_draft(conversation, filed, channel)
    key = kept.draft.key if kept.draft else None
    return Turn(kept.but(draft=draft.but(key=key)), (), request)


def _reply(draft: Draft, ask: TipAsk | None, put: tuple[int, str | None], heard: Heard) -> Reply:
    tip, (times, earlier) = draft.tip or Tip(), put
    if ask is None:
        words = max((said.text for said in draft.said), key=len, default="")
        picked = {HAZARDS[one] for one in tip.seen}
        said = [one for one in draft.hazards if one not in picked]
        return tips.ready(draft.facts, said, tip.seen, len(draft.evidence), words)
    if ask is TipAsk.where:
        return tips.where(times, earlier) if times <= _MOST else tips.where_stuck(heard.city)
    if ask is TipAsk.which:
        near = draft.facts.location is not None and draft.facts.merchant is None
        return tips.which(draft.candidates, near=near, times=times)
    if ask is TipAsk.name:
        return tips.name(times)
    if ask is TipAsk.area:
        return tips.area(heard.city.districts, times)
    return tips.say_what() if tip.more else tips.seen(times)


def _led(lead: str, reply: Reply) -> Reply:
    return reply.model_copy(update={"text": f"{lead}{reply.text}"}) if lead else reply
