"""What sounds like an illness and befell nobody: disgust, anger, a near miss, an animal.

我女朋友闻了都想吐 tells of a smell, 气得肚子疼 of a quarrel, 心里难受 of pity.
"""

import re
from functools import lru_cache

_SENSED = r"(?:闻|嗅|看|瞧|瞅|望|盯|瞄|一打开|一揭开|一掀开|一开盖|一进(?:门|店|去))"
_FELT = (
    r"(?:想|要|快|欲)吐|作呕|干?呕|反胃|(?:犯|泛)?恶心|难受|不舒服|头[疼痛晕大]|肚子?[疼痛]|胃[疼痛]|[晕昏](?:过去|倒|厥)?"
    r"|吐(?!槽|痰|出|口水)|喘不[过上]来?气|发抖|抽筋|抽抽|不行"
)
_SICKENED = (
    r"(?:想|要|快|欲)吐|作呕|干呕|反胃|(?:犯|泛)?恶心|难受|不舒服"
    r"|吐(?!了?[一二两三四五六几好半\d])"
)
_NO_MEAL = r"[^,，。;；!！?？\s吃喝咬尝嚼咽舔食饮]"
"""Whoever ate it may be ill of it: 闻着不对还是吃了."""
_DISGUST = re.compile(rf"{_SENSED}{_NO_MEAL}{{0,8}}?(?P<felt>{_SICKENED})")
_MADE_SO = re.compile(
    r"(?:气|饿|吓|笑|愁|急|烦|吵|熏|臭|腥|膻|呛|腻|丑|恶心|难闻|难看|脏|看|听|闻|等|挤|骂)[得到](?:我|他|她|咱|人)?(?:们|家)?"
    rf"{_NO_MEAL}{{0,7}}?(?P<felt>{_FELT})"
)
"""气得肚子疼, 熏得我和老公直犯恶心."""
_NEARLY = re.compile(
    r"(?:差点儿?|差一点儿?|险些|几乎|快要?|恨不得)(?:没|都|就|要|把[^,，。]{0,6}|当场|忍不住|直接|给|全|被[^,，。]{0,5}?|我)*"
    r"(?P<felt>(?:想|要)?[吐呕](?!槽|痰|血)(?:了|出来)?)"
)
_SPAT_OUT = re.compile(
    r"(?:[吃咬喝尝嚼]了?(?:第?一|两|几)口(?:我|就|便|全|都|赶紧|马上|直接|立刻)*|(?:把|给|让)(?:我|人)[^,，。]{0,3}?(?:整|搞|弄|恶心|膈应|吓)"
    r"(?:得|到)?(?:我)?)(?P<felt>吐(?:了(?!一[天夜晚宿]|[好几两三\d])|掉|出来)?)(?=$|[,，。!！;；?？\s的])"
)
"""吃一口就吐了, 硬是把我整吐了: for what was in it, and not of an illness."""
_STARTLED = re.compile(
    rf"(?:看|听|吓|气|闻|瞧){_NO_MEAL}{{0,5}}?(?:差点|险些|快要?|几乎){_NO_MEAL}{{0,3}}?(?P<felt>{_FELT})"
)
_HEART = re.compile(
    r"(?P<felt>心(?:里|头|中)?[^,，。;；!！?？\s跳慌脏口]{0,3}(?:难受|不舒服|堵(?:得慌|着|了)?)|(?<!了)(?<!着)[心肉][疼痛]"
    r"|头[疼痛大](?=这|那|死|的是|的问题|得很,|这种)|(?:看|听|想|提)[^,，。]{0,3}头[疼痛]|[让叫令](?:人|我|我们|大家)[^,，。]{0,3}"
    r"(?:头[疼痛]|难受|恶心|作呕|反胃|想吐|不舒服))"
)
_DESPISED = re.compile(
    r"(?:太|真|好|很|特别|超级?|贼|挺|怪|那么|这么|非常|实在|够|觉得|感觉|看着)(?P<felt>恶心)(?!想|呕|得?吐|[,，]?还?[想又]?吐|,?头晕|,?肚)"
)
_PET = re.compile(
    r"(?:狗狗?|猫猫?|宠物|泰迪|金毛|柯基|布偶|仓鼠|兔子|鹦鹉|(?:我家|家里的?)的?(?:毛孩子|金鱼|鸡|鸭|猪))"
    r"(?!(?:肉|粮|咖|不理|蛋|的|店|尾|仔粥|市|展|毛|也?吃剩|都不|闻|还?没))[^,，。;；!！?？\s人我妈爸孩]{0,10}?"
    r"(?P<felt>吐|拉肚子|拉稀|腹泻|不舒服|拉|抽搐|中毒|死)"
)
_PET_TOO = re.compile(
    r"[^。;；!！?？人我你他她妈爸孩娃都家]{0,14}?[,，](?:两|三|几|一|四|俩)?(?:只|条)?(?P<felt>都拉|都吐|又吐|还拉|吐了|拉)"
)
_NOT_YET = re.compile(
    r"(?:还|暂时|目前|至今|现在)(?:都|也)?没(?:有)?(?:人)?(?:什么|啥|出现|任何)?(?P<felt>发作|反应|症状|不舒服|中毒|异常|不适|发病)"
)
_REVOLTED = re.compile(
    r"(?:^|[,，。;；!！?？\s])(?:[^,，。;；!！?？\s吃喝食饮尝咽肚拉吐晕]{0,10}?)(?P<felt>恶心)"
    r"(?=惨|死|坏了|透|爆|到(?:我|了|不行|家)|得(?:不行|不得了|要死|要命|我?[^,，。]{0,4}(?:饭|胃口|吃不下))"
    r"|吃不下|$|[,，。!！])(?![,，]?(?:还|又|想|头|肚)?[吐呕拉晕])"
)
"""恶心惨了 in a clause without a meal: of what was found, and not of the stomach."""
_NONE = r"(?:没有|没得|莫得|木有|冇得|未有|没|冇|无)"
_SUFFERS = (
    r"(?:上吐下泻|拉肚子|闹肚子|拉稀|屙肚|肚屙|腹泻|呕吐|想吐|吐(?!槽|痰)|呕|不舒服|唔舒服|难受|肚子?[痛疼]|中毒|中招"
    r"|(?:住|进|去|入|送)了?医?院|看医生|发烧|生病|病倒|出事|过敏|有事|出现症状|有反应|[屙拉])"
)
_ANYBODY = r"(?:一个人?|半个人?|任何人|哪个|哪一个|边个|谁|人)"
_SAID_SO = r"(?:真的?|说|觉得|感到|因此|出现|在|有|跟着)*"
_NOBODY = re.compile(
    rf"{_NONE}{_ANYBODY}{_SAID_SO}(?P<felt>{_SUFFERS})"
    rf"|{_ANYBODY}(?:都|也){_NONE}{_SAID_SO}(?P<felt2>{_SUFFERS})"
    rf"|都{_NONE}{_SAID_SO}(?P<felt4>{_SUFFERS})"
    rf"|(?P<felt3>{_SUFFERS})的?(?:人)?(?:一个)?(?:都|也)(?:没有|没得|莫得|木有|冇得?)(?![^,，。]{{1,3}})"
)
"""没得人拉肚子, 一个都没吐, 冇人肚痛."""
_UNTREATED = re.compile(
    r"(?:没有?|不用|不需要?|无需|不必|未|冇|莫得)(?:再|人)?(?:去|上|到|进|送|看|住)(?:过|到|去)?(?P<felt>医院|急诊|卫生院|院)"
)
"""没去医院: where nobody was treated, the word tells of no patient."""
_IN_THOUGHT = re.compile(
    r"越[想看听]越(?:觉得|感觉)?(?P<felt>恶心|反胃|难受|想吐|不舒服)"
    r"|(?<!眼)(?<!眼睛)(?:真是?|简直|算我|当初)(?P<felt2>瞎)了?(?:眼|我的|$|[,，。!！])"
    r"|(?:想起来?|想想|一想到?|回想起?来?|看着|看到|看见)(?:这个?|他|到)*(?:我|人)?(?:就|都|真|觉得|还)+(?:犯|泛)?"
    r"(?P<felt3>恶心|反胃|想吐|要吐|作呕)"
    r"|(?P<felt4>恶心)(?=惨了|死了|坏了|透了|爆了|到家)(?!.{0,6}(?:吐|拉|晕))"
)
"""越想越恶心, 恶心惨了, 我真是瞎了: of a feeling, and of a bad choice."""
_NOT_TOUCHED = re.compile(
    r"(?:^|[,，。;；!！?？\s])[^,，。;；!！?？\s吃喝食尝咬饮起犯]*?(?P<felt>过敏)(?:体质)?(?:的人?)?[,，]?(?:[我你他她咱]们?|所以|因此|根本|压根|完全|实在|绝对|更|就|都|也|一点|一口)*"
    r"(?:(?:没法|没办法|没得|不能|不敢|不可以|不会|无法|没有?|冇|唔敢|唔可以)(?:子|再|去)?[吃喝碰动尝拆食饮](?!完|了)|[吃喝碰食]不[了得])"
)
"""我同事海鲜过敏，根本没法吃: why it was left, and what befell nobody."""
_ONCE = re.compile(
    r"(?:上个?月|上[次回]|去年|前年|以前|之前|早几年|那[次回]|旧年|好久前)[^,，。;；!！?？]{0,20}?"
    r"(?P<felt>(?:也|还|都)*(?:拉|吐|腹泻|闹|泻|呕|屙)过(?:[一两几]次)?(?:肚子?)?)(?!敏)(?=[^吐拉呕泻屙]*(?:[这今][次回]|昨|今[天日]|前天|上周))"
)
"""我姐上个月也拉过肚子，这次是我自己…: of another meal, and left behind."""
_SIGNS = (
    _ONCE,
    _NOT_TOUCHED,
    _UNTREATED,
    _DISGUST,
    _MADE_SO,
    _NEARLY,
    _SPAT_OUT,
    _STARTLED,
    _HEART,
    _DESPISED,
    _REVOLTED,
)


@lru_cache(maxsize=16)  # a message is asked some five times
def not_befallen(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names what nobody suffers of.

    Args:
        text: The message in normal form.
    """
    found = [one.span("felt") for sign in _SIGNS for one in sign.finditer(text)]
    named = (*_NOBODY.finditer(text), *_IN_THOUGHT.finditer(text))
    found += [one.span(one.lastgroup or 0) for one in named]
    for pet in _PET.finditer(text):
        found.append(pet.span("felt"))
        too = _PET_TOO.match(text, pet.end())
        found += [too.span("felt")] if too else []
    return tuple(found)


def only_befallen(text: str, beside: tuple[tuple[int, int], ...] = ()) -> str:
    """The text with what befell nobody blotted out, character by character.

    Args:
        text: The message in normal form.
        beside: Further spans that tell of no illness, such as what is only asked.
    """
    blotted = (*not_befallen(text), *beside)
    if not blotted:
        return text
    letters = list(text)
    for start, end in blotted:
        letters[start:end] = "·" * (end - start)
    return "".join(letters)


def says_nobody_fell(text: str) -> bool:
    """没得人拉肚子, or nobody ate what somebody is allergic to: that nobody fell ill."""
    return _NOBODY.search(text) is not None or _NOT_TOUCHED.search(text) is not None


def nobody_was_treated(text: str) -> bool:
    """没去医院: that no doctor was seen."""
    return _UNTREATED.search(text) is not None


def nobody_is_ill(text: str) -> bool:
    """还没发作: that nobody is ill so far."""
    return _NOT_YET.search(text) is not None
