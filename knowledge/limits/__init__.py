"""Limits: how long an office has, counted how, by which article, and since when.

Takes: nothing; reads the folders `rules` and `duties`, `counting.yaml` and `policy.yaml` here.
Gives: `limits_for(rule, received_on)`, duties and grounds, and the policy values that are not law.
Owns: no table.
Never: computes a date (api.clock does), or calls a service promise a statutory limit.
"""

from knowledge.limits.codes import (
    PauseReason,
    Roll,
    Sort,
    Status,
    TransitionChoice,
    Unit,
    When,
)
from knowledge.limits.counting import CountingRule, counting_article, load_counting
from knowledge.limits.duties import Duty, duties_for, load_duties
from knowledge.limits.load import (
    NotInForceError,
    UnknownRuleError,
    limit_version,
    limits_for,
    limits_under,
    load_limits,
    variants,
)
from knowledge.limits.moments import Moment
from knowledge.limits.policy import Policy, Transition, load_policy
from knowledge.limits.schema import Basis, Extension, Limit, Record

__all__ = [
    "Basis",
    "CountingRule",
    "Duty",
    "Extension",
    "Limit",
    "Moment",
    "NotInForceError",
    "PauseReason",
    "Policy",
    "Record",
    "Roll",
    "Sort",
    "Status",
    "Transition",
    "TransitionChoice",
    "Unit",
    "UnknownRuleError",
    "When",
    "counting_article",
    "duties_for",
    "limit_version",
    "limits_for",
    "limits_under",
    "load_counting",
    "load_duties",
    "load_limits",
    "load_policy",
    "variants",
]
