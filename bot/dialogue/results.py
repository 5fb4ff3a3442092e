"""What the tracker answered, and what follows for the person."""

from collections.abc import Sequence

from api.contract.client import TrackerError, TrackerUnreachableError
from api.contract.codes import Kind
from api.contract.models import CaseView, ChannelRef, CityInfo, Receipt
from api.contract.privacy import Stored
from api.contract.understood import Understood
from api.contract.volunteers import Membership
from bot.dialogue import (
    collecting,
    duty_news,
    filing,
    looking_up,
    own_data,
    rating,
    several,
    sharing,
    taking_back,
    taking_over,
    volunteer_results,
)
from bot.dialogue.asking import ask_on, remind
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.followed import take_up
from bot.dialogue.handing_in import handed_in
from bot.dialogue.pending import OWN
from bot.dialogue.requests import (
    AddToCase,
    AskProgress,
    Erased,
    FileCases,
    ListMine,
    Proofs,
    RateCase,
    ReadParts,
    Request,
    TakeBack,
)
from bot.dialogue.traces import Engaged
from bot.dialogue.turn import Turn
from bot.message import Reply
from bot.wording import answers, emergency, filed, progress, trouble

Result = (
    Receipt
    | CaseView
    | Sequence[CaseView]
    | tuple[Understood, ...]
    | Membership
    | own_data.Answer
    | TrackerError
)
_UNKNOWN = 404
_CONFLICT = 409


def resume(
    conversation: Conversation,
    request: Request,
    result: Result,
    city: CityInfo,
) -> Turn:
    """One function a kind of request; every error has its own words."""
    if isinstance(result, TrackerError):
        unrated = rating.not_rated(conversation, request, result)
        return unrated or _failed(conversation, request, result, city)
    if isinstance(result, Membership | Stored | Erased | Proofs):
        return _of_person(conversation, request, result)
    if isinstance(request, FileCases) and isinstance(result, Receipt):
        return _filed(conversation, request, result, city)
    if isinstance(result, CaseView):
        return _one_case(conversation, request, result)
    if isinstance(request, ReadParts) and isinstance(result, tuple):
        return _read(conversation, request, result, city)
    if isinstance(request, ListMine | AskProgress) and isinstance(result, list):
        return _several(conversation, request, result)
    raise TypeError(f"{type(result).__name__} does not answer {type(request).__name__}")


def _read(
    conversation: Conversation, request: ReadParts, parts: tuple[Understood, ...], city: CityInfo
) -> Turn:
    """Parts of what a matter in hand is told in, or of a first message."""
    if request.owners:
        return sharing.read_apart(conversation, request, parts, city, collecting.hear_one)
    return several.parted(conversation, request, parts, city)


def _of_person(
    conversation: Conversation, request: Request, result: Membership | own_data.Answer
) -> Turn:
    """What is about the person, and no case."""
    if isinstance(result, Membership):
        return volunteer_results.resume(conversation, request, result)
    return own_data.resume(conversation, request, result)


def _several(
    conversation: Conversation, request: ListMine | AskProgress, views: list[CaseView]
) -> Turn:
    """Cases of this chat, or of another one that a number and its code opened."""
    if isinstance(request, ListMine):
        return _listed(conversation, request, views)
    new = {view.number for view in views} - set(conversation.cases)
    words = progress.opened(views, followed=bool(new))
    return _with_thread(take_up(conversation, views), words)


def _one_case(conversation: Conversation, request: Request, view: CaseView) -> Turn:
    match request:
        case AddToCase():
            return _added(conversation, request, view)
        case TakeBack():
            more = taking_back.next_one(conversation, view, request.body.channel)
            rest = conversation.back_to_draft()
            return more or _with_thread(rest, progress.withdrawn(view))
        case RateCase():
            return rating.rated(conversation, request, view)
        case _:
            raise TypeError(f"a case does not answer {type(request).__name__}")


def to_person(conversation: Conversation, draft: Draft, channel: ChannelRef) -> Turn:
    """Hand what was told to a person and end the draft."""
    kept, request = filing.file_for_person(conversation.at_rest(), draft, channel)
    return Turn(kept, (Reply(text=answers.for_a_person()),), request)


def _filed(
    conversation: Conversation, request: FileCases, receipt: Receipt, city: CityInfo
) -> Turn:
    numbers = tuple(view.number for view in receipt.cases)
    known = conversation.but(cases=tuple(dict.fromkeys((*conversation.cases, *numbers))))
    if taking_over.is_emergency(known, request):
        words = filed.emergency_filed(receipt, city)
        return taking_over.continue_after(known, request, receipt, words)
    if request.body.tip:
        told, words = volunteer_results.tip_filed(known, receipt)
        return handed_in(told, request, receipt, words, city)
    kind = request.body.matters[0].kind
    if kind is Kind.query:
        return _handed(known, receipt, city)
    if kind is Kind.suggestion:
        return Turn(known, (filed.suggestion_filed(receipt),))
    converted = request.body.converts is not None and request.body.converts.number in numbers
    words = filed.filed(receipt, anonymous=request.body.reporter is None, converted=converted)
    return handed_in(known, request, receipt, words, city)


def _handed(conversation: Conversation, receipt: Receipt, city: CityInfo) -> Turn:
    words = filed.handed_over(receipt, city)
    if conversation.draft is None:
        return Turn(conversation, (words,))
    kept = conversation.but(handed=receipt.cases[0].number)
    return Turn(kept, (words, Reply(text=answers.draft_kept())))


def _added(conversation: Conversation, request: AddToCase, view: CaseView) -> Turn:
    draft = conversation.draft
    if draft is not None and draft.linked_to == request.number and conversation.carried is None:
        sent = draft.but(sent_words=len(draft.said), sent_evidence=len(draft.evidence))
        kept, words = duty_news.passed_with_draft(conversation.but(draft=sent), sent, request)
        return ask_on(kept, sent, words)
    carried = conversation.carried
    if carried is not None and carried.also:
        next_, *rest = carried.also
        done = (*carried.brought, request.number)
        passed = carried.but(also=tuple(rest), brought=done)
        return looking_up.add(conversation.but(carried=passed), next_, request.body.channel)
    asking = carried is not None and carried.asks
    left = tuple(q for q in conversation.questions if asking or q.number != request.number)
    engaged = Engaged(
        number=view.number, at=conversation.moment, asked=_answers(conversation, request.number)
    )
    kept = conversation.but(questions=left, engaged=engaged).back_to_draft()
    if not view.open and kept.draft is None:
        kept = kept.but(carried=carried)
    said = _added_words(conversation, request, view)
    if said is None:
        kept, words = duty_news.passed_alone(kept, request)
        said = Reply(text=words)
    return _with_thread(kept, said)


def _answers(conversation: Conversation, number: str) -> bool:
    """Whether what was added answers an officer, or goes on with such an answer."""
    before = conversation.engaged
    goes_on = before is not None and before.number == number and before.asked
    return goes_on or any(question.number == number for question in conversation.questions)


def _added_words(conversation: Conversation, request: AddToCase, view: CaseView) -> Reply | None:
    """What became of the words: an answer, a question back, one thing more; None is news."""
    asked = conversation.questions_by_number().get(request.number)
    known = conversation.urgent
    if asked is not None and conversation.carried is not None and conversation.carried.asks:
        return progress.asked_back(view, asked)
    carried = conversation.carried
    numbers = (*carried.brought, view.number) if carried is not None else (view.number,)
    if carried is not None and carried.mends is not None and view.open:
        return progress.put_right(numbers, carried.value)
    if not view.open:
        return progress.added_after_end(view)
    if asked is not None:
        return progress.answer_passed_on(view)
    if known is not None and known.number == request.number:
        return None
    return progress.added(numbers, photos=len(request.body.evidence))


def _listed(conversation: Conversation, request: ListMine, views: list[CaseView]) -> Turn:
    turn = looking_up.found(conversation, views, request.body.channel)
    ended = turn.request is None and turn.conversation.stage not in {
        Stage.picking,
        Stage.withdrawing,
    }
    waits = turn.conversation.draft is not None or turn.conversation.stage in OWN
    if not waits or not ended:
        return turn
    return remind(turn.conversation).first(*turn.replies)


def _with_thread(conversation: Conversation, words: Reply) -> Turn:
    if conversation.draft is None or conversation.stage is Stage.referred:
        return Turn(conversation, (words,))
    return remind(conversation).first(words)


def _failed(
    conversation: Conversation, request: Request, error: TrackerError, city: CityInfo
) -> Turn:
    if isinstance(request, FileCases):
        return _not_filed(conversation, request, error, city)
    if volunteer_results.is_ours(request):
        return volunteer_results.failed(conversation, error, city)
    if isinstance(request, AddToCase) and _goes_on_unsent(conversation, request):
        draft = conversation.draft or Draft()
        return ask_on(conversation, draft)
    return _not_done(conversation, request, error, city)


def _not_done(
    conversation: Conversation, request: Request, error: TrackerError, city: CityInfo
) -> Turn:
    if isinstance(error, TrackerUnreachableError):
        return _with_thread(conversation.back_to_draft(), trouble.look_up_failed(city.hotline))
    if isinstance(request, AskProgress) and error.status == _UNKNOWN:
        return _with_thread(conversation, progress.no_match())
    if isinstance(request, AddToCase) and error.status in {_UNKNOWN, _CONFLICT}:
        open_ones = tuple(q for q in conversation.questions if q.number != request.number)
        ended = tuple(dict.fromkeys((*conversation.ended, request.number)))
        kept = conversation.but(questions=open_ones, ended=ended).back_to_draft()
        if kept.draft is None:
            kept = kept.but(carried=conversation.carried)
        return _with_thread(kept, progress.not_open(request.number))
    return _with_thread(conversation.back_to_draft(), trouble.refused(error.detail, city.hotline))


def _goes_on_unsent(conversation: Conversation, request: AddToCase) -> bool:
    """A detail of an emergency is sent with the next message, if it could not be now."""
    draft = conversation.draft
    return draft is not None and draft.linked_to == request.number and conversation.carried is None


def _not_filed(
    conversation: Conversation, request: FileCases, error: TrackerError, city: CityInfo
) -> Turn:
    lost = isinstance(error, TrackerUnreachableError)
    if taking_over.is_emergency(conversation, request):
        if lost:
            return Turn(conversation, (emergency.not_filed_yet(city),))
        draft = (conversation.draft or Draft()).but(key=None)
        return ask_on(conversation.but(draft=draft), draft).first(
            trouble.refused(error.detail, city.hotline)
        )
    words = (
        trouble.unreachable(city.hotline) if lost else trouble.refused(error.detail, city.hotline)
    )
    if conversation.draft is not None and not lost:
        conversation = conversation.but(draft=conversation.draft.but(key=None))
    return Turn(conversation, (words,))
