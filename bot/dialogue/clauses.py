"""The clauses of a message that puts several things right, each with the value it gives."""

import re

_GIVES = re.compile(r"(?:我|而|应该|其实|正确的?|准确的?)*(?:是|叫|在|为|改成|改为|换成)")
"""Before the right value, after what is wrong."""
_LEFT_OPEN = re.compile(
    r"(?:错了?|不对|有误)$|^(?:不是|不在|不叫|不对|错了|更正|等等|等下|哦|噢|对了)$"
)
"""After this the right value is still to come."""


_SUM = r"\d+(?:\.\d+)?\s?(?P<{}>元|块钱?|蚊|个?人|[份碗盒瓶斤])"
_HOLDS = re.compile(_SUM.format("unit"))
_DENIES = re.compile(r"(?:而|可|并)?不(?:是|要)" + _SUM.format("unit") + r"[的啊呀]?")
# 一碗28块，不是1000块: the right value stands before what was wrong.
_BOTH = re.compile(_SUM.format("new") + r"(?:而|可|并)?不(?:是|要)" + _SUM.format("old"))


def _denies(before: str, clause: str) -> bool:
    old, new = _DENIES.fullmatch(clause), _HOLDS.search(before)
    return bool(old and new) and _sort(old) == _sort(new)


def _sort(found: re.Match[str] | None) -> str:
    """元 and 块钱 are the same."""
    unit = found["unit"] if found else ""
    return "元" if unit in {"元", "块", "块钱", "蚊"} else unit[-1:]


def groups_in(text: str) -> list[str]:
    """不是福田，是罗湖 · 店名也错了，叫老王: what is wrong, with what is right behind it."""
    groups: list[str] = []
    whole = False
    for clause in (part for part in re.split(r"[，,。；;！!\s]+", text) if part):
        denies = bool(groups) and _denies(groups[-1], clause)
        if denies or (
            groups and not whole and (_GIVES.match(clause) or _LEFT_OPEN.search(groups[-1]))
        ):
            groups[-1] = f"{groups[-1]}，{clause}"
        else:
            groups.append(clause)
        whole = denies or _BOTH.search(clause) is not None
    return groups
