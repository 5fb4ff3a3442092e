"""A person's own data: seen, erased after a confirmation, and proved; asked for at any time."""

import re
from collections.abc import Mapping
from enum import StrEnum

from api.contract.codes import VolunteerStanding
from api.contract.privacy import Erasure, ErasureRequest, Outcome, Stored
from bot.dialogue.asking import remind
from bot.dialogue.case_number import named_in
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.pending import OWN
from bot.dialogue.requests import Erased, EraseMine, Proofs, ShowReceipts, ShowStored
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import own_data as words

Answer = Stored | Erased | Proofs

_LONGEST = 40
_NOBODY = frozenset({VolunteerStanding.refused, VolunteerStanding.left})
_MINE = r"我的?(?:个人)?(?:所有|全部)?(?:的)?(?:信息|资料|数据)"


class Wish(StrEnum):
    """What can be asked of one's own data."""

    see = "see"
    erase = "erase"
    prove = "prove"


_WISHES: Mapping[Wish, re.Pattern[str]] = {
    Wish.see: re.compile(
        rf"^(?:请|帮我|我要|我想)*(?:查一下|看一下|查看|查询|查阅|看看|查|看)?{_MINE}$"
        r"|^你们?(?:都|到底|这里|那里)*(?:存|保存|留|保留|记录?)(?:了|着)我?的?(?:哪些|什么)(?:个人)?"
        r"(?:信息|资料|数据)$|^/mydata$"
    ),
    Wish.erase: re.compile(
        rf"^(?:请|帮我|我要|我想)*(?:删除|删掉|删了|清除|抹掉){_MINE}$"
        rf"|^(?:请|帮我|我要|我想|你们)*把?{_MINE}(?:都|全部?)*(?:删除|删掉|删了|清除|抹掉)(?:掉|了)?$"
    ),
    Wish.prove: re.compile(
        r"^(?:请|帮我|我要|我想)*(?:查看|看看|查|看)?(?:我的(?:电子)?|电子|提交|登记)(?:凭证|回执)$|^/receipt$"
    ),
}
_BY_BUTTON = {words.ERASE.payload: Wish.erase, words.RECEIPTS.payload: Wish.prove}


def first(conversation: Conversation, heard: Heard) -> Turn | None:
    """What comes before every command: a wish, and the answer to the confirmation."""
    if conversation.stage is Stage.erasing:
        answered = _answered(conversation, heard)
        if answered is not None:
            return answered
    wish, number = wish_of(heard)
    if wish is Wish.prove:
        return Turn(conversation, (), ShowReceipts(channel=heard.channel))
    if wish is None:
        return None
    erases = wish is Wish.erase
    asked = ShowStored(channel=heard.channel, to_erase=erases, number=number if erases else None)
    return Turn(conversation, (), asked)


def wish_of(heard: Heard) -> tuple[Wish | None, str | None]:
    """The wish that a button or words tell, and the case that it is about."""
    if heard.message.button is not None:
        return _BY_BUTTON.get(heard.message.button), None
    number = named_in(heard.text).number
    text = re.sub(r"[\s，。！!~～？?]+|[吧呢]$", "", heard.text)
    if number is not None:  # 删除 SZ-20261121-0001 的信息
        text = re.sub(r"[A-Za-z]{1,6}[-—–]?\d{8}[-—–]?\d{3,6}", "我", text)
    if not text or len(text) > _LONGEST:
        return None, None
    return next((wish for wish, said in _WISHES.items() if said.search(text)), None), number


def leave(conversation: Conversation) -> Conversation:
    """Out of the confirmation, and back to what was being filled in."""
    nothing = conversation.draft is None and conversation.joining is None
    if nothing or conversation.stage is Stage.referred:
        return conversation.at_rest()
    return conversation.back_to_draft() if conversation.stage is Stage.erasing else conversation


def resume(conversation: Conversation, request: object, answer: Answer) -> Turn:
    """Go on with what the tracker answered."""
    if isinstance(answer, Erased):
        return _erased(conversation, answer.cases)
    if isinstance(answer, Proofs):
        return _beside(conversation, words.receipts(answer.filings))
    if isinstance(request, ShowStored) and request.to_erase:
        return _to_confirm(conversation, request, answer)
    return _beside(conversation, words.stored(answer, volunteer=_volunteers(conversation)))


def _answered(conversation: Conversation, heard: Heard) -> Turn | None:
    """Only a clear yes erases."""
    button, command = heard.message.button, command_of(heard)
    typed = command is Command.yes or (command is Command.submit and button is None)
    if button == words.YES.payload or typed or heard.text == words.YES.label:
        conversation, key = conversation.next_key()
        body = ErasureRequest(key=key, channel=heard.channel, number=_one(conversation))
        return Turn(conversation, (), EraseMine(body=body))
    no = button == words.NO.payload or heard.text == words.NO.label
    if no or command in {Command.no, Command.cancel}:
        return _beside(leave(conversation), words.unchanged())
    return None


def _to_confirm(conversation: Conversation, request: ShowStored, mine: Stored) -> Turn:
    cases = tuple(c for c in mine.cases if request.number in {None, c.number})
    volunteer = _volunteers(conversation)
    left = leave(conversation)
    if request.number is not None and not cases:
        return _beside(left, words.not_yours(request.number))
    drops = request.number is None and (left.draft is not None or left.shelved is not None)
    if not drops and all(case.wish is Outcome.already for case in cases):
        return _beside(left, words.nothing_to_erase(cases, volunteer=volunteer))
    chosen = () if request.number is None else (request.number,)
    kept = left.but(stage=Stage.erasing, choices=chosen)
    return Turn(kept, (words.confirm(cases, volunteer=volunteer, drops_draft=drops),))


def _erased(conversation: Conversation, done: tuple[Erasure, ...]) -> Turn:
    """What was being told goes too, unless only one case was meant."""
    whole = _one(conversation) is None
    gone = {one.number for one in done if one.outcome is Outcome.erased}
    drops = whole and (conversation.draft is not None or conversation.shelved is not None)
    kept = (
        conversation.at_rest().but(shelved=None, later=(), beside=())
        if whole
        else leave(conversation)
    )
    kept = kept.but(
        filed=None,
        cases=tuple(number for number in kept.cases if number not in gone),
        questions=tuple(asked for asked in kept.questions if asked.number not in gone),
    )
    return _beside(kept, words.erased(done, drops_draft=drops))


def _beside(conversation: Conversation, said: Reply) -> Turn:
    """The answer, and then the thread that it interrupted."""
    waits = conversation.draft is not None or conversation.stage in OWN
    if not waits or conversation.stage is Stage.referred:
        return Turn(conversation, (said,))
    return remind(conversation).first(said)


def _one(conversation: Conversation) -> str | None:
    return conversation.choices[0] if conversation.choices else None


def _volunteers(conversation: Conversation) -> bool:
    member = conversation.member
    return member is not None and member.standing not in _NOBODY
