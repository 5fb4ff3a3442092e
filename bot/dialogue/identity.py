"""Who is speaking: name, phone and address out of an answer, in any order."""

import re
from functools import lru_cache

from api.contract.models import Reporter
from api.contract.understood import Finding
from bot.dialogue.given_names import name_in_form, respelt, written_down
from bot.dialogue.phones import LANDLINE, MOBILE, closed_up, digits_spoken, phone_in
from bot.dialogue.surnames import DOUBLE, NOT_NAMES, RARE, SURNAMES
from bot.dialogue.traders_address import is_traders

_MESSAGES = 128
"""One message is looked at many times while it is heard."""
_WHO = frozenset({"person", "merchant", "address"})
"""Findings that tell who is speaking, or whose name is no writer's."""
_MY_ADDRESS = re.compile(
    r"(?:我的?|联系|通讯|家庭|居住|收货)?(?:地址|住址|住处)(?:是|在|为)?[:：]?\s*"
    r"|(?:(?<=[\s，,])家是|(?<![\u4e00-\u9fff])家里(?:就?是|在)(?=[^，,。；;\s]*[区县路街村镇栋号]))[:：]?\s*"
    r"|我?(?:家住|住在|现住|屋[头里企](?:就?在|喺)|(?<![一这那哪两几])家在|住)[:：]?\s*"
)
_WORKS_AT = re.compile(
    r"我?(?:就|现|人)?在(?P<at>[^，,。；;\s]{3,24}?)(?:这边|那边|里)?(?:上班|工作|上学|读书|当老师|住)(?:[，,。；;\s]|$)"
    r"|(?:^|[，,。；;\s])(?P<home>[^，,。；;\s]{4,40})(?:就?是)我(?:们?家|的?(?:家庭|联系)?(?:地址|住址))"
)
"""我在二中上班 · 东苑小区2栋是我家."""
_KIN_BEFORE = re.compile(r"(?:我|俺)?(?:[爷奶妈爸娘爹婆公]|老人|老伴|亲戚)$")
"""我奶奶住颐乐居养老院 says where she lives, and not the writer."""
_SHOWN = re.compile(r"(?:上|是)?(?:写|显示|标|登记)|[也都是]*(?:一样|相同|同上|不变|没变)")
"""地址写的南京鼓楼区 tells what stands on a parcel."""
_IN_HOSPITAL = re.compile(
    r"(?:在)?(?:[^，,。；;\s]{0,10}(?:医院|卫生院|病房|ICU)里?(?:[，,。；;\s]|$)|icu|重症)"
)
# 现在还住在医院里 is nobody's address.
_OWN_CUE = re.compile(r"我|住|联系|通讯|家")
_MY_NAME = re.compile(
    r"(?:(?:本人|我的?)?姓名(?:是|为)?|(?:我|老子|老娘|俺|咱|本姑娘|小女子|敝人|在下)叫做?|我的名字(?:是|叫)|我名叫|本人(?:是|叫)?|姓名(?:是|为)?"
    r"|名字(?:是|叫)?|叫我|我[喊唤]|我(?=[:：])|联系人(?:是)?|投诉人(?:是)?|举报人(?:是)?|我是(?:消费者|顾客|买家|客人|住户|业主|家长|当事人)?|实名(?:是|为)?[:：]|我?姓[\u4e00-\u9fff]{1,2}[，,。\s]+(?:名?叫|全名)?)[:：？?]?\s*"
    r"([\u4e00-\u9fff·]{2,10})"
)
_I_AM_CALLED = re.compile(
    r"(?:(?:我|老子|老娘|俺|咱)(?:的?名字)?叫做?|本人叫?|(?:我的)?姓名(?:是|为)?[:：]?)\s*"
    r"(?!外卖|快递|滴滴|车|救护|服务|老板|经理|店员|警察|保安|人工|客服|他|她|你)"
    r"([\u4e00-\u9fff]{2,3})(?=[，,。；;\s\d]|$)"
)
_RELATION = (
    r"(?:女儿|儿子|闺女|姑娘|孙女|孙子|外孙女?|媳妇|儿媳妇?|女婿|老公|老婆|丈夫|妻子|爱人|妈妈?|爸爸?|母亲|父亲|奶奶|爷爷"
    r"|外婆|外公|家长|家属|监护人|哥哥?|姐姐?|弟弟?|妹妹?|侄女?|外甥女?|同事|朋友|室友|邻居|老师)"
)
_I_AM_THEIR = re.compile(
    rf"我是[^，,。；;！!？?\s]{{0,4}}?{_RELATION}[，,：:\s]*(?:我?叫)?([\u4e00-\u9fff·]{{2,4}})(?![\u4e00-\u9fff])"
)
"""我是她女儿刘敏: who speaks, after whose kin they are."""
_A_DATE = re.compile(r"\d{1,2}月\d{1,2}[号日]|^\d{1,2}[号日](?:[早中晚上下]|$)")
"""11月11号晚上: 号 is of a day here, and of no house."""
_HOME_AFTER_PHONE = re.compile(
    r"1\d{10}[，,、\s]*(?P<home>[^，,。；;\s]{4,40}?(?:[号栋幢座楼室房\d]|花园|小区|村|苑))(?=[，,。；;\s]|$)"
)
"""Who gives name and number gives the address right after them."""
_TITLED = re.compile(r"^([\u4e00-\u9fff]{1,3})(先生|女士|小姐|太太|同志)$")
PLACE_WORD = re.compile(
    r"[省市区县镇乡村路街巷道栋幢座楼室苑园城湾府弄]|号(?!码)|里(?![面头边外])|花园|小区|单元|公寓|社区|大厦|广场|新村|家园|基地"
)
TRADER_WORD = re.compile(
    r"(?:店|馆|餐厅|超市|商行|快餐|酒楼|火锅|烧烤|面包|奶茶|食堂|公司|作坊|卤味|牛杂|肠粉|烘焙|水果|小吃|记)$"
)
_WORKPLACE = re.compile(
    r"(?:厂|公司|大学|学院|学校|中学|小学|医院|宿舍|大楼|中心|银行|酒店|集团|局|所|站|店)$"
)
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z\d·\- ]{4,20}")
A_SENTENCE = re.compile(
    r"[不错我你他她吗呢吧就了要]|道歉|赔|退|投诉|举报|电话|手机|名字|昨|今天|前天|中午|晚上|早上|店名|商家"
)
INSIDE = r"[锅碗盆盘汤菜饭粥面肉包饼糕奶瓶袋盒罐桶杯酱店厨房柜箱嘴]里(?![弄村巷街路坊])"
"""锅里的虫: where in the food or the kitchen something was; 里 is also the end of an old lane."""
_NO_ADDRESS = re.compile(
    rf"{INSIDE}|"
    r"微信|同号|120|救护|急诊|送(?:去|往|到)[^，,。；;]{0,10}医院|账号|[那这另]外?一?[个家]|不是|里[面头边]|差点|扎|[吃喝咬买]|费(?:用)?(?:是|要)|等等|等下|\d(?:元|块)|道歉|知道|赔|退款|退钱|退了|不用退|就行|错了|不对|投诉|举报|号码|手机"
)
"""Claims and complaints: 道 is also the end of a street."""
POINTS_AT = re.compile(
    r"[这那哪]里|里[是有的都看]|照片|图片|[小发]票|虫(?!雷岗)|蝇|蟑螂|老鼠|头发"
)
"""虫子在这里, beside a picture: 里 is also the end of a lane."""
_ADDRESS = re.compile(
    r"[^，,。；;！!？?]{1,30}(?:路|街|大道|(?<![味百])道|巷|(?<!渔)村|小区|花园|苑|社区|街道|大厦|公寓)"
    r"(?:[^，,。；;！!？?天晚月年点]{0,20}(?:(?:[号栋幢座室房层]|(?<![酒茶])楼)|单元|\d[A-Za-z]?))?"
)
_GOES_ON = re.compile(
    r".?(?:[路街道巷区县镇乡村里弄]|大道|社区)|[东西南北中一二三四五六七八九十]|.?(?:山|火?车站|广场|地铁)"
)
"""What no home begins with after a name: 罗湖桥 社区, 华强 北路."""
_THERE = re.compile(r"^(?:就|也|都)?在(?=..)")
_UNITS = re.compile(
    r"[，,、\s]*((?:[A-Za-z]?\d+[A-Za-z]?(?:[号栋幢座楼层室房门]|单元)*-?)+)(?=[，,。；;\s]|$)"
)
"""3楼302, after the house that was told first."""
_ADDRESS_ENDS = re.compile(
    r"[，,；;。！!\n]|\s{2,}|的\s|(?:电话|手机|联系|我叫|姓名)|(?<!\d)1[3-9]\d{9}"
)
_AGENT = re.compile(
    r"(?:帮|替|代|(?:投诉人|名字|姓名)?(?:写|填|登记|用))(?:我|俺)?(?:家)?(?:的)?(?:妈|爸|母亲|父亲|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|老公|老婆|爱人"
    r"|儿子|女儿|老人|朋友|邻居|同事|亲戚|姐|哥|弟|妹|叔|阿姨|她|他)"
)
_THEIR_NAME = re.compile(
    r"(?:妈妈?|爸爸?|母亲|父亲|奶奶|爷爷|外婆|外公|婆婆|公公|老公|老婆|爱人|儿子|女儿|老人|朋友|邻居|同事|[她他姐哥弟妹叔姨])"
    r"(?:的?名字)?(?:叫|是)([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)
_SPLIT = re.compile(r"[，,、；;。:：\n\t|/（）()]+|\s{1,}")
_GIVEN = re.compile(r"[\u4e00-\u9fff](?:国|家|栋|良|伟|文|书|玉|金|明)栋")
"""赖国栋: 栋 is of people too."""
_NAME_LABEL = re.compile(
    r"^(?:姓名|名字|全名|真名|大名|实名|就?写|我叫|我是|叫|电话|手机|号码|[:：是])+|[:：]+$"
)
_PARTICLE = re.compile(r"(?<=[\u4e00-\u9fff]{2})[嘛呀哈哒咯噢喔]+$")
"""雷小蓉嘛."""
_IN_NO_NAME = re.compile(
    r"[退赔换你我他她您它吗呢吧啊呀哦嘛的了么这那哪谁没不很就都也还再又只]|^谢谢|^马上|^安排|^方便|^多谢|^周[一二三四五六日末天]$"
)


def introduced(text: str, findings: tuple[Finding, ...]) -> Reporter:
    """What somebody says about themselves unasked: only what is marked as their own."""
    return _introduced(text, tuple(one for one in findings if one.kind in _WHO))


@lru_cache(_MESSAGES)
def _introduced(text: str, findings: tuple[Finding, ...]) -> Reporter:
    text = respelt(text)
    own = (*_I_AM_THEIR.finditer(text), *_MY_NAME.finditer(text))
    known = {one.text for one in findings if one.kind == "person"}  # 国栋: 栋 is of houses too
    marked = (as_name(found[1]) or _known(found[1], known) for found in own)
    name = next((one for one in marked if one), None) or _said_outright(text)
    name = name or name_in_form(text, findings) or written_down(text)
    address = _marked_address(text, findings) or beside_phone(text, name)
    return Reporter(name=name, phone=phone_in(text), address=address)


def answered(text: str, findings: tuple[Finding, ...], *, alone: bool) -> Reporter:
    """What an answer to a question for name, phone or address holds.

    Args:
        text: The answer.
        findings: What was recognised in it.
        alone: Only the address was asked, so that any rest may be one.
    """
    text = respelt(text)
    own = introduced(text, findings)
    rest = LANDLINE.sub(" ", MOBILE.sub(" ", digits_spoken(text)))
    rest = _MY_NAME.sub(" ", rest) if own.name else rest  # 我叫谢国栋 is no house
    address = own.address or _loose_address(rest, alone=alone)
    if address is not None:
        rest = rest.replace(address, " ")
    name = own.name or _loose_name(rest)
    glued = address and re.search(
        rf"\d{re.escape(address)}|{re.escape(address)}1\d", closed_up(text)
    )
    if name is None and own.phone and address and glued:
        name, address = _parted(address)
    return Reporter(name=name, phone=own.phone, address=address)


def _parted(words: str) -> tuple[str | None, str]:
    """欧阳静怡桃园路12号, beside a phone number: name and home in one stretch."""
    lengths = (4, 3) if words[:2] in DOUBLE else (3, 2)
    for length in lengths:
        name, home = as_name(words[:length]), words[length:]
        if name and _ADDRESS.match(home) and not _GOES_ON.match(home):
            return name, home
    return None, words


def speaks_for(text: str) -> bool:
    """帮我妈投诉: whether somebody else is the one who complains."""
    return _AGENT.search(text) is not None


def their_name(text: str) -> str | None:
    """她叫王桂花: the name of whom somebody speaks for."""
    found = _THEIR_NAME.search(text)
    return as_name(found[1]) if found else None


def is_title(name: str) -> bool:
    """林小姐: a surname and how to address its bearer."""
    return _TITLED.match(name) is not None


def is_address(text: str) -> bool:
    """Whether a whole message is one postal address."""
    return _ADDRESS.fullmatch(text.strip()) is not None and not A_SENTENCE.search(text)


def is_bare_name(text: str) -> bool:
    """Whether a whole message is one personal name, which nobody introduced as such."""
    return re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", text) is not None and as_name(text) is not None


def as_name(words: str) -> str | None:
    """Words that are a personal name and nothing else."""
    words = _PARTICLE.sub("", words)
    titled = _TITLED.match(words)
    if titled:
        return words
    for length in (4, 3, 2):
        name = words[:length]
        if len(name) == length == len(words) and _is_name(name):
            return name
    dotted = re.fullmatch(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+", words)
    return words[:30] if dotted else None


def _is_name(words: str) -> bool:
    if (
        words in NOT_NAMES
        or _IN_NO_NAME.search(words)
        or (PLACE_WORD.search(words[2:]) and not _GIVEN.fullmatch(words))
        or TRADER_WORD.search(words)
    ):
        return False
    if words[:2] in DOUBLE and len(words) in (3, 4):
        return True
    longest = 4 if words[1] in SURNAMES else 3  # 张林佳怡: the names of both parents
    return words[0] in SURNAMES and len(words) <= longest


def _loose_name(rest: str) -> str | None:
    titled = None
    for part in _SPLIT.split(_MY_NAME.sub(r" \1 ", rest)):
        words = _NAME_LABEL.sub("", part)
        name = as_name(words) if words and not _MY_ADDRESS.fullmatch(words) else None
        if name and _TITLED.match(name):
            titled = titled or name
        elif name:
            return name
    return titled or _rare_name(rest)


def _said_outright(text: str) -> str | None:
    """我叫卿建, whatever the surname."""
    found = _I_AM_CALLED.search(text)
    odd = found is None or found[1] in NOT_NAMES or _IN_NO_NAME.search(found[1])
    return None if odd or found is None or TRADER_WORD.search(found[1]) else found[1]


def _known(words: str, found: set[str]) -> str | None:
    return words if words in found else _rare_name(words)


def _rare_name(rest: str) -> str | None:
    """普雪莲, and nothing else."""
    words = re.sub(r"[\s，,。.！!]+", "", rest)
    plain = re.fullmatch(r"[\u4e00-\u9fff]{2,3}", words) and words[0] in RARE
    return words if plain and words not in NOT_NAMES and not _IN_NO_NAME.search(words) else None


def beside_phone(text: str, name: str | None) -> str | None:
    """The home that somebody gives right after name and number."""
    found = _HOME_AFTER_PHONE.search(text) if name else None
    first = found is not None and 0 <= text.find(name or "") < found.start()
    return found["home"] if found and first and PLACE_WORD.search(found["home"]) else None


def _marked_address(text: str, findings: tuple[Finding, ...]) -> str | None:
    cues = sorted(_MY_ADDRESS.finditer(text), key=lambda cue: not _OWN_CUE.search(cue[0]))
    for cue in cues:  # 住址 is the writer's, a bare 地址 beside it is the shop's
        before = text[max(0, cue.start() - 3) : cue.start()]
        rest = _ADDRESS_ENDS.split(text[cue.end() :])[0].strip()
        more = _UNITS.match(text, text.find(rest, cue.end()) + len(rest))
        rest = _THERE.sub("", f"{rest}{more[1]}" if more and phone_in(more[1]) is None else rest)
        if (
            _KIN_BEFORE.search(before)
            or _SHOWN.match(rest)
            or _IN_HOSPITAL.match(rest)
            or is_traders(text[: cue.start()], cue[0])
            or len(rest) < 3  # noqa: PLR2004 - no address is shorter
        ):
            continue
        if PLACE_WORD.search(rest):
            return rest[:120]
    marked = [f.text for f in findings if f.kind == "address" and f.value == "reporter"]
    if marked:
        return marked[0]
    found = _WORKS_AT.search(text) if phone_in(text) or "是我" in text else None
    return (found["at"] or found["home"]) if found else None


def _loose_address(rest: str, *, alone: bool) -> str | None:
    parts = [part.strip() for part in re.split(r"[，,；;。\n|/]+|\s{1,}", rest)]
    parts = [re.sub(r"^(?:联系)?(?:地址|住址|住在|住|家在)[:：是在]*", "", part) for part in parts]
    told = [p for p in parts if _NO_ADDRESS.search(p) or POINTS_AT.search(p)]
    parts = [part for part in parts if not (part in told or _A_DATE.search(part))]
    shaped = [p for p in parts if len(p) >= 4 and PLACE_WORD.search(p) and as_name(p) is None]  # noqa: PLR2004 - as above
    if shaped:
        return "".join(shaped)[:120]
    whole = " ".join(part for part in parts if part)
    likely = _WORKPLACE.search(whole) or _PLAIN_WORDS.fullmatch(whole)
    if not alone or told or not likely or A_SENTENCE.search(whole) or as_name(whole) is not None:
        return None
    return whole[:120]
