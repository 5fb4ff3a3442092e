"""When it happened: the words, and the moment they mean with its precision."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from nlp.reading import Reading
from nlp.recognize import moments
from nlp.recognize.timewords import time_pattern
from nlp.understanding import Finding, FindingKind

_SCORES = {
    "iso": 0.97,
    "date": 0.95,
    "md": 0.9,
    "lunar": 0.92,
    "rel": 0.95,
    "week": 0.93,
    "ago": 0.85,
    "feast": 0.8,
    "dom": 0.75,
    "part2": 0.7,
    "span": 0.55,
    "every": 0.5,
    "bare": 0.45,
    "clock": 0.4,
}
"""How sure each group of the pattern is that it names the time of the matter."""
_PRODUCED = re.compile(
    r"(?:生产日期|保质期|有效期|到期日?|(?<!买的)(?<!购买)(?<!消费)(?<!下单)(?<!吃的)日期|生产|出厂|批号)(?:是|系|係|喺|为|到|至|写着?|标着?|印着?|[:：])*\s*$"
)
_PRINTED = re.compile(
    r"(?:印子?|标签|[旧老原]日期|底下|下面|上面|里面|背面|[箱盒袋罐瓶桶]子?上?|瓶[身盖底]|外?包装上?)[^，,。；;]{0,8}"
    r"(?:是|[写标印打](?:的|着|到|得|明)?(?:是)?)\s*$"
    r"|贴(?:的|上|了)?(?:新的?)?\s*$"
)
"""底下老的印子是10月20号, 贴的新的11月24号: what stands on the packet."""
_NOT_AFTER = re.compile(
    r"(?:内|之内|无理由|保质期|的保质期|(?:就|已经?|都)?(?:到期|过期|过咗期)|生产|岁)"
)
_REACH = 14


_OFTEN_NAMES = re.compile(
    r"每[天日]|天天|日日|周末|六一|五一|国庆|春节|中秋|七夕|元宵|端午|双1?[十1]一?"
)
_OF_A_NAME = re.compile(
    r"[^\W\d的了在去到来吃买喝点订从和也都就]{0,2}(?:店|餐厅|饭店|超市|生鲜|集市|市集|烘焙|食堂|市场|早餐|优鲜|果园|厨房|酒家|酒楼|食府|大排档|小厨)"
    r"(?![^，,。；;]{0,4}[买吃喝点订])"
)


def is_of_name(text: str, start: int, end: int) -> bool:
    """六一餐厅, 周末农夫集市: a feast or a habit by which a trader is called."""
    often = _OFTEN_NAMES.fullmatch(text, start, end) is not None
    return often and _OF_A_NAME.match(text, end) is not None


def is_made_on(text: str, start: int) -> bool:
    """生产日期是11月3号 tells of the goods, and not when they were bought."""
    before = max(0, start - _REACH), start
    return any(one.search(text, *before) is not None for one in (_PRODUCED, _PRINTED))


_EXPIRES = re.compile(
    r"(?:份|底|初|[上中下]旬)?(?:的时候)?(?:就|已经?|都)*(?:过期|到期|过了?保质期)"
)


def is_expiry(text: str, start: int, end: int) -> bool:
    """今年8月就到期了: a date that the goods bear, and not when they were bought."""
    return "月" in text[start:end] and _EXPIRES.match(text, end) is not None


class WhenRecogniser:
    """Built from the lexicon's words for days, feasts and parts of the day."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._pattern = time_pattern(names)

    def find(self, reading: Reading, at: datetime | None) -> list[Finding]:
        """Times, the surest first.

        Args:
            reading: The message.
            at: When it was sent, aware; without it the value is the words themselves.

        The value is `2026-11-20`, `2026-11-20 evening`, `2026-11-20T20:00`, `2026-11` or the
        words.
        """
        text = reading.text
        found = []
        for one in self._pattern.finditer(text):
            if is_made_on(text, one.start()) or is_of_name(text, one.start(), one.end()):
                continue
            if _NOT_AFTER.match(text, one.end()):
                continue
            group = next(name for name in _SCORES if one[name])
            value = moments.resolve(one, at) or one[0]
            finding = reading.finding(
                FindingKind.when, _trimmed(one), value, f"when.{group}", _SCORES[group]
            )
            found.append(finding)
        return sorted(found, key=lambda finding: (-finding.score, finding.start))


def _trimmed(one: re.Match[str]) -> tuple[int, int]:
    kept = one[0].rstrip(" ，,的")
    return one.start(), one.start() + len(kept)
