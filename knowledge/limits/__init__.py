"""Limits: how long an office has, counted how, by which article, and since when.

Takes: nothing; reads `rules/*.yaml` and `policy.yaml` beside it.
Gives: `limits_for(rule, received_on)`, every limit, and the policy values that are not law.
Owns: no table.
Never: computes a date (api.clock does), or calls a service promise a statutory limit.
"""

from knowledge.limits.load import (
    NotInForceError,
    UnknownRuleError,
    limit_version,
    limits_for,
    limits_under,
    load_limits,
    load_policy,
)
from knowledge.limits.schema import (
    Basis,
    Extension,
    Limit,
    Moment,
    PauseReason,
    Policy,
    Status,
    Transition,
    TransitionChoice,
    Unit,
)

__all__ = [
    "Basis",
    "Extension",
    "Limit",
    "Moment",
    "NotInForceError",
    "PauseReason",
    "Policy",
    "Status",
    "Transition",
    "TransitionChoice",
    "Unit",
    "UnknownRuleError",
    "limit_version",
    "limits_for",
    "limits_under",
    "load_limits",
    "load_policy",
]
