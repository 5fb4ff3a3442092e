"""Names that were cut in the wrong place when they were recognised, put together again."""

import itertools
import re
from dataclasses import replace

from api.contract.understood import Finding
from bot.dialogue.turn import Heard

_JOINS = frozenset({"与", "の", "&", "＆"})
_ROAD_FIRST = re.compile(
    r"(?P<road>(?:[东西南北中][一二三四五]?(?:路|街|巷)|大道)(?:\d+号)?)(?P<rest>[^口子].*|)"
)


def recut(heard: Heard) -> Heard:
    """A message with what was recognised in it cut where its words end."""
    return _road_whole(_joined(heard))


def _joined(heard: Heard) -> Heard:
    """麦穗与猫烘焙, of which the two halves were taken for two traders."""
    text = heard.message.text
    named = sorted((f for f in heard.understood.findings if f.kind == "merchant"), key=_start)
    for one, other in itertools.pairwise(named):
        if text[one.end : other.start] in _JOINS and one.end < other.start:
            whole = one.model_copy(update={"text": text[one.start : other.end], "end": other.end})
            rest = (f for f in heard.understood.findings if f not in {one, other})
            told: dict[str, object] = {"findings": (whole, *rest), "merchant": whole.text}
            return replace(heard, understood=heard.understood.model_copy(update=told))
    return heard


def _start(finding: Finding) -> int:
    return finding.start


def _road_whole(heard: Heard) -> Heard:
    """人民南路 and 包子铺, of which 人民 and 南路包子铺 were recognised."""
    findings = heard.understood.findings
    places = {one.end: one for one in findings if one.kind == "place"}
    for name in findings:
        place = places.get(name.start) if name.kind == "merchant" else None
        cut = _ROAD_FIRST.match(name.text) if place else None
        if place is None or cut is None:
            continue
        at = name.start + len(cut["road"])
        whole = place.model_copy(update={"text": f"{place.text}{cut['road']}", "end": at})
        rest = name.model_copy(update={"text": cut["rest"], "start": at})
        kept = tuple(one for one in findings if one not in {name, place})
        told: dict[str, object] = {"findings": (*kept, whole, *([rest] if cut["rest"] else []))}
        meant = heard.understood
        told |= {"place": whole.text} if meant.place in {None, place.text} else {}
        told |= {"merchant": cut["rest"] or None} if meant.merchant == name.text else {}
        return replace(heard, understood=meant.model_copy(update=told))
    return heard
