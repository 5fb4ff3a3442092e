"""How officers read cases in their own bot: queue, cards, and forms to fill by replying.

A form is a message of ours that the officer answers with Telegram's own "reply"; its first
line says which case and which move it is for, so that nothing has to be remembered here and a
restart loses nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.contract.codes import LABELS, Hazard, Move, Severity
from api.contract.desk import CaseCard, LawfulMove, QueueItem
from api.contract.models import Deadline, Facts
from bot.message import Button, Reply
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
        buttons=tuple(_move(case, move) for move in case.moves if not needs_the_desk(move)),
    )


def needs_the_desk(move: LawfulMove) -> bool:
    """Whether a move asks for more than a chat can: an office, a day, another case."""
    return not {"office", "date", "case"}.isdisjoint(move.needs)


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
        *(f"参考（第十七条，不据此拒绝）：{clean(hint, 80)}" for hint in case.hints),
        _below(case),
    ]


def _below(case: CaseCard) -> str:
    moves = [move.label for move in case.moves if needs_the_desk(move)]
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
