"""A draft begins: what was told is taken, and what is missing is asked for."""

from api.contract.codes import Kind
from api.contract.models import Facts, Said
from bot.dialogue import smalltalk
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import ask_what_is_wanted, proceed
from bot.dialogue.candidates import with_candidates
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.kinds import only_called, without_guesses
from bot.dialogue.meaning import is_clear
from bot.dialogue.shrugging import before_it
from bot.dialogue.telling import asks_unnamed
from bot.dialogue.traces import Carried
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake, trouble


def begin_with_carried(conversation: Conversation, heard: Heard) -> Turn:
    """What was taken for a word on an earlier case is a matter of its own."""
    carried = conversation.carried or Carried()
    at = carried.at or heard.message.at
    said = (Said(id=carried.key, at=at, text=carried.text),) if carried.text else ()
    start = Draft(
        said=said, evidence=carried.evidence, facts=carried.told or Facts(), started_at=at
    )
    return begin_draft(conversation.at_rest(), heard, start=start)


def begin_draft(
    conversation: Conversation, heard: Heard, *lead: str, start: Draft | None = None
) -> Turn:
    """A complaint or report: take what was told, ask for the rest."""
    before = start or before_it(conversation, heard) or Draft()
    draft = absorb(before, heard, conversation.key)
    draft = only_called(with_candidates(draft, heard), heard)
    if draft.kinds == (Kind.report,) and asks_unnamed(heard.text):
        draft = draft.but(anonymous=True)
    fresh = conversation.but(
        stage=Stage.collecting, draft=draft, handed=None, puzzled=0, shrugged=None
    )
    if heard.understood.outside is not None:
        away = trouble.other_city(heard.understood.outside, heard.city)
        return Turn(fresh.but(stage=Stage.referred), (away,))
    if not is_clear(heard):
        return ask_what_is_wanted(fresh, without_guesses(draft, heard), *lead)
    words = intake.noted_kind(Kind.complaint in draft.kinds, Kind.report in draft.kinds)
    said = (intake.sorry(),) if smalltalk.is_angry(heard.text) else ()
    return proceed(fresh, draft, heard.channel, *lead, *said, words)


def begin_unsure(conversation: Conversation, heard: Heard, start: Draft | None = None) -> Turn:
    """Something is told, and it has to be asked what is wanted."""
    unsure = heard.understood.model_copy(update={"confidence": 0.0})
    return begin_draft(conversation, Heard(heard.message, unsure, heard.city), start=start)
