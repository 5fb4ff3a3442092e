"""What is said to be spoilt before its time: 没过期就坏了 is no sale of expired food."""

import re
from collections.abc import Sequence

from knowledge.codes import Hazard
from nlp.reading import Hit

_TERM = r"(?:保质期?|保鲜期?|有效期|赏味期|期限)"
_NOT = r"(?:没有?|还没有?|未|并未|尚未|并没有?|又没有?|不是|冇|唔系)"
_IN_DATE = re.compile(
    rf"(?:在|没出|没超|未超)(?:出|过)?[^,，。;；]{{0,3}}{_TERM}(?:内|里|之内|以内|范围|当中)"
    rf"|{_NOT}(?:到|过|超)(?:了|咗|过)?(?:{_TERM}|期)|{_NOT}(?:过期|临期)"
    rf"|(?:离|距离?)(?:过期|到期|{_TERM})[^,，。;；]{{0,4}}(?:还有|还早|还差|还远|还剩)"
    rf"|明明[^,，。;；]{{0,6}}(?:{_TERM}|日期)|(?:{_TERM}|日期)[^,，。;；]{{0,4}}明明"
    rf"|(?:{_TERM}|日期)[^,，。;；]{{0,6}}(?:还没到|还没过|没到|没过|还[有剩][^,，。;；]{{0,3}}[天周月年]|还早|才过一半|正常)"
    r"|(?:日期|日子)(?:上面?|显示|看着|看起来|都|也|还|是|很|挺|倒是?|蛮)*(?:新鲜|新的|没问题|没毛病|最近|正常|今天|昨天|前天|刚)"
    rf"|{_TERM}(?:是|有|写着?|标着?|标的?|写的)*(?:\d+|[一二两三四五六七八九十半]+)个?(?:天|日|月|年)[,，]?(?:才|我?(?:买|放|拿)(?:回家|回来)?[^,，。;；]{{0,3}}(?:[一两二三四五六七]|\d)天)"
)
_OTHERS_SAY = re.compile(r"(?<!我)说[^,，。;；]{0,4}$")
"""老板说没过期: what a trader holds against it."""
_DATE_SAYS, _PAST = "hazard.expired.date_says", "hazard.expired.past"


def still_in_date(text: str, hits: Sequence[Hit]) -> bool:
    """Whether goods are said to be in date, and nowhere to be past it or dated anew.

    Args:
        text: The message in normal form.
        hits: What fired in it.
    """
    said = [
        one.span()
        for one in _IN_DATE.finditer(text)
        if not _OTHERS_SAY.search(text, 0, one.start())
    ]
    past = [one for one in hits if one.code == Hazard.expired and one.rule != _DATE_SAYS]
    forged = any(one.rule != _PAST for one in past)
    denied = all(any(s < h.end and h.start < e for s, e in said) for h in past)
    return bool(said) and denied and not forged
