"""What an answer can be: a place looks like one, a remark like none."""

import re

_CODE = re.compile(
    r"[<>{}\\;=|]|javascript:|\b(?:select|drop|insert|delete|union|from|table)\b|--|/\*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^了|上写|冇|唔|[那这][里边]$|救护车|群里|^(?:而且|并且|但是?|不过|就|也|都|还|又|再|才)(?:这|那|不|没|要|有|是)|^(?:唔好|[给帮跟替把被让][我俺咱你您他她它])|^(?:[我俺咱你您他她它]们?|本人|大家|人家)(?!.{0,8}(?:的店|家店|家$))"
    r"|[怕敢]|害|担心|报复|不能|不想|不要|不让|不敢|别让|不是(?!饭)|没有|没[瞅看见注留找]|不管|不理|不认账|不承认|不方便|名字|姓名|没什么|没事|谢谢|多谢|感谢|麻烦|辛苦|拜托|求你|希望"
    r"|知道|觉得|以为|应该|反正|其实|然后|因为|所以|如果|但是|可是|就是说|怎么|什么|为啥|凭什么|多少|是不是|有没有"
    r"|说不清|说不准|哪家|好(?:多|点|些)了|就[我他她](?:一个|自己|$)|也是|还有|坏[的了]|馊|发霉|变质|没去|没[闹拉吐]|身体|肚子|送医|去了?医院|打了|报警|报了|已经|快点|赶紧|赶快|马上|等[一我会下]|稍等|急|先[这那]样|算了|随便|[吗呢吧嘛哦喔啦呀]$|^[是对好行嗯哦啊]$"
    r"|[拉运送][去到].*卖|山上采|地里|自己(?:家)?[种采挖做煮养]|家里?[做煮]|退[款钱货]|赔|道歉|投诉|举报|查处"
)
"""Sentences of fear, thanks, hurry, doubt: words that name nothing."""
MEASURE = re.compile(
    r"^[\d一二两三四五六七八九十百千几多]+\s*(?:多|来)?(?:个)?(?:岁|元|块钱?|毛|人|天|次|斤|份|瓶|包|盒|小时|分钟|点|月|年|号|日|周)(?:前|左右|多)?$"
    r"|(?:花了|(?<!百)花(?=\d)|付了?|用了?)[\d一二两三四五六七八九十百千几]|^[\d\W_]+$"
    r"|(?:药|医药|医疗|检查|治疗|误工|餐|饭|菜|车|运)(?:费|钱|款)[^\d]{0,3}\d"
    r"|(?:[费钱款价]|金额|价格)(?:一?共|总共|就|大概)*(?:是|为|有|花了|付了)\d|(?:总共|一共|合计|实付)(?:是|为|付|花|了)*\d"
)
PRICE = re.compile(
    r"[\d一二两三四五六七八九十百半几]+(?:块|元|毛|角|蚊)[\d一二三四五六七八九半]?(?:毛|角|钱)*"
    r"(?:[一每/两三]|\d+)[大中小]?[包袋斤份个碗盒瓶串杯只根条张件两桶桌](?:的.*)?"
    r"|[\d.]+[一每/][大中小]?[包袋斤份个碗盒瓶串杯只根条张件桶桌]"
    r"|[一每半][大中小]?[包袋斤份个碗盒瓶串杯只根条张件桶桌][\d.]+(?:块|元)?"
)
"""五毛一包, 35一份: what it cost, and neither who nor where."""
_ONLY_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十])?[\W]*|(?:[\u4e00-\u9fff]{1,5}\d+(?:\.\d+)?(?:元|块)?[，,、\s]*){2,}"
)
"""二、「 before a name numbers what is told."""
_OF_PEOPLE = re.compile(
    r"号人|[几多\d一二三四五六七八九十]个?(?:人|岁|个?月大)|岁[一二三四五六七八九十\d]|姓|老板|店主|留观|医院路上|去医院"
)
"""百十来号人, 一岁八个月: who ate it, not where it is."""
_NAMELESS = (
    "店 商店 小店 餐厅 饭店 饭馆 超市 商家 老板 店家 一家店 那家店 这家店 路边摊 外卖 网店 网上 "
    "淘宝 美团 饿了么 拼多多 实体店 门店 楼下 附近 旁边 门口 隔壁 对面 这里 那里 这边 那边 家里 "
    "学校 公司 小区 小学部 初中部 高中部 后背 后头 上头 里头 "
)
_HOUR = re.compile(r"[零一二三四五六七八九十两\d]+点|上午|下午|晚上|凌晨|中午|早上")
GENERIC = frozenset(_NAMELESS.split())
_PLACE_WORD = re.compile(
    r"[省市区县镇乡村屯寨]|路|街|大道|巷|弄|胡同|里$|号(?!码)|栋|幢|座|楼|层|广场|市场|商场|商城|中心|大厦|公园|花园|苑|小区"
    r"|社区|新村|家园|地铁|站|口岸|机场|医院|学校|小学|中学|大学|学院|幼儿园|校区|工业园|科技园|产业园|厂|工地|食堂|桥|岗|湾|岭|坪|围|涌|墟"
    r"|天地|城|门(?!店)|银行|酒店|超市|附近|旁边|对面|隔壁|门口|后面|楼下|路口|交叉口|交界"
)
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}")
_HOME_ONLY = re.compile(
    r"(?:店)?(?:就)?(?:在)?(?:我|我家|我们家|家|小区|单位|公司|学校|宿舍)?(?:的)?(?:楼下|附近|旁边|门口|隔壁|对面|外面|里面|家里)(?:那里|那边)?"
)
SHOP_ENDS = re.compile(
    r"(?:店|餐厅|饭店|超市|商行|馆|档|铺|快餐|酒楼|小炒|火锅|烧烤|面包|奶茶|食堂|公司|厂|作坊|小卖部|酒家|食府"
    r"|(?<=[烤酒茶水书餐串网氧])吧|市场|菜场|商场|广场|中心|学校|中学|小学|幼儿园|记)$"
)
_NO_SIGN = re.compile(
    r"(?:没有?|冇|无)(?:挂|写|什么|任何|个)?(?:招?牌子?|店名|名字|门头|门牌)(?:的|号)?"
)
_KNOWN_PLACE = re.compile(
    r"(?:市场|商场|广场|小学|中学|学校|大学|幼儿园|医院|机场|火车站)$"
    r"|(?:大学|学院|学校|中学|小学|校区|医院|幼儿园).{0,6}(?:食堂|餐厅)$"
)
_BRANCH = re.compile(r"[(（][\u4e00-\u9fff\w]{2,10}店[)）]$|[^\W\d_]{2,}[\u4e00-\u9fff]{2,6}店$")
KIND_OF_SHOP = re.compile(
    r"(?:旗舰|专营|专卖|企业|官方|便利|水果|蛋糕|面包|烘焙|甜品|糖水|奶茶|茶饮?|咖啡|早餐|早点|快餐|小吃|火锅|烧烤|烤肉|烤鱼|烤鸭"
    r"|海鲜|生鲜|熟食|卤[味肉菜鹅]|烧腊|肉|菜|饭|酒|药|粉|面|粥|饼|包子|饺子|馄饨|米线|肠粉|料理|寿司|牛排|汉堡|炸鸡|披萨|零食|食品"
    r"|食杂|杂货|副食|粮油|干货|土特产|特产|保健品|养生|体验|母婴|烟酒|小|商|文具|批发|百货|连锁|老|新|总|本|分|加盟|餐饮|饮食|士多|水产|鸡|鸭|鹅|鱼|虾|串串?|香)店$"
    r"|^(?:私房菜|私厨|大排档|农家乐|流动摊|路边摊|夜宵摊|烧烤摊|早餐摊|外卖|网店|团餐|预制菜|面馆|菜馆|茶餐厅|美食城|小吃街)馆?$"
)
_CORNER = re.compile(r".{0,12}(?:交叉?口|路口|拐角|那块儿?|那旮?[旯瘩]|那儿)")


def is_only_number(text: str) -> bool:
    """二、「: what numbers a matter, or 米线48，蜜瓜29.9: no place at all."""
    return _ONLY_NUMBER.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Whether words are a sentence about feelings or doings, which no item can hold."""
    return _REMARK.search(text) is not None


def is_code(text: str) -> bool:
    """Whether words look like a program or a query of a database."""
    return _CODE.search(text) is not None


_ONLY_TIME = re.compile(
    r"(?:大?前天|[昨今明]天|[昨今前]晚|今早|上?周[一二三四五六日天末]|\d{1,2}月\d{1,2}[号日])?"
    r"(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨)?(?:\d{1,2}点(?:多|半)?)?"
)


def can_be_place(text: str) -> bool:
    """Whether words can say where something is; 楼下 alone is beside somebody's home."""
    words = text.strip("，,。！!~～ ")
    if not words or words in GENERIC or is_code(words) or _HOME_ONLY.fullmatch(words):
        return False
    if _ONLY_TIME.fullmatch(words):
        return False
    if is_remark(words) or MEASURE.search(words) or PRICE.fullmatch(words) or "的是" in words:
        return False
    return _PLACE_WORD.search(words) is not None or _BARE_PLACE.fullmatch(words) is not None


def is_where(text: str) -> bool:
    """Whether a clause says where something is, by a word for places, and nothing else."""
    return names_place(text) and can_be_place(text) and SHOP_ENDS.search(text) is None


def names_place(text: str) -> bool:
    """Whether a word of the text is one for places, such as 路 or 市场."""
    return _PLACE_WORD.search(text) is not None


def is_known_place(name: str) -> bool:
    """A market or a hospital: a trader of that name is found there without an address."""
    return _KNOWN_PLACE.search(name) is not None


def names_branch(name: str) -> bool:
    """盒马鲜生深圳湾店, 老陈记（景田店）: the name says which of several shops it is."""
    return _BRANCH.search(name) is not None and KIND_OF_SHOP.search(name) is None


def is_corner(name: str) -> bool:
    """交口那块儿: where streets meet, and no trader."""
    return _CORNER.fullmatch(name) is not None


_A_DETAIL = 30
"""More characters than this tell what is done there."""


def can_be_detail(text: str) -> bool:
    """Whether words can make a rough place more exact: a number, a floor, a neighbour."""
    words = text.strip("，,。！!~～ ")
    if not words or is_code(words) or is_remark(words) or MEASURE.fullmatch(words):
        return False
    if PRICE.fullmatch(words) or _ONLY_NUMBER.fullmatch(words):
        return False
    if _NO_SIGN.fullmatch(words):
        return False
    if _OF_PEOPLE.search(words) or len(words) > _A_DETAIL:
        return False
    if _HOUR.search(words) and _PLACE_WORD.search(words) is None:
        return False
    exact = re.search(r"\d|[一二三四五六七八九十]+(?:楼|号|栋)|[A-Za-z]", words)
    beside = re.search(r"旁|对面|隔壁|楼下|门口|后|前|边|斜|口|附近|里面|内", words)
    return bool(exact or beside or can_be_place(words) or SHOP_ENDS.search(words))
