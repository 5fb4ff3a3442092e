"""How a thing is said: as a fact, denied, asked, supposed.

A hit keeps its words and gets a stance; who reads the hits decides what a stance means to them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.befallen import not_befallen
from nlp.reading import Cuts, Hit, Stance

_JUDGED = frozenset({"hazard", "symptom", "agency", "cue"})
_UNJUDGED_CUES = frozenset(
    {"negation", "question", "hypothetical", "praise", "hearsay", "own", "official", "not_food"}
)
# What may stand between a 没 and the word it denies: 没(有发现任何)异物.
_BRIDGE = re.compile(
    r"(有|再|发现|看到|看见|见到|见|任何|什么|一点儿?|一丝|丝毫|半点|[一半]?[个只根条点股]|出现|出过|过|"
    r"吃出|吃到|喝到|吃|喝|是|被|闻到|闻|让|觉得|感觉|到|用|卖|使用|存在|所谓的?|因为|得|会|能|太|那么|"
    r"说|以前|那种|这种|谁|人|地方|啥|需要|要|去|送|往|进)*"
)
_AFTER = re.compile(
    r".{0,3}?(都|也)(没有?|冇|莫得|没得|木有|未见|看不到)(?![^，。！？ ]{0,3}(管|处理|退|证|照))"
)
_AILS = ("hazard.poisoning", "cue.grave_signs", "cue.hospital")
_OF_THE_ILL = frozenset({"symptom", "cue"})
_DOUBTS = frozenset(
    {"会不会", "是否会", "怕是会", "怕会", "怕", "担心", "有可能会", "想着会", "不知道会不会"}
)
_REACH = 12
_SUPPOSED_REACH = 16


def judge(text: str, cuts: Cuts, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give each hit its stance from the cues around it."""
    cues = [hit for hit in hits if hit.topic == "cue"]
    negations = [cue for cue in cues if cue.code == "negation"]
    supposals = [cue for cue in cues if cue.code == "hypothetical"]
    asking = [cue for cue in cues if cue.code == "question"]
    questions = {cuts.sentence(cue.start) for cue in asking}
    asked = {cuts.clause(cue.start) for cue in asking}
    unreal = not_befallen(text)
    judged = []
    for hit in hits:
        stance = hit.stance
        if _is_judged(hit):
            stance = _stance(hit, text, cuts, negations, supposals)
            if stance is Stance.said and _is_asked(hit, cuts, questions, asked):
                stance = Stance.asked
            if _befell_nobody(hit, unreal):
                stance = Stance.denied
        judged.append(hit if stance is hit.stance else replace(hit, stance=stance))
    return tuple(judged)


def _is_asked(hit: Hit, cuts: Cuts, sentences: set[int], clauses: set[int]) -> bool:
    """孩子在急诊,该怎么办?: who is ill is asked only by a question in the same clause."""
    if hit.topic in _OF_THE_ILL:
        return cuts.clause(hit.end - 1) in clauses
    return cuts.sentence(hit.end - 1) in sentences


def _befell_nobody(hit: Hit, unreal: Sequence[tuple[int, int]]) -> bool:
    """Whether the word for an illness lies where nobody is ill."""
    parts = hit.parts or ((hit.start, hit.end),)  # 过敏 of 过敏，根本没法吃 comes first
    ails = hit.topic == "symptom" or hit.rule.startswith(_AILS)
    return ails and any(a < end and start < b for a, b in unreal for start, end in parts)


def _is_judged(hit: Hit) -> bool:
    return hit.topic in _JUDGED and not (hit.topic == "cue" and hit.code in _UNJUDGED_CUES)


def _stance(
    hit: Hit,
    text: str,
    cuts: Cuts,
    negations: Sequence[Hit],
    supposals: Sequence[Hit],
) -> Stance:
    if hit.negatable and _negated(hit, text, cuts, negations):
        return Stance.denied
    if any(_supposes(cue, hit, text, cuts) for cue in supposals):
        return Stance.supposed
    return Stance.said


def _negated(hit: Hit, text: str, cuts: Cuts, negations: Sequence[Hit]) -> bool:
    """Whether a 没 stands before the hit, or between its parts: 吃了(不)闹肚子."""
    for start in {hit.start, hit.parts[-1][0] if hit.parts else hit.start}:
        for cue in negations:
            near = start - _REACH <= cue.end <= start
            own = any(a < cue.end and cue.start < b for a, b in hit.parts)
            same = near and not own and cuts.clause(cue.start) == cuts.clause(start)
            if same and _BRIDGE.fullmatch(text, cue.end, start):
                return True
    return _AFTER.match(text, hit.end) is not None


def _supposes(cue: Hit, hit: Hit, text: str, cuts: Cuts) -> bool:
    """会不会中毒啊,我们都吐了: a doubt ends with its clause, a condition with its sentence."""
    ails = hit.topic in _OF_THE_ILL
    doubts = ails and text[cue.start : cue.end] in _DOUBTS
    unit = cuts.clause if doubts else cuts.sentence
    near = 0 <= hit.start - cue.end <= _SUPPOSED_REACH
    return near and unit(cue.start) == unit(hit.start)
