"""A deadline as a date with its reason."""

from collections.abc import Mapping
from datetime import date

from api.contract.models import CaseView, Deadline
from bot.wording.counted import every_day
from bot.wording.plain import clean, fit
from bot.wording.times import clock, day, local_day

_UNTIL: Mapping[str, str] = {
    "C01": "告知是否受理",
    "C10": "完成调解",
    "C13": "告知调解终止",
    "H02": "按 12345 热线的时限答复",
    "R01": "完成核查并决定是否立案",
    "R02": "完成核查并决定是否立案",
}
"""What has to be done by a rule's day; other rules use their own name."""
_PROMISE = "服务承诺，不是法定期限"


def until(deadline: Deadline) -> str:
    """What has to be done."""
    return _UNTIL.get(deadline.rule) or clean(deadline.name)


def date_of(deadline: Deadline, seen_from: date) -> str:
    """**12月1日**, with its hour where it is not the day's end, and a mark where it may move."""
    mark = (
        f"（暂定：{deadline.due_on.year} 年放假安排公布后自动核对）"
        if deadline.provisional
        else ""
    )
    hour = f" {clock(deadline.due_at)}" if deadline.unit in {"hour", "minute"} else ""
    return f"**{day(deadline.due_on, seen_from)}{hour}**{mark}"


def promise(deadline: Deadline, seen_from: date) -> str:
    """最晚 12月1日 告知是否受理（how it was counted, article)."""
    how = _how(deadline)
    article = clean(deadline.article, 80) if deadline.statutory else _PROMISE
    known = "《" in how if deadline.statutory else "不是法定期限" in how
    reason = "，".join(part for part in (how, "" if known else article) if part)
    tail = f"（{reason}）" if reason else ""
    return f"最晚 {date_of(deadline, seen_from)} {until(deadline)}{tail}"


def promise_short(deadline: Deadline, seen_from: date) -> str:
    """The same for a receipt, which must fit a phone: the article is told by 为什么."""
    how = _how(deadline).partition("，")[0]
    how = how if deadline.statutory else "，".join(part for part in (how, "服务承诺") if part)
    tail = f"（{how}）" if how else ""
    return f"最晚 {date_of(deadline, seen_from)} {until(deadline)}{tail}"


def running(view: CaseView) -> tuple[Deadline, ...]:
    """The clocks of a case that still run: the law's first, then by their end."""
    going = (deadline for deadline in view.deadlines if deadline.stopped_at is None)
    return tuple(sorted(going, key=lambda d: (not d.statutory, d.due_at)))


def explained(view: CaseView) -> str:
    """How each date that still runs was counted: every day, why, and the article."""
    since = local_day(view.received_at)
    parts = [f"**{view.number}** {day(since, since)} 收到："]
    going = running(view)
    if not going:
        return f"**{view.number}** 现在没有在计算的期限。"
    for deadline in going:
        parts.append("· " + promise(deadline, since))
        parts.extend(every_day(deadline.days, since))
        if deadline.statutory and "《" in deadline.article:
            parts.append(f"　依据：{clean(deadline.article, 120)}。")
    return fit("\n".join(parts))


def _how(deadline: Deadline) -> str:
    """The explanation as one bracket; that the date is provisional is said beside the date."""
    parts = [part for part in deadline.explanation.split("；") if not part.startswith("暂定")]
    words = "；".join(parts).rstrip("。").replace("（", "，").replace("）", "")
    return clean(words, 200)
