"""How many people are ill or dead: the lower bound of what is said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.befallen import nobody_is_ill, only_befallen
from nlp.no_patient import tells_of_no_patient
from nlp.reading import Hit, Reading, Stance
from nlp.recognize import illwords as words
from nlp.recognize.illgroups import Group, groups_in
from nlp.recognize.illparts import counted_before, in_care_and_at_home, is_part
from nlp.recognize.numbers import parse
from nlp.recognize.patients import Patients, named
from nlp.understanding import Finding, FindingKind

_PLAINLY, _WITH_WORDS, _FALLEN, _WITHOUT = 0.06, 0.25, 0.5, 0.94
_TREATED, _AS_WELL = 0.1, 0.01
"""先是他吐，后来我老婆也吐: two of whom the same is said are hardly ever anything but ill."""
_PLAIN = frozenset({"vomiting", "diarrhoea", "poisoned"})
_SOON = 10
_FAMILY = 3
"""So many children can be those of one family."""


def find(reading: Reading, chance: float) -> list[Finding]:
    """One finding: the number of people who are ill, as a fact, or none.

    Args:
        reading: The message.
        chance: How probably it speaks of somebody ill.
    """
    reading = _of_the_ill(reading)
    ill = [h for h in reading.of("symptom") if h.stance is Stance.said and h.code != "injury"]
    ill += [h for h in reading.of("cue", "hospital", "death") if h.stance is Stance.said]
    if chance < _least(reading, ill):
        return _bare(reading)
    if not ill and (_explained(reading) or tells_of_no_patient(reading)):
        return _bare(reading)
    people = named(reading.text)
    return [_counted(reading, people) or _grouped(reading, people) or _someone(reading, ill)]


def _of_the_ill(reading: Reading) -> Reading:
    """The reading without the words for an illness that is only asked or supposed, or nobody's."""
    unsure = {Stance.asked, Stance.supposed}
    doubted = (h.parts or ((h.start, h.end),) for h in reading.of("symptom") if h.stance in unsure)
    text = only_befallen(reading.text, tuple(parts[-1] for parts in doubted))
    return replace(reading, source=replace(reading.source, text=text))


def _explained(reading: Reading) -> bool:
    """还没发作, or every word for an illness is asked, feared, denied or nobody's."""
    named_so = any(hit.code != "injury" for hit in reading.of("symptom"))
    fell = words.FELL.search(reading.text) is not None
    return not fell and (named_so or nobody_is_ill(reading.text))


def _least(reading: Reading, ill: Sequence[Hit]) -> float:
    """How probable an illness must be, given the words for one."""
    plain, people = any(hit.code in _PLAIN for hit in ill), named(reading.text)
    if people and people.also & people.ill and (people.number > 1 or any(groups_in(reading.text))):
        return _AS_WELL
    eaten = people or reading.says("cue", "ate", "infant", "pupils")
    if plain and (eaten or _several(reading.text)):
        return _PLAINLY
    if people and any(hit.code == "allergy" for hit in ill) and reading.says("cue", "ate"):
        return _AS_WELL  # 娃吃了起红疹
    if ill and people and words.ALL_TREATED.search(reading.text):
        return _PLAINLY  # 我爸妈吃了都进医院了
    if ill:
        treated = reading.says("cue", "hospital") and reading.says("cue", "ate")
        return _TREATED if treated and people else _WITH_WORDS
    # 两个人吃了两百: people and their meal, and nothing that befell them.
    return _FALLEN if words.FELL.search(reading.text) else _WITHOUT


def _several(text: str) -> bool:
    """二十来口人拉肚子, 全家都吐了: several people, of whom the illness is said."""
    whole = words.WHOLE_FELL.search(text) is not None
    return whole or any(one.tied and one.number > 1 for one in groups_in(text))


def _bare(reading: Reading) -> list[Finding]:
    """三个人 alone answers a question; a score this low decides nothing by itself."""
    one = words.ANSWER.fullmatch(reading.text)
    number = parse(one[1]) if one else None
    if one is None or number is None or number < 1:
        return []
    return [_finding(reading, one.span(1), int(number), "bare", 0.4)]


def _finding(
    reading: Reading, span: tuple[int, int], number: int, rule: str, score: float
) -> Finding:
    return reading.finding(FindingKind.people_ill, span, str(number), f"people_ill.{rule}", score)


def _counted(reading: Reading, people: Patients | None) -> Finding | None:
    text = reading.text
    except_me = words.EXCEPT_ME.search(text)
    everybody = int(parse(except_me[1]) or 0) if except_me else 0
    if except_me and everybody > 1:
        return _finding(reading, except_me.span(1), everybody - 1, "except_me", 0.8)
    every = _without_company(list(groups_in(text)))
    only = words.ONLY_ONE.search(text)
    if only and not any(one.tied and one.number > 1 for one in every):
        return _finding(reading, only.span("one"), 1, "only_one", 0.85)
    own = words.OWN_GROUP.search(text)
    if own and people and _are_meant(text, own, people):
        return _finding(reading, own.span("number"), int(parse(own["number"]) or 1), "own", 0.8)
    groups = _without_former(text, every)
    whole = _in_all(text, groups) or (groups[0] if len(groups) < len(every) else None)
    if whole is not None:
        return _finding(reading, (whole.start, whole.end), whole.number, "in_all", 0.9)
    sure = any(one.tied or one.more or _alone(text, one) for one in groups)
    sure = sure or bool(people and people.number == 1 and people.ill == people.also)
    if people and not (sure or _all_fell(text, people)):
        return None  # we were four, and only my wife is said to be ill
    return _summed(reading, groups, people)


def _are_meant(text: str, own: re.Match[str], people: Patients) -> bool:
    """Whether of those the writer has several of it is said that they fell ill, and of no part."""
    same = all(one in own["who"] for one in people.told)
    return same and people.start < own.end() and words.AMONG.search(text, own.end()) is None


def _in_all(text: str, groups: Sequence[Group]) -> Group | None:
    """The number that is said to be that of all, or is the sum of the others."""
    said = next((one for one in groups if one.number > 1 and _sums_up(text, one)), None)
    tied = [one for one in groups if one.tied and not one.more]
    if said is not None or len(tied) < 2:  # noqa: PLR2004 - one number is no sum
        return said
    parts = sum(one.number for one in tied if not is_part(text, one, tied))
    return next((one for one in _only_there(groups) if one.number == parts), None)


def _only_there(groups: Sequence[Group]) -> list[Group]:
    return [one for one in groups if not one.tied and not one.more and one.number > 1]


def _summed(reading: Reading, groups: Sequence[Group], people: Patients | None) -> Finding | None:
    """Those who are counted, with those who are told of beside them."""
    text = reading.text
    tied = [one for one in groups if one.tied and not one.more]
    more = [one for one in groups if one.more]
    total = _only_there(groups)
    both = in_care_and_at_home(text, tied)
    if both:
        return _finding(reading, (tied[0].start, tied[0].end), both, "two_places", 0.8)
    counted = counted_before(text, tied, total)
    if counted is not None:
        span = (counted.start, counted.end)
        return _finding(reading, span, counted.number, "before_care", 0.8)
    best = max(tied or total, key=lambda one: (one.number, -one.start), default=None)
    if best is not None and best.number == 1 and total and not _one_of_them(text, best):
        best = max(total, key=lambda one: one.number)
    if more and not words.EXCEPT.search(text):
        first = more[0]
        others = best.number if best in tied and best else _others(text, first.start)
        number = sum(one.number for one in more) + others
        return _finding(reading, (first.start, first.end), number, "and_more", 0.8)
    also = _beside(text, best, people) if best in tied and best else 0
    best = best or (more[0] if more else None)
    if best is None or (best.number == 1 and not also and not _one_of_them(text, best)):
        return None
    rule = "and_also" if also else "counted"
    return _finding(
        reading, (best.start, best.end), best.number + also, rule, 0.8 + 0.1 * (not also)
    )


def _beside(text: str, one: Group, people: Patients | None) -> int:
    return int(_also_before(text, one)) or _also_after(text, one, people)


def _without_company(groups: list[Group]) -> list[Group]:
    """Who ate together counts only where nobody else is said to be ill."""
    told = any(one.tied and not one.company for one in groups)
    return [one for one in groups if not (told and one.company)]


def _without_former(text: str, groups: list[Group]) -> list[Group]:
    """开始说七八个，数了，12个: what was thought first counts only where nothing follows."""
    later = [one for one in groups if not words.FORMERLY.search(text, 0, one.start)]
    # 其中2个 are of those who were counted, and never in their place
    new = (one for one in later if not words.AMONG.search(text, 0, one.start))
    after = [one for one in new if one.start > groups[0].start]
    return later if after else groups


def _alone(text: str, one: Group) -> bool:
    """三个人，我也拉: a number that stands by itself says how many in all."""
    return (
        words.ALONE.search(text[: one.start]) is not None
        and text[one.end : one.end + 1] in "了,，。"
    )


def _all_fell(text: str, people: Patients | None) -> bool:
    """四个人去的，我拉得最厉害，都进医院了: one is named, and all are meant."""
    return (people is not None and people.worst) or words.ALL_FELL.search(text) is not None


def _also_after(text: str, one: Group, people: Patients | None) -> int:
    """两个孩子都吐了,我也拉: who is named beside those who are counted."""
    if people is None or people.start < one.end:
        return 0
    of_many = words.CHILDREN.search(text, one.start, one.end) and one.number > _FAMILY
    return 0 if of_many else len(people.also & people.ill)


def _one_of_them(text: str, one: Group) -> bool:
    """四个人吃完,有一个抽了: one of several, and only that one."""
    before = text[max(0, one.start - 3) : one.start]
    return before.endswith(("有", "其中", "就我", "只有我", "是我"))


def _others(text: str, position: int) -> int:
    """我儿子和另外四个: the one who is named before; else whoever fell ill before."""
    return int(words.ONE_AND.search(text, 0, position) is not None or _fell_before(text, position))


def _also_before(text: str, one: Group) -> bool:
    """我老婆上吐下泻,两个儿子也发烧: the one who fell ill before is not of these."""
    also = words.ALSO.match(text, one.end) is not None
    return also and words.ONE_ILL.search(text, 0, one.start) is not None


def _fell_before(text: str, position: int) -> bool:
    return words.FELL.search(text, 0, position) is not None


def _sums_up(text: str, one: Group) -> bool:
    """一共五个了: the number of all, said after the single ones."""
    if words.COUNTED_UP.search(text, 0, one.start) and text[one.end : one.end + 1] in "了,，。":
        return True  # 现在数了是13个人，有两个送医院了
    by_now = text[one.end : one.end + 1] == "了"
    ends = text[one.end : one.end + 1] in ",，。"
    so_far = "现在" in text[max(0, one.start - 4) : one.start]
    told = _fell_before(text, one.start) or (
        so_far and words.FELL.search(text, one.end, one.end + _SOON)
    )
    bare = by_now or bool(ends and told)  # 到现在12个人，3个住院
    return (one.tied or one.more or bare) and bool(
        words.IN_ALL.search(text[max(0, one.start - 10) : one.start])
    )


def _grouped(reading: Reading, people: Patients | None) -> Finding | None:
    """Those who are told of without a number, or by kinship: whichever are more."""
    both = [_by_kin(reading, people), _together(reading, people)]
    found = [one for one in both if one is not None]
    return max(found, key=lambda one: int(one.value), default=None)


def _by_kin(reading: Reading, people: Patients | None) -> Finding | None:
    if people is None or people.number < 1:
        return None
    span, number = (people.start, people.end), people.number
    return _finding(reading, span, number, "named" if number > 1 else "someone", 0.7)


def _together(reading: Reading, people: Patients | None) -> Finding | None:
    text = reading.text
    also = list(words.ALSO.finditer(text))
    known = people is not None and len(people.told) > 1
    for one in () if known else words.PAIR.finditer(text):
        if words.WELL.match(text, one.end()) or not words.TOGETHER.search(text, one.start()):
            continue
        return _finding(reading, one.span(), 2, "pair", 0.7)
    two = words.TWO.search(text)
    if two and not words.WELL.match(text, two.end()) and _fell_themselves(text, two, people):
        return _finding(reading, two.span(), 2, "pair", 0.75)
    if also and not re.search(r"也不|也没", text[also[0].start() : also[0].end()]):
        return _finding(reading, also[0].span(), 1 + len(also), "also", 0.7)
    whole = words.WHOLE.search(text)
    if whole is None or not _fell_themselves(text, whole, people):
        return None
    return _finding(reading, whole.span(), 2, "group", 0.7)


def _fell_themselves(text: str, group: re.Match[str], people: Patients | None) -> bool:
    """我们俩吃的,我拉: of whom it is said only that they ate, where another is said to be ill."""
    if people is None or people.start < group.end() or people.worst:
        return True
    return words.FELL.search(text, group.end(), people.start) is not None


def _someone(reading: Reading, ill: Sequence[Hit]) -> Finding:
    if ill:
        first = min(ill, key=lambda hit: hit.start)
        return _finding(reading, (first.start, first.end), 1, "someone", 0.6)
    fell = words.FELL.search(reading.text)
    return _finding(reading, fell.span() if fell else (0, len(reading.text)), 1, "someone", 0.6)
