"""Traders whose names no ending gives away: they stand after their street, or before their dish.

粥全粥到 in 泉城路 粥全粥到 喝出烟头 is a name because of where it stands; 李连贵熏肉大饼 because
more than a dish is said.
"""

import re

from bot.dialogue.called import can_be_trader, ends_in_dishes, is_talk
from bot.dialogue.identity import is_bare_name
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import KIND_OF_SHOP, names_place
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard

_POINTER = re.compile(
    r"(?:那个|那家|这家|那间|一家|(?:隔壁|对面|旁边|附近|门口|楼下|边上|路口|[街路])的)(?P<name>[\u4e00-\u9fff]{3,10})(?=[\s，,。；;！!]|$)"
)
_NO_NAME = re.compile(
    r"[了吗呢吧啊的]|没有|喝|吃|卖|买|里面|服务|态度|卫生|发现|出来|投诉|举报|什么|怎么|有人|今天|昨|前天|早上|晚上"
    r"|(?:小吃|烧烤|火锅|水果|早餐|快餐|奶茶|熟食|卤味|凉菜)(?:店|摊|档|铺)?$|^(?:店|超市|商场|市场|小区|楼下|门口)"
)
_THAT = re.compile(
    r"(?:那家|这家|那间)(?P<name>[\u4e00-\u9fff]{2,6}?[楼记轩阁居坊斋苑府堂庄园家])(?=就|不让|不给|居然|竟|还|也|里|的|[，,。\s])"
)
_OF_AREA = re.compile(
    r"的\s?(?P<name>[\u4e00-\u9fff]{3,8}?)(?=[，,（(；;。]|(?:吃|买|喝|点|订|打包|充|办|预订|预定|花|消费)(?:的|了|过|到)|[卖售])"
)
_SOMEBODY = re.compile(
    r"(?:同学|同乡|老乡|亲戚|室友|舍友|工友|客人|居民|业主|阿姨|叔叔|大[爷妈叔姐哥]|[员工]|学生|孩子|小孩|爸|妈)们?$"
)
"""福田的老同学吃的…: a person of that area, and no trader."""
_A_DAY = re.compile(
    r"[今昨前]天|[今昨前]晚|周[一二三四五六日末]|星期|[上下中]午|晚上|早上|凌晨|夜里|半夜|\d"
)
_SET_OFF = re.compile(
    r"(?:(?:[路街区县镇村巷道边面壁近下上旁头碑城]|门口|广场|[这那][边里])[的滴嘞嘅]|[个家件店]是)\s+"
    r"(?P<name>[\u4e00-\u9fff]{3,10})(?=\s*[（(，,；;]|\s)"
)
_NTH = re.compile(
    r"(?:(?:第|头)[一二三四1-4]|另外?一)[家个](?:店)?[：:\s]+(?P<name>[\u4e00-\u9fff]{3,8})(?=[，,；;])"
)
_BETWEEN_BLANKS = re.compile(r"的\s+(?P<name>[\u4e00-\u9fff]{4,10})(?=\s|[，,。；;])")
_GONE_TO = re.compile(
    r"(?:(?<![现实存])在|[去进]了|去到|(?<=[我们晚天午早])去|换[成到]了?|选了|找了|(?<=[吃点买喝])了)(?:那家|这家|那个|这个|一?家|个)?"
    r"(?P<name>[\u4e00-\u9fff]{3,8}?)(?=(?:吃|喝|买|点|订|聚|打包|消费|过生日|充|办)(?:了|的|过|完|到|饭|餐|卡|\s|个|一)|结果)"
)
_CHANGED_TO = re.compile(
    r"换(?:[成到]了?|了)(?:那家|这家|那个|这个|一?家|个)?(?P<name>[\u4e00-\u9fff]{3,8})(?=[，,。；;])"
)
_WHOSE_DISH = re.compile(
    r"(?:点|订|买|叫|喝|吃)(?:的|了)?(?:下午茶|[奶果]茶|外卖|饮[料品]|蛋糕|水果|夜宵|宵夜|[早午晚中][餐饭]|便当|盒饭|快餐|咖啡|甜品|零食)"
    r"[\s，,]+(?P<name>[\u4e00-\u9fff]{2,6})的"
)
_ADJOINING = re.compile(
    r"隔壁|楼下|附近|[门路街]口|里[面头]?$|[上下底外]面|[送做买点来装配放加用给卖到喝吃生冷热烂馊臭坏]$"
)
"""沐果 of 点的奶茶 沐果的多肉葡萄; 楼下 and 老板送 are no names."""
_DISH_OF_NAME = 0.3
_WHOSE_SITE = re.compile(
    r"(?:^|[\s，,。；;在是去到])(?P<name>[\u4e00-\u9fff]{3,8})的(?:工地|项目部?|工区|工厂|厂区|厂)(?=[\s，,。；;里的食饭上]|$)"
)
_NOBODYS_SITE = re.compile(
    r"公司|单位|老[公婆]|我|隔壁|附近|旁边|对面|家里|上班|打工|[新旧大小]的?$"
)
_AT_OTHER_TIMES = re.compile(
    r"(?:平时|平常|以前|之前|从前|往常|过去|一直|上次|上回|本来|原本|原来|原先)[^，,。；;！!]{0,8}$"
)
_AT_HOMES = re.compile(
    r"(?:[友事学戚乡邻居姑姨舅叔伯爷奶婆公妈爸哥姐老娘]|室友|我|他|她)家里?$|[婚喜寿酒]宴|聚会|小程序"
)
"""在姑妈家吃的: at whose home, and no trader."""
_LEAST_AFTER_AT = 3
_WHERE = frozenset({"place", "street", "district"})
_SURELY, _LIKELY, _PERHAPS = 0.95, 0.8, 0.4
_MOST = 10
_LEAST_BEFORE_A_DISH = 2


def trader_by_place(heard: Heard) -> str | None:
    """The name that stands right after a place, apart from what happened; or before a dish."""
    if heard.understood.merchant is not None:
        return None
    found = _after_place(heard) or _of_area(heard) or _before_dish(heard) or _gone_to(heard)
    return found or _whose_dish(heard) or _whose_site(heard)


def pointed_at(heard: Heard) -> str | None:
    """丰盛楼 of 那家丰盛楼就不让我打包."""
    found = _THAT.search(heard.text)
    return found["name"] if found and _can_be(found["name"]) else None


def _after_place(heard: Heard) -> str | None:
    """泉城路 粥全粥到 喝粥喝出来个烟头: the second of three pieces or more."""
    pieces = heard.text.split()
    where = [f.text for f in heard.understood.findings if f.kind in {"place", "street"}]
    if len(pieces) > 1 and any(pieces[-2].endswith(spot) for spot in where):
        name = pieces[-1].rstrip("。！!")  # 罗湖 桂园路 麦香居, and nothing after it
        sure = likelihoods(name)[0] >= _SURELY and _can_be(name)
        if sure and name not in where and re.fullmatch(r"[\u4e00-\u9fff]{3,8}", name):
            return name
    for here, name, then in zip(pieces, pieces[1:], pieces[2:], strict=False):
        ends = any(here.endswith(spot) for spot in where)
        amid = name in where or then in where  # 田尾湾 of 布吉街道 田尾湾 嘉和花园
        if ends and not amid and _can_be(name) and re.fullmatch(r"[\u4e00-\u9fff]{3,8}", name):
            return name
    return None


def _of_area(heard: Heard) -> str | None:
    """天河北路的椰糖小栈，昨天买的…: what is of a street, and stands alone, is called so."""
    found = heard.understood.findings
    ends = {one.end for one in found if one.kind in {"place", "street", "district"}}
    for one in _OF_AREA.finditer(heard.message.text):
        name = one["name"]
        dish = any(f.kind == "food" and f.text == name for f in found)
        more = any(f.kind == "food" and f.start >= one.end("name") for f in found)
        odd = _A_DAY.search(name) or _SOMEBODY.search(name)
        talk = is_talk(name) or names_place(name[-2:]) or odd is not None
        if one.start() in ends and _can_be(name) and not talk and (more or not dish):
            return name
    return None


def _gone_to(heard: Heard) -> str | None:
    """蚝友记宵夜 of 在蚝友记宵夜吃的生蚝, 小书童托管 of 换成这个小书童托管."""
    places = [one.text for one in heard.understood.findings if one.kind in _WHERE]
    text = heard.message.text
    for one in (*_GONE_TO.finditer(text), *_CHANGED_TO.finditer(text)):
        name = one["name"]
        least = _PERHAPS if len(name) > _LEAST_AFTER_AT else _SURELY
        odd = (
            is_talk(name) or is_bare_name(name) or names_place(name[-2:]) or _AT_HOMES.search(name)
        )
        odd = odd or _AT_OTHER_TIMES.search(text[: one.start()])
        known = any(where in name for where in places if len(where) > len(name) // 2)
        if not (odd or known) and likelihoods(name)[0] >= least and _can_be(name):
            return name
    return None


def _whose_dish(heard: Heard) -> str | None:
    """沐果 of 同事点的奶茶 沐果的多肉葡萄: after what was ordered, whose dish it was."""
    text = heard.message.text
    starts = {one.start for one in heard.understood.findings if one.kind == "food"}
    for one in _WHOSE_DISH.finditer(text):
        name = one["name"]
        odd = (
            is_talk(name)
            or is_bare_name(name)
            or _ADJOINING.search(name)
            or _SOMEBODY.search(name)
        )
        dish = any(one.end() <= start <= one.end() + _LEAST_BEFORE_A_DISH for start in starts)
        if dish and not odd and likelihoods(name)[0] >= _DISH_OF_NAME and _can_be(name):
            return name
    return None


def _whose_site(heard: Heard) -> str | None:
    """宏盛建工 of 宏盛建工的工地, whose canteen it is."""
    for one in _WHOSE_SITE.finditer(heard.message.text):
        name = one["name"]
        odd = (
            is_talk(name) or is_bare_name(name) or names_place(name[-2:]) or _SOMEBODY.search(name)
        )
        where = any(
            f.text in name for f in heard.understood.findings if f.kind in {"district", "street"}
        )
        odd = odd or _NOBODYS_SITE.search(name)
        if not (odd or where) and likelihoods(name)[0] >= _PERHAPS and _can_be(name):
            return name
    return None


def set_off(text: str) -> str | None:
    """阿贵臭豆腐 of 隔壁的 阿贵臭豆腐，…: a blank before a name is as good as brackets."""
    found = _SET_OFF.search(text)
    name = found["name"] if found else None
    if name and _can_be(name) and not is_talk(name) and not is_bare_name(name):
        return name
    return _surely_set_off(text)


def _surely_set_off(text: str) -> str | None:
    """麦芽糖先生烘焙 of 金桥的 麦芽糖先生烘焙 关门了: between blanks, and like a name."""
    names = [one["name"] for one in _BETWEEN_BLANKS.finditer(text)]
    likely = (one for one in names if likelihoods(one)[0] >= _SURELY and can_be_trader(one))
    return next(likely, None)


def after_number(text: str) -> str | None:
    """橙里橙外 of 再说第二家 橙里橙外，…: nothing else stands between the number and the comma."""
    found = _NTH.search(text)
    name = found["name"] if found else None
    odd = name is None or is_talk(name) or names_place(name) or is_time(name)
    return None if odd or name is None or not _can_be(name) else name


def _before_dish(heard: Heard) -> str | None:
    """那个李连贵熏肉大饼: a dish with a name before it."""
    named = _POINTER.search(heard.text)
    name = named["name"] if named else None
    if name is None or not _can_be(name):
        return None
    dishes = [f.text for f in heard.understood.findings if f.kind == "food"]
    told = any(
        name.endswith(dish) and len(name) - len(dish) >= _LEAST_BEFORE_A_DISH for dish in dishes
    )
    told = told or (ends_in_dishes(name) and name not in dishes)
    trade = KIND_OF_SHOP.search(name)
    told = told or (trade is not None and trade.start() > _LEAST_BEFORE_A_DISH)  # 晨光里便利店
    told = told or (likelihoods(name)[0] >= _LIKELY and not is_talk(name))  # 那个蓉嬢嬢冷啖杯
    return name if told else None


def _can_be(name: str) -> bool:
    return len(name) <= _MOST and not _NO_NAME.search(name) and can_be_trader(name)
