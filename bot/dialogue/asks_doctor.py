"""Whether it is asked if somebody should see a doctor, and what is told beside a question."""

import re

from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

_CLAUSE = re.compile(r"[^，,。；;！!？?\s]+[？?]*")
_DOCTOR = (
    r"(?:医院|医生|[牙中]医|牙科|大夫|急诊|诊所|门诊|卫生院|(?:打|叫|拨)[^，,。]{0,2}(?:120|急救)|救护车|急救|洗胃"
    r"|看病|就医|就诊|抽血|送医|住院|破伤风|检查(?:一?下)?(?:身体)?$)"
)
_NEED = (
    r"(?:要不要|用不用|需不需要|该不该|应不应该|得不得|要不|去不去|看不看|送不送"
    r"|是不是(?:要|该|得|需要)?|有没有必要|有必要)"
)
_OUGHT = r"(?:要|用|需要|该|得|应该|必须|能不|可以不|可不可以不|能|可以)"
_MARK = r"(?:吗|嘛|么|不|没|呢|啊|[？?])[？?啊呀]*$"
_GO = re.compile(rf"{_NEED}.{{0,8}}{_DOCTOR}|{_OUGHT}.{{0,8}}{_DOCTOR}.{{0,6}}{_MARK}")
"""那我要不要也去医院, 孩子用送急诊吗."""
_STAY = re.compile(
    r"(?:不|没)(?:去|看|上|送|叫)[^，,。]{0,3}(?:医院|医生|大夫|急诊|120|救护车)"
    r"[^，,。]{0,4}(?:行|可以|没事|要紧|能)"
    r"|(?:在家|自己)[^，,。]{0,4}(?:观察|休息|躺|扛|熬|挺|等)[^，,。]{0,4}(?:行不行|可不可以|"
    + _MARK
    + ")|(?:能不能|可不可以|可以)[^，,。]{0,3}(?:在家|自己)[^，,。]{0,4}(?:观察|休息|躺|扛|熬|挺)"
)
_HOW_BAD = re.compile(
    r"(?:严重|要紧|有事|危险|没事|会不会(?:死|有事|出事|中毒|传染)|会(?:死|有事|出事|中毒)|有毒)[^，,。]{0,3}"
    + _MARK
    + r"|(?:严不严重|要不要紧|有没有(?:事|危险)|危不危险|会不会(?:死|有事|出事|中毒|也))"
    r"|(?:我|他|她|孩子|我们)[^，,。]{0,3}也吃了[^，,。]{0,6}(?:怎么办|咋办|点算)"
)
"""Of somebody who is known to be ill, or ate the same."""
_WHAT_NOW = re.compile(
    r"(?:那|这|现在|我|我们|该|要|[，,])*(?:该|要)?(?:怎么办|咋办|咋整|点算|怎么弄|怎么处理)[啊呀呢嘛？?！!]*"
)
_PAPERS = re.compile(
    r"证明|发票|单子|单据|收据|票|病历|报告|诊断书|费|赔|报销|举报|投诉|拍照|现场|调查|取证|食堂|后厨"
    r"|你们|店里|老板"
)
"""Of the papers of a hospital, or of what others are to do."""


def asks_doctor(heard: Heard, *, ill: bool) -> bool:
    """Whether it is asked if somebody should see a doctor.

    Args:
        heard: The message.
        ill: Somebody is known to be ill: then 要紧吗 and 怎么办 ask so too.
    """
    if heard.message.button is not None or not heard.text:
        return False
    if ill and _WHAT_NOW.fullmatch(heard.text):
        return True
    return any(_asks(one[0], ill=ill) for one in _CLAUSE.finditer(heard.text))


def _asks(clause: str, *, ill: bool) -> bool:
    if _PAPERS.search(clause):
        return False
    if _GO.search(clause) or _STAY.search(clause):
        return True
    return ill and _HOW_BAD.search(clause) is not None


def told_part(text: str) -> str:
    """The clauses of a message that ask nothing."""
    clauses = (one[0] for one in _CLAUSE.finditer(text))
    return "，".join(c for c in clauses if not (is_question(c) or _asks(c, ill=True)))


def told_beside(heard: Heard) -> bool:
    """Whether something of the matter is told beside a question: when, where, who is ill."""
    told, meant = told_part(heard.text), heard.understood
    words = (meant.when, meant.merchant, meant.place, meant.district)
    named = any(word is not None and word in told for word in words)
    return named or any(
        one.text in told for one in meant.findings if one.kind in {"symptom", "people_ill"}
    )
