"""How many people are ill or dead: the lower bound of what is said."""

import re

from nlp.reading import Hit, Reading, Stance
from nlp.recognize.numbers import NUMBER, parse
from nlp.understanding import Finding, FindingKind

_UNIT = (
    r"(?:多|来|余)?(?:个|名|位|口|人|号人|条人)"
    r"(?:人|学生|同学|小朋友|孩子|小孩|娃|老人|工友|工人|同事|朋友|客人|村民|食客|员工|家人|师生|室友|"
    r"舍友|病人|患者)?"
)
_COUNT = re.compile(rf"({NUMBER})({_UNIT})")
_FAMILY = re.compile(rf"(?:一家|全家|家里|我们家|屋企)({NUMBER})(?:口|个|条友|人)")
_KIN = (
    "老公|老婆|男朋友|女朋友|对象|朋友|同事|妈妈|爸爸|孩子|儿子|女儿|室友|闺蜜|家人|"
    "我妈|我爸|媳妇|妈|爸"
)
_PAIR = re.compile(
    rf"(?:我|本人)(?:和|跟|同|与|、)(?:我)?(?:{_KIN})"
    r"|我们俩|我俩|咱俩|俩人|两公婆|两口子|夫妻|母女|母子|父子|父女|爷孙|姐妹俩|兄弟俩|双双"
)
_WHOLE = re.compile(
    r"全家(?:人)?|一家人|一家老小|一家子|我们一桌|全桌|一桌人|大家都|几个人都|我们几个"
    r"|都(?=[^，。]{0,4}(?:拉|吐|中毒))"
)
_NOT_PEOPLE = re.compile(
    r"月|小时|星期|礼拜|多小时|钟|菜|店|苍蝇|虫|包|鸡|蛋|份|餐|套餐|用餐|吃|点|去|在|花|消费|聚|座|桌|锅|半"
)
_ANSWER = re.compile(
    rf"(?:大概|大约|一共|总共|就|有|是|共)*({NUMBER}){_UNIT}?(?:吧|左右|啊|呢)?[。.]?"
)
_DEATH_AND_ILL = re.compile(rf"({NUMBER})(?:个|名|位)?人?(?:死亡|身亡|去世|没抢救过来|不治)")
_WINDOW = 24


def find(reading: Reading) -> list[Finding]:
    """One finding: the largest number of people tied to an illness said as a fact, or none."""
    ill = [
        hit for hit in reading.of("symptom") if hit.stance is Stance.said and hit.code != "injury"
    ]
    ill += [h for h in reading.of("cue", "hospital", "death") if h.stance is Stance.said]
    if not ill:
        return _bare(reading)
    found = _counted(reading, ill) or _grouped(reading, ill)
    if found:
        return [found]
    first = min(ill, key=lambda hit: hit.start)
    if not (
        reading.says("cue", "ate", "own", "infant", "old_people", "pupils")
        or reading.says("hazard", "poisoning")
    ):
        return []
    return [
        reading.finding(
            FindingKind.people_ill, (first.start, first.end), "1", "people_ill.someone", 0.6
        )
    ]


def _bare(reading: Reading) -> list[Finding]:
    """三个人 alone answers a question; a score this low decides nothing by itself."""
    one = _ANSWER.fullmatch(reading.text)
    number = parse(one[1]) if one else None
    if one is None or number is None or number < 1:
        return []
    return [
        reading.finding(
            FindingKind.people_ill, one.span(1), str(int(number)), "people_ill.bare", 0.4
        )
    ]


def _counted(reading: Reading, ill: list[Hit]) -> Finding | None:
    best: tuple[float, re.Match[str]] | None = None
    for pattern in (_FAMILY, _COUNT, _DEATH_AND_ILL):
        for one in pattern.finditer(reading.text):
            number = parse(one[1])
            other = pattern is _COUNT and _NOT_PEOPLE.match(reading.text, one.end())
            if number is None or number < 1 or other:
                continue
            if _near(reading, one, ill) and (best is None or number > best[0]):
                best = (number, one)
    if best is None:
        return None
    number, one = best
    return reading.finding(
        FindingKind.people_ill, one.span(), str(int(number)), "people_ill.counted", 0.9
    )


def _near(reading: Reading, one: re.Match[str], ill: list[Hit]) -> bool:
    sentence = reading.cuts.sentence(one.start())
    return any(
        reading.cuts.sentence(hit.start) == sentence
        and -_WINDOW <= hit.start - one.end() <= _WINDOW
        for hit in ill
    )


def _grouped(reading: Reading, ill: list[Hit]) -> Finding | None:
    for pattern, number, rule in ((_PAIR, 2, "people_ill.pair"), (_WHOLE, 2, "people_ill.group")):
        for one in pattern.finditer(reading.text):
            if _near(reading, one, ill):
                return reading.finding(FindingKind.people_ill, one.span(), str(number), rule, 0.7)
    return None
