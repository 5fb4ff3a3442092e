"""From a draft to requests of the tracker."""

from api.contract.codes import Demand, Kind
from api.contract.models import (
    ChannelRef,
    Conversion,
    Facts,
    FileRequest,
    Matter,
    Reporter,
    Said,
    Supplement,
)
from bot.dialogue.authority import demands_check, tells_to_act
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.demanding import demands_in
from bot.dialogue.kinds import MATTERS
from bot.dialogue.reported import disputed_in, violated_in
from bot.dialogue.requests import AddToCase, FileCases
from bot.dialogue.script import in_plain
from bot.dialogue.traces import Answered

_BRIEF = 40
_HAZARDS = {Kind.complaint: disputed_in, Kind.report: violated_in}
MOST_EVIDENCE = 30
"""As many as one filing takes; the rest follows as a supplement."""


def matters_of(draft: Draft) -> tuple[Matter, ...]:
    """One matter a kind: what befell the buyer is the dispute, the rest the violation."""
    return tuple(_matter(draft, kind, _HAZARDS[kind](draft)) for kind in draft.kinds)


def file_draft(
    conversation: Conversation, draft: Draft, channel: ChannelRef
) -> tuple[Conversation, FileCases]:
    """The filing of a draft; a second attempt carries the key of the first."""
    if draft.report_unnamed and draft.kinds == MATTERS:
        return _file_unnamed_half(conversation, draft, channel)
    return _file(conversation, draft, channel, matters_of(draft), _conversion(conversation, draft))


def asks_check(draft: Draft) -> bool:
    """Whether anything that was told asks the office to look into the trader."""
    return bool(_punish(draft)) or any(map(demands_check, in_plain(draft.said)))


def _conversion(conversation: Conversation, draft: Draft) -> Conversion | None:
    """Who only wants money after an emergency tells one matter: its report becomes that.

    It stays beside the complaint where a check is asked, and where its reporter chose to leave
    no name with it.
    """
    known = conversation.urgent
    if known is None or known.number != draft.linked_to or known.unnamed or asks_check(draft):
        return None
    return Conversion(number=known.number, told=draft.sent_words)


def _file_unnamed_half(
    conversation: Conversation, draft: Draft, channel: ChannelRef
) -> tuple[Conversation, FileCases]:
    """The report of two matters, without its writer; the complaint follows under their name."""
    _, report = matters_of(draft)
    kept, request = _file(conversation, draft.but(anonymous=True), channel, (report,))
    key = kept.draft.key if kept.draft is not None else None
    return kept.but(draft=draft.but(key=key)), request


def file_emergency(
    conversation: Conversation, draft: Draft, channel: ChannelRef
) -> tuple[Conversation, FileCases]:
    """The report of an emergency, with what is known now."""
    matter = _matter(draft, Kind.report, draft.hazards).model_copy(update={"emergency": True})
    return _file(conversation, draft, channel, (matter,))


def file_for_person(
    conversation: Conversation, draft: Draft, channel: ChannelRef
) -> tuple[Conversation, FileCases]:
    """A question or an unfinished talk, for a person to read."""
    conversation, key = conversation.next_key()
    matter = Matter(
        kind=Kind.query,
        hazard=draft.hazards[0] if draft.hazards else None,
        emergency=draft.emergency,
        facts=draft.facts,
    )
    body = FileRequest(
        key=key,
        channel=channel,
        matters=(matter,),
        reporter=_reporter(draft),
        earlier=_earlier(draft),
        messages=draft.said,
        evidence=draft.evidence[:MOST_EVIDENCE],
        linked_to=draft.linked_to,
    )
    return conversation, FileCases(body=body)


def file_question(
    conversation: Conversation,
    asked: Answered,
    channel: ChannelRef,
    linked_to: str | None = None,
) -> tuple[Conversation, FileCases]:
    """A question whose answer did not help, with the answer that was given.

    Args:
        conversation: The chat.
        asked: The question, and what was answered.
        channel: Where its writer can be answered.
        linked_to: The case of this chat that it is about.
    """
    conversation, key = conversation.next_key()
    given = asked.answer
    messages = [asked.question]
    if given is not None:
        own = {"id": f"{asked.question.id}:a", "text": given, "from_citizen": False}
        messages.append(asked.question.model_copy(update=own))
    matter = Matter(kind=Kind.query, hazard=asked.hazard)
    body = FileRequest(
        key=key,
        channel=channel,
        matters=(matter,),
        messages=tuple(messages),
        linked_to=linked_to,
    )
    return conversation, FileCases(body=body)


def file_suggestion(
    conversation: Conversation, said: tuple[Said, ...], channel: ChannelRef
) -> tuple[Conversation, FileCases]:
    """A proposal or praise."""
    conversation, key = conversation.next_key()
    body = FileRequest(
        key=key, channel=channel, matters=(Matter(kind=Kind.suggestion),), messages=said
    )
    return conversation, FileCases(body=body)


def unsent(draft: Draft) -> bool:
    """Whether the filed emergency lacks something that was told since."""
    return draft.linked_to is not None and (
        draft.sent_words < len(draft.said) or draft.sent_evidence < len(draft.evidence)
    )


def add_unsent(
    conversation: Conversation, draft: Draft, channel: ChannelRef
) -> tuple[Conversation, AddToCase]:
    """What was told since the emergency was filed."""
    conversation, key = conversation.next_key()
    words = "\n".join(said.text for said in draft.said[draft.sent_words :])
    body = Supplement(
        key=key,
        channel=channel,
        text=words[:20_000],
        at=conversation.moment,
        facts=_in_its_city(draft).model_copy(update={"demand": _punish(draft)}),
        severity=draft.severity,
        reporter=_reporter(draft),
        evidence=draft.evidence[draft.sent_evidence :],
    )
    return conversation, AddToCase(number=draft.linked_to or "", body=body)


def _file(
    conversation: Conversation,
    draft: Draft,
    channel: ChannelRef,
    matters: tuple[Matter, ...],
    converts: Conversion | None = None,
) -> tuple[Conversation, FileCases]:
    conversation, fresh = conversation.next_key()
    key = draft.key or fresh
    body = FileRequest(
        key=key,
        channel=channel,
        matters=matters,
        reporter=_reporter(draft),
        earlier=_earlier(draft),
        messages=draft.said,
        evidence=draft.evidence[:MOST_EVIDENCE],
        linked_to=draft.linked_to or draft.follows,
        converts=converts,
        tip=draft.tip is not None,
    )
    return conversation.but(draft=draft.but(key=key)), FileCases(body=body)


def _reporter(draft: Draft) -> Reporter | None:
    known = draft.reporter != Reporter()
    return draft.reporter if known and not draft.anonymous else None


def _earlier(draft: Draft) -> tuple[Reporter, ...]:
    """What was given and does not hold; of an anonymous filing, all of it."""
    taken_back = (draft.reporter,) if draft.anonymous and draft.reporter != Reporter() else ()
    return (*draft.earlier, *taken_back)[-50:]


def _punish(draft: Draft) -> tuple[Demand, ...]:
    said = any(
        (len(one.text) <= _BRIEF and Demand.punish in demands_in(one.text))
        or tells_to_act(one.text)
        for one in draft.said
    )
    return (Demand.punish,) if said or Demand.punish in draft.facts.demand else ()


def _in_its_city(draft: Draft) -> Facts:
    """The facts, with the city as division where no district is known: its office takes them."""
    facts = draft.facts
    if draft.city is None or facts.district is not None or facts.division is not None:
        return facts
    return facts.model_copy(update={"division": draft.area})


def _matter(draft: Draft, kind: Kind, hazards: tuple[object, ...]) -> Matter:
    civil = tuple(d for d in draft.facts.demand if d is not Demand.punish)
    parted = draft.kinds == MATTERS or draft.linked_to is not None
    demand = civil if kind is Kind.complaint else draft.facts.demand
    if kind is Kind.report:
        unnamed = draft.anonymous  # nobody is there for whom it could be claimed
        demand = (*(() if parted or unnamed else civil), *_punish(draft))
    return Matter.model_validate(
        {
            "kind": kind,
            "hazard": hazards[0] if hazards else None,
            "further_hazards": hazards[1:],
            "setting": draft.setting,
            "severity": draft.severity,
            "emergency": draft.emergency,
            "agency": draft.agency,
            "facts": _in_its_city(draft).model_copy(update={"demand": demand}),
        }
    )
