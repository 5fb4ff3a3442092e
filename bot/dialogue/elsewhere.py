"""Whether a message is plainly another department's business, or only sounds like one.

A few words tell little: 我在冷库干活，举报我们老板 may be about wages or about meat. Who is sent
away for nothing does not come back; who is asked once more loses a minute.
"""

import re

from api.contract.codes import Agency
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.prepaid import paid_ahead
from bot.dialogue.turn import Heard

_A_FEW_WORDS = 45
_SURE, _CERTAIN = 0.85, 0.97
_WAGES = re.compile(
    r"工资|工钱|薪|[拖欠]|克扣|押金|社保|保险|合同|加班|工伤|辞退|开除|解雇|赔偿金|劳动|仲裁|包吃住|罚我|扣我"
)
"""Without one of these, who works somewhere only says how he knows."""
_WHOSE = re.compile(
    r"(?:归|属|该|由|是)(?:谁|哪个?|哪里|你们?|你哋)[^，,。]{0,6}管|你们?(?:这里|那里)?(?:管不管|管[吗么嘛]|归不归)|(?:找|归|问)(?:谁|哪个|哪里|哪儿|边个)"
)
"""Who asks whose business a thing is wants to be told, and no case."""
_CALLED = re.compile(r"(?<![不没别])(?:举报|投诉|检举)(?!过|电话|的?人|信)")


def asks_whose(text: str) -> bool:
    """油烟扰民找谁, 这个你们管不管."""
    return _WHOSE.search(text) is not None


def is_called(heard: Heard) -> bool:
    """举报给学校送餐的公司: it is said what is to begin, and of what it is not yet sure."""
    return _CALLED.search(heard.text) is not None and not is_plain(heard)


def is_plain(heard: Heard) -> bool:
    """Whether a message that was understood as another department's business is surely so."""
    meant, text = heard.understood, heard.text
    if meant.agency is Agency.labour and _WAGES.search(text) is None:
        return False
    if meant.merchant and meant.food and paid_ahead(text):  # 楼下的面包店充了一千，门锁了
        return False
    if meant.food and illness_in(heard) is not Illness.none:  # 小卖部买的辣条吃了嘴巴肿
        return False
    if len(text) > _A_FEW_WORDS or (meant.names_agency and asks_whose(text)):
        return True
    return meant.confidence >= (_SURE if meant.names_agency else _CERTAIN)
