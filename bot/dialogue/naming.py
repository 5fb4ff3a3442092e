"""Which words of a message name a trader, and which only a neighbour of it."""

import re
from functools import lru_cache

from bot.dialogue.called import ends_in_dishes, reads_as_name
from bot.dialogue.identity import is_bare_name
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import SHOP_ENDS
from bot.dialogue.occurrences import occurrences

_PLAINLY, _LIKELY = 0.99, 0.9
_AMID = re.compile(
    r"(?:^|[，,。；;\s])(?:名字?|店名)?叫做?(?P<name>[\u4e00-\u9fff]{4,14})(?=[，,。；;])"
)
_MESSAGES = 128
"""One message is asked for its trader several times while it is heard."""
_NAMED = re.compile(
    r"(?:(?:店名?)?全称(?:是|叫)?|(?<!不是)店铺?名(?:好[像象]|大概|可能|应该)?(?:[叫喊]的是|写的是|是|叫|喊|系)?|店(?:的名字)?[叫系]做?"
    r"|(?:^|(?<=[，,。\s]))(?:店|卖家|商家|店铺|店家)\s?(?=[:：])"
    r"|[粥面粉饭饼饺包肉菜鱼茶酒果点味吃食餐](?:铺|馆|档|摊|坊|铺子|馆子|摊子)(?:就|是)?叫做?|(?:公司|作坊|工厂|仓库|冷库|养殖场|屠宰场|厨房|养老院|幼儿园|学校|食堂|酒吧|机构|班子|直播间|摊位|档口|店铺)\s?叫做?|(?:商家|餐厅|饭店|饭馆|面馆|超市|档口|小卖部|便利店|奶茶店|水果店|药店|小店|摊子)(?:名字?)?(?:是|叫)\s?"
    r"|(?:大?排档|农庄|农家乐|山庄|馆子|酒馆|私房菜|菜馆|茶楼|茶餐厅|[锅烤品糕包庄]店|烧烤摊)(?:名字?)?叫做?\s?"
    r"|(?:做席|办席|摆席|承办|承包|掌勺|送餐|供餐|配餐|配送|送货|供货|发货)的(?:就)?(?:是|叫)\s?(?=[^我他她他们])"
    r"|(?:卖家|店主|商家|群主|团长|主播|老板)?(?:的)?(?<!我)(?<!我的)(?:(?:微信|昵称|网名|群名|账号)(?:昵称|名|号|群里?)?(?:是|叫|[:：])"
    r"|(?:微信[号名]|昵称|网名|群名))(?=[^，,。]{2,16}$)"
    r"|(?:小程序|公众号|[Aa][Pp][Pp]|抖音号|视频号|快手号|小红书号|网店|微店|团购群|接龙群)(?:的?名字?)?(?:就)?(?:叫做?|是叫)\s?"
    r"|(?:^|(?<=[，,。\s]))(?:店|店铺|餐厅|饭店)是(?=\s?[^在我不那这一很个有没\s])"
    r"|看(?:了|过)?(?:一?下|一?眼|看|清)?(?:它|他家|店)?(?:的)?(?:招牌|门头|牌子)(?:了)?[，,\s]*(?:上?写)?的?是"
    r"|(?<!我的)(?<!我)名字(?:是|叫)|群里叫|(?:大家|人家|街坊|邻居|别人|他们|我们|当地人|附近的?人|村里人?)都?[叫喊](?:[他她它]|这家|那家|那里)?(?!救|警|外卖|我|你)|(?:机器|柜子|门头|推?车|档口?|牌子|围裙|箱子|玻璃|摊子?|灯箱|棚子?)上?(?:面)?写(?:着|的)?(?:是)?|(?:招牌|门口的?牌子)(?:是|叫|上?写(?:着|的是|的)?)|那?家(?:店)?叫做?)[:：]?\s*"
    r"[「“\"『《]?(?P<name>(?:(?!没错|没有错|对的)[^，,。；;！!？?「」“”\"『』《》\s我你他她]|(?<=[A-Za-z.])\s(?=[A-Za-z])){2,30})[」”\"』》]?"
)
_ON_A_SIGN = re.compile(
    r"(?:车|车身|车上|摊|摊上|摊位上?|棚子上?|围裙上?|灯箱上?|门口|玻璃上|门头|招牌|柜子|机器|平台上?|点评上?|美团上?|饿了么上?|订单上?|小票上?|收据上?|收款码上?|付款记录上?|执照上?)"
    r"(?:的)?(?:店名|店铺名?|商家名?|商户名?|抬头|名字|名称)?(?:就)?(?:贴|写|印|挂|喷|标|显示|登记|写明|标注)(?:着|的是|的|是|了)?(?:店名|名字|商家|商户|(?:几|四|五|六)个(?:大|红)?字)?[:：是叫\s]*"
    r"(?P<name>[^，,。；;！!？?「」“”\s\d我你他她][^，,。；;！!？?「」“”\s我你他她]{1,19})(?=[，,。；;！!]|$)"
)
"""车上贴着三姐妹早餐, 平台上店名显示：悦鲜煲仔饭（西乡店）."""
_LASTING = re.compile("车|摊|棚|灯|门头|招牌|柜|机器")
"""What is written there is the name, and not what was bought."""
_REMEMBERED = re.compile(
    r"(?:店名|店的名字|那家店|名字)[^，,。；;！!？?叫是]{0,6}(?:想起来|记起来|想到|忘(?:了|记)?说|忘写|问到|查到|找到|补一?下)了?[，,：:\s]+"
    r"(?:就?是|叫)?(?P<name>[^，,。；;！!？?\s]{2,16})(?=[，,。；;！!]|$)"
)
"""After a comma, what was remembered: 店名我想起来了 and then 松子记糖水."""
_IN_TWO_SCRIPTS = re.compile(r"\s(?P<rest>[\u4e00-\u9fff]{2,10})(?=[，,。；;！!]|$)")
"""After Miss Dough: 麦屿烘焙, the same in Chinese."""
_LATIN_END = re.compile(r"[A-Za-z.'&]$")
_IS_AT = re.compile(
    r"(?:^|[，,。；;\s])(?:那个?|那家|这家)?(?:店铺?|摊位|摊子?|档口|商家|饭店|餐厅)(?:就)?(?:是|叫)(?:在)?"
    r"(?P<where>[^，,。；;的是叫我\s]{2,14})(?:里面|里)?的(?!人|老板|员工|厨)(?P<name>[^，,。；;！!？?\s的]{2,14})[。！!]*$"
)
_CALLED_SOMETHING = re.compile(
    r"叫(?:什么|啥)[\s….]*[「“\"]?(?P<name>[^，,。；;！!？?\s「」“”\"]{2,14})[」”\"]?\s*的(?=[，,。\s]|$)"
    r"|叫(?:什么|啥)[….]*(?P<bare>(?!事|名|来着|的|我|不|都|也|呢|啊|忘)[\u4e00-\u9fff]{2,6}?)(?:来着|的)?(?=[，,。\s]|$)"
)
"""叫什么 蚝情万丈 的: not sure, but told."""
_CALLED_IN_QUOTES = re.compile(r"叫做?[「“\"『《](?P<name>[^「」“”\"『』《》]{2,20})[」”\"』》]")
_CALLED = re.compile(
    r"(?:^|[，,。；;：:\s])(?:(?:那个?|这个?)?[\u4e00-\u9fff]{1,5}(?:站|厂|点|院子?|棚子?|仓库|公司|基地|农场|店子?|馆子|摊子?))?(?:就?是|(?:好像|应该|大概|可能)是?)?(?:名叫|[叫喊]做?)\s?[「“\"]?"
    r"(?P<name>(?!老板|店员|店家|商家|服务员|伙计|小二|店长|前台|保安|阿姨|大姐|小哥|小妹|同事|朋友|班|经理|救护|外卖|警察|人|投诉|家)"
    r"[^，,。；;！!？?「」“”\"\s我你他她来去不理给说没过吃]{2,12})[」”\"]?"
    r"(?:[，,\s]+(?:店)?(?:就?在|位于)[^，,。；;！!？?]{2,30})?[。！!]*$"
)
"""Only at the end of a message: in its middle 叫 is more often to call somebody."""
_BESIDE = re.compile(
    r"(?:的)?(?:斜?对面|隔壁|旁边|附近|楼下|楼上|(?<![东南西北])门口|后面|后门|边上|侧边)"
)
_BEGINS_BESIDE = re.compile(rf"^[^，,]+?{_BESIDE.pattern}")
_POINTED_AT = re.compile(r"那[个家间]|这[个家间]|楼下|小区里|门口|附近|隔壁|旁边|路边")
"""In what stands for a trader whose name is not known yet."""
_QUOTED = re.compile(r"[「“《『【\"]([^「」“”《》『』【】\"]{2,20})[」”》』】\"]")
_SAID = re.compile(
    r"(?:说|写|标|称|号|印|标注|宣传|叫做?|牌|买的|喝的|吃的|(?<![就店个家件])[是系係])[的着了有]?\s*[「“《『【]$"
)
"""Before brackets in which stands no trader: 写着「无糖」."""
_ON_THE_PACKING = re.compile(
    r"(?:包装|袋子?|盒子?|瓶[子身]?|罐子?|标签|合格证|厂家|生产[商者]?|出品)[^，,。；;]{0,8}$"
)
_FAMILY = re.compile(
    r"全家(?:都|也|人|老小|上下|吃|喝|去|上吐|吐|呕|拉|肚|中招|发烧|住院|进了?医院|[一二三四五六七八九十\d]+[口个])"
)
_NAMELESS = re.compile(
    r"(?:没有?|冇|冇得|无)(?:个|挂|写|什么|任何)?(?:招牌|店名|名字|牌子|门头|牌匾)(?:的)?[。！!]*$"
    r"|(?:叫什么|叫啥|叫么子|叫咩|店名|名字|招牌)[^，,。；;！!？?]{0,4}(?:不知|记不|想不起|不晓得|唔知|勿晓得|不清楚|不记得|没看|没注意|忘)"
    r"|(?:不知道?|不晓得|唔知|勿晓得|不清楚|不记得|没看清|没注意|忘了?)(?:它|他家|那家|店|老板)?(?:叫什么|叫啥|叫咩|店名|名字)"
)
"""没招牌, 叫什么不知道: no name can be had."""
_KIND_AFTER = re.compile(
    r"(?<=[^\s]{2})的(?:那?一?家)?(?:(?:餐饮|配送)?公司|店|餐馆|饭馆|面馆|饭店|餐厅|超市|摊子|作坊|酒楼"
    r"|(?:火锅|奶茶|烧烤|水果|便利|米线|甜品|蛋糕|面包|早餐|快餐|小吃|卤味|烟酒)店)$"
    r"|(?<=[^\s]{2})(?:承包|供货|供餐|配送|送餐)的?$"
)
"""What kind of trader it is: 康膳源的公司, 阿香的米线店."""
_BOUGHT_THERE = re.compile(
    r"(?<=[^\s]{2})(?:上面?|里面?|那里|那边)?(?:[买订团拍抢购]|(?<!早)点|下单|下)[的嘅滴哒]单?$"
)
"""After a name: 小程序叫…买的."""
_BOUGHT_AT = re.compile(
    r"(?:^|[，,。；;\s])(?:我|俺|昨[天晚]|今[天早]|前[天晚]|刚刚?|上周|周[一二三四五六日末])*(?:在|从)?"
    r"(?P<name>(?!美团|饿了么|淘宝|天猫|京东|拼多多|抖音|快手|小红书|闲鱼|微信)[\u4e00-\u9fff]{2,6})"
    r"(?P<app>[Aa][Pp][Pp]|小程序)?(?:上面?|里面?)?(?:[买订团拍抢购]|(?<!早)点|下单)(?:了|的|[一两三]?[个份盒斤袋箱])"
)
_WHOSE = re.compile(
    r"(?:我?要?(?:投诉|举报)[：:\s]*)?(?P<name>[\u4e00-\u9fff]{2,8}(?:[店馆坊铺屋档]|餐厅|超市|酒楼))的(?=[\u4e00-\u9fff]{2})"
)
"""甜卷卷蛋糕店的生日蛋糕…: whose it was, in the first words."""
_WITHIN = re.compile(
    r"(?:市场|商场|广场|美食[城街]|夜市|大厦|购物中心)(?:里面|里|内|[负一二三四五\d]+楼)的\s*"
    r"(?P<name>[\u4e00-\u9fff]{3,10})(?=[，,。；;！!\s]|$)"
)
"""草埔市场里面的阿权水产: who is within, and not the market."""
_STALL = re.compile(
    r"(?:市场|商场|街市|美食城)(?P<name>(?!里|内|外|门|旁|附近|对面|进|[东南西北一二三四五\d])[\u4e00-\u9fff]{3,8}?)"
    r"(?:[那这]一?[档摊间]|[那这]个(?:档口?|摊位?)|的?(?:档口|摊位))"
)
"""西丽新围市场水产肥仔那一档: the stall within, told after the market."""
_OF_A_PERSON = re.compile(
    r"[\s，,。；;]*(?:(?:联系)?电话|手机号?码?|号码)?[:：是\s]*(?:1[3-9]\d|一[三四五六七八九])"
)
"""A phone number after a name, which is then of who is writing."""
SPELT = re.compile(r"[\s，,]+[\u4e00-\u9fff]{1,4}[的个嘅][\u4e00-\u9fff]$")
"""鼎湘楼 湖南的湘: how a sign of the name is written."""
_QUOTES = "「」“”\"'『』《》【】"


def bought_at(text: str) -> str | None:
    """盒马 of 盒马买的三文鱼, 叮当生鲜 of 叮当生鲜APP买的: bought where, if it is a name."""
    found = _BOUGHT_AT.search(text) or _WHOSE.match(text)
    if found is None or not reads_as_name(found["name"]) or is_bare_name(found["name"]):
        return None
    return (
        found["name"]
        if found.groupdict().get("app") or likelihoods(found["name"])[0] >= _LIKELY
        else None
    )


def named_at(text: str) -> tuple[str, str] | None:
    """The name and where it is: 虾王驾到, 后海 of 店是后海的虾王驾到."""
    found = _IS_AT.search(text)
    return (unquoted(found["name"]), found["where"]) if found else None


_PUT_RIGHT = re.compile(
    r"(?:不对|说错了?|错了|哦不|不不|(?<![\u4e00-\u9fff])[哎诶啊哦唉]?不是)[，,。\s]*"
    r"(?:[^「“\"『，,]{0,12}[，,])?(?:应该)?(?:是|叫)[「“\"『](?P<name>[^「」“”\"『』]{2,20})[」”\"』]"
)
# 叫“黄三爷卤味”，不对，是“王三爷卤味”


_UNSURE = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?:来着|[，,…\s]*(?:好像是?|貌似是?|应该是|大概是))[吧的了]?[。…！!]*$"
)
_BEGUN_TWICE = re.compile(
    r"(?<=叫)(?:什么|啥|做)?(?P<begun>[\u4e00-\u9fff]{1,4})[…\.。\s]+(?=(?P=begun))"
)
"""叫什么炭火…炭火江湖好像: said before it was remembered."""


@lru_cache(_MESSAGES)
def trader_named(text: str) -> str | None:
    """The name after 店名是 or 叫: it ends at the first comma."""
    told = _BEGUN_TWICE.sub("", _UNSURE.sub("", text))
    return _plainly_named(told) or _called_in(told)


def _plainly_named(text: str) -> str | None:
    """What is put right, stands on a sign, or is said to be the name as far as one knows."""
    right = _PUT_RIGHT.search(text)
    if right is not None:
        return right["name"]
    there = named_at(text)
    shown = there[0] if there is not None else on_a_sign(text)
    if shown is not None:
        return shown
    unsure = _CALLED_SOMETHING.search(text)
    return unquoted(unsure["name"] or unsure["bare"]) if unsure is not None else None


def _called_in(text: str) -> str | None:
    """What follows 叫 or 店名, unless a person is called so."""
    found = _CALLED_IN_QUOTES.search(text) or _NAMED.search(text)
    if found is None:
        found = _CALLED.search(text)
        found = None if found is None or is_bare_name(found["name"]) else found
    found = found or _called_amid(text)
    if found is not None and _OF_A_PERSON.match(text, found.end()) and found[0][0] == "名":
        found = None  # 名字是候德胜，138…
    if found is not None and text[found.end() : found.end() + 1] in {"「", "“", "《", "『"}:
        return quoted_in(text) or unquoted(found["name"])  # 超市是太原街「惠民」
    found = found or _WITHIN.search(text) or _STALL.search(text) or _REMEMBERED.search(text)
    if found is None:
        return None
    more = _IN_TWO_SCRIPTS.match(text, found.end()) if _LATIN_END.search(found["name"]) else None
    if more and ends_in_dishes(more["rest"]):
        return f"{unquoted(found['name'])} {more['rest']}"
    return unquoted(_KIND_AFTER.sub("", _BOUGHT_THERE.sub("", found["name"])))


def _called_amid(text: str) -> re.Match[str] | None:
    """有个养老院，叫桑榆晚养老公寓，…: in the middle of a message, what is plainly a name."""
    likely = (one for one in _AMID.finditer(text) if likelihoods(one["name"])[0] >= _LIKELY)
    return next((one for one in likely if not is_bare_name(one["name"])), None)


def on_a_sign(text: str) -> str | None:
    """What stands on a sign or a receipt, if it ends as a name does: 小票上写着已送达 is none."""
    found = _ON_A_SIGN.search(text)
    if found is None:
        return None
    name, lasting = unquoted(found["name"]), _LASTING.match(found[0]) is not None
    ends = SHOP_ENDS.search(name.rstrip("）)")) is not None or ends_in_dishes(name)
    return name if ends or (lasting and reads_as_name(name)) else None


def is_family(text: str, name: str) -> bool:
    """全家五口人: everybody at home, and no chain."""
    return name == "全家" and _FAMILY.search(text) is not None


def is_nameless(text: str) -> bool:
    """Whether it is said that the trader has no name, or none that the writer knows."""
    return _NAMELESS.search(text) is not None


def quoted_in(text: str) -> str | None:
    """The one name in brackets, unless it is what somebody or something is said to say."""
    found = list(_QUOTED.finditer(text))
    alone = len(found) == 1 and not _SAID.search(text[: found[0].start() + 1])
    return found[0][1] if alone else None


def is_maker(text: str, name: str) -> bool:
    """包装上印的是康源食品厂: who made what another sold."""
    return _ON_THE_PACKING.search(text.partition(name)[0]) is not None


def without_trader(text: str) -> str:
    """The rest of a message whose trader is named: 福田区华强北，叫阿婆牛杂 → 福田区华强北."""
    rest = text if trader_named(text) is None else _CALLED.sub("，", _NAMED.sub("，", text))
    rest = rest if quoted_in(rest) is None else _QUOTED.sub("，", rest)
    return rest.strip("，,。；; ")


def neighbour(text: str, name: str) -> str | None:
    """麦当劳隔壁 for 麦当劳: what a trader stands beside is a place, not the trader."""
    within = _BEGINS_BESIDE.search(name)
    if within is not None and likelihoods(name)[0] < _PLAINLY:  # 望江楼上老火锅 is one name
        return within[0]
    found = (_BESIDE.match(text, at + len(name)) for at in occurrences(name, text))
    return next((name + one[0] for one in found if one), None)


_A_FEW_SIGNS = 4
_SAYS = re.compile(r"写着|招牌|就是|叫做")
"""招牌就写着阿龙生蚝 is no fuller name than 阿龙生蚝."""


def is_fuller(known: str, new: str) -> bool:
    """盒马宝安海雅店 for 盒马, and any name for 小区里那个超市."""
    if known == new or _SAYS.search(new) or new in known:
        return False
    return known in new or _POINTED_AT.search(known) is not None or _writes_out(known, new)


def _writes_out(known: str, new: str) -> bool:
    """龙大惠万家超市 for 龙大超市: its signs in their order, and more between."""
    at = -1
    for sign in known:
        at = new.find(sign, at + 1)
        if at < 0:
            return False
    return len(known) >= _A_FEW_SIGNS


def unquoted(name: str) -> str:
    """A name without the brackets around it."""
    return name.strip(_QUOTES + " ") or name
