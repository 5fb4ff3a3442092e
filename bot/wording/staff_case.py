"""How officers read cases in their own bot: queue, cards, and what may be done to them.

The first line of a card or notice names its case, so that a reply to it finds the case without
anything being remembered.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from api.contract.codes import LABELS, Hazard, Kind, Mark, Move, Severity
from api.contract.desk import CaseCard, LawfulMove, QueueItem, QueuePage
from api.contract.models import Deadline, Facts
from bot.message import Button, Reply
from bot.wording import labels
from bot.wording.deadlines import date_of, until
from bot.wording.plain import clean
from bot.wording.times import clock, local_day, moment_day

NUMBER = r"[A-Z]{1,8}-\d{8}-\d{4,9}"
_NUMBER = re.compile(rf"\b{NUMBER}\b")
_SCOPES = {"mine": "我的待办", "office": "本所待办", "all": "全部待办"}
_PUSHED = (
    Move.confirm_accident,
    Move.notify_health,
    Move.report_accident,
    Move.sign_order,
    Move.accept,
    Move.refuse,
    Move.file,
    Move.not_file,
    Move.extend,
    Move.reject_extension,
    Move.override,
    Move.reject_override,
    Move.grant_recusal,
    Move.reject_recusal,
    Move.designate,
    Move.send_back,
    Move.answer_supervision,
    Move.tell_both,
    Move.conclude,
    Move.close,
    Move.ask,
    Move.transfer,
    Move.request_extension,
    Move.reply,
)
"""Moves that stand below a notice, in this order; the card has all."""
_BELOW_A_NOTICE = 8
_SHORT = {
    Move.confirm_accident: "确认收到",
    Move.sign_order: "签收",
    Move.reply: "回复",
}
_REPORTS = frozenset({Kind.report, Kind.tip})


def number_in(text: str) -> str | None:
    """The case that the first line of a card or notice names."""
    found = _NUMBER.search(text.partition("\n")[0])
    return None if found is None else found.group()


def queue(page: QueuePage, now: datetime) -> Reply:
    """One page of the open cases, what runs out first on top."""
    total = page.totals.get(page.scope, 0)
    tabs = tuple(
        Button(label=f"{title[:2]} {page.totals.get(scope, 0)}", payload=f"queue:{scope}:1")
        for scope, title in _SCOPES.items()
        if scope != page.scope and page.totals.get(scope, 0)
    )
    if not page.items:
        return Reply(text=f"**{_SCOPES[page.scope]}** 现在没有案件。", buttons=tabs)
    where = f"（第 {page.page}/{page.pages} 页）" if page.pages > 1 else ""
    lines = [f"**{_SCOPES[page.scope]}** {total} 件{where}"]
    lines += [_line(item, now, page.scope) for item in page.items]
    cases = tuple(Button(label=i.number, payload=f"card:{i.number}") for i in page.items)
    return Reply(text="\n".join(lines), buttons=(*cases, *_turning(page), *tabs))


def card(case: CaseCard, now: datetime, done: str = "") -> Reply:
    """One case, and the moves that the law allows this officer now as buttons.

    Args:
        case: As the officer may see it.
        now: The moment.
        done: What the officer just did, to stand above the rest.
    """
    moves = tuple(_move(case.number, move, seen=case.seen) for move in case.moves)
    return Reply(
        text="\n".join(filter(None, _card_lines(case, now, done))),
        buttons=(*moves, _page(case.number)),
    )


def below_notice(notice: Reply, case: CaseCard) -> Reply:
    """A notice with what its officer may do now; a button for what is over is left out."""
    lawful = {move.move: move for move in case.moves}
    wanted = [lawful[move] for move in _PUSHED if move in lawful][:_BELOW_A_NOTICE]
    moves = tuple(_move(case.number, move) for move in wanted)
    own = tuple(b for b in notice.buttons if not b.payload.startswith("move:"))
    return notice.model_copy(update={"buttons": (*moves, *own, _page(case.number))})


def changed(case: CaseCard, now: datetime) -> str:
    """What happened last, by whom and when; nothing where it is not known."""
    if case.latest is None:
        return ""
    at = case.latest.at
    when = clock(at) if local_day(at) == local_day(now) else f"{moment_day(at, now)} {clock(at)}"
    return f"最新动态：{clean(case.latest.who, 20)}，{clean(case.latest.title, 40)}（{when}）。"


def _turning(page: QueuePage) -> tuple[Button, ...]:
    buttons = []
    if page.page > 1:
        buttons.append(Button(label="上一页", payload=f"queue:{page.scope}:{page.page - 1}"))
    if page.page < page.pages:
        buttons.append(Button(label="下一页", payload=f"queue:{page.scope}:{page.page + 1}"))
    return tuple(buttons)


def _line(item: QueueItem, now: datetime, scope: str) -> str:
    what = "、".join(filter(None, (_hazard(item.hazard), clean(item.merchant or "", 20))))
    flags = ("🚨" if item.emergency else "") + ("⏳等对方补充 " if item.waiting else "")
    due = _due(item.next_due, now) if item.next_due else labels.STATES[item.state]
    who = "" if scope == "mine" else f"｜{clean(item.handler or '未分派', 20)}"
    return f"· {flags}{labels.kind(item.kind)} {item.number} {what}｜{due}{who}"


def _card_lines(case: CaseCard, now: datetime, done: str) -> list[str]:
    facts = case.facts
    running = [d for d in case.deadlines if d.stopped_at is None]
    waits = Mark.accident in case.marks and Mark.accident_confirmed not in case.marks
    return [
        f"**{labels.kind(case.kind)} {case.number}** · {labels.STATES[case.state]}",
        f"✅ {clean(done, 200)}" if done else "",
        "🚨 **疑似食品安全事故，还没有人确认**" if waits else "",
        "🚨 **紧急**" if case.emergency and not waits else "",
        " · ".join(filter(None, (_hazard(case.hazard), _severity(case.severity)))),
        " · ".join(filter(None, (clean(facts.merchant or ""), _place(facts)))),
        _details(facts),
        " · ".join(
            filter(None, (f"证据 {case.evidence} 份" if case.evidence else "", _who(case)))
        ),
        f"关联案件 {'、'.join(case.linked)}" if case.linked else "",
        f"承办：{clean(case.office)} {clean(case.handler or '未分派')}",
        *(f"⏰ {_due(d, now)}" for d in running),
        *(f"参考（第十七条，不据此拒绝）：{clean(hint, 80)}" for hint in case.hints),
        _below(case),
    ]


def _evidence(case: CaseCard) -> str:
    return f"证据 {case.evidence} 份" if case.evidence else ""


def _who(case: CaseCard) -> str:
    """A complainant by the mask; of who reported not even that may be known."""
    if case.kind in _REPORTS:
        return "举报人身份保密"
    return f"投诉人 {clean(case.reporter, 20)}" if case.reporter else ""


def _below(case: CaseCard) -> str:
    may = {move.move for move in case.moves}
    parts = [
        "直接**回复这条消息**，您的话经确认后发给对方" if Move.reply in may else "",
        "用**照片**回复，存为现场证据" if Move.note in may else "",
    ]
    said = "；".join(part for part in parts if part)
    return f"{said}。" if said else ""


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


def _move(number: str, move: LawfulMove, seen: int | None = None) -> Button:
    label = move.label if seen is not None else _SHORT.get(move.move, move.label)
    tail = "" if seen is None else f":{seen}"
    return Button(label=label, payload=f"move:{move.move}:{number}{tail}")


def _page(number: str) -> Button:
    return Button(label="打开页面", payload=f"open:{number}")


def shown_first(items: Sequence[QueueItem]) -> tuple[str, ...]:
    """Numbers of cases to choose from, the most urgent first."""
    return tuple(item.number for item in items[:6])
