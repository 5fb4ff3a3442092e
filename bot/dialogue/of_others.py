"""What concerns others than its writer, who paid nothing and claims nothing: it is a report."""

import re

from api.contract.codes import Setting
from bot.dialogue.demanding import asked_by
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

CALLS_REPORT = re.compile(
    r"^(?:你好|您好|[，,。！\s])*(?:我?(?:要|想|来)?)(?:匿名|实名)?举报|我(?:要|想)?(?:匿名)?举报(?!过)"
)
_NO_TRADER = re.compile(
    r"[，,。！!\s]*(?:电话|热线|过|信|人|奖|有奖|的|怎么|如何|能|可以|不了|中心|平台)"
)
_ASKS = re.compile(r"什么|怎么|多久|多少|哪里|哪个部门|奖励|需要")
"""After 举报: a word of which it is a part, or a question of how."""
_CANTEENS = frozenset({Setting.school_canteen, Setting.staff_canteen, Setting.elderly_care})
_PAID_THERE = re.compile(r"投诉|投訴|[刷花付交充]了|餐费|伙食费|饭卡|[吃喝咬]出")
"""What it cost, or what somebody bit on."""
_TO_OTHERS = re.compile(
    r"给(?:人客|人家|别人|客人|顾客|食客|大家|大伙|街坊|老人家?|孩子们?|小孩|学生|工人|村民)们?(?:吃|喝|食|上)"
    r"|(?:还|照样?|照常|天天|每天|继续|一直|接着)(?:在|敢|要|拿来|拿去)*(?:拿|摆|放)?(?:出来|来|去)?"
    r"(?:煎|炒|煮|炸|烤|做|卖)(?:给|来|出|着)?"
)
"""臭了还在煎给人客吃: what is done to others."""
_INSIDER = re.compile(
    r"(?:我们|咱们?|俺们)(?:工?厂|公司|车间|后厨|店里?|老板)[^，,。；;]{0,6}(?:把|用|拿|让我们|叫我们|天天|每天|一直)"
)
"""我们厂把退回来的拆了重新做: who works there bought nothing."""
_OWN = re.compile(
    r"投诉|投訴|买|買|订|退|赔|花了|消费|下单|收到|点[了的]|[吃喝饮食咬][了过到出完]|[吃喝]的时候|我们?[^，,。；;]{0,6}[吃喝]"
)
"""Of somebody who bought or ate it."""


def calls_report(text: str) -> bool:
    """举报东门的蜀香阁: a report is made, of whom is said, and not yet of what."""
    named = CALLS_REPORT.match(text)
    rest = text[named.end() :] if named else ""
    asks = is_question(text) or "投诉" in text or _NO_TRADER.match(rest) or _ASKS.search(rest)
    return bool(named and len(rest.strip()) > 1 and not asks)


def of_others(heard: Heard) -> bool:
    """A canteen, or what is served to others: 孩子说食堂的肉是臭的 · 蚵仔臭了还在煎给人客吃."""
    meant, text = heard.understood, heard.text
    if _INSIDER.search(text):
        return True
    if asked_by(heard) or meant.amount is not None:
        return False
    if meant.setting in _CANTEENS:
        return _PAID_THERE.search(text) is None
    rest = _TO_OTHERS.sub("", text)
    return rest != text and _OWN.search(rest) is None
