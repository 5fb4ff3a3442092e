"""不对，是前晚: what was wrong is known from what is put in its place."""

import re
from dataclasses import replace

from bot.dialogue.conversation import Draft
from bot.dialogue.identity import introduced
from bot.dialogue.mistaken import is_like
from bot.dialogue.putting import STILL_THERE, Corrected, put
from bot.dialogue.sums import sum_righted
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import theirs

_RIGHT = re.compile(
    r"(?:不对|不是(?=[，,。！!\s是啊]|\d)|错了|(?:说|讲|记|搞|弄|写|打|看)错[了咗]?)(?:不对|了|啊|呀|[，,。！!\s])*(?:应该|其实|店)*(?:是|在)?(?P<new>[^，,。；;]{1,16}?)[。！!]*"
)
_ASKED = re.compile(r"问|数了|核实|统计|确认|打听|想起|开始|又有|吐|拉|不舒服|进医院")
# 不对，刚又问了: when it was found out, and not when it was.
_OWN_MISTAKE = re.compile(
    r"[，,\s]+(?:是?我|刚才|前面)*(?:说|记|搞|写|打|弄)[错反][了啦咯]*$|(?:才对|那边|那里|那家)$"
)
_SPOT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}\s+)?[\u4e00-\u9fff]{1,6}(?:[路街巷村围岭坑塘埔坪涌墟屯]|大道|花园|小区|广场|市场|大厦|社区|工业[区园])"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:街道|镇)[，,\s]+")
_SUM = re.compile(r"[1-9]\d{0,5}(?:\.\d{1,2})?(?:元|块钱?|蚊)?")
"""哦不对是186, after a sum."""
_NOT_SO = re.compile(r"(?:不对|说错了?|错了|记错了?|不好意思|更正)[^，,]{0,4}[，,\s]+(?:应该)?是")

_SLIP = re.compile(r"说(?:秃噜|岔|漏|跑)了?嘴?|秃噜嘴|口误|嘴瓢|打错了|写错了|记错了|说错了")
_MENDS = re.compile(
    r"[啊哦噢诶哎呃嗯，,。！!\s]*(?:不对|不是|更正|纠正|等等|等一?下|我?(?:搞|说|讲|记|写|弄|看)错|错了|改一?下|(?:应该|其实|那边|那里|这边)*是?(?:属于|归)(?=..))"
    r"(?![^，,。]*(?:地址|住址|家住|我住|我家))"
)

_SHOP_IS_AT = re.compile(
    r"(?<!开)(?:店铺?|餐厅|超市|档口|摊子)(?:其实|实际|应该|就|是)*(?:在|位于)\s?"
    r"(?![^，,。；;！!？?]*[？?吗么也有])(?P<at>[^，,。；;！!？?]+)"
)
"""Neither 店在罗湖吗 nor 店在龙华也有."""
_PIECES = re.compile(r"[\s，,。；;！!]+|(?<=[^\s]区)")
_OF_A_PLACE = 4
_ASIDE = re.compile(
    r"[，,。；;\s]+(?:因为|不过|只是)?(?:我们?(?:家|自己)?(?:住|上班|干活)?的?(?:地方|那边|那里|那个)?[才倒]是?(?:住?在)?"
    r"|[^，,。；;！!\s]{1,6}(?:那|这)[个家边里]{1,2}才?是我们?(?=家|住|自己|以前|之前|上次|老家|上班|公司))"
    r"[^，,。；;！!\s]{1,14}[。！!]*$"
)
"""我住的才是福田, 光明那个是我以前干的, after what is right."""
_A_TIME = 16
"""A longer text is a story that began at a time."""

_MOVED_HOME = re.compile(r"搬家|搬了|(?:地址|住址)[^，,。；;\s]{0,3}(?:改|换|变|更新)")


def without_aside(text: str) -> str:
    """A correction without what it says of the writer's own places at its end."""
    return _ASIDE.sub("", text)


def right(draft: Draft, heard: Heard, text: str) -> Corrected | None:
    """The right value that stands after 不对, or None; the text has 不是 for 唔系."""
    done = _respelt(draft, heard) or _alone(draft, heard, text) or _time_and_sum(draft, heard)
    done = done or _moved_home(draft, heard)
    new = sum_righted(draft, heard) if done is None else None
    return put(draft, heard, "amount", f"{new:.2f}") if new is not None else done


def _moved_home(draft: Draft, heard: Heard) -> Corrected | None:
    """我地址改一下 搬家了 现在住…, of the writer, whose home was told before."""
    home = introduced(heard.text, heard.understood.findings).address
    moved = _MOVED_HOME.search(heard.text) is not None and draft.reporter.address is not None
    return put(draft, heard, "address", home) if moved and home else None


def _alone(draft: Draft, heard: Heard, text: str) -> Corrected | None:
    """不对，是前晚: another time, or place, than the one that was told."""
    found = _RIGHT.fullmatch(STILL_THERE.sub("", text))
    new = found["new"] if found else ""
    if "是" in new:
        return None
    if draft.facts.amount is not None and _SUM.fullmatch(new):
        return put(draft, heard, "amount", new)
    short = len(new) <= _A_TIME and _ASKED.search(new) is None
    if draft.facts.when is not None and short and is_time(new):
        return put(draft, heard, "when", new)
    trader = heard.understood.merchant
    if trader is not None and trader in new and draft.facts.merchant is not None:
        return _and_where(put(draft, heard, "merchant", trader), heard)
    return _another_place(draft, heard, new)


def _another_place(draft: Draft, heard: Heard, new: str) -> Corrected | None:
    """讲错了 是下围村: the village or road that is told instead, recognised or not."""
    place, known = heard.understood.place, draft.facts.place
    if known is None:
        return None
    spot = _OWN_MISTAKE.sub("", new)
    if _SPOT.fullmatch(spot) and (place is None or spot.endswith(place)):
        return put(draft, heard, "place", _in_office(known, spot))
    return _moved(draft, heard, place) if place is not None and place in new else None


def _in_office(known: str, spot: str) -> str:
    """福城街道 茜坑老村, of 福城街道，章阁老村: its street office is not what was wrong."""
    office = _OFFICE.match(known)
    return f"{office[0]}{spot}" if office else spot


def _respelt(draft: Draft, heard: Heard) -> Corrected | None:
    """打错了 欢乐海岸城, of 欢乐海按城三楼: almost the place that was told is that place."""
    known = draft.facts.place or ""
    if not known or not (_MENDS.match(heard.text) or _SLIP.search(heard.text)):
        return None
    pieces = [one for one in _PIECES.split(heard.text) if len(one) >= _OF_A_PLACE]
    for piece in pieces:
        for at in range(len(known) - len(piece) + 1):
            if is_like(known[at : at + len(piece)], piece):
                return _moved(draft, heard, f"{piece}{known[at + len(piece) :]}")
    return None


def right_district(draft: Draft, heard: Heard) -> Corrected | None:
    """更正一下，民治属于龙华区: another district than was told, with what is said of the place."""
    where, known = theirs(heard), draft.facts.district
    denied = _after_denied(heard, known)
    area, spot = _said_of_shop(heard)
    where = where._replace(district=area or denied or where.district, place=spot or where.place)
    mends = area is not None or denied is not None or _MENDS.match(heard.text) is not None
    mends = mends or _SLIP.search(heard.text) is not None
    if not mends or known is None or where.district in {None, known}:
        return None
    done = put(draft, heard, "district", str(where.district))
    if done is None or where.place is None or where.place in (draft.facts.place or ""):
        return done
    there = put(done.draft, heard, "place", where.place)
    return done if there is None else replace(done, draft=there.draft)


def _said_of_shop(heard: Heard) -> tuple[str | None, str | None]:
    """龙华 of 平湖是龙岗的，但店在龙华观澜: district and place where the shop is said to be."""
    said = _SHOP_IS_AT.search(heard.message.text)
    findings = heard.understood.findings
    found = [one for one in findings if said and said.start("at") <= one.start < said.end()]
    area = next((one for one in found if one.kind == "district"), None)
    if said is None or area is None or area.start != said.start("at"):
        return None, None
    place = next((one.text for one in found if one.kind == "place"), None)
    here = next((one for one in heard.city.districts if one.startswith(area.text)), area.text)
    return here, place


def _after_denied(heard: Heard, known: str | None) -> str | None:
    """临平区 of 不是余杭区，分区以后那边算临平区了: the other of two that are named."""
    short = re.sub(r"(?:新区|[区县市])$", "", known or "")
    found = [one.text for one in heard.understood.findings if one.kind == "district"]
    rest = list(dict.fromkeys(one for one in found if short and not one.startswith(short)))
    denied = short != "" and re.search(f"不(?:是|在|属于|归|算){short}", heard.text) is not None
    denied = denied or _MENDS.match(heard.text) is not None  # 讲错了，岳麓那边是另外一家，在天心区
    return rest[0] if denied and len(rest) == 1 and len(found) > 1 else None


def _moved(draft: Draft, heard: Heard, place: str) -> Corrected | None:
    """不对，是越秀北京路那家: the district that is told with the place is right too."""
    district = heard.understood.district
    if district is not None and district != draft.facts.district:
        done = put(draft, heard, "district", district)
        draft = draft if done is None else done.draft
    return put(draft, heard, "place", place)


def _time_and_sum(draft: Draft, heard: Heard) -> Corrected | None:
    """不对,是11月21号,花了680: another day, and another sum."""
    meant, known = heard.understood, draft.facts
    if _NOT_SO.match(heard.text) is None or meant.when is None or known.when is None:
        return None
    done = put(draft, heard, "when", meant.when)
    if done is None or meant.amount is None or known.amount in {None, meant.amount}:
        return done
    also = put(done.draft, heard, "amount", f"{meant.amount:g}")
    return done if also is None else replace(done, draft=also.draft)


def _and_where(done: Corrected | None, heard: Heard) -> Corrected | None:
    """不对，是人人乐，在宝安沙井: where the right trader is, if that was not known."""
    if done is None:
        return None
    known, where = done.draft.facts, theirs(heard)._asdict()
    lacking = {n: value for n, value in where.items() if value and getattr(known, n) is None}
    return replace(done, draft=done.draft.but(facts=known.model_copy(update=lacking)))
