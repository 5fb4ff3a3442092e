"""A claim after a report was filed: 还是要他退钱 begins the dispute of the same matter."""

import re

from api.contract.codes import Demand, Kind
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation, Draft, Filed, Stage
from bot.dialogue.demanding import asked_by
from bot.dialogue.kinds import VAGUE
from bot.dialogue.pointing_back import is_named, names_another_shop
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import intake

_LONGEST = 60
_WISHES = re.compile(
    r"(?:我|还是|就|也|只|得|必须)要|想要|[让叫]他|(?:退|赔|还)(?:钱|款)?(?:给)?我|给我(?:退|赔|换)|把[^，,。]{0,8}(?:退|赔|还)"
)


def claim_after_report(conversation: Conversation, heard: Heard) -> Turn | None:
    """The dispute of what was only reported, with all that is known of it; None if it is none."""
    filed = conversation.filed
    if filed is None or not _is_of_a_report(conversation, filed, heard):
        return None
    draft = absorb(_dispute_of(filed), heard, conversation.key)
    wanted = tuple(dict.fromkeys((*draft.facts.demand, *asked_by(heard))))
    facts = draft.facts.model_copy(
        update={"demand": tuple(one for one in wanted if one is not Demand.punish)}
    )
    told = draft.but(kinds=(Kind.complaint,), facts=facts)
    kept = conversation.but(stage=Stage.collecting, draft=told, puzzled=0, carried=None)
    said = Reply(text=intake.claim_beside_report(unnamed=filed.draft.anonymous))
    return proceed(kept, told, heard.channel).first(said)


def _is_of_a_report(conversation: Conversation, filed: Filed, heard: Heard) -> bool:
    """Whether a message claims something, of the last filing, which was a report alone."""
    told, meant, text = filed.draft, heard.understood, heard.text
    alone = told.kinds == (Kind.report,) and told.linked_to is None and told.tip is None
    busy = conversation.draft is not None or conversation.questions or heard.message.button
    if not alone or busy or len(text) > _LONGEST or Kind.withdraw in meant.kinds:
        return False
    only_asked = is_question(text) and _WISHES.search(text) is None
    return bool(asked_by(heard)) and not only_asked and not _is_another(told, heard)


def _is_another(told: Draft, heard: Heard) -> bool:
    """Another trader's, or something else that is wrong, told without a word for the first."""
    meant, known = heard.understood, told.facts.merchant
    if names_another_shop(heard.text):
        return True
    if known is not None and is_named(known, heard.text):
        return False
    elsewhere = meant.place is not None and meant.place not in (told.facts.place or "")
    return bool(meant.merchant or elsewhere or set(meant.ruled) - {*told.hazards, *VAGUE})


def _dispute_of(filed: Filed) -> Draft:
    """What the report told, as a complaint that is begun; the report stays what it is."""
    return filed.draft.but(
        kinds=(Kind.complaint,),
        asking=None,
        asked={},
        reminded={},
        fixing=None,
        shown=False,
        anonymous=False,
        key=None,
        follows=filed.numbers[0],
    )
