"""The clauses of a message that puts several things right, each with the value it gives."""

import re

_GIVES = re.compile(r"(?:我|而|应该|其实|正确的?|准确的?)*(?:是|叫|在|为|改成|改为|换成)")
"""Before the right value, after what is wrong."""
_LEFT_OPEN = re.compile(
    r"(?:错了?|不对|有误)$|^(?:不是|不在|不叫|不对|错了|更正|等等|等下|哦|噢|对了)$"
)
"""After this the right value is still to come."""


def groups_in(text: str) -> list[str]:
    """不是福田，是罗湖 · 店名也错了，叫老王: what is wrong, with what is right behind it."""
    groups: list[str] = []
    for clause in (part for part in re.split(r"[，,。；;！!\s]+", text) if part):
        if groups and (_GIVES.match(clause) or _LEFT_OPEN.search(groups[-1])):
            groups[-1] = f"{groups[-1]}，{clause}"
        else:
            groups.append(clause)
    return groups
