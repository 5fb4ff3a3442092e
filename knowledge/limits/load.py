"""Reads the limits and chooses among their versions."""

from datetime import date
from functools import cache
from itertools import pairwise

from knowledge.limits.schema import Limit, Policy, TransitionChoice
from knowledge.reading import KnowledgeError, folder, read_yaml


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
    files = (f for f in folder("limits", "rules").iterdir() if f.name.endswith(".yaml"))
    limits = [limit for file in files for limit in read_yaml(file, tuple[Limit, ...])]
    limits.sort(key=lambda limit: (limit.rule, limit.in_force_from))
    for before, after in pairwise(limits):
        if before.rule == after.rule and before.in_force(after.in_force_from):
            raise KnowledgeError(f"{before.version} and {after.version} overlap")
    return tuple(limits)


@cache
def load_policy() -> Policy:
    """The values that no law sets."""
    return read_yaml(folder("limits", "policy.yaml"), Policy)


def limits_for(rule_id: str, received_on: date) -> Limit:
    """The version for a matter that the competent office received on `received_on`.

    Args:
        rule_id: As C10; the id of a value of the replaced order (O03) finds that version.
        received_on: The legal day of receipt.

    Raises:
        UnknownRuleError: There is no such rule.
        NotInForceError: No version was in force on that day.
    """
    versions = [limit for limit in load_limits() if rule_id in (limit.rule, limit.old_id)]
    if not versions:
        raise UnknownRuleError(f"没有编号为 {rule_id} 的期限规则")
    for limit in versions:
        if limit.in_force(received_on):
            return limit
    spans = "、".join(_span(limit) for limit in versions)
    raise NotInForceError(f"{rule_id} 不适用于 {received_on} 收到的事项（{spans}）")


def limits_under(rule_id: str, received_on: date, choice: TransitionChoice) -> tuple[Limit, ...]:
    """The versions that may govern a matter: the one of its receipt, then any to compare it with.

    Under `earlier` a matter received under a replaced version is also measured by the newest
    one, and whichever ends first governs. An id of the replaced order names one version only.

    Raises:
        UnknownRuleError, NotInForceError: As `limits_for`.
    """
    first = limits_for(rule_id, received_on)
    if choice is TransitionChoice.by_receipt or rule_id != first.rule:
        return (first,)
    newest = [limit for limit in load_limits() if limit.rule == first.rule][-1]
    return (first,) if newest is first else (first, newest)


def limit_version(version: str) -> Limit:
    """The limit that was stored under this name, as C10@2026-04-15.

    Raises:
        UnknownRuleError: The files hold no such version.
    """
    for limit in load_limits():
        if limit.version == version:
            return limit
    raise UnknownRuleError(f"没有名为 {version} 的期限版本")


def _span(limit: Limit) -> str:
    until = f"至 {limit.in_force_to}" if limit.in_force_to else "起"
    return f"{limit.in_force_from} {until}施行"
