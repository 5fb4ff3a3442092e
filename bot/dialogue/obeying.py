"""What each command does; a command that does not fit is heard as ordinary words."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import Kind
from bot.dialogue import collecting, deciding, filing, leaving, looking_up, rating, several
from bot.dialogue.asking import proceed, remind
from bot.dialogue.commands import Command
from bot.dialogue.conversation import Conversation, Purpose, Snapshot, Stage
from bot.dialogue.taking_back import take_back
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, progress, questions, summary, trouble
from bot.wording.asks import Ask

_TAKES_LONG = re.compile(r"[久慢]|多天|长时间")
"""怎么要这么久 is about the clock, whatever was asked."""
_EVIDENCE = re.compile(r"[照图拍]|小票|证据|凭证|发票|其他的")


def obey(conversation: Conversation, heard: Heard, command: Command) -> Turn | None:
    """Carry a command out, or None if it means nothing special here."""
    if leaving.was_asked(conversation) and _confirms(heard, command):
        return _left(conversation, heard)
    if leaving.was_asked(conversation) and leaving.wants_no_more(heard.text):
        return _left(conversation, heard)
    if leaving.was_asked(conversation) and command is Command.no:
        return deciding.go_on(conversation, heard)
    turn = _DOES[command](conversation, heard)
    if turn is None and heard.message.button is not None and command not in _ANSWERS:
        return _no_longer(conversation)
    return turn


def _confirms(heard: Heard, command: Command) -> bool:
    """确定 after the question whether to give up: it is no order to submit."""
    typed = heard.message.button is None
    return command is Command.yes or (
        command is Command.submit and typed and "提交" not in heard.text
    )


def _no_longer(conversation: Conversation) -> Turn:
    """A button of an older message."""
    return (
        Turn(conversation, (greeting.nothing_open(),))
        if conversation.draft is None
        else remind(conversation)
    )


def _cancel(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.stage in _WAITING:
        return leave_be(conversation)
    if conversation.draft is None and conversation.stage is Stage.idle:
        return Turn(conversation, (greeting.nothing_open(),))
    return _left(conversation, heard)


def _left(conversation: Conversation, heard: Heard) -> Turn:
    """Given up, after a question where it is not clear; what waits goes on."""
    turn = leaving.leave(conversation, sure=leaving.says_cancel(heard))
    more = several.next_matter(turn.conversation, heard.channel, heard.city, conversation.draft)
    return turn if more is None else more.first(*turn.replies)


def _restart(conversation: Conversation, _heard: Heard) -> Turn | None:
    filed = conversation.draft.linked_to if conversation.draft else None
    return Turn(conversation.at_rest().but(later=(), beside=()), (greeting.restarted(filed),))


def _undo(conversation: Conversation, _heard: Heard) -> Turn | None:
    draft = conversation.draft
    if draft is None or not conversation.history:
        return Turn(conversation, (greeting.cannot_undo(),))
    *older, last = conversation.history
    kept = last.draft.but(
        said=draft.said,
        evidence=draft.evidence,
        linked_to=draft.linked_to,
        earlier=(*draft.earlier, draft.reporter),
        key=draft.key,
        asked=draft.asked,
        reminded={ask: n for ask, n in draft.reminded.items() if ask != last.draft.asking},
        sent_words=draft.sent_words,
        sent_evidence=draft.sent_evidence,
        kinds=() if draft.linked_to and last.draft.kinds == (Kind.report,) else last.draft.kinds,
    )
    undone = Snapshot(stage=conversation.stage, draft=draft)
    back = conversation.but(stage=last.stage, draft=kept, history=tuple(older), undone=undone)
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
    if conversation.answered is not None and not conversation.answered.handed:
        return _hand_question(conversation, heard, answers.for_a_person())
    words = answers.tell_the_person(heard.city)
    return Turn(conversation.at_rest().but(stage=Stage.describing), (words,))


def _useless(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.answered is None or conversation.answered.handed:
        return None
    return _hand_question(conversation, heard, answers.sorry_not_helpful())


def _useful(conversation: Conversation, _heard: Heard) -> Turn | None:
    if conversation.answered is None or conversation.answered.handed:
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
    if _TAKES_LONG.search(heard.text) and not heard.message.button:
        if conversation.running:
            return looking_up.look_up(conversation, heard, Purpose.why)
        if draft is not None:
            return remind(conversation).first(answers.date_comes_with_filing())
    if draft is not None and draft.asking is not None:
        words = Reply(text=questions.why_asked(draft.asking))
        return remind(conversation).first(words)
    return looking_up.look_up(conversation, heard, Purpose.why)


def _help(conversation: Conversation, heard: Heard) -> Turn | None:
    words = greeting.help_(heard.city)
    return (
        Turn(conversation, (words,))
        if conversation.draft is None
        else remind(conversation).first(words)
    )


def _food_after_all(conversation: Conversation, heard: Heard) -> Turn | None:
    draft = conversation.draft
    if conversation.stage is not Stage.referred or draft is None:
        return None
    kept = conversation.but(stage=Stage.collecting)
    if not draft.kinds:
        asked = draft.but(asking=Ask.kind, asked={**draft.asked, Ask.kind: 1})
        words = questions.question(Ask.kind, 1)
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
        return take_back(conversation, heard)
    if conversation.stage is Stage.reviewing:
        return rating.ask_redo(conversation, heard)
    if conversation.stage is Stage.confirming:
        return deciding.submit(conversation, heard)
    asked = conversation.draft.asking if conversation.draft else None
    if asked is Ask.which and conversation.draft and len(conversation.draft.candidates) == 1:
        first = heard.message.model_copy(update={"button": "pick:1"})
        return collecting.hear(conversation, Heard(first, heard.understood, heard.city))
    return deciding.leave_phone(conversation, heard) if asked is Ask.anonymity else None


def _no(conversation: Conversation, heard: Heard) -> Turn | None:
    if conversation.stage in _WAITING:
        return leave_be(conversation)
    asked = conversation.draft.asking if conversation.draft else None
    if asked is Ask.anonymity:
        has_none = _EVIDENCE.search(heard.text) is not None  # 没有照片 says nothing of a number
        return (deciding.put_again if has_none else deciding.anonymous)(conversation, heard)
    if asked is Ask.which:
        none = heard.message.model_copy(update={"button": "pick:0"})
        return collecting.hear(conversation, Heard(none, heard.understood, heard.city))
    if conversation.stage is Stage.confirming:
        return Turn(conversation, (summary.confirm_again(1),))
    return (
        deciding.skip(conversation, heard) if asked in {Ask.closer, Ask.place, Ask.when} else None
    )


def _go_on(conversation: Conversation, heard: Heard) -> Turn | None:
    """不取消了 keeps a case that was to be withdrawn; otherwise what is being told goes on."""
    if conversation.stage in _WAITING and "不" in heard.text:
        return leave_be(conversation)
    return deciding.go_on(conversation, heard)


def leave_be(conversation: Conversation) -> Turn:
    """Neither withdrawn, nor added to, nor to be redone."""
    if conversation.stage is Stage.reviewing:
        return rating.let_be(conversation)
    words = progress.kept() if conversation.carried is None else progress.not_added()
    kept = conversation.back_to_draft()
    return Turn(kept, (words,)) if kept.draft is None else remind(kept).first(words)


_WAITING = frozenset({Stage.picking, Stage.withdrawing, Stage.reviewing})
"""Stages that a no ends."""
_ANSWERS = frozenset({Command.skip, Command.yes, Command.no})
_DOES: Mapping[Command, Callable[[Conversation, Heard], Turn | None]] = {
    Command.cancel: _cancel,
    Command.restart: _restart,
    Command.undo: _undo,
    Command.person: _person,
    Command.progress: _progress,
    Command.why: _why,
    Command.help: _help,
    Command.submit: deciding.submit,
    Command.as_is: deciding.submit,
    Command.edit: deciding.edit,
    Command.skip: deciding.skip,
    Command.go_on: _go_on,
    Command.anonymous: deciding.anonymous,
    Command.leave_phone: deciding.leave_phone,
    Command.to_report: deciding.to_report,
    Command.real_name: deciding.real_name,
    Command.useful: _useful,
    Command.useless: _useless,
    Command.it_is_food: _food_after_all,
    Command.inside: _inside,
    Command.yes: _yes,
    Command.no: _no,
}
