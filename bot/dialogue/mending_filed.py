"""What was filed a moment ago is put right: 不是金记，是全记 · 电话换成….

A correction is no passing word: it replaces what the case says, in every case of that filing.
"""

import re

from api.contract.codes import Kind
from api.contract.models import Facts, Reporter
from bot.dialogue import looking_up
from bot.dialogue.conversation import Conversation, Draft, Filed, Purpose
from bot.dialogue.correcting import correct
from bot.dialogue.identity import introduced
from bot.dialogue.items import is_only_wrong, wrong_field
from bot.dialogue.kinds import MATTERS
from bot.dialogue.meaning import is_a_matter
from bot.dialogue.parting import begins_another, corrects
from bot.dialogue.putting import Corrected, shown_of
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Carried
from bot.dialogue.turn import Heard, Turn
from bot.wording import intake
from bot.wording.plain import mask_phone

_LONGEST = 60
_SELF = r"(?:电话|手机号?码?|号码|联系方式|联系地址|姓名|名字)"
_CHANGES = re.compile(
    rf"(?:加|留|补|改|换|更新|更正|登记)[^，,。；;]{{0,6}}{_SELF}|{_SELF}[^，,。；;]{{0,6}}(?:改|换|变|错|是)"
)
"""能加个电话吗: how to be reached, beside whatever else is said."""


def put_right(conversation: Conversation, heard: Heard) -> Turn | None:
    """A correction of the last filing, or another way to reach its teller; None if neither."""
    if conversation.questions or not heard.text:
        return None
    mended = mend_filed(conversation, heard)
    if mended is None and changes_contact(conversation, heard):
        return new_contact(conversation.but(carried=None), heard)
    return mended


def mend_filed(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that corrects the last filing, or None if it corrects none."""
    filed = conversation.filed
    if filed is None or heard.message.button is not None or len(heard.text) > _LONGEST:
        return None
    waits = filed.draft.fixing
    conversation = conversation.but(filed=filed.but(draft=filed.draft.but(fixing=None)))
    field = wrong_field(heard.text)
    if field is not None and is_only_wrong(heard.text):
        kept = filed.but(draft=filed.draft.but(fixing=field))
        return Turn(conversation.but(filed=kept), (intake.what_instead(field),))
    if (
        begins_another(heard.text)
        or _is_of_another(filed, heard)
        or (waits is None and is_question(heard.text))
    ):
        return None
    before = filed.draft.but(asking=None, fixing=waits)
    done = correct(before, heard)
    if done is not None and done.field == "demand" and Kind.complaint not in before.kinds:
        return None  # a claim on the trader is no part of a report
    return None if done is None else _bring(conversation, filed, before, done, heard)


def _is_of_another(filed: Filed, heard: Heard) -> bool:
    """再帮我投诉隔壁「老孙家凉皮」: another trader's matter, and no other name of the first."""
    new, known = heard.understood.merchant, filed.draft.facts.merchant
    other = bool(new and known and new not in known and known not in new)
    return other and is_a_matter(heard) and not corrects(heard.text)


def changes_contact(conversation: Conversation, heard: Heard) -> bool:
    """电话换成…: somebody known tells how to be reached, and nothing of a matter."""
    meant = heard.understood
    own = introduced(heard.text, meant.findings) != Reporter()
    if not conversation.cases or not own or meant.merchant:
        return False
    if _CHANGES.search(heard.text):
        return True
    matter = {*MATTERS}.intersection(meant.kinds)
    return not (meant.hazards or matter or is_question(heard.text))


def new_contact(conversation: Conversation, heard: Heard) -> Turn:
    """Another phone, name or address of the person, for the cases that are being handled."""
    kept = looking_up.carrying(conversation, heard)
    carried = kept.carried or Carried()
    own = carried.reporter or Reporter()
    value = mask_phone(own.phone) if own.phone else ""
    kept = kept.but(carried=carried.but(facts=None, mends="phone", value=value))
    return looking_up.look_up(kept, heard, Purpose.contact)


def _bring(
    conversation: Conversation, filed: Filed, before: Draft, done: Corrected, heard: Heard
) -> Turn:
    first, *more = filed.numbers
    carried = Carried(
        text=(heard.message.written or heard.message.text)[:20_000],
        facts=_changed(before.facts, done.draft.facts),
        reporter=_whose(before.reporter, done.draft.reporter),
        evidence=heard.evidence,
        at=heard.message.at,
        key=conversation.key,
        also=tuple(more),
        mends=done.field,
        value="、".join(shown for one in (*done.more, done) if (shown := shown_of(one))),
    )
    now = filed.but(draft=done.draft.but(fixing=None))
    return looking_up.add(conversation.but(carried=carried, filed=now), first, heard.channel)


def _changed(before: Facts, now: Facts) -> Facts | None:
    """The facts that are others now."""
    old = before.model_dump()
    changed = {name: value for name, value in now.model_dump().items() if value != old[name]}
    facts = Facts.model_validate(changed)
    return facts if facts != Facts() else None


def _whose(before: Reporter, now: Reporter) -> Reporter | None:
    old = before.model_dump()
    changed = {name: value for name, value in now.model_dump().items() if value != old[name]}
    return Reporter.model_validate(changed) if changed else None
