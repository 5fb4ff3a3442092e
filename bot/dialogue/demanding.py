"""What is asked of the trader, and what is no longer: 退款 · 不用退了，道歉就行 · 再加赔偿."""

import re
from collections.abc import Mapping
from functools import lru_cache

from api.contract.codes import Demand
from api.contract.models import Facts
from bot.dialogue.turn import Heard

_DEMANDS: Mapping[Demand, re.Pattern[str]] = {
    Demand.refund: re.compile(
        r"(?:餐费|饭钱|菜钱|餐钱|货款|买[^，,。]{1,4}的?钱)[^，,。]{0,12}(?:出|退|还|给|承担|负责)|免单|勉单|(?:全|都|必须)退|给(?:我|老子|俺|咱)退|退(?:起|转来|倒来)|各退各|钱[^，,。；;！!不没]{0,6}(?:还|退|拿|要|讨|追)(?:给我|回|我)|还(?:给我|我|回)[^，,。；;！!不没少多骗收]{0,4}(?:钱|款|\d)|(?:要|拿|讨|追)回[^，,。；;！!]{0,6}(?:钱|款|\d)|退(?:款|钱|货|一|\s*\d|[^，,。出]{0,4}(?:费|款|钱|钞票)|一?赔|还|给?我|了)|退[返番還]|退$|(?:要|让|叫|得|必须)(?:他们?|她们?|店[家里]|商家|老板)(?:全额?|全部|都)?退(?=[，,。；;！!、\s要让叫])|(?:要|必须|全额?|得)退(?=[，,。；;！!、\s])|还钱|把钱|原路[退返]|退[喽咯啦掉回啊呀吧呗嘛]|把[^，,。；;！!不没]{1,8}(?:退|还)(?:给|回|我)|回[返翻番]?水(?=[，,。；;！!\s\d]|$)|补(?:回|给我)?(?:差价|差额|斤|少的|秤)|退?差价"
    ),
    Demand.compensation: re.compile(
        r"赔(?!不是|礼|罪)|补偿|(?:医药|医疗|药|检查|检验|检测|鉴定|化验|诊疗|门诊|急诊|输液|救护车|护理|陪护|挂号|住院|营养|误工|交通|治疗|打车|路|车|来回)费|药钱|(?:看病|救护车|打车|医院|检查)(?:的|花的)?(?:钱|费用)|误工|报销(?!不|用|单)(?=[^，,。；;]{0,4}[费钱\d药])|(?:费|药|钱)[^，,。；;]{0,6}(?:给我|给)报(?:了|销|掉)?|(?:得|要|必须|应该)[^，,。；;]{0,2}给我报(?:了|销|掉)|(?<!没)(?<!没有)(?<!无)损失"
        r"|一罚[一二三五十百\d]|(?:[三十百3]|10)倍"
    ),
    Demand.replace: re.compile(
        r"更换|换(?:货|[一两三几半\d]|新(?!日期|标签|包装|的?日子|批号|的?生产)|个(?!日期|标签|包装)|成)|(?:[要想求或者给退能]|可以|我)换|^换|重新?(?:做|发|送)|补发"
    ),
    Demand.apology: re.compile(
        r"(?:说|讲|道|一?[声句个]|跟我|向我|对我|同我)[^，,。]{0,3}(?:对唔住|对不起)|赔罪|道[个一声了句]*歉|认[个一下]*错|[赔陪]礼|[赔陪][个一声]*不是|说法|交代"
    ),
    Demand.punish: re.compile(
        r"查处|^查[。！!]*$|(?<!一)罚|查封|^关(?:店|门|停)|(?:[让叫令]|要求|必须|应该|该|把|直接|给我|要[他她它这那])[^，,。；;]{0,8}关(?:店|门|停)|处罚|整顿|整改|曝光|严查|查他|(?:一起|一并|一块儿?|给我|好好|也[要得请该]?)查(?!不|清楚了|了)|(?:必须|一定要|[应也]该|得)(?:好好|严|再|去|来)*查(?![不了出到询看找明清]|监控)|查一?查|查一?下|(?:请|[要让]你们?|[要让]您)(?:你们?|您们?)?(?:好好|来|去|马上|赶紧|赶快|尽快|立刻|立即)*查(?!询|看|清楚|收|阅|了)|(?<![不别没甭])[去来](?:检|抽|核|巡|复|好好|认真)*查(?![不了到])|[去来](?:逮|抓)(?=[他她它这])|管管|管一?管|教育|批评|警告"
        r"|收缴|没收|抽个?检|抽[^，,。；;！!]{1,8}[去来]?(?:检|化验|查)|抽查|检测一?下|查封|收拾|治(?:一?治|一下)|整治|取缔|端[了掉](?!上|出|来|一|[两几]?[碗盘杯份])|[去来嚟]睇|[去来]看看|派人[^，,。；;]{0,3}[去来嚟]|(?<![自我])(?:送检|你们?[^，,。；;]{0,4}(?:化验|检验))"
        r"|你们?(?:马上|赶紧|快)?(?:去|来|到)[^，,。；;不没\s]{1,6}查(?![不了到出询看找明清])"
        r"|把[^，,。；;]{1,8}(?:收了|收走|收缴|封了|下架)|来人[^，,。；;]{0,3}查|[去来]抄[了掉]?(?:他|她|它|这)"
    ),
}
_DECLINED = re.compile(
    r"(?:不用|(?<!要)不要|不需要|不必|不想要?|无需|不求|唔使|唔要|唔洗|唔需要|不消|不图|勿要|甭)[^，,。；;！!？?但就只\s]{0,10}"
    r"|(?<![他她它家板店员方])[没沒]有?(?:要求?|想要?|打算要?|指望|图|惦记)(?:过|他们?|她|店家|商家|老板|什么|任何|你们)*(?:退款|退钱|赔偿|赔钱|賠償|賠錢|赔款|补偿|退|赔|賠|钱)"
    r"|(?<![\u4e00-\u9fff])(?:我|那|算了)*不(?:退|赔|换)(?:款|钱|货|偿)?了"
    r"|(?:改|换)(?:了)?主意了?[，,\s]*(?:我|就)?不(?:退|赔|换)(?:款|钱|货|偿)?"
    r"|(?:要|有)?[退赔](?:啥子?|什么|咩|么子)(?:[钱款货]|偿)?(?![，,\s]*的)"
    r"|[不唔](?:是|系|係|为|图|在乎|稀罕|差)(?:了|要|想|来|图|为|他们?|她们?|它|你们?|什么|那|这|多少|[一二三几两十百\d]+|点|块|个|百|千)*(?:退款|退钱|赔偿|赔钱|赔款|补偿|退|赔|钱|款)(?!给|[^，,。；;]{0,3}[吗么？?])"
    r"|(?:(?:退款|赔偿|赔款|补偿|赔|退|钱)(?:不(?:退款|赔偿|赔款|补偿|赔|退|钱))?的?(?:多少|不多少)?|多少钱)(?:我|倒|都|也|是|就|根本|其实|真)*(?:无所谓|不重要|没关系|不在乎|没所谓|不打紧|不要紧|是小事|小事|其次|另说)"
    r"|(?:[他她它]们?|店家|商家|店里|老板)?不(?:肯|愿意?|想)?(?:退|赔|换|补|道歉)(?:款|钱|偿|货|礼)?(?:就|也|都)(?:算了|拉倒|罢了|无所谓|行|可以|随便)"
    r"|(?:退不退|赔不赔|换不换|道不道歉)(?:款|钱|货)?的?(?:都|也|我|就)*(?:行|可以|无所谓|随便|不重要|没关系|不要了?|算了|不管了?|不在乎)"
    r"|(?:退款|退钱|赔偿|赔钱|钱)的事(?:情)?(?:就|我|也)*(?:算了|免了|不提了|不要了)"
    r"|钱(?:就|我|也|都)*(?:当|算)(?:是|我)?(?:喂|丢|扔|白花|买教训|买个教训|交学费|捐|破财)[^，,。；;\s]{0,3}"
    r"|(?:先|暂时|现在)不(?:说|提|谈|管|讲|论)(?:什么)?(?:赔|退|钱|赔偿|退款)[^，,。；;]{0,4}"
    r"|(?<![就才])没(?:地方|人|法|办法)[^，,。；;]{0,2}(?:赔|退)"
    r"|(?:举报|查处|查封|处罚|罚款?|罚钱|整顿|整改|关[门店]|停业|吊照|吊销)+(?:不罚|多少|不罚款)?"
    r"(?:[什啥]么?的|之类的?|那些|这些|的事情?|的话|那个|这个|是|我|就|也|都|倒|真)*"
    r"(?:不(?:管|关心|在乎|在意|强求|指望|操心|过问|感兴趣)|无所谓|没所谓|没兴趣|随便|随你们|不关我|你们(?:的事|看着办|定))"
    r"|[查罚封]不[查罚封][^，,。；;！!]{0,8}(?:不管|无所谓|随便|不关|都行|你们的事)"
    r"|(?<![不没肯给])(?:退款|退钱|退货|赔偿|赔钱|补偿|道歉|钱|更?换货?|重做|举报|查处|处罚|罚款?|整顿|整改|关[门店]|查封|停业)+(?:的话|那个|这个|[什啥]么?的|之类的?|我|就|也|都|倒)*"
    r"(?:不用|不要|不必|不需要|免了|算了|罢了)(?!匿名|实名|留|写)[^，,。；;！!？?但就只]{0,4}"
)
OFFERED = re.compile(
    r"(?:只|才|(?<=[他她们家板员服店台方])就)(?:肯|愿意|给|同意|能|答应)?(?:退|赔|补|给)(?:偿|还)?(?:了|给|我|个)*\s*\d+(?:\.\d+)?(?:元|块钱?|毛)?"
    r"|就(?:退|赔|补|给)(?:偿|还)?(?:了|给了)(?:给|我|个)*\s*\d+(?:\.\d+)?(?:元|块钱?|毛)?"
    r"|(?:只|才|就|仅)(?:肯|愿意|同意|能|答应|答应给|给|让|可以)(?:我|我们)?(?:更?换(?:货|新|一[个份碗袋盒])?|退货|补发|重做)"
    r"|(?:店员|店家|商家|老板娘?|店长|客服|服务员|经理|[他她]们?)(?:就|只|才)?(?:说|答应|同意|肯|愿意)[^，,。；;！!？?]{0,8}(?:换|退|赔|补|重做|重新)[^，,。；;！!？?]{0,6}"
    r"|(?:店员|店家|商家|老板娘?|客服|服务员|经理|[他她]们?)[^，,。；;！!？?]{0,6}(?:免单|免费|打折|打个?折|送)[^，,。；;！!？?]{0,6}"
    r"|(?:店员|店家|商家|老板娘?|店长|客服|服务员|经理|[他她]们?)[^，,。；;]{0,4}给(?:我|我们)?(?:换|赔|补|重做)了[^，,。；;！!？?]{0,8}"
    r"|(?:只|就|光)(?:肯|会|是|说)?(?:个|了)?道(?:个|了)?歉"
    r"|(?<![要让叫求])(?:店家|商家|老板|平台|客服)(?:只|才|就)?(?:肯|愿意|同意|答应)?(?:赔|退|补)(?:偿|还)?(?:了|给|我)*\s*\d+(?:\.\d+)?(?:元|块钱?)?"
    r"|钱?(?:老板|商家|店家|店里|平台)(?:都|也|就)?(?:已经|早就?|刚)(?:都|把钱)?(?:退|赔)(?:给|还)?我?了"
    r"|(?:(?<![^，,。；;！!？?\s他她们家板方台])钱(?:都|也|是|倒)*|(?:钱|款)(?:都|也)?(?:已经|早就?))退(?:给我?|回来?)?了"
    r"|(?<![让叫要求请得])(?:已经|刚才?|后来|[他她]们?|老板娘?|店家|商家|店里|平台|客服)[^，,。；;让要求]{0,4}"
    r"把[^，,。；;]{0,6}(?:钱|款)(?:都|也)?退(?:给我?|回来?)?了"
    r"|已经(?:给我|都|把钱)*(?:退|赔)(?:款|钱)?(?:给我)?了"
    r"|\d+(?:\.\d+)?(?:元|块钱?|毛)?的?(?:红包|优惠券|代金券|抵用券)"
)
"""What a trader offers or gave: neither a claim nor the price."""
MONEY = (Demand.refund, Demand.compensation)
OF_TRADER = (*MONEY, Demand.replace, Demand.apology)
_BARE_WORDS = {
    "退": Demand.refund,
    "赔": Demand.compensation,
    "换": Demand.replace,
    "歉": Demand.apology,
}
"""不退也行: what is let go of in one word."""
_BARE_CHECK = re.compile(r"(?<!检)查(?:[了他她它们店家吧]|一下|标签|处)*$")
_SUM_OF_CLAIM = re.compile(
    r"[赔退](?:偿|付|我|给|他|回|款|钱|还)*\s?(\d{1,7}(?:\.\d{1,2})?)(?!\d|倍|%)"
)
_ONLY = re.compile(
    r"只要|只求|只想|就要|就行|就好|就可以|就够|即可|(?:改成|改为|换成)[^，,。\d]{0,4}(?:退|赔|换|道歉|重做)"
)
_PAYS = re.compile(r"赔(?!偿金?|款|\s*\d|[一二两三五十百千几]|多少)")
_CHECK_UNWANTED = re.compile(
    r"(?:不|别|没)(?:用|要|需要|必|想|是|求|指望)?(?:你们|再|去|来|他们?)*(?:查|检查|罚|管|处罚|处理|举报|追究|整改)|[查罚]不[查罚]"
    r"|(?:举报|查|罚|处罚)(?:的话|那个|什么的|我|就|也|都|倒)*(?:不用|不要|不必|不需要|免了|算了)(?!匿名|实名|留|写)"
)
_ALL_ELSE = re.compile(r"(?:别的|其他|其它|另外的)[^，,。]{0,4}(?:不|算|免)")
_INSTEAD = re.compile(r"(?:改成|改为|换成)([^，,。\d]{0,4}(?:退|赔|换|道歉|重做).*)")
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_REFUSES = re.compile(r"不要(?!是|么|脸)|不用|不必|(?<!就)算了|免了|放弃|唔使|唔要|甭")
_MORE = re.compile(r"再|另外|还要|也要|加上|追加|增加|外加")
_ELSE = re.compile(r"换一?[个件家]?(?:事|话题|问题|说法|地方|店|人)")
"""换一个事 says that another matter follows, and nothing is to be replaced."""
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
# 他只肯换一个 我要退款: a blank parts what people type without signs.
_MESSAGES = 128
"""One message is asked for its claims many times while it is heard."""
_LONGEST = 60
"""A longer text is a story, whose claims are added as they are recognised."""


_A_SUM = re.compile(
    r"(?:我|就|只|最少|至少|起码)*要(?:他们?|赔)?\s*\d{2,6}(?:块钱?|元|蚊)?[。！!]*"
)


def only_claims(text: str) -> bool:
    """就要求把300块退给我: what is asked is asked of the trader, and no check is named."""
    named = demands_in(text)
    return bool(named) and Demand.punish not in named


def claims_sum(text: str) -> bool:
    """我要500: money, whatever was asked."""
    return _A_SUM.fullmatch(text) is not None


@lru_cache(_MESSAGES)
def demands_in(text: str) -> tuple[Demand, ...]:
    """The claims that an answer names and does not decline."""
    parts = _BLANK.sub("，", text)
    return _named(_DECLINED.sub("，", OFFERED.sub("，", parts)))


_ORDERS = re.compile(
    r"(?:^|[，,。；;！!\s])(?:快|赶紧|马上)?(?:给(?:老子|老娘)退|给(?:我|俺|咱)退(?!了|过))"
)
"""给老子退起: an order, however it is spoken."""


def asked_by(heard: Heard) -> tuple[Demand, ...]:
    """What a message asks of the trader, as messages like it do.

    Where it is said in so many words that something is not wanted, or only offered, it is not
    asked, whatever it is like.
    """
    words, text = _ELSE.sub("", heard.message.text), heard.text
    where = [one for one in heard.understood.findings if one.kind == "demand"]
    told = {one.value for one in where if one.text in words}
    found = told if where else set(heard.understood.demand)
    found |= {Demand.refund} if _ORDERS.search(text) else set()
    unasked = {*declined_in(text), *offered_in(text)} - {*demands_in(text)}
    return tuple(one for one in OF_TRADER if one in found and one not in unasked)


def first_claims(known: Facts, heard: Heard) -> Facts:
    """店叫渝小碗，让他退钱: what is asked beside a fact put right, if nothing was asked before."""
    asked = asked_by(heard)
    return known if known.demand or not asked else known.model_copy(update={"demand": asked})


@lru_cache(_MESSAGES)
def declined_in(text: str) -> tuple[Demand, ...]:
    """The claims that a text says are not wanted; 不要钱 declines all money."""
    dropped: list[Demand] = []
    for found in _DECLINED.finditer(text):
        named = _named(found[0])
        bare = tuple(one for word, one in _BARE_WORDS.items() if word in found[0])
        bare += (Demand.punish,) * (_BARE_CHECK.search(found[0]) is not None)
        dropped += named or (MONEY if "钱" in found[0] else bare)
    return tuple(dict.fromkeys(dropped))


def let_go(text: str) -> tuple[Demand, ...]:
    """The claims of the clauses that say 不要 or 算了 of what they name: 赔偿500我不要了."""
    refused = (one for one in _CLAUSES.split(text) if _REFUSES.search(one))
    named = (claim for one in refused for claim in _named(OFFERED.sub("", one)))
    return tuple(dict.fromkeys((*declined_in(text), *named)))


@lru_cache(_MESSAGES)
def offered_in(text: str) -> tuple[Demand, ...]:
    """只肯退20: what the trader offers is no claim of the writer."""
    return tuple(d for found in OFFERED.finditer(text) for d in _named(found[0]))


def changed(
    known: tuple[Demand, ...], text: str, asked: tuple[Demand, ...] | None = None
) -> tuple[Demand, ...] | None:
    """The claims after a message that changes them, or None if it changes none.

    Args:
        known: What was asked of the trader so far.
        text: The message.
        asked: What it asks of him, if that is known better than by its words.
    """
    if len(text) > _LONGEST:
        return None
    instead = _INSTEAD.search(text)
    wanted = demands_in(instead[1] if instead else text)
    if asked and not instead:
        wanted = (*asked, *(one for one in wanted if one not in OF_TRADER))
    dropped = tuple(one for one in let_go(text) if one not in wanted)
    instead_of_check = bool(known) and _pays_instead(text, wanted)
    only = bool(wanted and known and _ONLY.search(text)) and not instead_of_check
    only = only and not (_all_money(known, wanted, text) and not dropped)
    more = bool(wanted and known and _MORE.search(text))
    if not (dropped or only or more or instead_of_check):
        return None
    kept = tuple(demand for demand in known if demand not in dropped)
    if only:  # 我就要个说法和赔偿: the apology asked before is one
        kept = tuple(one for one in kept if one is Demand.apology and "说法" in text)
    return tuple(dict.fromkeys((*kept, *wanted)))


def _pays_instead(text: str, wanted: tuple[Demand, ...]) -> bool:
    """不用查了，赔我就行: 赔 is the word for all money, set against the check; 退 stands."""
    apart = {*let_go(text)} - {Demand.punish} or _ALL_ELSE.search(text)
    bare = wanted == (Demand.compensation,) and _PAYS.search(text) is not None
    return bare and not apart and _CHECK_UNWANTED.search(text) is not None


def _all_money(known: tuple[Demand, ...], wanted: tuple[Demand, ...], text: str) -> bool:
    """我只要赔钱, of whom a refund and a compensation are asked: both are money."""
    both = set(MONEY) <= set(known)
    return both and wanted == (Demand.compensation,) and _PAYS.search(text) is not None


def sum_claimed(text: str) -> tuple[Demand, float] | None:
    """200 of 赔200就行, and for what."""
    found = _SUM_OF_CLAIM.search(text)
    return (_BARE_WORDS[found[0][0]], float(found[1])) if found else None


def _named(text: str) -> tuple[Demand, ...]:
    text = _ELSE.sub("", text) if "换" in text else text
    apology = re.sub("[赔陪][个一声]*(?:礼|不是)", "道歉", text)
    return tuple(demand for demand, pattern in _DEMANDS.items() if pattern.search(apology))
