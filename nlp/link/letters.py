"""What of a name or a sentence is compared: letters and digits, in one form."""

import re
import unicodedata

# Legal forms say nothing about which company is meant; the words beside them do.
LEGAL_FORM = re.compile("(?:股份|责任)?有限责任公司|(?:股份)?有限公司|责任公司")
# Trades are left out as readily; several companies of one owner differ in nothing else.
_TRADES = re.compile(
    "(?:实业|贸易|商贸|经贸|工贸|科技|技术|餐饮|管理|服务|食品|酒店|饭店|超市|物资|建筑|安装|工程|房地产|开发|投资|发展"
    "|咨询|机械|电子|化工|材料|运输|物流|农业|医药|集团|进出口|设备|电器|服装|印刷|广告|制造|加工|经营|销售|配件|汽车"
    "|饮料|水产|粮油|酒业|商店|商场|公司|总|分|厂|店|部|有限|责任|股份|制品|用品|五金|建材|装饰|纺织|家具|塑料|电气"
    "|工业|百货|国际|连锁|企业|购销|供销)+$"
)
OF_FOOD = re.compile(
    "餐饮|食品|酒[店楼业]|饭店|超市|粮油|饮料|水产|糕点|副食|酿|茶|肉|乳|糖|面粉|粮|油脂|果|蔬|菜|豆|调味|盐|商场"
    "|百货|商店|宾馆|大酒|屠宰|冷冻|畜|禽|渔|农业|保健"
)
_SUFFIX_OF_PLACE = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|地区|新区|林区|省|市|区|县|州|盟|旗)$"
)
_SHORTEST_PLACE = 2


def plain(text: str) -> str:
    """The letters and digits of a text, half-width and lower case, without anything between."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def pieces(letters: str) -> list[str]:
    """What stands around the legal forms; pairs are never taken across them."""
    return [piece for piece in LEGAL_FORM.split(letters) if piece]


def telling(end: str) -> int:
    """How many letters of a name's end say more than a trade and a legal form."""
    return len(_TRADES.sub("", LEGAL_FORM.sub("", end)))


def place_key(place: str) -> str:
    """A division's name as it is compared: 成都市 and 成都 are one; empty when there is none."""
    letters = plain(place)
    short = _SUFFIX_OF_PLACE.sub("", letters)
    return short if len(short) >= _SHORTEST_PLACE else letters


def start_of_core(letters: str, places: tuple[str, ...]) -> int:
    """How many letters at the beginning only say where the merchant is.

    Args:
        letters: A plain name, such as 江苏省南京市恒利建设有限公司.
        places: Keys of its province, city and district.
    """
    start = 0
    for place in places:
        if place and letters.startswith(place, start):
            start += len(place)
            if letters[start : start + 1] in set("省市区县"):
                start += 1
    # A name that is nothing but a place has its place as its core.
    return start if len(letters) - start >= _SHORTEST_PLACE else 0
