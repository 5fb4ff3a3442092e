"""What each command does; a command that does not fit is heard as ordinary words."""

from collections.abc import Callable, Mapping

from api.contract.codes import Kind
from bot.dialogue import collecting, filing, looking_up
from bot.dialogue.absorbing import PERSONAL, keep_words
from bot.dialogue.asking import DECLINABLE, ask_on, proceed, remember, remind
from bot.dialogue.commands import Command
from bot.dialogue.conversation import Conversation, Draft, Purpose, Stage
from bot.dialogue.opening import begin_draft
from bot.dialogue.plan import SKIPPABLE, next_question
from bot.dialogue.turn import Heard, Turn
from bot.inbox.message import Reply
from bot.wording import answers, greeting, intake, progress, summary, trouble
from bot.wording.asks import Ask


def obey(conversation: Conversation, heard: Heard, command: Command) -> Turn | None:
    """Carry a command out, or None if it means nothing special here."""
    turn = _DOES[command](conversation, heard)
    if turn is None and heard.message.button is not None and command not in _ANSWERS:
        return _no_longer(conversation)
    return turn


def file(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """Send a draft off."""
    kept, request = filing.file_draft(conversation, draft, heard.channel)
    return Turn(kept.but(stage=Stage.confirming), (), request)


def _no_longer(conversation: Conversation) -> Turn:
    """A button of an older message."""
    return (
        Turn(conversation, (greeting.nothing_open(),))
        if conversation.draft is None
        else remind(conversation)
    )


def _cancel(conversation: Conversation, _heard: Heard) -> Turn | None:
    if conversation.stage in {Stage.picking, Stage.withdrawing}:
        return _back(conversation, progress.kept())
    if conversation.draft is None and conversation.stage is Stage.idle:
        return Turn(conversation, (greeting.nothing_open(),))
    filed = conversation.draft.linked_to if conversation.draft else None
    return Turn(conversation.at_rest(), (greeting.cancelled(filed),))


def _restart(conversation: Conversation, _heard: Heard) -> Turn | None:
    filed = conversation.draft.linked_to if conversation.draft else None
    return Turn(conversation.at_rest(), (greeting.restarted(filed),))


def _undo(conversation: Conversation, _heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or not conversation.history:
        return Turn(conversation, (greeting.cannot_undo(),))
    *older, last = conversation.history
    kept = last.draft.but(
        said=draft.said,
        evidence=draft.evidence,
        linked_to=draft.linked_to,
        key=draft.key,
        asked=draft.asked,
        reminded=draft.reminded,
        sent_words=draft.sent_words,
        sent_evidence=draft.sent_evidence,
        kinds=() if draft.linked_to and last.draft.kinds == (Kind.report,) else last.draft.kinds,
    )
    back = conversation.but(stage=last.stage, draft=kept, history=tuple(older))
    return remind(back).first(Reply(text=greeting.undone()))


def _person(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None and conversation.carried is not None:
        return looking_up.hand_carried(conversation, heard)
    if draft is not None and draft.said:
        if conversation.handed is not None:
            return Turn(conversation, (answers.already_handed(conversation.handed, heard.city),))
        kept, request = filing.file_for_person(conversation, draft, heard.channel)
        return Turn(kept, (Reply(text=answers.for_a_person()),), request)
    if conversation.answered is not None:
        return _hand_question(conversation, heard, answers.for_a_person())
    words = answers.tell_the_person(heard.city)
    return Turn(conversation.at_rest().but(stage=Stage.describing), (words,))


def _useless(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.answered is None:
        return None
    return _hand_question(conversation, heard, answers.sorry_not_helpful())


def _useful(conversation: Conversation, _heard: Heard) -> Turn | None:
    if conversation.answered is None:
        return None
    return Turn(conversation.but(answered=None), (answers.glad(),))


def _hand_question(conversation: Conversation, heard: Heard, words: str) -> Turn | None:
    asked = conversation.answered
    if asked is None:
        return None
    kept, request = filing.file_question(conversation.but(answered=None), asked, heard.channel)
    return Turn(kept, (Reply(text=words),), request)


def _progress(conversation: Conversation, heard: Heard) -> Turn | None:
    return looking_up.look_up(conversation, heard, Purpose.progress)


def _why(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is not None and draft.asking is not None:
        words = Reply(text=intake.why_asked(draft.asking))
        return remind(conversation).first(words)
    return looking_up.look_up(conversation, heard, Purpose.why)


def _help(conversation: Conversation, heard: Heard) -> Turn | None:
    words = greeting.help_(heard.city)
    return (
        Turn(conversation, (words,))
        if conversation.draft is None
        else remind(conversation).first(words)
    )


def _submit(conversation: Conversation, heard: Heard) -> Turn | None:
    """File if all is there; otherwise leave open what may be left open, and ask for the rest."""
    draft = conversation.draft
    if draft is None or conversation.stage is Stage.referred:
        return Turn(conversation, (greeting.nothing_open(),))
    if not draft.kinds and draft.linked_to is None:
        return remind(conversation)
    told = keep_words(draft, heard, conversation.key)
    told = told.but(skipped=told.skipped | DECLINABLE, candidates=())
    if next_question(told) is Ask.anonymity:
        told = told.but(anonymous=True)
    ready = next_question(told) is None
    sure = told.shown or Kind.complaint not in told.kinds
    if ready and sure and told.kinds:
        return file(remember(conversation), told, heard)
    return proceed(remember(conversation), told, heard.channel)


def _edit(conversation: Conversation, _heard: Heard) -> Turn | None:
    if conversation.stage is not Stage.confirming:
        return None
    return Turn(conversation, (summary.what_to_change(),))


def _skip(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or draft.asking is None or conversation.stage not in _ASKED:
        return None
    if draft.asking is Ask.anonymity:
        return _anonymous(conversation, heard)
    if draft.asking not in SKIPPABLE:
        return None
    told = keep_words(draft, heard, conversation.key)
    told = told.but(skipped=told.skipped | {draft.asking}, candidates=())
    return proceed(remember(conversation), told, heard.channel)


def _go_on(conversation: Conversation, _heard: Heard) -> Turn | None:
    draft = conversation.draft
    return None if draft is None else collecting.go_on(conversation, draft)


def _anonymous(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or conversation.stage is Stage.referred:
        return begin_draft(conversation, heard) if Kind.report in heard.understood.kinds else None
    if conversation.stage is Stage.offering:
        return _to_report(conversation, heard)
    told = keep_words(draft, heard, conversation.key)
    if Kind.complaint in told.kinds:
        return _offer_report(remember(conversation), told)
    told = told.but(anonymous=True, kinds=told.kinds or _REPORT)
    if told.linked_to is not None:
        told = told.but(kinds=draft.kinds)
    if told.asking is Ask.anonymity and next_question(told) is None and told.kinds:
        return file(remember(conversation), told, heard)
    return proceed(remember(conversation), told, heard.channel)


def _offer_report(conversation: Conversation, draft: Draft) -> Turn:
    times = draft.refused_name + 1
    kept = conversation.but(stage=Stage.offering, draft=draft.but(refused_name=times))
    return Turn(kept, (intake.name_refused(times),))


def _to_report(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or Kind.complaint not in draft.kinds:
        return None
    kinds = () if draft.linked_to else (Kind.report,)
    told = keep_words(draft, heard, conversation.key)
    told = told.but(kinds=kinds, anonymous=True, shown=False)
    return proceed(remember(conversation), told, heard.channel, intake.became_report())


def _real_name(conversation: Conversation, _heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or Kind.complaint not in draft.kinds:
        return None
    if draft.asking in PERSONAL:
        return collecting.go_on(conversation, draft)
    return ask_on(conversation, draft)


def _leave_phone(conversation: Conversation, _heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or Kind.complaint in draft.kinds or not (draft.kinds or draft.linked_to):
        return None
    told = draft.but(asking=Ask.anonymity, skipped=draft.skipped | {Ask.closer})
    kept = conversation.but(stage=Stage.collecting, draft=told)
    return Turn(kept, (intake.leave_phone(),))


def _food_after_all(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if conversation.stage is not Stage.referred or draft is None:
        return None
    kept = conversation.but(stage=Stage.collecting)
    if not draft.kinds:
        asked = draft.but(asking=Ask.kind, asked={**draft.asked, Ask.kind: 1})
        words = intake.question(Ask.kind, 1)
        return Turn(kept.but(stage=Stage.choosing, draft=asked), (words,))
    return proceed(kept, draft, heard.channel)


def _inside(conversation: Conversation, heard: Heard) -> Turn | None:
    """The place was taken for one of another city: it is told again."""
    draft = conversation.draft
    if draft is None:
        return None
    told = draft
    if conversation.stage is Stage.referred:
        elsewhere = {"place": None, "district": None, "division": None, "street": None}
        told = draft.but(facts=draft.facts.model_copy(update=elsewhere))
        told = told.but(kinds=told.kinds or (Kind.report,))
    told = told.but(asking=Ask.place if Kind.complaint in told.kinds else Ask.spot)
    kept = conversation.but(stage=Stage.collecting, draft=told)
    return Turn(kept, (trouble.where_inside(heard.city),))


def _yes(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.stage is Stage.withdrawing:
        return looking_up.take_back(conversation, heard)
    if conversation.stage is Stage.confirming:
        return _submit(conversation, heard)
    asked = conversation.draft.asking if conversation.draft else None
    if asked is Ask.which and conversation.draft and len(conversation.draft.candidates) == 1:
        first = heard.message.model_copy(update={"button": "pick:1"})
        return collecting.hear(conversation, Heard(first, heard.understood, heard.city))
    return _leave_phone(conversation, heard) if asked is Ask.anonymity else None


def _no(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.stage is Stage.withdrawing:
        return _back(conversation, progress.kept())
    asked = conversation.draft.asking if conversation.draft else None
    if asked is Ask.anonymity:
        return _anonymous(conversation, heard)
    if asked is Ask.which:
        none = heard.message.model_copy(update={"button": "pick:0"})
        return collecting.hear(conversation, Heard(none, heard.understood, heard.city))
    if conversation.stage is Stage.confirming:
        return Turn(conversation, (summary.confirm_again(1),))
    return _skip(conversation, heard) if asked in {Ask.closer, Ask.place, Ask.when} else None


def _back(conversation: Conversation, words: Reply) -> Turn:
    kept = conversation.back_to_draft()
    return Turn(kept, (words,)) if kept.draft is None else remind(kept).first(words)


_REPORT = (Kind.report,)
_ASKED = frozenset({Stage.collecting, Stage.stuck})
_ANSWERS = frozenset({Command.skip, Command.yes, Command.no})
_DOES: Mapping[Command, Callable[[Conversation, Heard], Turn | None]] = {
    Command.cancel: _cancel,
    Command.restart: _restart,
    Command.undo: _undo,
    Command.person: _person,
    Command.progress: _progress,
    Command.why: _why,
    Command.help: _help,
    Command.submit: _submit,
    Command.as_is: _submit,
    Command.edit: _edit,
    Command.skip: _skip,
    Command.go_on: _go_on,
    Command.anonymous: _anonymous,
    Command.leave_phone: _leave_phone,
    Command.to_report: _to_report,
    Command.real_name: _real_name,
    Command.useful: _useful,
    Command.useless: _useless,
    Command.it_is_food: _food_after_all,
    Command.inside: _inside,
    Command.yes: _yes,
    Command.no: _no,
}
