"""The pattern of a time: a day, a part of the day, an hour, in this order."""

import re
from collections.abc import Mapping, Sequence

_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_JOIN = r"(?:的|,|，|那天|当天)?[ ]?"
_NOT_A_DAY = "楼店铺档柜桌窗门线院馆食卤口机厅房车仓台"
_DATE = (
    rf"(?P<date>(?:(?P<year>20\d{{2}}|去|今|前)年)?(?P<month>{_COUNT})月(?:份)?"
    rf"(?:(?P<day>{_COUNT})[日号]?)?)"
)
_LUNAR = (
    r"(?P<lunar>(?:(?:去|今|前)年)?(?:农历|阴历|旧历)?(?:腊|冬|正)月"
    r"(?:初?[一二三四五六七八九十廿]{1,3}|里|底|头|间)?)"
)
_ISO = r"(?P<iso>20\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
# 12号 is a day where it is not the number of a house, a shop or a line, and 我们村22号办喜酒.
_DAY_OF_MONTH = (
    r"(?P<dom>(?:(?<![\d路街巷弄道第村院栋])(?<![a-z]区)|(?<=村)(?=\d{1,2}[号日](?:办|摆|结婚|请客)))"
    r"(?:上个?月|这个?月|本月)?"
    rf"{_COUNT}[号日](?![{_NOT_A_DAY}]))"
)
_DIALECT = r"[昨前今]个儿?(?!月)|夜来(?=[早晌黑后下上买吃,，。\s]|$)"
_MONTH_DAY = (
    r"(?P<md>(?<![\d.])(?:1[0-2]|0?[1-9])[./](?:[12]\d|3[01]|0?[1-9])"
    r"(?=[日号]|那天|当天|\s?(?:[上下中]午|晚|早|凌晨)|买|吃|下单|在[^，,。]{1,12}(?:买|吃)))"
)
"""11.18下午; a bare 11.18 is a sum."""
_WEEK = r"(?P<week>(?:上上|上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末])"
_AGO = (
    rf"(?P<ago>(?:{_COUNT}|半|几|好几|十几)个?(?:多)?(?:天|日|周|星期|礼拜|月|年|小时|钟头)"
    r"(?:之前|以前|前))"
)
_MINUTES = r"(?:钟|半|一刻|三刻|\d{1,2}分?|[一二三四五]?十[一二三四五六七八九]?分?)?"
_ABOUT = r"(?:多|左右|许|过后|以后|之后|前后|的时候)?"
_CLOCK = rf"(?:{_COUNT}(?:点|时){_MINUTES}|\d{{1,2}}[:：]\d{{2}}){_ABOUT}"


def time_pattern(names: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The compiled pattern, over the lexicon's words for days and parts of the day."""
    part = _any(names["day_part"])
    feast = rf"(?:今年|去年)?(?:{_any(names['feast'])})(?:节|期间|假期|当天|那天|前|后|长假)*"
    day = "|".join(
        (
            _DATE,
            _LUNAR,
            _ISO,
            _MONTH_DAY,
            _DAY_OF_MONTH,
            f"(?P<rel>{_DIALECT}|{_any(names['relative_day'])})",
            _WEEK,
            _AGO,
            f"(?P<span>{_any(names['vague_span'])})",
            f"(?P<feast>{feast})",
            f"(?P<every>{_any(names['every_day'])})",
        )
    )
    return re.compile(
        f"(?:{day})(?:{_JOIN}(?P<part>{part}))?(?:{_JOIN}(?P<hour>{_CLOCK}))?"
        f"|(?P<part2>{part}){_JOIN}{_CLOCK}"
        f"|(?P<bare>{_any(names['bare_part'])})"
        r"|(?<!\d)(?P<clock>\d{1,2}[:：]\d{2})(?!\d)"
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
