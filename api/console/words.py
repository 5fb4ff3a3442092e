"""The console's Chinese: short names of codes, and what the templates print with them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from api.cases.events import EventKind
from api.contract.codes import LABELS, Move, State, Template
from api.kit.now import LEGAL_ZONE
from knowledge.cities.schema import Role
from knowledge.codes import Demand, Hazard, Kind, Setting, Severity

STATES: Mapping[State, str] = {
    State.received: "待处理",
    State.accepted: "已受理，调解中",
    State.refused: "不予受理",
    State.settled: "调解成功",
    State.terminated: "终止调解",
    State.filed: "已立案",
    State.not_filed: "不予立案",
    State.concluded: "已作处理决定",
    State.referred: "已移送",
    State.withdrawn: "已撤回",
    State.closed: "已办结",
}

ROLES: Mapping[str, str] = {
    Role.handler: "经办",
    Role.supervisor: "主管",
    Role.approver: "审批",
    Role.custodian: "身份信息保管",
    Role.auditor: "审计",
    Role.admin: "系统管理",
    "duty": "值班",
}

EVENTS: Mapping[EventKind, str] = {
    EventKind.opened: "登记",
    EventKind.linked: "关联案件",
    EventKind.assigned: "分派",
    EventKind.said: "对方补充",
    EventKind.asked: "请对方补充",
    EventKind.replied: "回复对方",
    EventKind.noted: "内部备注",
    EventKind.accepted: "受理",
    EventKind.refused: "不予受理",
    EventKind.extension_requested: "申请延期",
    EventKind.extended: "批准延期",
    EventKind.testing_started: "开始鉴定检测",
    EventKind.testing_ended: "鉴定检测结束",
    EventKind.transferred: "转办",
    EventKind.referred: "移送其他部门",
    EventKind.settled: "调解成功",
    EventKind.terminated: "终止调解",
    EventKind.filed: "立案",
    EventKind.not_filed: "不予立案",
    EventKind.concluded: "作出处理决定",
    EventKind.closed: "办结",
    EventKind.withdrawn: "对方撤回",
    EventKind.reminded: "期限提醒",
    EventKind.breached: "超过期限",
    EventKind.escalated: "上报主管",
    EventKind.recounted: "按公布的放假安排重算期限",
    EventKind.undelivered: "未能送达对方",
    EventKind.identity_seen: "查看身份信息",
}

NOTICES: Mapping[Template, str] = {
    Template.assigned: "新案件分派给您",
    Template.emergency: "紧急：疑似多人或严重食物中毒",
    Template.supplemented: "对方补充了材料",
    Template.withdrawn: "对方撤回了案件",
    Template.half_time: "期限已过半",
    Template.one_day_left: "还剩一个工作日",
    Template.breached: "已超过期限",
    Template.escalated: "下属案件已超过期限",
    Template.recounted: "放假安排公布，期限有变动",
    Template.undelivered: "有一条通知未能送达，请用电话或书面方式告知对方",
    Template.extension_requested: "有延期申请待批准",
}

REFUSALS: Mapping[str, str] = {
    "unlawful": "案件当前的状态不允许这个操作，页面上列出的才是现在可以做的。",
    "changed": "您打开页面之后案件有了新的动态，操作没有执行。请看过最新内容再提交。",
    "role": "您的角色不能做这个操作。",
    "own_request": "延期申请不能由申请人本人批准。",
    "ground_needed": "请选择一项法定理由。",
    "text_needed": "请填写说明，对方会看到。",
    "reason_needed": "请写明查看身份信息的理由（至少 4 个字）。",
    "unknown_office": "请选择要转去的办公室。",
    "csrf": "页面已经过期，操作没有执行。请在这个新打开的页面上再提交一次。",
    "invalid": "提交的内容不符合要求，操作没有执行。",
}

DONE: Mapping[str, str] = {
    Move.accept: "已受理，对方会在聊天里收到通知。",
    Move.refuse: "已作出不予受理决定，对方会在聊天里收到理由。",
    Move.ask: "问题已发给对方，回答会回到这个案件。",
    Move.reply: "回复已发给对方。",
    Move.note: "备注已保存，只在内部可见。",
    Move.request_extension: "延期申请已提交，等待审批。",
    Move.extend: "已批准延期，期限已重新计算。",
    Move.start_testing: "鉴定检测期间，期限暂停计算。",
    Move.end_testing: "鉴定检测结束，期限恢复计算。",
    Move.transfer: "已转办。",
    Move.refer: "已移送，对方会收到接收部门和电话。",
    Move.settle: "已记录调解结果。",
    Move.terminate: "已终止调解，对方会收到通知。",
    Move.file: "已立案。",
    Move.not_file: "已决定不予立案。",
    Move.conclude: "已记录处理决定。",
    Move.close: "已办结，结果已告知对方。",
}

FACTS: Mapping[str, str] = {
    "merchant": "商家",
    "merchant_address": "商家地址",
    "place": "地点",
    "district": "区县",
    "when": "时间",
    "food": "食品",
    "people_ill": "不适人数",
    "amount": "金额（元）",
    "demand": "诉求",
    "location": "定位",
}

_DECIDES: Mapping[str, str] = {
    "kind": "类型",
    "hazard": "隐患",
    "setting": "场所",
    "severity": "严重程度",
    "emergency": "紧急",
    "agency": "主管部门",
    "demand": "诉求",
}
_CODES = {
    str(code): name
    for family in (Kind, Hazard, Setting, Severity, Demand)
    for code in family
    if (name := LABELS.get(code))
}
_IN_BRACKETS = re.compile(r"》（[^）]*）")
_WEEKDAYS = "一二三四五六日"


def refusal(code: str) -> str:
    """Why a move was not made."""
    return REFUSALS.get(code, "操作没有执行，请稍后再试。")


def done(move: str) -> str:
    """That a move was made; nothing for what is no move."""
    return DONE.get(move, "")


def label(code: object) -> str:
    """The short name of a code; nothing for None."""
    return "" if code is None else _CODES.get(str(code), str(code))


def state(code: str) -> str:
    """Where a case stands."""
    return STATES[State(code)]


def event(kind: str) -> str:
    """What happened."""
    return EVENTS[EventKind(kind)]


def notice(template: str) -> str:
    """What an officer is told."""
    return NOTICES.get(Template(template), template)


def role(code: str) -> str:
    """A role; what is no role of ours stays as it is."""
    return ROLES.get(code, code)


def decides(code: str) -> str:
    """What a ground speaks for, as 隐患：腐败变质."""
    family, _, value = code.partition(":")
    name = _DECIDES.get(family, family)
    return f"{name}：{label(value)}" if value else name


def brief(article: str) -> str:
    """A citation without its number of promulgation, which the full one in the notices has."""
    return _IN_BRACKETS.sub("》", article)


def moment(at: datetime) -> str:
    """A moment in legal time, as 11月21日 17:20."""
    local = at.astimezone(LEGAL_ZONE)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day(on: date) -> str:
    """A day with its weekday, as 11月21日（周六）."""
    return f"{on.month}月{on.day}日（周{_WEEKDAYS[on.weekday()]}）"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "label": label,
    "state": state,
    "event": event,
    "notice": notice,
    "role": role,
    "decides": decides,
    "brief": brief,
    "moment": moment,
    "day": day,
}
"""What templates may apply to a value."""
