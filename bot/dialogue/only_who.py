"""A message that says who is writing, and nothing of the matter.

韩梅梅，138…，景田花园3栋 answers for itself: 梅 is no food in it, and the address no shop's place.
What is recognised in such words is personal data, which never becomes a fact of a case.
"""

import itertools
import re
from dataclasses import replace

from api.contract.codes import Kind
from api.contract.models import Reporter
from bot.dialogue.closer import its_road, its_spot
from bot.dialogue.conversation import Draft
from bot.dialogue.given_names import given_name, is_called, respelt
from bot.dialogue.homes import Owner, owner_of
from bot.dialogue.identity import (
    A_SENTENCE,
    INSIDE,
    PLACE_WORD,
    POINTS_AT,
    TRADER_WORD,
    answered,
    as_name,
    introduced,
    is_address,
)
from bot.dialogue.phones import LANDLINE, MOBILE, digits_spoken, phone_in
from bot.dialogue.subjects import says_where
from bot.dialogue.traders_address import TRADERS
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_area, is_district, leads_on, only_region, tells_region
from bot.wording.asks import Ask

_A_DATE = re.compile(r"\d{1,2}月\d{1,2}[号日]|[今昨前]天|[上中下]午|晚上|早上")
_SHOPS = re.compile(
    r"经营者|店名(?:好像|应该|大概|就)*(?:是|叫)|(?:商家|店家|店铺|卖家|厂家)的?(?:是|叫|地址|在|位于)|^店(?:在|址|的?地址)|公司[，,]?(?:注册)?地址"
)
_SCHOOL = re.compile(r"(?:幼儿园|学校|小学|中学|食堂)$")
_OF_THE_SHOP = frozenset({Ask.merchant, Ask.which, Ask.spot})
"""梅林 小太阳幼儿园 answers these, though 梅林 could be a name."""
PERSONAL = frozenset({Ask.contact, Ask.name, Ask.phone, Ask.address})
_LONGEST = 80
_SPLIT = re.compile(r"[，,、；;。.！!\s|/（）()]+")
_LABEL = re.compile(
    r"^(?:(?:我的?|本人|联系)?(?:姓名|名字|电话|手机|手机号码?|号码|联系方式|联系人|投诉人|举报人|实名|地址|住址|住处)"
    r"|我叫做?|我是|我姓|我(?=[:：])|本人|叫|家住|现住|我?住在?|[:：是为])+"
)
_FOR_WHICH = re.compile(
    r"^(?:那|就|都|也|全部?|[两二三]?[家个件])*(?:用|写|留|填|登记)(?:我)?(?:的)?(?:真实?)?(?:姓?名)?(?:是|为|叫)?(?=[\u4e00-\u9fff]{2,4}(?:的|这个)?(?:名字)?[，,：:\s])"
    r"|^(?:那|就|好的?|[，,\s])*(?=[^：:，,。；;]{0,16}(?:投诉|举报|第[一二三1-3]|头一|[那这边][家个件边份]|名字?|实名|信息))"
    r"[^：:，,。；;\d]{2,16}(?:[：:]|(?<=实名|名字)[，,])\s*"
)
"""Before who is writing: for which of several matters."""
_FOR_ALL = re.compile(
    r"(?:名字|姓名|信息|投诉人)?(?:这|那|上面|以上)?(?:(?:[两俩二三几23][家个件边份桩]|全部?)(?:事情?|店|投诉|举报)?)?(?:都|全)(?:是|算|由|归|用|写|填|留|登记|记)+我"
    r"(?:一个人|本人|自己)?(?:投诉|举报|反映|来报|报|来投诉|[点买订吃](?=的)|[遇碰]到(?=的))?(?:的?(?:个人)?(?:名字?|姓名|信息|资料|身份|联系方式|电话|号码)|的)?"
)
"""两个都是我 叶小满 138…: the same for all of several."""
_ALL_AT = re.compile(
    r"(?:它们|他们|这|那|店)*(?:[两俩二三23几][家个间](?:店|档|摊)?|地址|位置|店)?(?:的)?(?:地址|位置)?(?:都|全)(?:是|就)?(?:在|是|位于)(?!我)[^，,。；;]{2,}"
)
_IT_IS_AT = re.compile(
    r"(?:就|店|它|他家|那家|自提[点柜]|[提取]货点)*(?:是)?在[^，,。；;我]{2,}?(?:[路街道巷]上|对面|旁边|附近|隔壁|门口)(?:[，,。；;！!\s]|$)"
)
_NAME_TAIL = re.compile("(?:这个)?的?(?:名字)?[:：]*$")
_POLITE = re.compile(r"(?:你|您)好|谢谢|多谢|好的?|嗯+|哦|行|可以|实名|给你|号|和|或")
_OF_A_SHOP = re.compile(r"(?:就|它|他家|那家|店)?(?:是|名)?叫|店名|名字叫|招牌")
"""叫康寿堂 在龙翔大道 says how a shop is called; a person says 我叫."""
_NO_HOME = re.compile(rf"{INSIDE}|" r"里[面头边]|差点|断|扎|[吃买喝订卖店家改换是]|投诉|举报")
_HOME = re.compile(r"[^，,]{2,60}")
_AT_WORK = re.compile(
    r"[，,\s]+(?:这?是|我|写|填|用|留)*(?:公司|单位)的?地址(?:可以|也?行|没问题)*[吧吗不么的]?[。！!？?]*$"
)
_THAT_ONE = re.compile(r"[那这][个家间]")
"""凤凰路那个万客丰 points at a shop."""
_IN_PIECES = re.compile(r"[A-Za-z·]")
_CITY = re.compile(r"^(?:[\u4e00-\u9fff]{2}省)?[\u4e00-\u9fff]{2,3}市")
_BY_PHONE = re.compile(
    r"([\u4e00-\u9fff]{2,4})[，,、\s:：]*(?:我?的?(?:电话|手机|手机号)[:：是]*)?\s*(?=1\d{10})"
    r"|(?<=\d{11})[，,、\s]*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_OF_THE_MATTER = ("food", "merchant", "place", "district", "division", "street", "when", "amount")
_KEPT = frozenset({"person", "phone", "address", "misspelt", "background"})
_FACTS = frozenset({"food", "merchant", "place"})


def tells_of_shop(heard: Heard) -> bool:
    """经营者是…公司，地址…, whatever was asked: where the trader is, and not its customer."""
    meant = heard.understood
    if not (meant.place or meant.district or meant.merchant):
        return False
    text = heard.text if meant.merchant else _AT_WORK.sub("", heard.text)
    called = f"叫{meant.merchant}" in text and f"我叫{meant.merchant}" not in text  # 叫周记卤味
    return called or (_SHOPS.search(text) or TRADERS.search(text)) is not None


def shows_something(heard: Heard) -> bool:
    """Words beside a photo, or of what was wrong: no answer, whatever was asked.

    An address among them is known by its own words alone.
    """
    return bool(heard.message.photos or heard.understood.hazards)


def only_who(draft: Draft | None, heard: Heard) -> Reporter | None:
    """Who is writing, if a message says that and nothing else.

    It is so after a question for it, where a phone number stands beside a name or an address, and
    where a personal name stands beside an address: rather ask for the shop once more than write
    somebody's home down as one.
    """
    text = heard.text
    if not text or len(text) > _LONGEST or heard.message.button is not None:
        return None
    phone, meant = phone_in(text), heard.understood
    matter = phone is None and meant.ruled and meant.merchant  # 「老邓烧腊」没有营业执照
    shops = tells_of_shop(heard) or tells_where_it_is(draft, text)
    if matter or shops or tells_region(draft, heard):
        return None
    asking = draft.asking if draft is not None else None
    given = given_name(text) if asking in PERSONAL else None
    bare = phone is None and asking not in PERSONAL
    told = _parts(without_label(text), heard, given, bare=bare)
    told = told or _parts(text, heard, given, bare=bare)
    at_home = _is_someone_at_home(told, heard) and _OF_A_SHOP.match(text) is None
    at_home = at_home and not _is_street(told.name if told else None, heard)
    at_home = at_home and not (asking in _OF_THE_SHOP and _names_a_shop(told, heard))
    at_home = at_home and not _is_shop_there(told, heard)
    if asking not in PERSONAL and phone is None and not at_home:
        return _own_home(draft, heard)
    if told is None and asking is Ask.address and not shows_something(heard):
        own = answered(text, (), alone=True)
        told = own if own.address == text.strip() else None
    if told is None or not (told.name or told.address or asking in PERSONAL):
        return None
    if is_area(told.name, heard) and phone is None:
        return None
    own = told.model_copy(update={"phone": phone})
    return own if own != Reporter() else None


def _own_home(draft: Draft | None, heard: Heard) -> Reporter | None:
    """An address that is sure to be the person's, though it was not asked for."""
    home = bare_home(draft, heard) if draft is not None else None
    theirs = home and draft and owner_of(draft, home, heard.text) is Owner.person
    return Reporter(address=home) if theirs else None


def bare_home(draft: Draft | None, heard: Heard) -> str | None:
    """A message that is one address, of a shop or of a home, and says no more."""
    text, meant = heard.text, heard.understood
    named = meant.merchant is not None and not is_address(meant.merchant)  # 盐田村12号
    if named or tells_of_shop(heard) or tells_where_it_is(draft, text):
        return None
    told = _parts(text, heard, None, bare=True)
    if told is None or told.name or told.address is None or phone_in(text):
        return None
    return None if only_region(heard) or is_district(told.address, heard) else told.address


def without_label(text: str) -> str:
    """梁嘉铭 137… of 第一家投诉的我：梁嘉铭 137…: without the matter for which it is given."""
    return _FOR_WHICH.sub("", text, count=1)


def tells_where_it_is(draft: Draft | None, text: str) -> bool:
    """都在新湖路上, 就在中心路上，商场对面: where shops are, and nobody's home."""
    asked = draft is not None and draft.asking is Ask.address
    there = (its_road(draft, text) or _IT_IS_AT.match(text)) is not None
    there = says_where(draft, text) or _ALL_AT.match(text) is not None or (there and not asked)
    return there or its_spot(draft, text) is not None


def _names_a_shop(told: Reporter | None, heard: Heard) -> bool:
    """罗湖区东晓 麦田烘陪: what is known to be a trader is nobody, though people are called 麦."""
    name = told.name if told is not None else None
    known = name is not None and (name == heard.understood.merchant or _ends_where(name, heard))
    return known or _SCHOOL.search(heard.text) is not None


def _ends_where(name: str, heard: Heard) -> bool:
    """罗湖 桂园路 麦香居: a person would give the name first."""
    return bool(heard.understood.district) and heard.text.rstrip("。！! ").endswith(name)


def _is_someone_at_home(told: Reporter | None, heard: Heard) -> bool:
    """李梅，福田区岗厦西坊; nobody lives in 盐田区 alone, and 梅沙 beside it is where."""
    home = told.address if told and told.name else None
    return home not in {None, heard.understood.district} and not is_district(home or "", heard)


def without_who(draft: Draft | None, heard: Heard) -> Heard:
    """A message as the matter is to hear it: without what only names its writer."""
    meant = heard.understood
    if only_who(draft, heard) is not None:
        nothing: dict[str, object] = dict.fromkeys((*_OF_THE_MATTER, "people_ill", "agency"))
        nothing |= {"area": None, "city": None, "outside": None, "referral": None, "answer": None}
        nothing |= {"kinds": (Kind.chat,), "hazards": (), "emergency": False, "merchants": ()}
        nothing |= {"demand": (), "severity": None, "confidence": 0.2}
        findings = tuple(one for one in meant.findings if one.kind in _KEPT)
        return replace(heard, understood=meant.model_copy(update=nothing | {"findings": findings}))
    rest = _without_name(heard)
    if rest == heard.text:
        return heard
    own = {
        field: None
        for field in _FACTS
        if (value := getattr(meant, field)) and value in heard.text and value not in rest
    }
    findings = tuple(f for f in meant.findings if f.kind not in _FACTS or f.text in rest)
    return replace(heard, understood=meant.model_copy(update=own | {"findings": findings}))


def _without_name(heard: Heard) -> str:
    """The words without the name that their writer gives for themselves."""
    text = digits_spoken(heard.text)
    own = introduced(text, ()).name
    for name in {own, name_by_phone(text)} - {None}:
        text = text.replace(str(name), " ")
    return text


def name_by_phone(text: str) -> str | None:
    """周敏 of 周敏 139…, whatever else is told beside it."""
    beside = _BY_PHONE.search(text) if phone_in(text) else None
    words = (beside[1] or beside[2]) if beside else None
    return as_name(words) if words else None


def _parts(text: str, heard: Heard, given: str | None, *, bare: bool) -> Reporter | None:
    """Name and address, if nothing else is told; bare, nobody was asked or gives a number."""
    rest = LANDLINE.sub(" ", MOBILE.sub(" ", digits_spoken(respelt(text))))
    name = given if given and _IN_PIECES.search(given) else None  # David Lee
    rest = rest.replace(name, " ") if name else rest
    home: list[str] = []
    pieces = [part for part in _SPLIT.split(rest) if part]
    for part, after in itertools.zip_longest(pieces, pieces[1:], fillvalue=""):
        words = _NAME_TAIL.sub("", _LABEL.sub("", _FOR_ALL.sub("", part)))
        if not words or _POLITE.fullmatch(words):
            continue
        named = as_name(words) or words == given
        if bare and home and leads_on(home[-1], after, heard):
            home.append(words)  # 福田区 沙尾 金地一路
        elif (named and not is_district(words, heard)) or is_called(words):
            name = name or words
        elif _is_home(words, heard) or (
            home and re.fullmatch(r"[\dA-Za-z\-号栋座楼室房]+", words)
        ):
            home.append(words)
        else:
            at = _name_before_home(words, heard)
            if not at:
                return None
            name = name or words[:at]
            home.append(words[at:])
    return Reporter(name=name, phone=None, address="".join(home)[:120] or None)


def _is_shop_there(told: Reporter | None, heard: Heard) -> bool:
    """碑林区 秦镇老王凉皮 南稍门: a trader was recognised, and who would be at home is where."""
    meant = heard.understood
    shop = meant.merchant
    if told is None or shop is None or meant.district is None:
        return False
    return shop == told.name or (shop in (told.address or "") and told.name == meant.place)


def _is_street(name: str | None, heard: Heard) -> bool:
    """黄贝岭 or 车公庙 before a road is where, though 黄 and 车 are surnames."""
    found = heard.understood.findings
    return any(one.kind in {"street", "place"} and one.text == name for one in found)


def _is_home(words: str, heard: Heard) -> bool:
    if _A_DATE.search(words):
        return False
    odd = A_SENTENCE.search(words) or TRADER_WORD.search(words) or POINTS_AT.search(words)
    odd = odd or _THAT_ONE.search(words)
    if odd or _NO_HOME.search(re.sub("家园", "", words)) or not _HOME.fullmatch(words):
        return False
    return PLACE_WORD.search(words) is not None or _in_the_city(words, heard)


def _in_the_city(words: str, heard: Heard) -> bool:
    """罗湖翠竹, 深圳市罗湖区: begins with an area of the city that is served."""
    city = heard.city.title
    words = words.removeprefix(city).removeprefix(city.rstrip("市"))
    areas = (area.rstrip("区县市") for area in heard.city.districts)
    return words == "" or any(len(area) > 1 and words.startswith(area) for area in areas)


def _name_before_home(words: str, heard: Heard) -> int:
    """Characters of the name in 韩梅梅福田区景田花园; 0 if there is none."""
    for length in (3, 2, 4):
        rest = words[length:]
        here = _in_the_city(rest, heard) or _CITY.match(rest)
        if as_name(words[:length]) and here and _is_home(rest, heard):
            return length
    return 0
