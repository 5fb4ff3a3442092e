"""Somebody who only names their boss: 我在冷库干活，举报我们老板 is no matter of labour yet."""

import re
from dataclasses import replace

from api.contract.codes import Kind
from bot.dialogue.turn import Heard

_WORKER = (
    r"(?:我|本人|俺)?(?:们)?(?:就|以前)?(?:是|在|给)[^，,。；;！!？?\s]{1,12}?(?:工作|上班|上夜班|干活|打工|做工|做事|帮工|当[^，,。；;\s]{1,4}"
    r"|员工|职工|工人|店员|服务员|学徒|厨师|内部人)(?:的|了)?"
)
_BOSS = (
    r"(?:我|我们|咱|咱们|俺|俺们|这|那|他们)?(?:的|家|个)?(?:[店厂场里]里?的?)?"
    r"(?:老板娘?|单位|公司|领导|店长|厂长|经理|主管|东家|厂里?|店里?|厂子|工厂|老总)(?:的)?(?:问题|情况|事情?)?"
)
_ONLY_NAMES_BOSS = re.compile(
    rf"(?:(?:(?:您|你)好|{_WORKER}|{_BOSS}(?:里)?有(?:点|些)?(?:问题|情况|事)"
    rf"|(?:我)?(?:想|要|来)*(?:匿名|实名|内部)*(?:举报|检举|投诉|反映|告)(?:一?下)?(?:{_BOSS})?)[，,。；;！!\s]*)+"
)


def only_names_boss(text: str) -> bool:
    """Whom it is about, and not yet what they do."""
    called = "投诉" in text or "举报" in text
    return called and _ONLY_NAMES_BOSS.fullmatch(text) is not None


def as_called(heard: Heard) -> Heard:
    """The message as what it is called, and nobody else's business."""
    kind = Kind.complaint if "投诉" in heard.text else Kind.report
    said = {"kinds": (kind,), "confidence": 1.0, "agency": None, "referral": None}
    return replace(heard, understood=heard.understood.model_copy(update=said))
