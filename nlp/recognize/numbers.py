"""Numbers as people write them: 12, 十二, 两百多, 3千5, 1.5万, 幺."""

import re

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "幺": 1,
    "壹": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "贰": 2,
    "三": 3,
    "仨": 3,
    "叁": 3,
    "四": 4,
    "肆": 4,
    "五": 5,
    "伍": 5,
    "六": 6,
    "陆": 6,
    "七": 7,
    "柒": 7,
    "八": 8,
    "捌": 8,
    "九": 9,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一幺壹二两俩贰三仨叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿半几"
# Bounded, and never begun inside a run of digits: twenty thousand eights stay cheap.
NUMBER = (
    r"(?:(?<!\d)\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?"
    r"|(?<!\d)\d{1,10}(?:\.\d{1,4})?(?:[百千万](?:\d|[一二三四五六七八九])?)?"
    rf"|(?<![{CHINESE}])[{CHINESE}]{{1,12}})"
)
_MIXED = re.compile(r"(\d+(?:\.\d+)?)([百千万])(\d|[一二三四五六七八九])?$")
# 七八个, 三四十: two neighbours mean "some", of which the lower holds.
_VAGUE = re.compile(
    "(?<![一二三四五六七八九])(?:(一)[两二]|([两二])三|(三)四|(四)五|(五)六|(六)七|(七)八|(八)九)(?=[十百千万]|$)"
)
_MOST = 20


def parse(text: str) -> float | None:
    """The number a text writes, or None; 几 counts as nothing sure, so 十几 is 10, 几百 is 200.

    The lower bound is meant: several is at least two.
    """
    text = text.replace(",", "").rstrip("多来余")
    if not text or len(text) > _MOST:
        return None
    if text.replace(".", "", 1).isdigit() and text.isascii():
        return float(text)
    mixed = _MIXED.match(text)
    if mixed:
        return _mixed(mixed)
    return _chinese(text) if all(char in CHINESE for char in text) else None


def _mixed(found: re.Match[str]) -> float:
    scale = _UNITS.get(found[2]) or _MYRIAD[found[2]]
    tail = found[3]
    if not tail:
        return float(found[1]) * scale
    digit = int(tail) if tail.isdigit() and tail.isascii() else DIGITS[tail]
    return float(found[1]) * scale + digit * scale // 10


def _chinese(text: str) -> float | None:
    text = _VAGUE.sub(lambda one: one[one.lastindex or 0], text)
    if text in {"几", "半"}:
        return {"几": 2.0, "半": 0.5}[text]
    if all(char in DIGITS for char in text) and len(text) > 1:
        return float("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    last_unit = 1
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            last_unit = 1 if char in "零〇" else last_unit
        elif char == "几":
            digit = 0 if section else 2
        elif char in _UNITS:
            last_unit = _UNITS[char]
            section += (digit or 1) * last_unit
            digit = 0
        elif char in _MYRIAD:
            last_unit = _MYRIAD[char]
            total = (total + section + digit or 1) * last_unit
            section = digit = 0
        else:
            return None
    # 一百二 is 120, not 102: a last digit takes the place below the last unit.
    tail = digit * last_unit // 10 if last_unit > _TEN and digit else digit
    return float(total + section + tail)


_TEN = 10
