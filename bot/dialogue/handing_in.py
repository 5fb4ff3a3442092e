"""A matter was handed in: what is kept in mind of it, and what follows it."""

from api.contract.codes import Kind
from api.contract.models import ChannelRef, CityInfo, Receipt, Supplement
from bot.dialogue import filing, several
from bot.dialogue.asking import outline
from bot.dialogue.conversation import Conversation, Draft, Filed, Stage
from bot.dialogue.kinds import MATTERS
from bot.dialogue.requests import AddToCase, FileCases
from bot.dialogue.turn import Turn
from bot.message import Reply
from bot.wording import progress, summary


def handed_in(
    conversation: Conversation, request: FileCases, receipt: Receipt, words: Reply, city: CityInfo
) -> Turn:
    """What was filed is done; a matter that waits for it comes next."""
    before = conversation.draft
    if before is not None and before.report_unnamed and before.kinds == MATTERS:
        return _file_named_half(conversation, before, request.body.channel).first(words)
    if before is not None:
        conversation = conversation.but(filed=_remembered(conversation, before, receipt))
    turn = _rest_of_evidence(conversation, request, receipt, words)
    if turn.request is not None:
        return turn
    more = several.next_matter(turn.conversation, request.body.channel, city, before)
    if more is None:
        return turn
    return _file_too(more, request.body.channel).first(*turn.replies)


def _file_named_half(conversation: Conversation, draft: Draft, channel: ChannelRef) -> Turn:
    """The report of two matters is filed without a name: the complaint follows under it."""
    complaint, _ = filing.matters_of(draft)
    first = (complaint.hazard,) if complaint.hazard is not None else ()
    rest = draft.but(
        kinds=(Kind.complaint,),
        hazards=(*first, *complaint.further_hazards),
        reported=(),
        facts=complaint.facts,
        key=None,
    )
    kept, request = filing.file_draft(conversation.but(draft=rest), rest, channel)
    return Turn(kept, (), request)


def _file_too(turn: Turn, channel: ChannelRef) -> Turn:
    """Told along with what was just handed in, and with nothing missing: handed in as well."""
    draft = turn.conversation.draft
    whole = draft is not None and turn.conversation.stage is Stage.confirming
    if draft is None or turn.request is not None or not whole:
        return turn
    kept, request = filing.file_draft(turn.conversation, draft, channel)
    return Turn(kept, (*turn.replies[:1], summary.filed_as(outline(draft))), request)


def _remembered(conversation: Conversation, draft: Draft, receipt: Receipt) -> Filed:
    """What was filed just now, an emergency of the same telling with it."""
    numbers = tuple(view.number for view in receipt.cases)
    linked = (draft.linked_to,) if draft.linked_to is not None else ()
    told = tuple(dict.fromkeys((*numbers, *linked)))
    return Filed(numbers=told, draft=draft, at=conversation.moment)


def _rest_of_evidence(
    conversation: Conversation, request: FileCases, receipt: Receipt, words: Reply
) -> Turn:
    """Photos beyond what one filing takes follow as a supplement."""
    evidence = conversation.draft.evidence if conversation.draft else ()
    rest = evidence[len(request.body.evidence) :]
    done = conversation.at_rest()
    waiting = (progress.still_asked(done.questions_by_number()),) if done.questions else ()
    if not rest:
        return Turn(done, (words, *waiting))
    done, key = done.next_key()
    body = Supplement(key=key, channel=request.body.channel, at=done.moment, evidence=rest)
    return Turn(done, (words,), AddToCase(number=receipt.cases[0].number, body=body))
