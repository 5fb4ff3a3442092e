"""Where a further matter is, when it was told by pointing from the one before it: 隔壁那家."""

import re

from api.contract.codes import Kind
from api.contract.models import Facts
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft, Filed
from bot.dialogue.demanding import demands_in
from bot.dialogue.turn import Heard

_POINTS = re.compile(
    r"旁边|隔壁|对面|楼上|楼下|边上|斜对面|同一?个?(?:条街|街|商场|层|栋楼?|市场|条路|路|小区|广场|美食城|村)"
    r"|[这那](?:条|个)(?:街|路|市场|商场|小区|村|广场)|也是?在?[这那](?:里|边|儿|附近)"
)
_NTH = re.compile("第[一二两三四]家")
_WHERE = ("place", "district", "division", "street")


def beside(before: Draft | None, meant: Understood) -> Facts:
    """Where and when the first was, if the next was told without: 同一层的奶茶店."""
    placed = meant.place is not None and _NTH.fullmatch(meant.place) is None
    if before is None or placed or meant.district:
        return Facts()
    known = {name: getattr(before.facts, name) for name in _WHERE}
    return Facts.model_validate(known | {"when": None if meant.when else before.facts.when})


def same_kind(filed: Filed | None, heard: Heard) -> tuple[Kind, ...]:
    """隔壁那家也有过期的, after a report: one more report, unless money is asked for."""
    called = "投诉" in heard.text or demands_in(heard.text)
    again = filed is not None and filed.draft.kinds == (Kind.report,) and "也" in heard.text
    return (Kind.report,) if again and not called else ()


def pointed_from(filed: Filed | None, heard: Heard) -> Facts:
    """Where the matter was that was filed last, if this one is said to be beside it."""
    meant = heard.understood
    elsewhere = meant.district or (meant.place and _POINTS.sub("", meant.place))
    if filed is None or elsewhere or _POINTS.search(heard.text) is None:
        return Facts()
    return Facts.model_validate({name: getattr(filed.draft.facts, name) for name in _WHERE})
