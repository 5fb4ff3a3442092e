"""Whether somebody is said to be ill, and how badly: what the advice to seek care hangs on."""

import re
from enum import IntEnum
from functools import lru_cache

from api.contract.codes import Hazard, Kind
from bot.dialogue.turn import Heard


class Illness(IntEnum):
    """How ill somebody is said to be."""

    none = 0
    ill = 1
    grave = 2
    """A sign for which the ambulance is called before anything else is said."""


_MESSAGES = 128
"""One message is asked for its signs many times while it is heard."""
_MANY = re.compile(
    r"(?:好多|很多|许多|不少|一堆|十几|几十|\d{1,3}|[三四五六七八九十]{1,3})(?:个|名|位)?"
    r"(?:人|孩子|小孩|学生|同事|工友|员工|老人|同学)(?:都|在|又|也|开始)*"
    r"(?:上?吐(?!槽|痰)|呕吐|拉肚子|拉稀|腹泻|中毒|肚子[疼痛])"
)
"""More than a table: 好多人吐."""
_ALL = re.compile(
    r"(?<!我家)(?<!我)(?<!两个)(?<!俩)(?:孩子|小孩|小朋友|学生|同学|老人|员工|工人|工友|宝宝|娃)们?"
    r"(?:都|全都?|一个个|陆续|接连)+(?:在|又|开始)*(?:上?吐(?!槽|痰)|呕吐|拉肚子|拉稀|腹泻|中毒|发烧|肚子[疼痛])"
)
_TOGETHER = re.compile(
    r"食堂|学校|小学|中学|幼儿园|托管|托儿|养老院|敬老院|工厂|厂里|公司|工地|全班|班里"
)
"""幼儿园孩子都拉肚子: all of a place, and not the children of one family."""
_PARTS = re.compile(r"[，,。；;！!\s]+")
_SURE = 0.5
_A_SENTENCE = 12
"""Shorter words tell of an illness only where they name it."""
_A_TALE = 20
"""From so many characters the manner of telling shows an illness that no word names."""
_ILL = re.compile(
    r"拉肚子|闹肚子|肚子(?:好|很|有点|一直|现在|又|特别|真)?(?:疼|痛|不舒服|绞)|腹痛|腹泻|拉稀|水泻|上吐下泻"
    r"|呕吐|狂吐|吐了(?!出来|口)|又吐|在吐|想吐|恶心呕吐|犯恶心|反胃|发烧|高烧|头晕|脱水|吃坏(?:了|肚子)?"
    r"|拉了[^，,。]{1,4}(?:天|次|回)|食物中毒|中毒了|起疹子|红疹|浑身痒|过敏了|肿了|[嘴脸唇眼](?:巴|唇|睛|皮)?[^，,。；;\s]{0,2}肿"
    r"|(?:(?<!让)(?<!令)人|身体|都|孩子|肚子|现在|一直|浑身)(?:很|不太|有点)?不舒服|住院|输液|打点滴|吊水|挂水|急诊|抢救|ICU|洗胃"
    r"|(?:送|拉|抬)(?:去|往|到|进)?了?[^，,。；;的]{0,8}医院(?!检|化)"
)
_AMBULANCE = re.compile(
    r"(?<!要)(?:打|叫|喊|拨)(?:了|过|的)\s?(?:120|救护车)|救护车[^，,。；;]{0,4}(?:来|拉|送|上)"
)
_STAFF = "员 板 板娘 部长 经理 店长 主管 店主 收银 伙计 前台 客服 领班 冲我 朝我 给我 对我 向我"
_NO_SNEER = "".join(
    f"(?<!{who}{then}翻白眼)"
    for who in _STAFF.split()
    for then in ("", "还", "直", "就", "都", "只")
)
"""服务员还翻白眼: nobody is ill of it."""
_GRAVE = re.compile(
    r"叫不醒|昏迷|昏过去|昏倒|晕倒|晕过去|不省人事|没(?:有)?意识|意识(?:不清|模糊)|没(?:有)?(?:呼吸|气)了"
    r"|喘不[过上]|呼吸(?:困难|不了|急促)|抽搐|抽筋|口吐白沫|休克|快不行了|吐血|便血|拉血|尿不出"
    r"|看东西(?:模糊|重影)|看不清东西|嘴(?:唇|巴|角)?(?:都|有点|开始|变得?)*(?:发)?[紫青](?![菜色薯])|脸.{0,3}[紫青]"
    rf"|翻白眼{_NO_SNEER}"
    r"|噎(?:住|到|着|得)|卡(?:在|住|到)?(?:了)?(?:喉|嗓)"
    r"|(?:汤圆|年糕|糍粑|果冻|骨头?|刺|核|糯米|肉)[^，,。；;]{0,4}卡住|(?<![气惊吓感动])(?<!得)(?<!得[我他她人])[说讲]不(?:出|了)话|发不出声"
    r"|(?:喉咙|嗓子眼?|咽喉|喉头|脖子)[^，,。；;]{0,4}(?:[发变]?紧|勒|堵|锁|肿)|舌头[^，,。；;]{0,4}肿"
    r"|(?:喘气|呼吸)[^，,。；;]{0,3}(?:费劲|费力|吃力|困难|不上来)|透不过气|上不来气|憋得慌|憋气"
    r"|认不(?:得|出|清)(?:人|我|自己|家里?人|爸|妈)|不认(?:识|得)?(?:人(?!家)|我了|自己|家里?人|爸|妈)|谁都不认"
    r"|(?:看|瞧|望)(?:到|见)[^，,。；;]{0,8}小人(?![国书得])|见小人|幻觉|幻视|幻听|说胡话|胡言乱语|神志不清"
    r"|(?<!摔)(?<!跤)(?<!蹲)(?<!跪)(?<!跪下)(?<!累得)(?<!醉得)站不起来|(?:手脚|四肢|手和脚|半边身子?)[^，,。；;]{0,3}(?:发麻|麻木|麻了|没知觉)|[嘴舌唇][^，,。；;]{0,3}麻[^。；;]{0,6}[手脚][^，,。；;]{0,3}麻"
    r"|看不[清见]楚?(?:东西|人|路)|(?<![亲肉])(?:眼睛?|双眼|两眼|视力|视线|视物|眼前)[^，,。；;]{0,6}(?:看不[清见]|模糊|[发变一]黑|失明|瞎)|失明"
)
_BLIND = re.compile(
    r"看不(?:清|见|到)|(?:看|眼)[^，,。；;了]{0,3}(?:模糊|花了(?!\s?[\d一二两三四五六七八九十几百千万好])|重影)"
)
_READ = re.compile(r"日期|标签|字|配料|生产|标价|价格|单|里面|后厨|监控|图|照")
"""What can't be made out on a packing or behind a counter: no sign of an illness."""
_DRUNK = re.compile(r"(?:喝|饮).{0,12}(?:酒|醇)|白酒|假酒|散酒|药酒|甲醇|工业酒精")
_EATEN = re.compile(r"[吃喝食饮]|中毒|蘑菇|菌|酒|河豚")
_ATE = re.compile(r"[吃喝饮尝咬]|食[咗完]")
_MEDICINE = re.compile(
    r"(?:降压|降糖|感冒|消炎|退烧|止痛|安眠|减肥|抗生|中|西|处方|胃|避孕|过敏|药店买的|医生开的)药|开的药|吃(?:了|完)?药"
    r"|头孢|阿莫西林|布洛芬|胰岛素|抗生素|疫苗|打针|点滴打完"
)
_MEAL = re.compile(r"饭|菜|餐|食堂|酒|店里吃|外卖|烧烤|火锅|药膳|保健品|蘑菇|菌")
_STUCK = re.compile(r"噎|呛|卡(?:在|住|到|着)?(?:了)?(?:喉|嗓|住)")
_CHOKES = re.compile(r"噎|卡|呛")
_WORSE = re.compile(
    r"越来越(?:严?重|厉害|难受|不行)|更(?:严重|厉害|难受)了|加重了|恶化|病情.{0,3}重"
)
"""Grave where somebody is known to be ill; a trader, too, can get worse and worse."""
_APART = frozenset({Kind.progress, Kind.withdraw, Kind.suggestion})
_NOT_SO = re.compile(
    r"(?:(?:没[有得]?|莫得|木有|未有|无|冇|冇得)(?:一个)?(?:人|哪个|边个|谁)?|并?未|不会|幸好没|还没|不再|不是)(?:再|出现|发生|觉得|感到)?$"
    r"|(?:怕|担心|万一|如果|要是|假如|会不会|是否|以免|防止|避免|容易|可能会?|看着就|看得|看到就|听着|闻着就?)"
    r"[^，,。；;！!？?]{0,8}$"
    r"|(?:[气惊吓饿急愁熏臭腥呛腻恶心]|激动|感动|笑)得?(?:我|他|她|人)?(?:们|家)?(?:[和跟][^，,。；;吃喝]{1,3})?(?:都|直|快|就|的)*$"
    r"|(?:闻|看|瞧|瞅|盯|一打开|一进门)[^，,。；;！!？?\s吃喝尝咬嚼]{0,8}$|(?:心里|心头|心中)[^，,。；;]{0,3}$"
    r"|(?:差点儿?|险些|几乎|快要?)(?:没|都|就|要|当场|直接|忍不住)*$"
    r"|(?:[狗猫]|宠物|泰迪|金毛)[^，,。；;人我妈爸孩]{0,10}$"
)
"""What stands before a sign that is denied, feared or supposed; disgust is no illness."""
_WILL = re.compile(r"(?<![一这那聚宴晚年开])会(?!儿)[^，,。；;]{0,2}$")
_ASKS = re.compile(r"[吗么嘛?？][?？。！!]*$")
"""会失明吗: a question about what may come."""
_BEFELL = re.compile(
    r"(?<!想)(?<!要)(?<!快)(?<!没)(?<!有)吐(?!槽|痰|出|口水|司)|上吐下泻|拉(?:肚子|稀|了[^，,。黑]{1,4}[天次回])|腹泻|发烧|高烧|住院|输液|打点滴|吊水"
    r"|急诊|抢救|ICU|洗胃|昏迷|抽搐|肚子?(?:好|很|一直|在)?[疼痛]|送医|进(?:了)?医院|过敏|起疹|肿了|不省人事"
)
_OVER = re.compile(r"(?:已经|都|现在)?(?:好了|没事了|痊愈|康复|出院了|恢复了)")


_LONG_AGO = re.compile(
    r"上个?月|去年|前年|年初|[两二三四五六七八九十几半\d]个?(?:多)?(?:月|年)(?:多)?(?:以|之)?前"
)
_LATELY = re.compile(
    r"昨|今[天早晚]|前[天晚]|刚|这[两几]天|上?周[一二三四五六日末]|还在|又(?:开始|[吐拉住进])|至今|一直(?:没|不)好"
)


def illness_in(heard: Heard, *, known: bool = False) -> Illness:
    """How ill somebody is, as this message says it of now.

    Args:
        heard: The message.
        known: Somebody was said to be ill before.
    """
    text = heard.text
    if not text or heard.message.button is not None or is_long_over(text):
        return Illness.none
    apart = _APART.issuperset(heard.understood.kinds)
    ill = not apart and (_understood_ill(heard) or _said(_ILL, text) or many_ill(heard))
    grave = _said(_GRAVE, text) or _blinded(text, known=known)
    grave = grave or ((ill or (known and not apart)) and _said(_WORSE, text))
    if grave and not _OVER.search(text):
        return Illness.grave
    return Illness.ill if ill else Illness.none


def is_long_over(text: str) -> bool:
    """上个月住了三天院，已经好了: nobody is in danger of what was weeks ago and is healed."""
    return all(one.search(text) for one in (_LONG_AGO, _OVER)) and not _LATELY.search(text)


def is_grave_after_eating(heard: Heard, before: tuple[str, ...] = ()) -> bool:
    """看不清东西 after liquor: a poisoning, whatever else the message was taken for.

    Args:
        heard: The message.
        before: What was told of the matter before; after it an ambulance is enough.
    """
    eaten = _EATEN.search(heard.text) or any(map(_ATE.search, before))
    choked = _CHOKES.search(heard.text) or any(map(_STUCK.search, before))
    if not eaten or choked or _of_medicine(heard):
        return False
    called = bool(before) and _said(_AMBULANCE, heard.text)
    return called or illness_in(heard) is Illness.grave


def many_ill(heard: Heard) -> bool:
    """厂食堂今天的饭 好多人吐: a poisoning, whatever the message was taken for."""
    text = heard.text
    told = _MEAL.search(text) or _EATEN.search(text) or _TOGETHER.search(text)
    many = _said(_MANY, text) or (_TOGETHER.search(text) is not None and _said(_ALL, text))
    return told is not None and many and not _ASKS.search(text)


def befell_somebody(text: str) -> bool:
    """Whether a text says plainly that somebody suffers of something."""
    signs = (_BEFELL, _GRAVE, _AMBULANCE)
    return any(_said(sign, part) for part in _PARTS.split(text) for sign in signs)


def _of_medicine(heard: Heard) -> bool:
    """降压药吃完晕倒了: another office's matter, unless a meal is spoken of too."""
    meal = heard.understood.food is not None or _MEAL.search(heard.text) is not None
    return _MEDICINE.search(heard.text) is not None and not meal


def _blinded(text: str, *, known: bool) -> bool:
    """看不清了 of somebody who drank liquor, or is known to be ill."""
    about = known or _DRUNK.search(text) is not None
    return about and _said(_BLIND, text) and not _READ.search(text)


def _understood_ill(heard: Heard) -> bool:
    """A number of people or a symptom, or poisoning that is told and not asked about."""
    meant = heard.understood
    if meant.emergency:
        return Kind.out_of_scope not in meant.kinds or bool(meant.hazards)
    told = {Kind.complaint, Kind.report, Kind.tip, Kind.supplement}.intersection(meant.kinds)
    counted = meant.people_ill is not None and meant.people_ill > 0 and bool(meant.hazards)
    symptom = any(finding.kind == "symptom" for finding in meant.findings)
    sure = Hazard.poisoning in meant.hazards and not _supposed(heard.text)
    sure = sure and len(heard.text) >= _A_SENTENCE and meant.confidence >= _SURE
    sure = sure and (Hazard.poisoning in meant.ruled or len(heard.text) >= _A_TALE)
    return bool(told) and (counted or symptom or sure)


def _supposed(text: str) -> bool:
    """Whether every sign in a text is denied, feared or supposed."""
    return _ILL.search(text) is not None and not _said(_ILL, text)


@lru_cache(_MESSAGES)
def _said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _is_not_so(text, found.start()) for found in pattern.finditer(text))


def _is_not_so(text: str, at: int) -> bool:
    before = text[:at]
    asked = _WILL.search(before) is not None and _ASKS.search(text) is not None
    return asked or _NOT_SO.search(before) is not None
