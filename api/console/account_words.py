"""The Chinese of the administrators' pages."""

from collections.abc import Callable, Mapping
from typing import Any

from api.console import words
from api.people.journal import Deed

DEEDS: Mapping[str, str] = {
    Deed.made: "新建账号",
    Deed.roles_set: "修改岗位",
    Deed.closed: "停用账号",
    Deed.opened: "启用账号",
    Deed.password_reset: "重置密码",
    Deed.password_changed: "修改密码",
    Deed.signed_out: "在所有设备上退出",
    Deed.totp_begun: "启用动态验证码",
    Deed.totp_dropped: "重置动态验证码",
    Deed.totp_wanted: "修改动态验证码要求",
    Deed.code_spent: "使用备用码登录",
    Deed.person_sought: "按电话或证件号查找",
    Deed.absence_set: "登记不在岗",
    Deed.absence_ended: "结束不在岗",
}
_DONE: Mapping[str, str] = {
    "post": "岗位已保存，对方需要重新登录。",
    "close": "账号已停用，已在所有设备上退出。",
    "open": "账号已启用。",
    "sign-out": "已在所有设备上退出，工作机器人也已解除绑定。",
    "drop-second": "动态验证码已重置，对方登录后重新设置。",
    "want-second": "对方下次登录时必须使用动态验证码。",
    "spare-second": "不再单独要求动态验证码。",
}


def deed_words(kind: str) -> str:
    """What was done to an account."""
    return DEEDS[Deed(kind)]


def done_words(deed: str) -> str:
    """That it was done; nothing for what is no deed."""
    return _DONE.get(deed, "")


def details(data: Mapping[str, Any], short: Callable[[str], str]) -> tuple[str, ...]:
    """A post in words, before and after; what else a log entry says."""
    if "roles" in data:
        now = _post(data, short)
        before = data.get("before")
        return (f"{_post(before, short)} → {now}",) if isinstance(before, dict) else (now,)
    if "first" in data:
        return (f"{data['first']} 至 {data['last']}",)
    if "required" in data:
        return ("要求" if data["required"] else "不再单独要求",)
    return (f"找到 {data['found']} 件",) if "found" in data else ()


def _post(data: Mapping[str, Any], short: Callable[[str], str]) -> str:
    roles = "、".join(words.role(one) for one in data["roles"])
    hazards = "、".join(words.label(one) for one in data["hazards"])
    return "，".join(filter(None, (short(str(data["office"])), roles, hazards)))
