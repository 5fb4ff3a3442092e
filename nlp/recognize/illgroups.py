"""The numbers of people in a message, and of which of them it is said that they are ill."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.recognize import illwords as words
from nlp.recognize.numbers import parse
from nlp.recognize.patients import subjects_in

_VAGUE = re.compile(r"([一二两三四五六七八九])([二三四五六七八九十])(?=[个名位])")
_WINDOW, _BACK = 14, 8
_LARGEST = 3_000


@dataclass(frozen=True, slots=True)
class Group:
    """A number of people, and whether being ill is said of just these."""

    start: int
    end: int
    number: int
    tied: bool
    more: bool
    company: bool = False
    """我和同事四个人: the writer's company, of whom it is not said that they fell ill."""


def groups_in(text: str) -> Iterator[Group]:
    """Each number of people with what is said of it: up to the next one, or who is named next.

    Args:
        text: The message in normal form.
    """
    matches = [one for one in words.COUNT.finditer(text) if _is_people(text, one)]
    subjects = [one for one in subjects_in(text) if not words.IS_COUNTED.match(text, one.end)]
    for at, one in enumerate(matches):
        number = _number(text, one)
        if number is None or not 1 <= number <= _LARGEST:
            continue
        start, end = one.span()
        told = end
        beside = next((who for who in subjects if who.start >= end), None)
        if beside is not None and words.AND.fullmatch(text, end, beside.start):
            number, told = number + len(beside.who), beside.end  # 俩孩子和我
        starts = (*(m.start() for m in matches[at + 1 :]), *(who.start for who in subjects))
        upto = min((where for where in starts if where >= told), default=len(text))
        after = re.split(r"[。!?]", text[told : min(upto, told + _WINDOW)])[0]
        if upto <= told + _WINDOW:
            after = words.LEAD.sub("", after)
        since = matches[at - 1].end() if at else 0
        before = re.split(r"[。!?,，]", text[max(since, start - _BACK) : start])[-1]
        if words.WELL.match(after) or (words.BUSY.match(after) and not words.FELL.search(after)):
            continue
        more = bool(words.MORE.search(text[max(0, start - 12) : start]))
        fell, company = bool(words.FELL.search(after) or words.FELL.search(before)), False
        fell = fell or (more and _they_fell(text[told:upto]))
        if words.WITH_ME.search(text[max(0, start - 10) : start]) and not more:
            number, fell, company = number + 1, True, not fell
        whole = bool(words.TOTAL_AFTER.match(after)) and not re.search(r"[都全]", after)
        whole = whole or (upto < len(text) and bool(words.OUT_OF.fullmatch(text, end, upto)))
        yield Group(start, end, number, fell and not (whole and not more), more and fell, company)


def _they_fell(told: str) -> bool:
    """和另外3个小朋友在某某幼儿园吃完午饭都吐了: said after where and what they ate."""
    return words.THEY_FELL.search(re.split(r"[。!?]", told)[0]) is not None


def _number(text: str, one: re.Match[str]) -> int | None:
    if one["few"]:
        return {"俩": 2, "仨": 3}[one["few"]]
    vague = _VAGUE.search(text, one.start(), one.end())
    written = vague[1] if vague and vague.start() == one.start() else one["number"]
    if vague and len(one["number"]) == 2 and vague[2] != "十":  # noqa: PLR2004 - 三五个: two digits
        return int(parse(written) or 0)
    value = parse(one["number"])
    return int(value) if value is not None else None


def _is_people(text: str, one: re.Match[str]) -> bool:
    if words.NOT_PEOPLE.match(text, one.end()):
        return False
    before = text[max(0, one.start() - 3) : one.start()]
    bare = one[0][-1] in "个位口大小条号"
    if one[0][-1] == "口":
        return bool(re.search(r"家$", before))
    if one["number"] and one[0][-1] in "大小号条":
        return False
    eaten = (
        bare and words.EATEN.search(before) and not words.OF_THEM.search(text, 0, one.end() + 1)
    )
    those = before.endswith(("这", "那")) and not words.FELL.match(text, one.end())
    return not (eaten or those or before.endswith(("第", "每")))
