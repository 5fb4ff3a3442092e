"""What kind of harm somebody came to, and how grave: what the advice has to fit."""

import re

from api.contract.codes import Kind, Severity
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.turn import Heard
from bot.wording.care import Harm

_POISONS = re.compile(
    r"蘑菇|野生?菌|毒菌|菌子|见手青|河豚|河鲀|鸡泡鱼|织纹螺|海丝螺|甲醇|工业酒精|假酒|散装?白?酒|亚硝酸盐|工业盐"
    r"|米酵菌酸|酸汤子|肉毒"
)
_COOKED = re.compile(
    r"(?:香菇|金针菇|平菇|蘑菇)(?:汤|面|饭|炒|酱|味|精)|(?:买|超市)的(?:香菇|蘑菇)"
)
"""小鸡炖蘑菇 of a shop is a dish, no find in the woods."""
_CHEMICALS = re.compile(
    r"清[洗洁][剂液]|洗[洁涤][精剂]|洁厕|消毒[水液剂]|漂白|(?<!\d)84(?:消毒|液|水)|(?:[喝服食饮吞]了?|误[喝服食]?了?|一口|点)84(?![\d元块])|除垢|烧碱|火碱|强[酸碱]|碱水|干冰|农药|老鼠药|鼠药|杀虫"
    r"|防冻液|机油|汽油|柴油|油漆|稀料|双氧水|氨水"
)
_SWALLOWED = re.compile(r"喝|吃|误|当(?:成|作|水|饮料)|咽|嘴|喉|吐|胃")
_REMEDIES = re.compile(
    r"保健[品食]|口服液|胶囊|减肥(?:药|茶|咖啡|糖|果)|代餐|降[压糖脂]|壮阳|补肾|酵素|灵芝|孢子粉|蜂胶|排毒|养生(?:茶|酒)"
)
_OF_REMEDIES = re.compile(r"血压|血糖|心慌|心悸|心跳|胸闷|胸[口]?痛|头晕|头昏|晕|手抖|失眠|发抖")
_WOUND = re.compile(
    r"[划割扎戳刺磕崩]破|[划割烫扎磕戳刺]伤|烫(?:到|了|出|得)|(?<![便吐拉])(?:流|出)血|(?<![便吐拉])血(?:流|直流|泡)|(?:划|割|扎|刺|戳)(?:到|了|着|出)"
    r"|牙[^，,。；;]{0,12}(?:崩|断|掉|裂|松|坏|缺|碎|硌|磕)|(?:崩|硌|磕|咬)[^，,。；;]{0,5}牙|[吞咽]下?(?:去|了|进)|口子(?!人)"
)
_WOUNDED = re.compile(r"(?:嘴|舌|喉|手|牙|嗓|口腔|食道|腿|脚|脸)")
_DRANK = re.compile(r"(?:喝|咽|吞|误服|误食|误喝)(?:了|下|进|到)|误[服食喝饮]")
_CHOKES = re.compile(
    r"噎(?:住|到|着|得)|呛(?:住|到|着)|卡[^，,。；;]{0,4}(?:喉|嗓|食道)|(?:喉咙|嗓子|食道)[^，,。；;]{0,6}卡"
    r"|(?:刺|骨头?|核)[^，,。；;]{0,4}卡"
)
_NOT_SO = re.compile(
    r"(?:差[一]?点|险些|没有?|不会?|怕|担心|万一|如果|要是|会不会|容易|可能|以防|幸好)[^，,。；;！!？?]{0,6}$"
)
"""What nearly happened, or may."""
_ALLERGY = re.compile(
    r"过敏(?!原|源)|疹|荨麻|风团|红疙瘩|(?:浑身|全身|身上|皮肤)[^，,。]{0,3}[痒红]|(?:脸|嘴唇?|眼睛?|眼皮)[^，,。]{0,3}肿"
)
_STOMACH = re.compile(
    r"吐(?!槽|痰|司|出来)|呕|拉肚|拉稀|拉[了水血]|腹泻|水泻|屙|窜稀|恶心(?!死|人)|肚子|胃(?:痛|疼|难受)|腹痛|食物中毒|发烧"
)


_SIGNS: tuple[tuple[Harm, tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]], ...] = (
    (Harm.poison, (_POISONS,), (_COOKED,)),
    (Harm.choke, (_CHOKES,), (_STOMACH,)),
    (Harm.chemical, (_CHEMICALS, _SWALLOWED), ()),
    (Harm.eaten, (_STOMACH,), ()),
    (Harm.remedy, (_REMEDIES, _OF_REMEDIES), ()),
    (Harm.allergy, (_ALLERGY,), ()),
    (Harm.wound, (_WOUND, _WOUNDED), ()),
)
"""Each harm with what has to be said for it and what speaks against it, the gravest first."""


def harm_in(heard: Heard, before: str = "") -> Harm:
    """The harm that a message tells of.

    Args:
        heard: The message.
        before: What was told of the same matter before.
    """
    text = f"{before}\n{heard.text}"
    for harm, signs, against in _SIGNS:
        told = all(sign.search(text) for sign in signs)
        if told and not any(sign.search(text) for sign in against):
            return harm
    return Harm.eaten


def hurt_in(heard: Heard) -> bool:
    """Whether somebody was hurt, or drank what is no drink, though nobody is called ill."""
    told = not {Kind.query, Kind.chat}.intersection(heard.understood.kinds)
    wounded = _WOUNDED.search(heard.text) is not None and _happened(_WOUND, heard.text)
    return (told and wounded) or has_drunk_chemical(heard)


def nearly_hurt(heard: Heard) -> bool:
    """差点把牙崩了: of a wound that nobody has."""
    return harm_in(heard) is Harm.wound and not _happened(_WOUND, heard.text)


def has_drunk_chemical(heard: Heard) -> bool:
    """清洁剂当水端上来，我喝了一口: whatever the message was taken for."""
    return _CHEMICALS.search(heard.text) is not None and _happened(_DRANK, heard.text)


def _happened(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _NOT_SO.search(text, 0, one.start()) for one in pattern.finditer(text))


def level_in(heard: Heard) -> Severity | None:
    """The level by what a message tells of people who are ill; None if it tells of none."""
    ill = illness_in(heard, known=True) is not Illness.none or bool(heard.understood.people_ill)
    return (heard.understood.level or heard.understood.severity) if ill else None
