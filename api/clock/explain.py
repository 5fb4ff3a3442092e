"""A clock in one Chinese sentence: how its last day was counted, and by which articles."""

from api.clock.counting import limit_of, pauses_of
from api.clock.deadline import Pause
from api.clock.tables import ClockRow
from knowledge.limits import Limit, TransitionChoice, Unit, limit_version
from knowledge.limits.words import STARTED_BY, UNIT_WORDS

_FROM_THE_MOMENT = frozenset({Unit.hour, Unit.minute})


def explain(row: ClockRow) -> str:
    """As 收到次日起 7 个工作日（《市场监督管理投诉举报处理办法》第十五条第一款）."""
    limit = limit_version(row.limit_version)
    parts = [_length(limit) + _basis(limit)]
    if row.transition == TransitionChoice.earlier:
        parts.append("新旧规定衔接期间收到的，两个期限取先到者")
    if row.extensions:
        added = limit_of(row).value - limit.value
        parts.append(f"已批准延长 {added} {UNIT_WORDS[limit.unit]}")
    parts += [_pause(pause, limit) for pause in pauses_of(row)]
    if row.provisional:
        parts.append("暂定：期限跨入放假安排尚未公布的年份，公布后重新计算")
    return "；".join(parts)


def _length(limit: Limit) -> str:
    start = STARTED_BY[limit.start]
    since = f"{start}起" if limit.unit in _FROM_THE_MOMENT else f"{start}次日起"
    return f"{since} {limit.value} {UNIT_WORDS[limit.unit]}"


def _basis(limit: Limit) -> str:
    return f"（{limit.basis[0].citation.short}）" if limit.basis else f"，{limit.promise}"


def _pause(pause: Pause, limit: Limit) -> str:
    article = f"（{limit.see[0].citation.short}）" if limit.see else ""
    if pause.last is None:
        return f"{pause.first:%m-%d} 起检测鉴定，暂停计时，结束后顺延{article}"
    return f"{pause.first:%m-%d} 至 {pause.last:%m-%d} 检测鉴定，不计入{article}"
