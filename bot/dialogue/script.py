"""Words of the trade, traditional or misspelt, as the patterns of the dialogue know them.

Names stay as they are written: only characters of everyday words are turned, and what was
understood as misspelt is put right, one for one, so that every position in a text stays the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from api.contract.models import Said

_TRADITIONAL = (
    "個係對錯沒還這時間電話號碼請問嗎們幾樣後來會說講給買賣飯飲頭髮壞爛腸瀉醫院發燒賠償錢塊訂單"
    "舉報訴處進撤銷謝轉繼續確認無過剛現週禮點鐘聯繫門樓棟區鎮鄉廣場園廈兩題開從應該寫條實"
    "換罰關檢費藥車帶裡裏邊兒媽爺孫員業務幫補張圖照單據結論難聽讓與麼為樣話闆"
)
_SIMPLIFIED = (
    "个系对错没还这时间电话号码请问吗们几样后来会说讲给买卖饭饮头发坏烂肠泻医院发烧赔偿钱块订单"
    "举报诉处进撤销谢转继续确认无过刚现周礼点钟联系门楼栋区镇乡广场园厦两题开从应该写条实"
    "换罚关检费药车带里里边儿妈爷孙员业务帮补张图照单据结论难听让与么为样话板"
)
_TURNED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SINGLE = re.compile("‘([^‘’]{1,40})’")
"""Brackets as a keyboard gives them; one alone is an apostrophe."""

_I = re.compile("俺(?![家娘爹妈爸村老的咱])")
"""俺叫马二军, 给俺报了: who speaks, as it is said in the north; never the 俺 of a sign."""


@lru_cache(maxsize=128)  # a message is asked for its words some eighty times
def plain(text: str, misspelt: tuple[tuple[str, str], ...] = ()) -> str:
    """唔係金記，三個人 → 唔系金記，三个人; 提脚 → 提交.

    Args:
        text: The words as they are written.
        misspelt: What is written and what is meant by it.
    """
    for written, meant in misspelt:
        text = text.replace(written, meant)
    return _SINGLE.sub(r"“\1”", _I.sub("我", text.translate(_TURNED)))


def as_written(words: str, written: str) -> str:
    """翠園 for 翠园, as it stands in a message: a name keeps the script of its writer."""
    at = written.translate(_TURNED).find(words)
    return words if at < 0 else written[at : at + len(words)]


def in_plain(said: Iterable[Said]) -> tuple[str, ...]:
    """What was said of a matter, message by message, as the patterns of the dialogue know it."""
    return tuple(plain(one.text) for one in said)
