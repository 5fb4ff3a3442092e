"""The parts of a place that stand side by side: 坂田 五和大道, 平湖白泥坑村 三巷7号一楼.

What was recognised is often one of them, mostly the area. Its neighbours are taken along as long
as each says where and nothing else; a name, a day, a sum or the writer's own address ends it.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from api.contract.understood import Finding
from bot.dialogue.demanding import demands_in
from bot.dialogue.identity import is_bare_name
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import SHOP_ENDS, can_be_place, is_known_place, is_remark
from bot.dialogue.phones import phone_in
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import own_spans

_PIECE = re.compile(r"[^\s，,。；;！!？?、：:「」『』“”\"（）()]+")
_BLANK = re.compile(r"\s+")
_LEAD = re.compile(
    r"^(?:我?(?:要|想)?(?:投诉|举报)(?:一下)?|就?(?:在|是)?[这那]个?(?:位置|地方|地址)|地址(?:也?(?:都|是)?一样的?|[是在])?|位置[是在]?|店?[就都全]?在|就是?|第[一二三四1-4][个件家桩](?:店|事)?|靠近?(?=.{2,}[路街])|也是|还有|我们?)+"
)
_TRAIL = re.compile(
    r"(?:里[面头边]?(?:的|有)?一?[个间栋排处](?:铁皮[房屋棚]|民房|农民房|出租屋|平房|棚子?|仓库|院子|小院|厂房|作坊)|(?<=[路街道巷])上|[那这](?:边|里|儿|一带|一块|块|[个家间]|片(?:菜?地|地方|区域)?)|[上后]头|后背|里[面头边]?|入面|一带|的|个)+$"
)
_ENDS = re.compile(
    r"(?:路|街(?!道)|巷|道|号|村|围|坑|社区|工业[区园]|科技园|产业园|园区|广场|[商市]场|街市|大厦|花园|小区|中心|天地|世界|[^\W\d]城"
    r"|[路街道村园场厦口][东西南北中]|[东西南北中]区|[一二三四五六七八九十\d]+[栋座楼层铺档区期]|地铁站|[a-zA-Z\d东西南北]出?口"
    r"|[正后大侧校]门口?|门口|路口|旁边?|边上|[斜正]?对面|附近|隔壁|楼下|天桥底?下?)$"
)
_DOES = re.compile(
    r"[吃喝买卖订用泡掺腌做厨蟑鼠蝇虫蛆臭霉馊脏了过着被把给让拉我你他她它吗呢吧啊没不]|有[个人家一]|[是去]|医院|派出所|公司|宿舍|点的?$|美团|饿了么|抖音|淘宝|京东|拼多多"
)
_DONE_THERE = re.compile(r"[吃喝买卖订用]|点了")
_ROAD_OF_DISTRICT = re.compile(
    "[大中]道|[东西南北]?[路街]|(?:海鲜|美食|步行|商业|小吃|酒吧|食品|文化)(?:一条)?街"
)
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,3}[围村岭坑塘岗湾洲坪埔涌墟屯寨吓]")
"""薯田埔 of 马田街道 薯田埔: a quarter by the sign at the end of its name."""
_KIND_APART = re.compile(
    r"(?:小区|花园|公寓|大厦|新村|城中村|工业[区园])(?=[里内的那这后\d\s，,。]|$)"
)
"""格澜郡 小区里: an estate whose kind is written apart from its name."""
_BEHIND_OFFICE = re.compile(r"(?:街道|镇)\s+\Z")
_LIKELY = 0.5
_COMMA = re.compile(r"\s*[，,、]\s*")
_SOMEBODY = re.compile(r"有一?[个家间]")
"""下沙 of 沙头街道 下沙 有家烧烤."""
_DOOR = re.compile(r"[\u4e00-\u9fff]{1,6}[坊巷弄路街道]\d{1,4}号(?:\d{1,2}[栋楼层])?")
"""四坊12号: a door, and no day."""
_ROOM = re.compile(r"[a-zA-Z]?\d{3,4}室?")
_HOUSE = re.compile(r"(?:公寓|花园|大厦|[栋座楼苑]|单元|小区)$")
"""金丰公寓 502: a bare number behind a house is its room."""
_MOST_PARTS, _SHORT_NAME, _MUCH = 4, 2, 8
_BARE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_POINTER = re.compile(r"[这那](?:边|里|儿|一带|块)")
_POINTED = re.compile(r"[这那](?:边|里|儿|一带|块)|\s+[这那][间家个]")
_POINTS = re.compile(r"[这那](?:边|里|儿|一带|块)$|里头$")
_NO_PART = frozenset({"merchant", "when", "amount", "food", "phone", "symptom"})
_BESIDE_SHOP = re.compile(r"(?:隔壁|对面|旁边?|附近|楼下|门口)$")
_ROAD_AFTER = re.compile(
    r"(?:的?[那这]个(?:店|家)?|的?[那这][家间条](?:店)?|的)?[，,\s]?(?:就?在)?"
    r"(?P<road>(?![那这])[\u4e00-\u9fff]{2,4}?(?:大道|[路街巷](?!道|边|上卖))(?:\d{1,4}号)?)"
    r"(?=上|边|不是|有|那|的|里|店|旁|对面|[，,。；;！!\s]|$)"
)
_AREA_ONLY = re.compile(r"[\u4e00-\u9fff]{2}(?:街道|镇)?|[\u4e00-\u9fff]{3}街道")
_FILLER = re.compile(r"(?:[在就是的上里那家店边这个它]|地址|位置|具体|[\W_])*")


def side_by_side(place: str, heard: Heard, home: str | None = None) -> str:
    """A place with its neighbours, each once; unchanged where none says where."""
    text = heard.message.text
    at = text.find(place)
    if at < 0:
        return place
    road = _ROAD_AFTER.match(text, at + len(place)) if _AREA_ONLY.fullmatch(place) else None
    branch = road is not None and any(
        one.text == f"{road['road']}店" for one in heard.understood.findings
    )
    if road and (branch or not _overlaps(heard, road.start("road"), road.end("road"))):
        glued = text[road.start() : road.start("road")] == ""
        return f"{place}{'' if glued else ' '}{road['road']}"
    pieces = [*_PIECE.finditer(text)]
    here = [n for n, one in enumerate(pieces) if one.start() < at + len(place) and at < one.end()]
    if not here:
        return place
    whole = _part(heard, pieces[here[0]][0]) or ""
    longer = len(here) == 1 and whole.startswith(place) and _goes_on(whole.removeprefix(place))
    before = _walk(heard, pieces[here[0] :: -1], home)[::-1]
    rest = text[at + len(place) : pieces[here[-1]].end()]  # 平湖这旮旯有人半夜…, …的太二吃酸菜鱼
    goes_on = len(rest) > _MUCH or _DONE_THERE.search(rest) is not None
    after = _walk(heard, pieces[here[-1] :], home)
    after = [one for one in after if _ENDS.search(one)] if goes_on else after
    parts = (*before, whole if longer else place, *after)
    return " ".join(dict.fromkeys(part for part in parts if part))


def _walk(heard: Heard, pieces: Sequence[re.Match[str]], home: str | None) -> list[str]:
    """The parts of the place beside a piece, as far as each touches the one before it."""
    found: list[str] = []
    for last, one in islice(pairwise(pieces), _MOST_PARTS):
        left, right = sorted((last, one), key=lambda piece: piece.start())
        touch = _BLANK.fullmatch(heard.message.text, left.end(), right.start())
        touch = touch or _touch_by_comma(heard, left, right)
        words = _stands(heard, one, home) if touch else None
        if (
            touch
            and _ROOM.fullmatch(one[0])
            and _HOUSE.search(last[0])
            and last.end() <= one.start()
        ):
            words = one[0]
        if words is None:
            break
        found.append(words)
    return found


def _touch_by_comma(
    heard: Heard, left: re.Match[str], right: re.Match[str]
) -> re.Match[str] | None:
    """坂田雪象村,雪岗南路上头: two clauses of which each is a place that was recognised."""
    text = heard.message.text
    between = _COMMA.fullmatch(text, left.end(), right.start())
    if between is None or phone_in(text) is not None:
        return None
    found = heard.understood.findings
    places = {_part(heard, one.text) for one in found if one.kind == "place"}
    places = {one for one in places if one and _ENDS.search(one)}
    places |= {one.text for one in found if one.kind == "street"}
    each = all(_part(heard, one[0]) in places for one in (left, right))
    return between if each else None


def _stands(heard: Heard, one: re.Match[str], home: str | None) -> str | None:
    """The words of a piece that is a part of a place; a bare name only beside other signs."""
    text = heard.message.text
    if _DOOR.fullmatch(one[0]) and phone_in(text) is None and not own_spans(text, home):
        return one[0]
    words = _part(heard, one[0])
    kind = _KIND_APART.match(text[one.end() :].lstrip())
    if kind and words and _is_bare(words) and not _overlaps(heard, one.start(), one.end(), home):
        return f"{words}{kind[0]}"
    known = _known(heard, one.start(), one.end())
    if words is None or _overlaps(heard, one.start(), one.end(), home):
        return "" if known and words is not None else None
    rest = heard.message.text[one.end() :].split()
    named = len(words) > _SHORT_NAME and is_bare_name(words)
    named = named and not _BEHIND_OFFICE.search(text, 0, one.start())  # 民治街道 白石龙
    last = not rest and not named
    plain = known or _ENDS.search(words) or _POINTS.search(one[0]) or last
    next_one = rest[0] if rest else ""
    ends = _ENDS.search(_TRAIL.sub("", next_one)) or _SOMEBODY.match(next_one)
    at = len(text) - len(text[one.end() :].lstrip())
    road = any(f.kind == "place" and f.start == at for f in heard.understood.findings)
    before_road = road and not is_bare_name(words) and is_quarter(words)
    beside = _shop_follows(heard, one.end()) or before_road or (rest and ends)
    return words if plain or beside or words == "" else None


def is_all_it_says(place: str, heard: Heard) -> bool:
    """Whether a message says no more than this place, and its district."""
    rest = heard.message.text
    for part in (heard.understood.district or "", *place.split()):
        rest = rest.replace(part, "").replace(part.rstrip("区县市") if part else part, "")
    return _FILLER.fullmatch(rest) is not None


def beside_district(heard: Heard, home: str | None = None) -> str | None:
    """海上世界 of 南山区 海上世界 蓝鲸餐厅: what stands between a district and a trader."""
    districts = [one for one in heard.understood.findings if one.kind == "district"]
    traders = [one for one in heard.understood.findings if one.kind == "merchant"]
    for area in districts:
        for trader in traders:
            between = heard.message.text[area.end : trader.start]
            blanks = between[:1].isspace() and between[-1:].isspace()
            words = between.strip()
            if blanks and _is_bare(words) and not _overlaps(heard, area.end, trader.start, home):
                return words
    return None


def _part(heard: Heard, words: str) -> str | None:
    """The words of a part of a place without the district before it; None if it is none."""
    rest = _TRAIL.sub("", _LEAD.sub("", words))
    for area in (heard.understood.city, heard.understood.district):
        spelt = (area, area.rstrip("区县市")) if area else ()
        name = next((one for one in spelt if rest.startswith(one)), "")
        cut = rest.removeprefix(name)
        rest = rest if len(cut) == 1 or _ROAD_OF_DISTRICT.match(cut) else cut
    name = heard.understood.merchant or "，"
    if rest != name and rest.endswith(name):  # 横岗百果园 六约那边, 坂田那个串串香
        rest = _TRAIL.sub("", rest.removesuffix(name))
    if rest == "":
        return ""
    odd = _DOES.search(rest) or is_remark(rest) or is_time(rest) or demands_in(rest)
    if odd or not can_be_place(rest):
        return None
    names = (one.text for one in heard.understood.findings if one.kind == "street")
    bare = _is_bare(rest) or any(_is_bare(rest.removeprefix(name)) for name in names)
    return rest if _ENDS.search(rest) or bare else None


def _is_bare(words: str) -> bool:
    named = SHOP_ENDS.search(words) or is_remark(words) or is_time(words) or _DOES.search(words)
    return _BARE.fullmatch(words) is not None and not named


def _goes_on(rest: str) -> bool:
    """田寮 of 玉塘街道田寮: more of where it is."""
    return rest == "" or _is_bare(rest) or _ENDS.search(rest) is not None


def _shop_follows(heard: Heard, end: int) -> bool:
    text = heard.message.text
    at = end + next((n for n, sign in enumerate(text[end:]) if not sign.isspace()), 0)
    traders = (one for one in heard.understood.findings if one.kind == "merchant")
    return any(one.start == at for one in traders)


def _known(heard: Heard, start: int, end: int) -> bool:
    """Whether a place, a street or a district was recognised there."""
    where = {"place", "street", "district"}
    found = (one for one in heard.understood.findings if one.kind in where)
    return any(start <= one.start and one.end <= end for one in found)


def _is_pointed_at(heard: Heard, one: Finding) -> bool:
    """薯田埔 of 薯田埔那里, beside the trader's name: where, and no second trader."""
    if one.kind != "merchant":
        return False
    second = one.text != heard.understood.merchant
    pointed = second and _POINTER.match(heard.message.text, one.end) is not None
    pointed = pointed or (second and _VILLAGE.fullmatch(one.text) is not None)
    pointed = pointed or _is_quarter(heard.message.text, one)
    return pointed or is_known_place(one.text)


def _is_quarter(text: str, one: Finding) -> bool:
    """溪头 of 松岗街道 溪头, 高源那里: behind the street office, and hardly a trader's name."""
    words = _TRAIL.sub("", one.text)
    behind = _BEHIND_OFFICE.search(text, 0, one.start) is not None
    goes_on = text[one.end :].strip("。！! ") != "" and _POINTED.match(text, one.end) is None
    return (
        behind and not goes_on and (is_quarter(words) or (words != one.text and _is_bare(words)))
    )


def is_quarter(words: str) -> bool:
    """溪头, behind its street office: a bare name, and hardly a trader's."""
    return _is_bare(words) and likelihoods(words)[0] < _LIKELY


def _overlaps(heard: Heard, start: int, end: int, home: str | None = None) -> bool:
    """Whether anything else was recognised there, or the writer's own address."""
    text = heard.message.text
    own = own_spans(text, home)
    if any(s < end and start < e for s, e in own):
        return True
    kinds = _NO_PART | ({"person"} if phone_in(text) else set())  # 田寮 alone is no person
    found = (one for one in heard.understood.findings if one.kind in kinds)
    others = [
        one for one in found if not (_BESIDE_SHOP.search(one.text) or _is_pointed_at(heard, one))
    ]
    places = [one for one in heard.understood.findings if one.kind in {"place", "street"}]
    return any(
        one.start < end
        and start < one.end
        and not any(p.start <= one.start and one.end <= p.end for p in places)
        for one in others
    )
