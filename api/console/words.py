"""The console's Chinese: short names of codes, and what the templates print with them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from api.cases.correcting import Changes
from api.cases.events import EventKind
from api.console import volunteer_words
from api.console.objected import basis
from api.console.refusals import REFUSALS
from api.contract.codes import LABELS, State, Template
from api.kit.now import LEGAL_ZONE
from knowledge.cities.city import City
from knowledge.cities.schema import Role
from knowledge.codes import Demand, Hazard, Kind, Setting, Severity
from knowledge.forms import done_words, event_words, load_chases, mark_words

_UNDELIVERED: Mapping[str, str] = {
    "blocked by the person": "对方停用了机器人",
    "unfollowed the account": "对方已取消关注公众号",
    "unknown chat": "这个聊天已不存在",
    "refused by the platform": "平台拒收这条内容",
    "silent for too long": "对方太久没来过，微信不再允许主动发消息",
    "not allowed to write": "公众号没有主动发消息的权限",
    "no chat is alive": "对方的聊天早已收不到消息",
    "flood limit": "平台限流，三天内没能送出",
    "timeout": "平台三天没有回应",
}
_RECORDINGS: Mapping[str, str] = {"audio": "语音", "video": "视频", "application": "PDF"}
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
    State.merged: "已并入先前举报",
    State.rework: "重办中",
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
    EventKind(code): words.title for code, words in event_words().items()
}

NOTICES: Mapping[Template, str] = {
    Template.assigned: "新案件分派给您",
    Template.emergency: "紧急：疑似多人或严重食物中毒",
    Template.supplemented: "对方补充了材料",
    Template.companion_said: "并入的案件有补充",
    Template.withdrawn: "对方撤回了案件",
    Template.half_time: "期限已过半",
    Template.one_day_left: "还剩一个工作日",
    Template.breached: "已超过期限",
    Template.escalated: "下属案件已超过期限",
    Template.recounted: "放假安排公布，期限有变动",
    Template.undelivered: "有一条通知未能送达，请用电话或书面方式告知对方",
    Template.extension_requested: "有延期申请待批准",
    Template.extension_rejected: "延期申请没有批准",
    Template.recusal_asked: "有回避申请待决定",
    Template.competence_disputed: "有权限争议待协商",
    Template.passed_up: "有权限争议报请指定",
    Template.reported_back: "分送的案件被报回",
    Template.new_facts: "同一举报人补充了新事实，核查期限重新计算",
    Template.supervised: "案件被督办",
    Template.supervision_answered: "督办已答复",
    Template.rework_asked: "对方不满意，申请重办",
    Template.to_rework: "案件退回重办",
    Template.override_asked: "有内容待您放行",
    Template.overridden: "主管已放行，内容已发给对方",
    Template.override_rejected: "主管没有放行，请修改后再发",
    Template.sent_to_police: "有案件移送公安机关",
    Template.chased: "催办",
    Template.accident_confirmed: "疑似事故已有人接手",
    Template.accident_step: "疑似事故有新进展",
    Template.identity_asked: "有人申请查看身份信息",
    Template.identity_granted: "保管员同意您查看身份信息",
    Template.identity_refused: "保管员不同意查看身份信息",
    Template.identity_digest: "身份信息查看日报",
    Template.volunteer_registered: "有志愿者登记待审核",
}

NEWS: Mapping[str, str] = {
    "chat_bound": "工作机器人已绑定聊天",
    "chat_unbound": "工作机器人已解除绑定",
    "chat_lost": "聊天收不到工作机器人的消息，已解除绑定",
    "digest": "今日工作提要",
}

DONE: Mapping[str, str] = done_words()
MENDED: Mapping[str, str] = {
    "corrected": "已更正，更正连同原来的理解都记入案件。",
    "joined": "已并案办理；两个案件各自的期限和答复不变。",
    "parted": "已撤销并案。",
    "undone": "已撤销，撤销也记入案件。",
    "override_asked": "内容还没有发出，已请主管放行；放行或者退回都会通知您。",
}

_BESIDE: Mapping[str, str] = {
    "identity_asked": "申请已交给身份信息保管员，答复会通知您。",
    "identity_granted": "已同意，申请人会收到通知。",
    "identity_refused": "已答复不同意，申请人会收到通知。",
    "absence_set": "已登记不在岗，到期自动恢复。",
    "absence_ended": "已结束这条登记。",
    "breach_explained": "超期原因已记入案件。",
}

COPIES: Mapping[str, str] = {
    "file": "存档",
    "reporter": "来件人联",
    "trader": "被投诉人联",
    "office": "收文单位联",
    "health": "卫健和疾控联",
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
    "division": "区县",
    "place": "地点",
    "misspelt": "读作",
}
_CODES = {
    str(code): name
    for family in (Kind, Hazard, Setting, Severity, Demand)
    for code in family
    if (name := LABELS.get(code))
}
_NUMBER = re.compile(r"[A-Z]{1,8}-\d{8}-\d{4,8}")
_IN_BRACKETS = re.compile(r"》（[^）]*）")
_WEEKDAYS = "一二三四五六日"


def refusal(code: str) -> str:
    """Why a move was not made."""
    return REFUSALS.get(code, "操作没有执行，请稍后再试。")


def done(move: str) -> str:
    """That a move was made, something put right, or consent asked for; else nothing."""
    return DONE.get(move) or MENDED.get(move) or _BESIDE.get(move, "")


def given(count: int, left: str) -> str:
    """How many cases were given to somebody, and which were not."""
    said = f"已指派 {count} 件。" if count else ""
    numbers = [one for one in left.split(",") if _NUMBER.fullmatch(one)]
    if numbers:
        why = "已经了结、已在其名下，或者不归其单位"
        said += f"{len(numbers)} 件没有指派（{why}）：{'、'.join(numbers)}。"
    return said


def handed(number: str) -> str:
    """That a move took a case to where this officer does not look; nothing for what is none."""
    return f"{number} 已经办好，案件不再由您这里办理。" if _NUMBER.fullmatch(number) else ""


def changed(changes: Changes, city: City) -> list[str]:
    """What a correction put right, as 隐患：异物 → 卫生差."""

    def named(field: str, value: str | None) -> str:
        if value is None:
            return "未说明"
        district = city.district(value) if field == "division" else None
        return district.name if district else label(value)

    return [
        f"{_DECIDES.get(field, field)}：{named(field, old)} → {named(field, new)}"
        for field, (old, new) in changes.items()
    ]


def label(code: object) -> str:
    """The short name of a code; nothing for None."""
    return "" if code is None else _CODES.get(str(code), str(code))


def state(code: str) -> str:
    """Where a case stands."""
    return STATES[State(code)]


def event(kind: str) -> str:
    """What happened."""
    return EVENTS[EventKind(kind)]


def mark(code: str) -> str:
    """What stands on a case beside its state; nothing for what is only kept in mind."""
    return mark_words().get(code, "")


def chase(subject: str) -> str:
    """What is asked for again; a breach by the id of its rule."""
    known = load_chases()
    found = known.get(subject)
    return found.title if found else f"{subject} {known['breach'].title}"


def copy(whom: str) -> str:
    """For whom a form is made out."""
    return COPIES[whom]


def notice(template: str) -> str:
    """What an officer is told."""
    return NOTICES.get(Template(template), template)


def undelivered(reason: object) -> str:
    """Why a notice did not reach the person's chat, and what is to be done."""
    why = _UNDELIVERED.get(str(reason), "平台没有收下")
    return f"上面的通知没有送到对方的聊天里（{why}），请用电话或书面方式告知。"


def recording(media_type: str) -> str:
    """What a file is that is no photo."""
    return _RECORDINGS.get(media_type.partition("/")[0], "文件")


def role(code: str) -> str:
    """A role; what is no role of ours stays as it is."""
    return ROLES.get(code, code)


def decides(code: str) -> str:
    """What a ground speaks for, as 隐患：腐败变质."""
    family, _, value = code.partition(":")
    return "：".join(filter(None, (_DECIDES.get(family, family), label(value))))


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
    "mark": mark,
    "copy": copy,
    "notice": notice,
    "recording": recording,
    "news": NEWS.__getitem__,
    "role": role,
    "decides": decides,
    "brief": brief,
    "rule_basis": basis,
    **volunteer_words.FILTERS,
    "moment": moment,
    "day": day,
}
"""What templates may apply to a value."""
