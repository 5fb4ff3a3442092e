"""A clock in one Chinese sentence: how its last day was counted."""

from api.clock.counting import limit_of, pauses_of
from api.clock.deadline import Pause
from api.clock.tables import ClockRow
from knowledge.limits import Limit, Unit, limit_version
from knowledge.limits.words import STARTED_BY, UNIT_WORDS


def explain(row: ClockRow) -> str:
    """As 收到次日起 7 个工作日（《市场监督管理投诉举报处理办法》第十五条第一款）."""
    limit = limit_version(row.limit_version)
    parts = [_length(limit) + _basis(limit)]
    if row.extensions:
        added = limit_of(row).value - limit.value
        parts.append(f"已批准延长 {added} {UNIT_WORDS[limit.unit]}")
    parts += [_pause(pause) for pause in pauses_of(row)]
    if row.provisional:
        parts.append("暂定：期限跨入放假安排尚未公布的年份，公布后重新计算")
    return "；".join(parts)


def _length(limit: Limit) -> str:
    start = STARTED_BY[limit.start]
    since = f"{start}起" if limit.unit is Unit.minute else f"{start}次日起"
    return f"{since} {limit.value} {UNIT_WORDS[limit.unit]}"


def _basis(limit: Limit) -> str:
    return f"（{limit.basis[0].citation.short}）" if limit.basis else f"，{limit.promise}"


def _pause(pause: Pause) -> str:
    if pause.last is None:
        return f"{pause.first:%m-%d} 起检测鉴定，暂停计时，结束后顺延"
    return f"{pause.first:%m-%d} 至 {pause.last:%m-%d} 检测鉴定，不计入"
