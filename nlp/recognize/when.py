"""When it happened: the words, and the moment they mean with its precision."""

import re
from datetime import datetime

from nlp.reading import Reading
from nlp.recognize import moments
from nlp.understanding import Finding, FindingKind

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DAY = (
    rf"(?P<date>(?:(?P<year>20\d{{2}}|去|今|前)年)?(?P<month>{_N})月(?:份)?(?:(?P<day>{_N})[日号]?)?"
    r"|(?P<iso>20\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
    rf"|(?P<dom>(?<![\d路街巷弄道第村院栋])(?:上个?月|这个?月|本月)?{_N}[号日](?![楼店铺档柜桌窗门线院馆食卤口机厅房车仓台]))"
    r"|(?P<rel>大前天|大前晚|前天|前日|前晚|前晚上|昨天|昨日|昨晚|昨夜|昨儿个?|昨儿|琴日|寻日|噚日|尋日|琴晚|寻晚|噚晚|今天|今日|今早|今晨|今儿个?|今儿|今朝|今晚|前儿个?|后天|明天)"
    r"|(?P<week>(?:上上|上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末])"
    rf"|(?P<ago>(?:{_N}|半|几|好几|十几)个?(?:多)?(?:天|日|周|星期|礼拜|月|年|小时|钟头)(?:之前|以前|前))"
    r"|(?P<span>上个?星期|上个?礼拜|上周|上个?月|这个?月|本月|去年|前年|前几天|前两天|这几天|这两天|最近几天|前段时间|上回|那天|当天|前阵子|近期|最近)"
    r"|(?P<feast>(?:今年|去年)?(?:国庆|中秋|春节|元旦|五一|端午|清明|除夕|元宵|大年[初三]?[一二三四五六七]?|年三十|圣诞|情人节|儿童节|六一|双十一|双11|冬至|七夕|平安夜|劳动节)(?:节|期间|假期|当天|那天|前|后|长假)*)"
    r"|(?P<every>每天|天天|每晚|每日|每周[一二三四五六日末]?|每到周末|周末|平时|日日|晚晚|逢周末))"
)
_PART = r"(?P<part>凌晨|清晨|清早|大清早|一大早|早晨|早上|朝早|上午|中午头|中午|晌午|正午|下午|晏昼|傍晚|天黑|晚上|夜晚|晚黑|夜里|夜间|半夜|深夜|大半夜|后半夜|今晚|当晚|夜头|早|午|晚|夜|饭点|晚饭时|午饭时)"
_HOUR = r"(?P<hour>(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:(?:点|时)(?:钟|半|一刻|三刻|\d{1,2}分?|[一二三四五]?十[一二三四五六七八九]?分?)?|[:：]\d{2})(?:多|左右|许|过后|以后|之后|前后|的时候)?)"
_JOIN = r"(?:的|,|，|那天|当天)?[ ]?"
_WHEN = re.compile(
    rf"{_DAY}(?:{_JOIN}{_PART})?(?:{_JOIN}{_HOUR})?|{_PART.replace('<part>', '<part2>')}{_JOIN}{_HOUR.replace('<hour>', '<hour2>')}|(?P<bare>凌晨|半夜|大清早|傍晚|深夜|早上|中午|下午|晚上|夜里|上午)|(?<!\d)(?P<clock>\d{{1,2}}[:：]\d{{2}})(?!\d)"
)
_SCORES = (
    ("date", 0.95),
    ("iso", 0.97),
    ("rel", 0.95),
    ("week", 0.93),
    ("ago", 0.85),
    ("feast", 0.8),
    ("dom", 0.75),
    ("part2", 0.7),
    ("span", 0.55),
    ("every", 0.5),
    ("bare", 0.45),
    ("clock", 0.4),
)
_PRODUCED = re.compile(
    r"(?:生产日期|保质期|有效期|到期|日期|生产|出厂|批号)(?:是|为|到|至|写着?|标着?|印着?|[:：])*\s*$"
)
_NOT_AFTER = re.compile(r"(?:内|之内|无理由|保质期|的保质期|到期|生产|过期|岁)")
_GENERIC = frozenset({"那天", "当天", "最近", "近期", "刚才", "平时", "上回"})


def find(reading: Reading, at: datetime | None) -> list[Finding]:
    """Times, the surest first.

    Args:
        reading: The message.
        at: When it was sent, aware; without it the value is the words themselves.

    The value is `2026-11-20`, `2026-11-20 evening`, `2026-11-20T20:00`, `2026-11` or the words.
    """
    found = []
    for one in _WHEN.finditer(reading.text):
        if one[0] in _GENERIC or _PRODUCED.search(
            reading.text, max(0, one.start() - 10), one.start()
        ):
            continue
        if _NOT_AFTER.match(reading.text, one.end()):
            continue
        kind, score = next((pair for pair in _SCORES if one[pair[0]]), ("bare", 0.4))
        value = moments.resolve(one, at) or one[0]
        found.append(
            reading.finding(FindingKind.when, _trimmed(one), value, f"when.{kind}", score)
        )
    return sorted(found, key=lambda finding: (-finding.score, finding.start))


def _trimmed(one: re.Match[str]) -> tuple[int, int]:
    kept = one[0].rstrip(" ，,的")
    return one.start(), one.start() + len(kept)
