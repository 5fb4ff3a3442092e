"""Names that were cut in the wrong place when they were recognised, put together again."""

import itertools
import re
from dataclasses import replace

from api.contract.understood import Finding
from bot.dialogue.called import can_be_trader, ends_in_dishes
from bot.dialogue.likeness import SHOP_ENDS, is_known_place
from bot.dialogue.turn import Heard

_JOINS = frozenset({"与", "の", "&", "＆"})
_DENIES = re.compile(r"(?:不|唔)(?:是|叫|系)[「“\"]?$")
_ROAD_AND_NAME = re.compile(
    r"(?P<road>[\u4e00-\u9fff]{2,8}?(?:大道|路|街(?!道|坊)|巷)(?:\d+号)?)(?P<name>[\u4e00-\u9fff]{3,10})"
)
_ROAD_FIRST = re.compile(
    r"(?P<road>(?:[东西南北中][一二三四五]?(?:路|街|巷)|大道)(?:\d+号)?)(?P<rest>[^口子].*|)"
)


def recut(heard: Heard) -> Heard:
    """A message with what was recognised in it cut where its words end."""
    return _name_apart(_road_whole(_joined(_undenied(heard))))


def _undenied(heard: Heard) -> Heard:
    """店不叫周记米线: who it is not was not told to be the trader."""
    text, findings = heard.message.text, heard.understood.findings
    named = [one for one in findings if one.kind == "merchant"]
    denied = [one for one in named if _DENIES.search(text, 0, one.start)]
    if not denied:
        return heard
    kept = tuple(one for one in findings if one not in denied)
    told: dict[str, object] = {"findings": kept}
    if heard.understood.merchant in {one.text for one in denied}:
        told["merchant"] = next((one.text for one in named if one not in denied), None)
    return replace(heard, understood=heard.understood.model_copy(update=told))


def _name_apart(heard: Heard) -> Heard:
    """翠竹路老街坊粉面, of which the whole was taken for a place."""
    meant = heard.understood
    found = _ROAD_AND_NAME.fullmatch(meant.place or "")
    if meant.merchant is not None or found is None:
        return heard
    name = found["name"]
    trade = ends_in_dishes(name) or (SHOP_ENDS.search(name) and can_be_trader(name))
    if not trade or is_known_place(name):
        return heard
    told: dict[str, object] = {"place": found["road"], "merchant": name}
    return replace(heard, understood=meant.model_copy(update=told))


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
