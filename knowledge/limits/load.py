"""Reads the limits and chooses among their versions."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from knowledge.codes import Kind
from knowledge.limits.codes import TransitionChoice
from knowledge.limits.counting import load_counting
from knowledge.limits.duties import load_duties
from knowledge.limits.reading import read_records
from knowledge.limits.schema import Limit


class UnknownRuleError(ValueError):
    """No limit has this id; the message is one Chinese sentence."""


class NotInForceError(ValueError):
    """No version of the rule was in force on that day; the message is one Chinese sentence."""


@cache
def load_limits() -> tuple[Limit, ...]:
    """Every version of every limit, by rule and then by date; two calls give the same object.

    Raises:
        KnowledgeError: A file is wrong, or two versions of a rule overlap.
    """
    return read_records("rules", Limit)


def limits_for(rule_id: str, received_on: date, kind: Kind | None = None) -> Limit:
    """The version for a matter that the competent office received on `received_on`.

    Args:
        rule_id: As C10; the id of a value of the replaced order (O03) finds that version. Where
            a rule has several limits, R27 is the first and R27-RETEST another; H04 has no first.
        received_on: The legal day of receipt.
        kind: The kind of case, where that decides between the limits of a rule.

    Raises:
        UnknownRuleError: There is no such rule, or it has several limits and none is meant.
        NotInForceError: No version was in force on that day.
    """
    versions = _versions(rule_id, kind)
    for limit in versions:
        if limit.in_force(received_on):
            return limit
    spans = "、".join(_span(limit) for limit in versions)
    raise NotInForceError(f"{rule_id} 不适用于 {received_on} 收到的事项（{spans}）")


def limits_under(
    rule_id: str, received_on: date, choice: TransitionChoice, kind: Kind | None = None
) -> tuple[Limit, ...]:
    """The versions that may govern a matter: the one of its receipt, then any to compare it with.

    Under `earlier` a matter received under a replaced version is also measured by the newest
    one, and whichever ends first governs. An id of the replaced order names one version only.

    Raises:
        UnknownRuleError, NotInForceError: As `limits_for`.
    """
    first = limits_for(rule_id, received_on, kind)
    if choice is not TransitionChoice.earlier or rule_id == first.old_id:
        return (first,)
    newest = [limit for limit in load_limits() if limit.rule == first.rule][-1]
    return (first,) if newest is first else (first, newest)


def variants(group: str) -> tuple[str, ...]:
    """The ids of all limits of a rule, as R27, R27-FAILED …; empty for an unknown rule."""
    return tuple(dict.fromkeys(limit.rule for limit in load_limits() if limit.group == group))


def limit_version(version: str) -> Limit:
    """The limit that was stored under this name, as C10@2026-04-15.

    Raises:
        UnknownRuleError: The files hold no such version.
    """
    for limit in load_limits():
        if limit.version == version:
            return limit
    raise UnknownRuleError(f"没有名为 {version} 的期限版本")


def _versions(rule_id: str, kind: Kind | None) -> Sequence[Limit]:
    exact = [limit for limit in load_limits() if rule_id in (limit.rule, limit.old_id)]
    chosen = exact or _variant(rule_id, kind)
    if chosen:
        return chosen
    raise UnknownRuleError(_why_none(rule_id))


def _variant(group: str, kind: Kind | None) -> Sequence[Limit]:
    """The one limit of a rule that is made for this kind of case more than the others are."""
    fitting = [x for x in load_limits() if x.group == group and kind in x.kinds]
    narrowest = min((len(x.kinds) for x in fitting), default=0)
    meant = [x for x in fitting if len(x.kinds) == narrowest]
    return meant if len({x.rule for x in meant}) == 1 else ()


def _why_none(rule_id: str) -> str:
    if known := variants(rule_id):
        return f"{rule_id} 有几个期限，请指明一个：{'、'.join(known)}"
    if counting := load_counting().get(rule_id):
        return f"{rule_id}（{counting.name}）是计算规则，没有自己的天数"
    for duty in load_duties():
        if rule_id in (duty.rule, duty.old_id):
            return f"{rule_id}（{duty.name}）没有规定天数，没有日期可算"
    return f"没有编号为 {rule_id} 的期限规则"


def _span(limit: Limit) -> str:
    until = f"至 {limit.in_force_to}" if limit.in_force_to else "起"
    return f"{limit.in_force_from or ''} {until}施行".strip()
