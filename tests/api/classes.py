"""Who may use which route: every route of the application has its class here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.cases.tables import CaseRow
from api.console.page import SIGN_IN

ROLES: Mapping[str, tuple[str, list[str], list[str]]] = {
    "handler": ("SZ-FT-008", ["handler"], []),
    "elsewhere": ("SZ-BA", ["handler", "supervisor", "approver", "custodian"], []),
    "other_hazard": ("SZ-FT", ["supervisor", "approver", "custodian"], ["poisoning"]),
    "approver": ("SZ-FT", ["approver"], []),
    "supervisor": ("SZ-FT", ["supervisor"], []),
    "custodian": ("SZ", ["custodian"], []),
    "auditor": ("SZ", ["auditor"], []),
    "admin": ("SZ", ["admin"], []),
}
"""Office, roles and hazards of each kind of officer; the case lies at SZ-FT-008."""
INSIDE = frozenset(ROLES)
SEE = frozenset({"handler", "approver", "supervisor", "custodian", "auditor"})
"""Who may know of the case."""
OUTSIDE = ("stranger", "citizen", "volunteer")
"""Nobody of them has an account; a chat's token opens nothing at the desk."""


@dataclass(frozen=True)
class Class:
    """Who is let on to a kind of route."""

    allowed: frozenset[str]
    refused: frozenset[str] = frozenset()
    """Those who are told that their role may not: they may know of the thing."""
    door: str = "desk"
    """`public`, `service` (our own processes), `chat` (whoever holds its token), `platform`
    (Telegram and WeChat, each with its secret), or `desk`."""


PUBLIC = Class(frozenset(), door="public")
SERVICE = Class(frozenset(), door="service")
CHAT = Class(frozenset(), door="chat")
PLATFORM = Class(frozenset(), door="platform")
EVERY_OFFICER = Class(INSIDE)
OF_THE_CASE = Class(SEE)
IDENTITY = Class(
    frozenset({"handler", "approver", "supervisor", "custodian"}), frozenset({"auditor"})
)
NAMED_PAPER = Class(frozenset({"custodian"}), SEE - {"custodian"})
"""Of a report; without the custodian's consent nobody else gets it with the name in it."""
MOVE = Class(frozenset({"handler", "supervisor"}), SEE - {"handler", "supervisor"})
TAKE_AWAY = Class(
    frozenset({"handler", "supervisor", "auditor"}), frozenset({"approver", "custodian"})
)
WATCH = Class(
    frozenset({"supervisor", "auditor", "elsewhere", "other_hazard"}),
    frozenset({"handler", "approver", "custodian", "admin"}),
)
GIVE = Class(
    frozenset({"supervisor", "elsewhere", "other_hazard"}),
    frozenset({"handler", "approver", "custodian", "auditor", "admin"}),
)
"""Those elsewhere may give cases, though not this one."""
TEAM = Class(WATCH.allowed)
APPROVE = Class(frozenset({"approver", "supervisor", "custodian", "elsewhere", "other_hazard"}))
BREACHES = Class(frozenset({"handler", "supervisor", "auditor", "elsewhere", "other_hazard"}))
ABSENCE = Class(frozenset({"handler", "supervisor", "other_hazard"}))
"""That of the handler, who does not exist for anybody else."""
VOLUNTEER = Class(frozenset(), GIVE.refused)
"""The volunteer does not exist: supervisors get what everybody else gets."""
ADMIN = Class(frozenset({"admin"}))
LOG = Class(frozenset({"admin", "auditor"}))
CUSTODY = Class(frozenset({"custodian", "auditor", "elsewhere", "other_hazard"}))
RELEASE = Class(frozenset())
"""The request does not exist: custodians get what everybody else gets."""
FIND = Class(frozenset({"handler", "supervisor", "custodian", "elsewhere", "other_hazard"}))

ROUTES: Mapping[tuple[str, str], Class] = {
    # everybody
    ("GET", "/"): PUBLIC,
    ("POST", "/"): PUBLIC,
    ("GET", "/docs"): PUBLIC,
    ("MOUNT", "/docs/static"): PUBLIC,
    ("GET", "/openapi.json"): PUBLIC,
    ("GET", "/healthz"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/metrics"): PUBLIC,
    ("GET", "/receipt"): PUBLIC,
    ("POST", "/receipt"): PUBLIC,
    ("GET", "/receipt/static/{name}"): PUBLIC,
    ("GET", "/.well-known/jiesu/keys.json"): PUBLIC,
    ("GET", "/.well-known/jiesu/anchors.json"): PUBLIC,
    ("GET", "/desk/static/{name}"): PUBLIC,
    ("GET", SIGN_IN): PUBLIC,
    ("POST", SIGN_IN): PUBLIC,
    ("POST", "/desk/api/session"): PUBLIC,
    ("GET", "/chat/assets/{version}/{name}"): PUBLIC,
    ("GET", "/forget"): PUBLIC,
    ("GET", "/resume"): PUBLIC,
    ("POST", "/resume"): PUBLIC,  # for whoever shows a receipt code; guesses are counted
    ("POST", "/chat/resume"): PUBLIC,
    ("POST", "/look"): PUBLIC,
    # the platforms of the chats
    ("POST", "/telegram/citizen"): PLATFORM,
    ("POST", "/telegram/staff"): PLATFORM,
    ("GET", "/wechat"): PLATFORM,
    ("POST", "/wechat"): PLATFORM,
    # whoever holds the token of a chat
    ("POST", "/forget"): CHAT,
    ("POST", "/chat/sessions"): CHAT,
    ("POST", "/chat/messages"): CHAT,
    ("GET", "/chat/messages"): CHAT,
    ("GET", "/chat/events"): CHAT,
    ("GET", "/chat/cases"): CHAT,
    ("POST", "/chat/photos"): CHAT,
    ("GET", "/chat/photos/{evidence}"): CHAT,
    # our own processes
    ("POST", "/v1/understand"): SERVICE,
    ("GET", "/v1/city"): SERVICE,
    ("POST", "/v1/cases"): SERVICE,
    ("POST", "/v1/cases/receipts"): SERVICE,
    ("POST", "/v1/cases/{number}/supplements"): SERVICE,
    ("POST", "/v1/cases/{number}/withdrawal"): SERVICE,
    ("POST", "/v1/cases/{number}/ratings"): SERVICE,
    ("POST", "/v1/volunteers"): SERVICE,
    ("POST", "/v1/volunteers/tips"): SERVICE,
    ("POST", "/v1/volunteers/leaving"): SERVICE,
    ("POST", "/v1/privacy/erasure"): SERVICE,
    ("POST", "/v1/privacy/stored"): SERVICE,
    ("POST", "/v1/evidence"): SERVICE,
    ("POST", "/v1/evidence/any"): SERVICE,
    ("GET", "/v1/evidence/{identifier}"): SERVICE,
    ("POST", "/v1/cases/mine"): SERVICE,
    ("POST", "/v1/cases/progress"): SERVICE,
    ("POST", "/v1/cases/follow"): SERVICE,
    ("POST", "/v1/outbox/claims"): SERVICE,
    ("POST", "/v1/outbox/{identifier}/reports"): SERVICE,
    ("POST", "/v1/outbox/reachable"): SERVICE,
    ("POST", "/v1/staff/bindings"): SERVICE,
    ("GET", "/v1/staff/bindings"): SERVICE,
    ("DELETE", "/v1/staff/bindings"): SERVICE,
    ("GET", "/v1/staff/queue"): SERVICE,
    ("GET", "/v1/staff/cases/{number}"): SERVICE,
    ("GET", "/v1/staff/cases/{number}/offices"): SERVICE,
    ("POST", "/v1/staff/cases/{number}/moves"): SERVICE,
    # every officer, about the own self and what may be seen
    ("GET", "/desk"): EVERY_OFFICER,
    ("GET", "/desk/queue-part"): EVERY_OFFICER,
    ("GET", "/desk/notices"): EVERY_OFFICER,
    ("POST", "/desk/notices/read"): EVERY_OFFICER,
    ("GET", "/desk/account"): EVERY_OFFICER,
    ("POST", "/desk/account/password"): EVERY_OFFICER,
    ("POST", "/desk/account/code"): EVERY_OFFICER,
    ("POST", "/desk/account/unbind"): EVERY_OFFICER,
    ("POST", "/desk/account/authenticator"): EVERY_OFFICER,
    ("POST", "/desk/account/recovery"): EVERY_OFFICER,
    ("POST", "/desk/account/everywhere"): EVERY_OFFICER,
    ("POST", "/desk/sign-out"): EVERY_OFFICER,
    ("GET", "/desk/api/queue"): EVERY_OFFICER,
    ("GET", "/desk/api/queue/counts"): EVERY_OFFICER,
    ("GET", "/desk/keys"): EVERY_OFFICER,
    ("GET", "/desk/statutes"): EVERY_OFFICER,
    ("GET", "/desk/api/statutes"): EVERY_OFFICER,
    ("POST", "/desk/filters"): EVERY_OFFICER,
    ("POST", "/desk/filters/{filter_id}/drop"): RELEASE,  # nobody has kept it
    # between the password and the desk: who is signed in has passed them
    ("GET", "/desk/second"): RELEASE,
    ("POST", "/desk/second"): RELEASE,
    ("GET", "/desk/new-password"): RELEASE,
    ("POST", "/desk/new-password"): RELEASE,
    ("GET", "/desk/authenticator"): EVERY_OFFICER,
    ("POST", "/desk/authenticator"): EVERY_OFFICER,
    # a case
    ("GET", "/desk/cases/{number}"): OF_THE_CASE,
    ("GET", "/desk/evidence/{evidence_id}"): OF_THE_CASE,
    ("GET", "/desk/cases/{number}/papers/{code}"): OF_THE_CASE,
    ("GET", "/desk/api/cases/{number}"): OF_THE_CASE,
    ("GET", "/desk/api/cases/{number}/papers"): OF_THE_CASE,
    ("POST", "/desk/cases/{number}/moves"): MOVE,
    ("POST", "/desk/cases/{number}/objections"): MOVE,
    ("GET", "/desk/cases/{number}/answers"): OF_THE_CASE,
    ("GET", "/desk/api/cases/{number}/answers"): OF_THE_CASE,
    ("POST", "/desk/cases/{number}/correct"): MOVE,
    ("POST", "/desk/cases/{number}/join"): MOVE,
    ("POST", "/desk/cases/{number}/part"): MOVE,
    ("POST", "/desk/cases/{number}/undo"): MOVE,
    ("POST", "/desk/api/cases/{number}/corrections"): MOVE,
    ("PUT", "/desk/api/cases/{number}/lead"): MOVE,
    ("DELETE", "/desk/api/cases/{number}/lead"): MOVE,
    ("POST", "/desk/api/cases/{number}/moves"): MOVE,
    ("POST", "/desk/cases/{number}/identity"): IDENTITY,
    ("POST", "/desk/cases/{number}/identity/request"): IDENTITY,
    ("POST", "/desk/cases/{number}/papers/{code}"): NAMED_PAPER,
    ("POST", "/desk/cases/{number}/export"): TAKE_AWAY,
    # pages of some roles
    ("GET", "/desk/team"): TEAM,
    ("GET", "/desk/approvals"): APPROVE,
    ("GET", "/desk/breaches"): BREACHES,
    ("POST", "/desk/breaches/{clock_id}"): RELEASE,  # there is no such clock
    ("POST", "/desk/absences"): ABSENCE,
    ("POST", "/desk/absences/{absence_id}/end"): RELEASE,  # there is none
    ("POST", "/desk/assign"): GIVE,
    ("POST", "/desk/api/assignments"): GIVE,
    ("GET", "/desk/volunteers"): GIVE,
    ("POST", "/desk/volunteers/{volunteer_id}/decisions"): VOLUNTEER,
    ("POST", "/desk/volunteers/{volunteer_id}/identity"): VOLUNTEER,
    ("GET", "/desk/compliance"): WATCH,
    ("GET", "/desk/api/compliance"): WATCH,
    ("GET", "/desk/identity"): CUSTODY,
    ("POST", "/desk/identity/{request_id}"): RELEASE,
    ("GET", "/desk/persons"): FIND,
    ("POST", "/desk/persons"): FIND,
    ("GET", "/desk/officers"): ADMIN,
    ("POST", "/desk/officers"): ADMIN,
    ("GET", "/desk/officers/log"): LOG,
    ("GET", "/desk/officers/{login}"): ADMIN,
    ("POST", "/desk/officers/{login}"): ADMIN,
    ("POST", "/desk/officers/{login}/password"): ADMIN,
    ("POST", "/desk/officers/{login}/{deed}"): ADMIN,
    # whatever else is asked for
    ("GET", "/desk/{rest:path}"): RELEASE,
}


def forms(case: CaseRow) -> Mapping[tuple[str, str], dict[str, Any]]:
    """What a request must hold to get past the checks of its form."""
    move = {"move": "note", "key": "k1", "text": "备注"}
    return {
        ("POST", "/desk/cases/{number}/moves"): {"data": move},
        ("POST", "/desk/cases/{number}/objections"): {"data": {**move, "move": "reply"}},
        ("POST", "/desk/api/cases/{number}/moves"): {"json": move},
        ("POST", "/desk/cases/{number}/correct"): {"data": {"key": "k2", "hazard": "expired"}},
        ("POST", "/desk/cases/{number}/join"): {"data": {"lead": "SZ-20200101-0001"}},
        ("POST", "/desk/cases/{number}/undo"): {"data": {"event": "1"}},
        ("POST", "/desk/api/cases/{number}/corrections"): {
            "json": {"key": "k3", "setting": "staff_canteen"}
        },
        ("PUT", "/desk/api/cases/{number}/lead"): {"json": {"lead": "SZ-20200101-0001"}},
        ("POST", "/desk/volunteers/{volunteer_id}/decisions"): {"data": {"decision": "approve"}},
        ("POST", "/desk/volunteers/{volunteer_id}/identity"): {"data": {"reason": "核实身份"}},
        ("POST", "/desk/filters"): {"data": {"name": "我的", "at": "scope=late"}},
        ("POST", "/desk/assign"): {"data": {"number": case.number, "handler": "id-handler"}},
        ("POST", "/desk/api/assignments"): {
            "json": {"numbers": [case.number], "handler": "id-handler"}
        },
        ("POST", "/desk/cases/{number}/identity"): {"data": {"reason": "核实举报内容"}},
        ("POST", "/desk/cases/{number}/identity/request"): {"data": {"reason": "核实举报内容"}},
        ("POST", "/desk/cases/{number}/papers/{code}"): {
            "data": {"reason": "核实举报内容", "whom": "file"}
        },
        ("POST", "/desk/identity/{request_id}"): {"data": {"answer": "agree"}},
        ("POST", "/desk/persons"): {"data": {"number": "13800138000"}},
        ("POST", "/desk/account/password"): {"data": {"old": "x", "new": "y", "again": "z"}},
        ("POST", "/desk/new-password"): {"data": {"new": "y", "again": "z"}},
        ("POST", "/desk/absences"): {
            "data": {"officer": "id-handler", "first": "2026-11-21", "last": "2026-11-22"}
        },
        ("POST", "/desk/breaches/{clock_id}"): {"data": {"reason": "人手不足"}},
        ("POST", "/desk/officers/{login}"): {"data": {"office": "SZ", "roles": ["auditor"]}},
        ("POST", "/desk/officers"): {
            "data": {"login": "new1", "name": "新人", "office": "SZ", "roles": ["auditor"]}
        },
    }
