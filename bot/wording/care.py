"""What to do now when somebody is ill or hurt, fitting the harm, short."""

from collections.abc import Mapping
from enum import StrEnum

from api.contract.models import CityInfo
from bot.message import Look, Reply
from bot.wording.plain import clean


class Harm(StrEnum):
    """What befell somebody, as far as the advice differs."""

    eaten = "eaten"
    """A stomach that is upset, and whatever is not told more exactly."""
    poison = "poison"
    """Wild mushrooms, puffer fish, methanol, nitrite: it can seem light first."""
    wound = "wound"
    """A cut, a scald, a broken tooth, something hard that was swallowed."""
    allergy = "allergy"
    chemical = "chemical"
    """A cleaning agent or the like was drunk."""
    choke = "choke"
    """Something sticks in the throat."""
    remedy = "remedy"
    """Something sold for the health raised or lowered what it should not."""


_PAPERS = "· 保留病历、缴费单、检验单，还有小票和付款截图"
_ADVICE: Mapping[Harm, tuple[str, ...]] = {
    Harm.eaten: (
        "**先顾身体：**",
        (
            "· 症状重的（呕吐不止、便血、发烧、没精神、看东西模糊、抽搐），"
            "马上去医院或打 **{phone}**；已经在治疗的请继续"
        ),
        "· 先别再吃了；剩下的食物和包装**别扔，密封冷藏**",
        _PAPERS,
        "· 一起吃的人不舒服，也请马上就医",
    ),
    Harm.poison: (
        "**先顾身体：请马上去医院，或打 {phone}，别等症状变重。**",
        "· 这类中毒可能先轻后重；已经在治疗的请继续",
        "· 一起吃喝过的人，没有不舒服也请去检查",
        "· 剩下的食物、酒瓶或照片带给医生看，别再吃",
        _PAPERS,
    ),
    Harm.wound: (
        "**先看伤口：**",
        "· 流血止不住、伤得深、断了牙，或可能吞下了硬物，马上去医院；喘不上气打 **{phone}**",
        "· 伤到的地方、异物和食物都拍照，**别扔**；看了医生的，保留病历和缴费单",
    ),
    Harm.allergy: (
        "**先停吃。**喘不上气、喉咙发紧、脸或嘴唇肿、头晕，马上打 **{phone}**",
        "· 疹子变多或一直不退，请去看医生",
        "· 包装和配料表拍照留好；看了医生的，保留病历和缴费单",
    ),
    Harm.chemical: (
        "**请马上去医院，或打 {phone}，听急救人员的。**",
        "· 别自己催吐",
        "· 瓶子、标签或剩下的带给医生看",
        _PAPERS,
    ),
    Harm.choke: (
        "**卡着难受就去医院；喘不上气、说不出话，马上打 {phone}。**",
        "· 鱼刺、骨头别硬咽饭团，也别喝醋",
        "· 异物和食物拍照，**别扔**；看了医生的，保留病历和缴费单",
    ),
    Harm.remedy: (
        "**先别再吃这个产品。**",
        "· 胸闷胸痛、心慌、头晕得厉害、说话不清，马上去医院或打 **{phone}**",
        "· 看医生时带上产品和包装；医生开的药别自己停",
        "· 保留产品、病历和付款截图",
    ),
}
_AFTER_A_MEAL = (
    "· 先别再吃了；剩下的食物和包装**别扔，密封冷藏**，就医时告诉医生吃了什么",
    "· 一起吃的人不舒服，也请马上就医",
)
_MEANWHILE: Mapping[Harm, tuple[str, ...]] = {
    Harm.choke: ("· 喘不上气的，旁边会海姆立克急救法的人马上做；鱼刺、骨头别硬咽饭团，也别喝醋",),
    Harm.allergy: ("· 先停吃；包装和配料表留好，就医时给医生看",),
    Harm.chemical: ("· 别自己催吐；瓶子、标签或剩下的带给医生看",),
    Harm.wound: ("· 流血的先用干净的布压住；异物和食物留好",),
    Harm.remedy: ("· 先别再吃这个产品；产品和包装带给医生看",),
}
_GO: Mapping[Harm, tuple[str, ...]] = {
    Harm.eaten: (
        "**不舒服就去医院，别硬撑，也别等我回复。**",
        (
            "呕吐不止、便血、发烧、没精神、看东西模糊、抽搐，马上打 **{phone}**；"
            "孩子、老人、孕妇更要早去。"
        ),
        "告诉医生吃了什么、什么时候吃的，剩下的食物带上。",
    ),
    Harm.poison: (
        "**请现在就去医院，或打 {phone}，别等我回复。**",
        "一起吃喝过的人，没有不舒服也请去；这类中毒可能先轻后重。",
        "剩下的食物、酒瓶或照片带给医生看。",
    ),
    Harm.wound: (
        "流血止不住、伤得深、断了牙，或可能吞下了硬物，**马上去医院**；喘不上气打 **{phone}**。",
        "拿不准的，也请去让医生看看。",
    ),
    Harm.allergy: (
        "喘不上气、喉咙发紧、脸或嘴唇肿、头晕，**马上打 {phone}**；疹子变多或一直不退，请去医院。",
        "包装和配料表带给医生看。",
    ),
    Harm.chemical: (
        "**请现在就去医院，或打 {phone}，别等我回复。**",
        "别自己催吐，瓶子和标签带给医生看。",
    ),
    Harm.choke: (
        "**卡着难受就去医院；喘不上气、说不出话，马上打 {phone}，别等我回复。**",
        "鱼刺、骨头别硬咽饭团，也别喝醋。",
    ),
    Harm.remedy: (
        (
            "胸闷胸痛、心慌、头晕得厉害、说话不清，**马上去医院或打 {phone}**；"
            "别的不舒服也请去让医生看看。"
        ),
        "产品和包装带上，医生开的药别自己停。",
    ),
}
_TOO = ("不舒服的人都请**马上就医**，症状重的打 **{phone}**；告诉医生吃了什么，剩下的食物带上。",)
_POISONED_TOO = (
    "**请现在都去医院，或打 {phone}，别等症状变重**；一起吃喝过的人，没有不舒服也请去。",
    "剩下的食物、酒瓶或照片带给医生看。",
)


def advice(city: CityInfo, harm: Harm) -> Reply:
    """What to do now, in the order that matters."""
    return _reply(_ADVICE[harm], city)


def call_now(city: CityInfo, harm: Harm, *, briefly: bool) -> Reply:
    """A sign for which nobody waits for an answer in a chat."""
    call = "**请现在就打 {phone}**，照接线员说的做，别等我回复。"
    return _reply((call,) if briefly else (call, *_MEANWHILE.get(harm, _AFTER_A_MEAL)), city)


def go(city: CityInfo, harm: Harm) -> Reply:
    """The answer to whether to see a doctor."""
    return _reply(_GO[harm], city)


def those_too(city: CityInfo, harm: Harm) -> Reply:
    """More people fell ill, after the whole advice was given."""
    return _reply(_POISONED_TOO if harm in {Harm.poison, Harm.chemical} else _TOO, city)


def _reply(lines: tuple[str, ...], city: CityInfo) -> Reply:
    words = "\n".join(lines).replace("{phone}", clean(city.emergency_phone))
    return Reply(text=words, look=Look.emergency)
