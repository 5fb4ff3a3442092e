"""The product's codes, as bots and partners see them."""

from enum import StrEnum

from api.contract.moves import Mark, Move
from knowledge.codes import (
    IN_WHAT_IS_EATEN,
    LABELS,
    Agency,
    Demand,
    Hazard,
    Kind,
    Setting,
    Severity,
    VolunteerKind,
)

__all__ = [
    "IN_WHAT_IS_EATEN",
    "LABELS",
    "Agency",
    "Demand",
    "Hazard",
    "Kind",
    "Mark",
    "Move",
    "Platform",
    "Satisfaction",
    "Setting",
    "Severity",
    "State",
    "Template",
    "TipStanding",
    "VolunteerKind",
    "VolunteerStanding",
]


class Platform(StrEnum):
    """Where a person writes, and where what must be said is delivered."""

    web = "web"
    terminal = "terminal"
    telegram = "telegram"
    wechat = "wechat"
    staff = "staff"
    """An officer's own bot chat."""
    desk = "desk"
    """An officer's notices in the console."""


class Satisfaction(StrEnum):
    """How content a person is with what became of a case; the hotlines' three steps (H09)."""

    satisfied = "satisfied"
    fairly = "fairly"
    unsatisfied = "unsatisfied"


class State(StrEnum):
    """Where a case stands; which moves lead on is a table per kind."""

    received = "received"
    """已收到: nothing decided yet."""
    accepted = "accepted"
    """已受理: a complaint under mediation."""
    refused = "refused"
    """不予受理."""
    settled = "settled"
    """调解达成一致."""
    terminated = "terminated"
    """终止调解."""
    filed = "filed"
    """已立案: a report under investigation."""
    not_filed = "not_filed"
    """不予立案."""
    concluded = "concluded"
    """已作出处理决定."""
    referred = "referred"
    """已移送其他部门."""
    withdrawn = "withdrawn"
    """已撤回."""
    closed = "closed"
    """已办结, the result told."""
    merged = "merged"
    """已并入: a repeated report, or new facts that joined an earlier one."""
    rework = "rework"
    """重办: a supervisor sent it back."""


class VolunteerStanding(StrEnum):
    """Where somebody stands who asked to be a volunteer."""

    pending = "pending"
    approved = "approved"
    refused = "refused"
    suspended = "suspended"
    left = "left"
    """Left on their own; the identity is erased."""


class TipStanding(StrEnum):
    """What came of a tip so far."""

    checking = "checking"
    """核查中."""
    valid = "valid"
    """属实."""
    invalid = "invalid"
    """不属实."""
    repeated = "repeated"
    """重复: it joined an earlier report."""
    elsewhere = "elsewhere"
    """Another body has it."""
    unfiled = "unfiled"
    """Not filed, on a ground that says neither that it is true nor that it is not."""


class Template(StrEnum):
    """What an outbox row says; `bot.wording` turns it and its parameters into words."""

    # to the citizen
    accepted = "accepted"
    refused = "refused"
    question = "question"
    replied = "replied"
    extended = "extended"
    testing_started = "testing_started"
    testing_ended = "testing_ended"
    transferred = "transferred"
    referred = "referred"
    settled = "settled"
    terminated = "terminated"
    filed = "filed"
    not_filed = "not_filed"
    concluded = "concluded"
    closed = "closed"
    papers_asked = "papers_asked"
    invited = "invited"
    delegated = "delegated"
    recusal_decided = "recusal_decided"
    agreement_drawn = "agreement_drawn"
    redirected = "redirected"
    merged = "merged"
    sent_back = "sent_back"
    reclassified = "reclassified"
    """It is another kind of case than it was taken for."""
    # to a volunteer
    volunteer_approved = "volunteer_approved"
    volunteer_refused = "volunteer_refused"
    volunteer_suspended = "volunteer_suspended"
    volunteer_restored = "volunteer_restored"
    # to an officer
    assigned = "assigned"
    emergency = "emergency"
    supplemented = "supplemented"
    withdrawn = "withdrawn"
    half_time = "half_time"
    one_day_left = "one_day_left"
    breached = "breached"
    escalated = "escalated"
    extension_requested = "extension_requested"
    undelivered = "undelivered"
    extension_rejected = "extension_rejected"
    recusal_asked = "recusal_asked"
    competence_disputed = "competence_disputed"
    passed_up = "passed_up"
    reported_back = "reported_back"
    new_facts = "new_facts"
    supervised = "supervised"
    supervision_answered = "supervision_answered"
    to_rework = "to_rework"
    sent_to_police = "sent_to_police"
    chased = "chased"
    """An accident that nobody has taken in hand yet: paged again."""
    accident_confirmed = "accident_confirmed"
    accident_step = "accident_step"
    rework_asked = "rework_asked"
    recounted = "recounted"
    identity_asked = "identity_asked"
    """To the custodian: somebody wants to look at an identity."""
    identity_granted = "identity_granted"
    identity_refused = "identity_refused"
    identity_digest = "identity_digest"
    """To the custodian: who looked at identities on a day."""
    companion_said = "companion_said"
    override_asked = "override_asked"
    """To the supervisors: words wait to be let out."""
    overridden = "overridden"
    override_rejected = "override_rejected"
    volunteer_registered = "volunteer_registered"
