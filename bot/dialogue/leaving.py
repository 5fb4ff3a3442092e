"""Giving up what is being filled in: only for a clear word, and asked once."""

import re

from api.contract.models import Facts, Reporter
from bot.dialogue.conversation import Conversation, Snapshot
from bot.dialogue.turn import Heard, Turn
from bot.wording import greeting

_CLEAR = re.compile(
    r"取消|撤销|撤回|撤诉|(?:不|别)(?:再|想)?(?:投诉|举报|弄|办|填|搞|告)了?|算了|不追究|已经(?:给我|给)?(?:退钱?|赔钱?|解决)了"
)

_SURE = re.compile(
    r"(?:[\s，,。.！!；;、~～]|^)(?:我要|我想|请|帮我|那就|那|先|就|还是|直接)*取消(?:吧|了|掉|一下)?(?=[\s，,。.！!；;、~～]|$)"
)
"""取消, alone or as a clause: needs no question, since it can be taken back."""
_SHORT = 12
_TAKES_BACK = re.compile(
    r"^(?:我|要|想|那|请|帮我|能|可以|算了|[，,\s])*(?:取消|撤销|撤回|撤掉|撤)(?:这个|那个|刚才的?|我的)*(?:投诉|举报|案件|单子?)"
)
_RATHER = re.compile(
    r"(?:不|别)(?:是|要|想|用)?投诉[了，,。\s]*(?:我|就|只|是|要|想|改成)*举报"
    r"|(?:只|就|光|改成?)(?:要|想|是)?(?:匿名)?举报"
)
"""To report instead of complaining gives nothing up."""
_YES_BACK = re.compile(
    r"(?:[对是嗯好]+的?|确定|确认|没错|可以|我|要|就|请|帮我|直接|都|全部?|两个|一起|[，,。\s])*(?:撤回|撤销|撤诉|撤)(?:吧|了|掉|投诉|举报)*[。！!]*"
)
_KEEPS = re.compile(
    r"(?:不|唔|别|先别|暂时不|不想|不用|不要)(?:再)?(?:撤|取消)|继续(?:办|投诉|处理|查|追究)|(?:还是)?要?接着(?:办|投诉)"
)
_A_LINE = 30
_NO_MORE = re.compile(
    r"(?:那|就|还是|真的|先|[，,\s])*(?:不(?:用|要|必|办|弄|想弄|搞|填|说|提交|投诉|举报)了|没事了|放弃|放弃吧|不要紧)[吧了啊。！!]*"
    r"(?:谢谢|多谢)?"
)


_ALL_BACK = re.compile(
    r"(?:那|就|我|算了|还是|干脆|[，,\s])*(?:都|全部?|一起|两个|两件|把[^，,。]{1,6}都?)?撤(?:了|掉|回|销|诉)*(?:吧|了|算了)*[。！!]*"
)


def takes_all_back(text: str) -> bool:
    """都撤了吧: nothing of it is wanted any more."""
    return _ALL_BACK.fullmatch(text) is not None


def confirms(text: str) -> bool:
    """对 撤回: a yes to the question whether to withdraw."""
    return _YES_BACK.fullmatch(text) is not None


def keeps(text: str) -> bool:
    """算了不撤了，他还没退: no, to the same question."""
    return len(text) <= _A_LINE and _KEEPS.search(text) is not None


def wants_to_leave(text: str) -> bool:
    """Whether the words give up the matter itself, not only its money."""
    return _CLEAR.search(text) is not None and _RATHER.search(text) is None


def is_of_matter(text: str) -> bool:
    """Not 第一家不投诉了，改成举报: to report instead gives nothing up."""
    return _RATHER.search(re.sub("只(?=举报第)", "", text)) is None


def takes_back(text: str) -> bool:
    """取消投诉: of what was filed."""
    return len(text) <= _SHORT and _TAKES_BACK.search(text) is not None


def wants_no_more(text: str) -> bool:
    """不用了, after the question whether to give up: no more is wanted, not no to the question."""
    return _NO_MORE.fullmatch(text) is not None


def was_asked(conversation: Conversation) -> bool:
    """Whether the message before this one was asked to confirm."""
    draft = conversation.draft
    return draft is not None and draft.leaving == conversation.heard - 1 > 0


def says_cancel(heard: Heard) -> bool:
    """Whether the very word is said, or its button pressed."""
    return heard.message.button is not None or _SURE.search(heard.text) is not None


def leave(conversation: Conversation, *, sure: bool = False) -> Turn:
    """Drop the draft, after a question if it is not sure or others wait; an emergency stays."""
    draft = conversation.draft
    filed = draft.linked_to if draft else None
    told = draft is not None and (draft.facts != Facts() or draft.reporter != Reporter())
    if draft is None or filed or not told or was_asked(conversation):
        return Turn(conversation.at_rest(), (greeting.cancelled(filed),))
    if sure and not (conversation.beside or conversation.later):
        undone = Snapshot(stage=conversation.stage, draft=draft.but(leaving=0))
        rest = conversation.at_rest().but(undone=undone)
        return Turn(rest, (greeting.cancelled(filed, kept=True),))
    kept = conversation.but(draft=draft.but(leaving=conversation.heard))
    return Turn(kept, (greeting.really_cancel(),))
