"""What officers read in their own bot: queue, case cards, forms to fill by replying.

A form is a message of ours that the officer answers with Telegram's own "reply"; its first
line says which case and which move it is for, so that nothing has to be remembered here and a
restart loses nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.contract.codes import LABELS, Hazard, Move, Severity
from api.contract.desk import CaseCard, LawfulMove, OfficerOut, QueueItem
from api.contract.models import Deadline, Facts
from bot.inbox.message import Button, Reply
from bot.wording import labels
from bot.wording.deadlines import date_of, until
from bot.wording.plain import clean
from bot.wording.times import local_day

_SHOWN = 10
"""Cases in one list; more don't fit a phone."""
_DONE_HERE = "在网页上办理"
_FORM = re.compile(
    r"〔([A-Z]{1,8}-\d{8}-\d{4,9}) · ([^·〕]+?)(?: · ([A-Za-z0-9_-]+))? · 记录(\d+)〕"
)
_NUMBER = re.compile(r"\b[A-Z]{1,8}-\d{8}-\d{4,9}\b")
QUEUE = Button(label="我的待办", payload="queue")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form that was replied to is for."""

    number: str
    label: str
    """Of the move, as `LawfulMove.label` has it."""
    ground: str | None
    seen: int


def read_form(text: str) -> Form | None:
    """Read the first line of a form; any other message of ours is None.

    Only a whole first line counts: further down a message may quote a stranger.
    """
    found = _FORM.fullmatch(text.partition("\n")[0].strip())
    if found is None:
        return None
    number, label, ground, seen = found.groups()
    return Form(number, label, ground, int(seen))


def number_in(text: str) -> str | None:
    """The case that the first line of a card or notice names."""
    found = _NUMBER.search(text.partition("\n")[0])
    return None if found is None else found.group()


def welcome() -> Reply:
    """The first words in a chat that belongs to no officer yet."""
    return Reply(
        text="这里是办理人员的机器人，只给本单位工作人员用。\n"
        "先绑定：在网页工作台点「绑定机器人」拿到一次性绑定码，发给我：\n/bind 绑定码"
    )


def help_() -> Reply:
    """What can be done here."""
    return Reply(
        text="**可以这样用：**\n"
        "· /queue 或「我的待办」：最急的排在最前\n"
        "· 发案件编号：看案卡，按钮就是现在依法能做的操作\n"
        "· 回复任何一张案卡或提醒：您的话会原样发给对方\n"
        "· /bind 绑定码：把这个聊天绑定到您的账号\n"
        "对方的姓名、电话不会出现在这里；需要时请在网页上按理由查看。",
        buttons=(QUEUE,),
    )


def bound(officer: OfficerOut) -> Reply:
    """The chat belongs to an officer now."""
    return Reply(
        text=f"绑定好了：**{clean(officer.name)}**（{clean(officer.office)}）。\n"
        "以后到期提醒和新案件会发到这里。",
        buttons=(QUEUE,),
    )


def bind_how() -> Reply:
    """The command came without a code."""
    return Reply(text="请把绑定码写在命令后面，比如：/bind ABCD2345")


def bind_failed() -> Reply:
    """The code is not valid; which of the reasons it is stays untold."""
    return Reply(text="这个绑定码无效或者已经过期。请在网页工作台重新拿一个。")


def queue(items: Sequence[QueueItem], now: datetime) -> Reply:
    """The open cases, what runs out first on top."""
    if not items:
        return Reply(text="现在没有待办案件。")
    lines = [_line(item, now) for item in items[:_SHOWN]]
    more = len(items) - _SHOWN
    tail = [f"还有 {more} 件，请{_DONE_HERE}。"] if more > 0 else []
    buttons = tuple(Button(label=i.number, payload=f"card:{i.number}") for i in items[:_SHOWN])
    text = "\n".join([f"**我的待办** {len(items)} 件", *lines, *tail])
    return Reply(text=text, buttons=buttons)


def card(case: CaseCard, now: datetime) -> Reply:
    """One case, and the moves that the law allows now as buttons."""
    return Reply(
        text="\n".join(filter(None, _card_lines(case, now))),
        buttons=tuple(_move(case, move) for move in case.moves if "office" not in move.needs),
    )


def grounds(case: CaseCard, move: LawfulMove) -> Reply:
    """The listed grounds of a move, to choose one."""
    # The number stands on the second line: words in reply to this list are not for the citizen.
    lines = [f"**{move.label}**：依据哪一项？", case.number]
    lines += [f"{no}. {clean(g.text, 300)}" for no, g in enumerate(move.grounds, 1)]
    buttons = tuple(
        Button(label=str(no), payload=f"ground:{move.move}:{g.code}:{case.number}:{case.seen}")
        for no, g in enumerate(move.grounds, 1)
    )
    return Reply(text="\n".join([*lines, _hint(move)]).strip(), buttons=buttons)


def form(case: CaseCard, move: LawfulMove, ground: str | None) -> Reply:
    """Ask for the words of a move; to be answered by replying to it."""
    chosen = next((g.text for g in move.grounds if g.code == ground), None)
    mark = " · ".join(filter(None, (case.number, move.label, ground, f"记录{case.seen}")))
    lines = [
        f"〔{mark}〕",
        f"依据：{clean(chosen, 300)}" if chosen else "",
        _hint(move),
        f"请**回复这条消息**，写下{_wanted(move)}。不办了就不用回。",
    ]
    return Reply(text="\n".join(filter(None, lines)))


def form_hint(move: LawfulMove) -> str:
    """What stands in the empty field of a form."""
    return f"{move.label}：写在这里"


def done(move: LawfulMove | None) -> str:
    """The short confirmation of a move; None is one that was made before."""
    return f"已办：{move.label}" if move else "已办"


def replied(number: str) -> Reply:
    """The officer's words went to the citizen."""
    return Reply(text=f"**{number}** 已发给对方。")


def no_longer() -> Reply:
    """The move is not lawful any more; the card that follows shows what is."""
    return Reply(text="情况变了，这个操作现在不用办或者办不了了。请看最新的案卡：")


def newer() -> Reply:
    """Something happened since the officer looked; the card that follows shows it."""
    return Reply(text="案件有了新情况，刚才的操作**没有提交**。请看最新的案卡，仍要办就再点一次：")


def at_the_desk() -> Reply:
    """A move that needs more than a chat can ask."""
    return Reply(text=f"这一步要选办公室，请{_DONE_HERE}。")


def refused(detail: str) -> Reply:
    """The tracker refused, with its own words if they are for people."""
    why = clean(detail, 200)
    known = any("\u4e00" <= c <= "\u9fff" for c in why)
    return Reply(text=f"没有办成：{why}" if known else "没有办成，请刷新案卡后再试。")


def unreachable() -> Reply:
    """The tracker does not answer; trying again does no harm."""
    return Reply(text="系统暂时没有回应，不确定有没有办成。过一会儿再点一次，不会重复办理。")


def unknown_case() -> Reply:
    """No such case, or not this officer's to see."""
    return Reply(text="没有找到这个案件，或者您不能查看。")


def not_understood() -> Reply:
    """Words that are no command, number or reply."""
    return Reply(
        text="要办案件，发案件编号，或者看「我的待办」；要回复对方，请**回复**那张案卡。",
        buttons=(QUEUE,),
    )


def no_files() -> Reply:
    """A photo or file came."""
    return Reply(text="照片和文件请上传到网页工作台的案件页，这里暂时只收文字。")


def stale_button() -> str:
    """A button of a version that is gone."""
    return "这个按钮已经失效，请重新打开案卡。"


def _line(item: QueueItem, now: datetime) -> str:
    what = "、".join(filter(None, (_hazard(item.hazard), clean(item.merchant or "", 20))))
    flags = ("🚨" if item.emergency else "") + ("⏳等对方补充 " if item.waiting else "")
    due = _due(item.next_due, now) if item.next_due else labels.STATES[item.state]
    return f"· {flags}{labels.kind(item.kind)} {item.number} {what}｜{due}"


def _card_lines(case: CaseCard, now: datetime) -> list[str]:
    facts = case.facts
    running = [d for d in case.deadlines if d.stopped_at is None]
    return [
        f"**{labels.kind(case.kind)} {case.number}** · {labels.STATES[case.state]}",
        "🚨 **紧急**" if case.emergency else "",
        " · ".join(filter(None, (_hazard(case.hazard), _severity(case.severity)))),
        " · ".join(filter(None, (clean(facts.merchant or ""), _place(facts)))),
        _details(facts),
        f"证据 {case.evidence} 份" if case.evidence else "",
        f"关联案件 {'、'.join(case.linked)}" if case.linked else "",
        f"承办：{clean(case.office)} {clean(case.handler or '未分派')}",
        *(f"⏰ {_due(d, now)}" for d in running),
        _below(case),
    ]


def _below(case: CaseCard) -> str:
    moves = [move.label for move in case.moves if "office" in move.needs]
    elsewhere = f"{'、'.join(moves)}请{_DONE_HERE}。" if moves else ""
    may_reply = any(move.move is Move.reply for move in case.moves)
    reply = "回复这条消息，您的话会发给对方。" if may_reply else ""
    return f"{elsewhere}{reply}"


def _place(facts: Facts) -> str:
    parts = (facts.district, facts.place or facts.merchant_address)
    return " ".join(clean(part) for part in parts if part)


def _details(facts: Facts) -> str:
    return " · ".join(
        filter(
            None,
            (
                clean(facts.when or ""),
                clean(facts.food or ""),
                f"{facts.people_ill} 人不适" if facts.people_ill else "",
                f"金额 {facts.amount:g} 元" if facts.amount else "",
                f"要求{labels.demands(facts.demand)}" if facts.demand else "",
            ),
        )
    )


def _due(deadline: Deadline, now: datetime) -> str:
    late = "**已超期** " if deadline.late else ""
    promise = "" if deadline.statutory else "（服务承诺）"
    return f"{late}{date_of(deadline, local_day(now))} 前{until(deadline)}{promise}"


def _hazard(hazard: Hazard | None) -> str:
    return LABELS[hazard] if hazard else ""


def _severity(severity: Severity | None) -> str:
    return f"{LABELS[severity]}事项" if severity else ""


def _move(case: CaseCard, move: LawfulMove) -> Button:
    return Button(label=move.label, payload=f"move:{move.move}:{case.number}:{case.seen}")


def _hint(move: LawfulMove) -> str:
    parts = (clean(move.hint, 120), clean(move.article, 80))
    return "；".join(part for part in parts if part)


def _wanted(move: LawfulMove) -> str:
    return {
        Move.ask: "要对方补充什么，对方会在聊天里看到原文",
        Move.reply: "要对对方说的话",
        Move.note: "备注，只有内部能看到",
    }.get(move.move, "理由或结果，对方会看到原文")
