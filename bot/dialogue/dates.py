"""When it happened: of all times in a message the one at which it was bought or eaten."""

import re
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from api.contract.understood import Finding
from bot.dialogue.occurrences import occurrences
from bot.dialogue.turn import Heard
from bot.wording.times import dated, days_ago

_HOME = ZoneInfo("Asia/Shanghai")
_QUOTED = re.compile(r"[「“《『【]([^「」“”《》『』【】]{3,20})[」”》』】]")
_ALWAYS = frozenset(
    {
        "年轻时候",
        "年轻的时候",
        "小时候",
        "当年",
        "天天",
        "每天",
        "每日",
        "日日",
        "经常",
        "一直",
        "总是",
        "老是",
    }
)
"""How often it is so, which is no time at which it was."""
_STALL = tuple("摊档铺柜栋楼店线门")
"""After a number that is no day: 8号摊位."""
_NO_DAY = (*_STALL, "到期", "就到期", "生产的")
"""2024年底到期的: what stands on the packing."""
_DOOR = re.compile(r"[\d一二三四五六七八九十]{1,4}号")
_IN_STREET = re.compile(
    r"(?:[路街巷道村坊园苑城里弄围岭坑塘湾新栋座排]"
    r"|(?:[区县镇]|街道)[^，,。；;\s在是去到吃买喝订了]{2,12})\Z"
)
"""Before a number that is no day: 岗厦西坊5号."""
_FEAST = re.compile(
    r"(?:早上|中午|晚上|下午|那天|当天)?(?:办|摆|请客|结婚|娶|嫁|开席|过寿|做寿|满月|聚餐|聚会|团建)"
)
"""After a number it is a day: 我们村22号办喜酒."""
_BREAK = re.compile(r"[，,。；;！!？?…\s]|\.{2,}|——")
_BOUGHT = re.compile(
    r"买|下(?:的)?单|(?<!预)订(?!单)|购|(?<![一二三两几\d早晚差有快好大小多少慢])点(?:了|的|外卖|餐|单)"
)
_EATEN = re.compile(
    r"(?<!没)(?<!未)(?:[吃喝食](?!药|坏|完)|整了|收到|签收|取(?:的|了)?餐|到货|聚餐)"
)
_LATER = re.compile(
    r"打开|拆|开(?:封|箱|袋|盒)|发现|找(?:他|她|店|老板|客服)|打(?:了)?电话|投诉|举报|反映|反馈|开始|去(?:的)?医院|去拿"
    r"|吐|拉|不舒服|出现|进(?:的)?货|到期|过期|退|送(?:去|到)|回复|答复|说|才来|问"
)
_LABEL = re.compile(
    r"(?:日期|日子|时间|时候|那天)(?:就?是|为|在|应该是|[:：])?$|买[^，,。；;\s]{0,4}是$"
)
"""买的日子是, before the time."""
_ANOTHER = re.compile(
    r"^(?:那天|当天)?(?:是(?!.*(?:买|吃|点|喝))(?=[^，,。；;\s])|我?(?:在家|上班|加班|没|不))"
)
"""24号是去拿药: the day of something else."""
_NOT = re.compile(r"(?:不是|并非|不是在)$")
_RATHER = re.compile(
    r"不对|不是(?!很|太)|[搞记说写打弄]错|错了|更正|等等|等一?下|应该是|其实|改(?:成|为|一下)|定了"
    r"|翻了|查了|看了?(?:下|一下)?(?:付款|小票|订单|记录)"
)
_SURELY = re.compile(r"不对|不是|错了?|更正|应该是|其实是?|改(?:成|为|一下)")
_JUST_NOW = re.compile(
    r"(?:刚(?=去|到|在|来|从|取|进)|刚才|刚刚|方才|头先|頭先|啱啱)(?=[^，,。;；说]{0,14}?(?:买|吃|喝|拍|点了|取[餐货]|收到|看到|看见|见到))"
)
"""Today, if no other time is told."""
_LAST_DAY = re.compile(
    r"(?:^|[，,。；;！!？?\s])(?:就|应该|其实)?是?(?P<words>(?P<day>\d{1,2})[号日])(?:的|才对|那天)?[。！!]*$"
)
_A_MONTH = 62
_SHUT = re.compile(r"[今昨前]天(?=[^，,。；;]{0,6}(?:关门|关店|倒闭|跑路|搬走|停业))")
"""昨天关门了: when a shop took the money of its cards away."""
_THEN = re.compile(
    r"(?:(?:大前|前|昨|今)天(?:早上|上午|中午|下午|傍晚|晚上)?|[昨今前]晚)"
    r"(?=(?:在|去|的)?(?:午饭|晚饭|早饭|午餐|晚餐|早餐|宵夜|夜宵|外卖|吃|买|喝|点的|点了))"
)
"""昨天午饭, where nothing was recognised as a time."""
_AGO = {"大": 3, "前": 2, "昨": 1, "今": 0}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OUTRIGHT = re.compile(r"[\d一二三四五六七八九十][号日]|\d月|月\d|\d[-/.]\d")
_DEED, _BARE, _ELSE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Time:
    start: int
    words: str
    value: str
    rank: int
    """How surely it is that of the deed: 3 bought, 2 eaten, 1 nothing said, 0 another doing."""


def when_of(heard: Heard, within: str | None = None) -> str | None:
    """昨晚 with the day that it was, because the words are read on another day.

    Args:
        heard: The message.
        within: Only a time in this part of its words.
    """
    found = heard.understood.findings
    times = [f for f in found if f.kind == "when" and not _is_of_a_name(f, heard)]
    if within is not None:
        return _within(times, heard, within)
    best = _best(heard, times)
    rather = _day_after_all(heard, times)
    if rather is not None:
        return rather
    words = best.words if best else _told_day(heard)
    if words is None:
        return _by_its_words(heard)
    if _is_no_day(words, heard.text):
        return None
    values = (f.value for f in times if f.text == words)
    return dated(words, best.value if best else next(values, ""))


def _is_of_a_name(time: Finding, heard: Heard) -> bool:
    """周二 of 周二娃兔头 is no Tuesday."""
    names = [f.text for f in heard.understood.findings if f.kind == "merchant"]
    names += [one[1] for one in _QUOTED.finditer(heard.message.text)]
    spans = ((at, at + len(one)) for one in names for at in occurrences(one, heard.message.text))
    return any(start <= time.start and time.end < end for start, end in spans)


def _by_its_words(heard: Heard) -> str | None:
    """刚才, 昨天午饭, 昨天关门了, where nothing was recognised as a time."""
    text, at = heard.message.text, heard.message.at
    just = _JUST_NOW.search(text)
    if just is not None:
        return f"{'刚才' if just[0] == '刚' else just[0]}（{days_ago(at, 0)}）"
    day = _THEN.search(text) or _SHUT.search(text)
    return f"{day[0]}（{days_ago(at, _AGO[day[0][0]])}）" if day else None


def _day_after_all(heard: Heard, times: list[Finding]) -> str | None:
    """21号？不是不是，我翻了订单，19号: the bare day that is said last, after another."""
    last = _LAST_DAY.search(heard.text)
    marks = [mark.end() for mark in _RATHER.finditer(heard.text)]
    if last is None or not marks or marks[-1] > last.start("words"):
        return None
    if not times or any(f.text.endswith(last["words"]) for f in times):
        return None
    day = heard.message.at.date()
    for _ in range(_A_MONTH):
        if day.day == int(last["day"]):
            return dated(last["words"], day.isoformat())
        day -= timedelta(days=1)
    return None


def told_otherwise(heard: Heard, known: str, before: tuple[str, ...]) -> bool:
    """Whether a message corrects a time, or gives that of the deed where another was known.

    Args:
        heard: The message.
        known: The time that was told.
        before: The words of the messages before.
    """
    times = [f for f in heard.understood.findings if f.kind == "when"]
    best = _best(heard, times)
    if best is None or best.words in known:
        return False
    if _DAY.match(best.value) and not re.search(r"\d[日号]", known) and best.rank:
        return True  # 10月31号 after 上个月
    if best.rank and _SURELY.search(heard.message.text):
        return True
    return best.rank >= _DEED and best.rank > _rank_before(known, before)


def _rank_before(known: str, before: tuple[str, ...]) -> int:
    words = known.partition("（")[0]
    at = [(text, text.find(words)) for text in before if words in text]
    return max((_rank(text, start, start + len(words)) for text, start in at), default=_BARE)


def _within(times: list[Finding], heard: Heard, within: str) -> str | None:
    words = heard.understood.when
    if words and f"大{words}" in within:  # 大前天 is no 前天
        return within
    found = next((f for f in times if f.text in within), None)
    return dated(found.text, found.value) if found else None


def _is_no_day(words: str, text: str) -> bool:
    places = list(occurrences(words, text))
    if words in _ALWAYS or any(text.startswith(_NO_DAY, at + len(words)) for at in places):
        return True
    if _DOOR.fullmatch(words) is None or any(_FEAST.match(text, at + len(words)) for at in places):
        return False
    return any(_IN_STREET.search(text, 0, at) for at in places)


def _told_day(heard: Heard) -> str | None:
    """The time that was recognised, unless it is to come."""
    words = heard.understood.when
    return None if words is None or is_to_come(heard, words) else words


def is_to_come(heard: Heard, words: str) -> bool:
    """病历明天才能拿到: nothing was bought on a day that is to come."""
    times = heard.understood.findings
    return any(f.kind == "when" and f.text in words and _is_to_come(heard, f) for f in times)


def _is_to_come(heard: Heard, time: Finding) -> bool:
    """病历明天才能拿到: nothing was bought on a day that is to come."""
    today = heard.message.at.astimezone(_HOME).date().isoformat()
    return _DAY.match(time.value) is not None and time.value[:10] > today


def _best(heard: Heard, times: list[Finding]) -> _Time | None:
    """The surest, and of equals the one told after a correction, else outright, else first."""
    text = heard.message.text
    found = [
        _Time(f.start, f.text, f.value, _rank(text, f.start, f.end))
        for f in sorted(times, key=lambda one: one.start)
        if not (_is_no_day(f.text, text) or _NOT.search(text[: f.start]) or _is_to_come(heard, f))
    ]
    days = [one for one in found if _DAY.match(one.value)]
    marks = [mark.end() for mark in _RATHER.finditer(text)]
    later = [one for one in found if marks and one.start >= marks[-1] and one.rank]
    if later:
        return max(later, key=lambda one: (one.rank, one.start))
    settled = marks and any(one.start < marks[-1] for one in found)
    pool = days or found
    if settled:
        return max(pool, key=lambda one: (min(one.rank, _BARE), one.start), default=None)
    best = max((one.rank for one in pool), default=0)
    pool = [one for one in pool if one.rank == best]
    said = [one for one in pool if one.words == heard.understood.when]
    outright = [one for one in pool if _OUTRIGHT.search(one.words)]
    return next(iter([*outright, *said, *pool]), None)


def _rank(text: str, start: int, end: int) -> int:
    """What is said in its own clause of the time that stands there."""
    stops = [0, *(one.end() for one in _BREAK.finditer(text, 0, start))]
    stop = _BREAK.search(text, end)
    before, after = text[stops[-1] : start], text[end : stop.start() if stop else len(text)]
    if _LABEL.search(before):
        return _DEED + 1
    if _ANOTHER.match(after):
        return _ELSE
    later = _LATER.search(after)
    bought, eaten = _BOUGHT.search(after), _EATEN.search(after)
    if bought and not (later and later.start() < bought.start()):
        return _DEED + 1
    if eaten and not (later and later.start() < eaten.start()):
        return _DEED
    if later is not None or re.search(r"(?:老板|店家|商家|客服|他们?|她)说?$", before):
        return _ELSE
    return _BARE
