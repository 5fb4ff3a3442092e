"""Where the trader is, and what is only where the writer lives or stays.

The writer's own address is personal data: it never becomes a place of the case, which is
stored in clear, and of it no more than the district tells which office is near (`home_district`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from api.contract.codes import Kind
from api.contract.understood import Finding
from bot.dialogue.closer import ROAD
from bot.dialogue.conversation import Draft
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_OWN = re.compile(
    r"(?:我|本人|俺)(?:们)?(?:家|人)?(?:现在|目前|平时|一直)?(?:就|也)?(?:是)?(?:住(?:在|址)?|家在)(?!院|的)[^，,。；;！!？?\n]*"
    r"|(?<![一-鿿])(?:家|现)?住(?:在|址)?(?!院|的)[^，,。；;！!？?\n]*|家住[^，,。；;！!？?\n]*"
    r"|(?<![一-鿿])家里(?:就?是|在)(?=[^，,。；;\s]*[区县路街村镇栋号])[^，,。；;！!？?\n]*"
    r"|老家[^，,。；;！!？?\n\s]*"
    r"|(?:我|本人)人(?:现在|目前|已经|还)?在[^，,。；;！!？?\n]*"
    r"|(?:我|本人)(?:现在|目前|平时)?(?:人)?在[^，,。；;！!？?\n吃买喝点订]{2,16}(?:上班|工作|上学|读书|出差|打工|住)(?!的)"
    r"|我们?(?:公司|单位)(?:就|是)?在(?!.*[食饭]堂)[^，,。；;！!？?\n吃买喝点订]*(?=[，,；;].*(?:在|去|到)[^，,。；;]*[区路街镇村])"
    r"|(?:我|本人)是[^，,。；;！!？?\n]{2,8}人(?![^，,。；;！!？?\n])"
    r"|(?:我|本人)是[^，,。；;！!？?\n]{2,8}[区县市](?:这边|那边)?的(?![^，,。；;！!？?\n])"
    r"|(?:我的?|本人的?|联系|通讯|家庭|居住|收货)(?:联系)?(?:地址|住址)[^，,。；;！!？?\n]*"
)
_BOUGHT = re.compile(
    r"[吃买喝订]|点的|店在|这家|那家|一家|快餐|餐[馆厅]|饭[店馆]|酒[店楼]|作坊|市场|超市|后厨|[养敬安]老院|颐养|护理院|福利院|老年公寓|幼儿园|月子|托管"
)


_STATES_PLACE = re.compile(
    r"(?:[她他它]们?|店家|老板|商家)?说?(?:店|它|具体|详细)?的?地址(?:也?(?:都|是)?一样的?|是|在)?[:：\s]*"
)
"""Before the address of a trader, in a report."""

_CODE = re.compile(r"\d{9}")
_REGION = re.compile(r"(?:就?在|是)?[\u4e00-\u9fff]{2,8}?[市区县](?:的|那边|这边)?[。！!]*")

_MARKET = re.compile(r"市场|超市|小区|社区|园区|城市|小镇|校区|景区|厂区|[东西南北中]区|\d区")

_NAMED = re.compile(r"[\u4e00-\u9fff]{1,4}[区县]")
"""渝北区: a district as it is called in full."""


_MAYBE_HOME = re.compile(r"(?:花园|家园|小区|新村|公寓|大厦|社区|村|苑|楼)$|1\d{10}")
"""Somebody may live there, or gives a number: no more of it than what was told is the shop's."""

_FILLER = re.compile(r"(?:我|们|是|在|人|的|这边|那边|这里|市|区|[，,。！!\s])*")


class Where(NamedTuple):
    """Where a message says the trader is."""

    place: str | None
    district: str | None
    division: str | None
    street: str | None


def leads_on(before: str, after: str, heard: Heard) -> bool:
    """Whether an area of the city and a road stand around words, as in 福田区 沙尾 金地一路."""
    area = before.removeprefix(heard.city.title).rstrip("区县市")
    areas = {one.rstrip("区县市") for one in heard.city.districts}
    return area in areas and ROAD.search(after) is not None


def only_region(heard: Heard) -> bool:
    """武汉洪山区 and no more: nobody lives there, but the matter may lie there."""
    return heard.understood.district is not None and _REGION.fullmatch(heard.text) is not None


def tells_region(draft: Draft | None, heard: Heard) -> bool:
    """洪山区, 罗湖区翠竹路 of a shop in 翠竹路: where a matter lies of which that is not known.

    So does 南山区 常兴路天虹 of 天虹负一楼.
    """
    if draft is None or not draft.kinds or draft.facts.district or draft.asking is Ask.address:
        return False
    known = (heard.understood.district and draft.facts.place) or ""
    words = heard.text.strip("。 ")
    home = _MAYBE_HOME.search(words) is not None
    heads = tuple(known[:size] for size in range(2, len(known) + 1) if not home)
    return only_region(heard) or words.endswith((*heads, known or "\0"))


def is_region(words: str) -> bool:
    """杭州余杭区的: a district is a fact of its own, and no place in it."""
    return _REGION.fullmatch(words) is not None and not _MARKET.search(words)


def says_only_where(heard: Heard) -> bool:
    """青岛, 我在市南区, 河西区解放南路万隆冷库: where it was, before anything else is told."""
    rest, meant = heard.text, heard.understood
    told = (meant.place, meant.merchant, meant.city, meant.district)
    areas = [area for area in told if area]
    for area in areas:
        rest = rest.replace(area, "").replace(area.rstrip("市区县"), "")
    return bool(areas) and _FILLER.fullmatch(rest) is not None


def own_spans(text: str, home: str | None = None) -> tuple[tuple[int, int], ...]:
    """The parts of a text that say where its writer lives or stays.

    Args:
        text: The message.
        home: The writer's address as far as it is known.
    """
    spans = [found.span() for found in _OWN.finditer(text) if not _BOUGHT.search(found[0])]
    at = text.find(home) if home else -1
    if home and at >= 0:
        before = re.search(r"[\u4e00-\u9fff]{2,4}[区县市镇]$", text[:at])
        spans.append((before.start() if before else at, at + len(home)))
    return tuple(spans)


def without_own(text: str) -> str:
    """A text without the parts that say where its writer lives."""
    for start, end in reversed(own_spans(text)):
        text = f"{text[:start]}，{text[end:]}"
    return re.sub("[，,]{2,}", "，", text).strip("，, ")


def is_elsewhere(heard: Heard, street: str) -> bool:
    """粤海 beside 盐田: a street's code that is of another district than the one named."""
    division = heard.understood.division
    named = [one.value for one in heard.understood.findings if one.kind == "district"]
    apart = _CODE.fullmatch(street) is not None and street[:6] != division
    return apart and division in named and f"{division}"[:4] == street[:4]


def theirs(heard: Heard, home: str | None = None) -> Where:
    """Where the trader is, with the writer's own whereabouts left out."""
    where = _theirs(heard, home)
    return where._replace(district=_as_said(heard, where))


def _as_said(heard: Heard, where: Where) -> str | None:
    """渝北区 stays 渝北区 though its office is that of 两江新区: the division says which."""
    if where.district is None or where.district in heard.city.districts:
        return where.district
    said = (
        f.text
        for f in heard.understood.findings
        if f.kind == "district" and f.value == where.division and _NAMED.fullmatch(f.text)
    )
    words = next(said, where.district)
    return where.district if where.district in heard.message.text else words


def _theirs(heard: Heard, home: str | None) -> Where:
    meant, spans = heard.understood, own_spans(heard.message.text, home)
    home = home if home and home not in heard.message.text else None  # else it is a span
    if not spans and not home:
        return Where(meant.place, meant.district, meant.division, meant.street)
    place = next((f.text for f in _outside(heard, "place", spans, home)), None)
    if meant.place is not None and not _covered(heard.message.text, meant.place, spans, home):
        place = meant.place
    found = next(iter(_outside(heard, "district", spans, home)), None)
    found = found or (None if home else _said_again(heard, spans))
    street = next(iter(_outside(heard, "street", spans, home)), None)
    known = meant.street if street is not None and street.value == meant.street else None
    sure = street is not None and _CODE.fullmatch(street.value) and street.text in (place or "")
    if found is None and street is not None and sure:  # 景田包子铺 may be anywhere
        division = street.value[:6]  # a street lies in one district, whoever lives in another
        same = division == meant.division
        return Where(place, meant.district if same else None, division, street.value)
    if found is None:
        named = meant.district
        inside = any(f.kind == "district" for f in meant.findings)
        covered = named is None or _covered(heard.message.text, named, spans, home)
        told = named is not None and (named in heard.message.text or known is not None)
        again = place is not None and named is not None and place.startswith(named)
        around = (
            known is not None and known[:6] == meant.division
        )  # 布吉街道 beside a home in 龙岗
        free = around or (told and (again or not (inside or covered)))
        return Where(place, named if free else None, meant.division if free else None, known)
    if meant.division in {None, found.value}:
        return Where(place, meant.district or _name(heard, found), meant.division, known)
    code = found.value if re.fullmatch(r"\d{6}", found.value) else None
    return Where(place, _name(heard, found), code, known)


def _name(heard: Heard, found: Finding) -> str | None:
    here = next((d for d in heard.city.districts if d.startswith(found.text)), None)
    return here or (found.text if _NAMED.fullmatch(found.text) else None)  # of another city


def _outside(
    heard: Heard, kind: str, spans: tuple[tuple[int, int], ...], home: str | None
) -> Iterator[Finding]:
    for finding in heard.understood.findings:
        inside = any(s < finding.end and finding.start < e for s, e in spans)
        if finding.kind == kind and not inside and not (home and finding.text in home):
            yield finding


def _said_again(heard: Heard, spans: tuple[tuple[int, int], ...]) -> Finding | None:
    """历下区 of the shop, which was told of the home before: 住历下区…，在历下区解放路…."""
    text = heard.message.text
    inside = {at for start, end in spans for at in range(start, end)}
    text = "".join("\n" if at in inside else char for at, char in enumerate(text))
    areas = (one for one in heard.understood.findings if one.kind == "district")
    return next((one for one in areas if _NAMED.fullmatch(one.text) and one.text in text), None)


def _covered(text: str, words: str, spans: tuple[tuple[int, int], ...], home: str | None) -> bool:
    at = text.find(words)
    if at < 0 or (home is not None and words in home):
        return home is not None and words in home
    return any(s < at + len(words) and at < e for s, e in spans)


def stated_place(heard: Heard) -> str | None:
    """地址是罗田村三巷15号: the whole of what is said to be the address, but for its district."""
    cue = _STATES_PLACE.match(heard.text)
    if cue is None:
        return None
    rest = re.split(r"[，,。；;！!？?]", heard.text[cue.end() :])[0].strip()
    rest = re.sub("(?<=[路街道巷村号])(?:去|过去|走过去)+(?:找|看)?(?:了|过)?$", "", rest)
    return rest.removeprefix(heard.understood.district or "") or None


def only_shows_where(heard: Heard) -> bool:
    """A point with what the map calls it."""
    meant = heard.understood
    return heard.message.location is not None and meant.kinds == (Kind.chat,) and not meant.hazards


def is_area(name: str | None, heard: Heard) -> bool:
    """南山 of 南山 科苑路15号, or 龙华民治, is where, though somebody could be called so."""
    found = heard.understood.findings
    areas = [one.text for one in found if one.kind == "district"]
    parts = {one.text for one in found if one.kind in {"street", "place"}}
    return name is not None and any(
        area.startswith(name) or name.removeprefix(area) in parts for area in areas
    )


def is_district(words: str, heard: Heard) -> bool:
    """南山 beside 科苑路15号 is where, though 南 is a surname."""
    return any(words == re.sub("(?:新区|[区县市])$", "", area) for area in heard.city.districts)
