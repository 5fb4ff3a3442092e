"""Who is not to be named, in whatever words: 举报那件我要匿名 · 别写我 · 不想让他们知道是我."""

import re

from bot.dialogue.subjects import speaks_of_self
from bot.dialogue.tone import is_question

_UNNAMED = re.compile(
    r"(?<![不别非没])(?<!不[用要必想])匿名(?!信|电话)"
    r"|(?:不|别|唔)(?:要|用|能|想|愿意?|许|可以|敢|好)?(?:再|给|把|对外|跟人|和人)*"
    r"(?:(?:写|留|露|提(?![交供])|带|填|登记?|署|泄露|透露|暴露|公开|显示|出现|告诉(?!我))[^，,。；;！!？?]{0,10}(?:我|名|身份|电话|号码)"
    r"|说(?:是|出)?我|说[^，,。；;！!？?]{0,4}名|让[^，,。；;！!？?]{1,6}(?:知道|晓得|发现|认出)[^，,。；;！!？?]{0,4}我)"
    r"|(?:对外|给我|替我|身份|信息|名字)[^，,。；;]{0,4}保密"
)
_PIECE = re.compile(
    r"(?:[^，,。；;！!？?\n\s](?!投诉|(?<!匿名)举报|检举))+(?:[^，,。；;！!？?\n\s])?"
)
_HALF = re.compile(r"举报|检举|(?P<named>投诉)")
_PART = re.compile(
    r"(?:[那这后]|第[二2]|另外?|下面)(?:面|边)?[一1]?(?:件|份|个|条|部分|一?半|边|项|头)"
)
_ALL = re.compile(r"(?:都|全部?|两[件个份边]|统统)[^，,。；;]{0,4}匿名")


def stays_unnamed(text: str) -> bool:
    """匿名, 别写我名字: of whatever it is said."""
    return _UNNAMED.search(text) is not None


def report_unnamed_in(text: str) -> bool:
    """投诉写我名字，举报那件匿名: of the report alone, of a complaint and a report in one."""
    if is_question(text) or _UNNAMED.search(text) is None or _ALL.search(text):
        return False
    of_report = False
    for piece in (one[0] for one in _PIECE.finditer(text)):
        half = _HALF.search(piece)
        if half is not None:
            of_report = half["named"] is None
        elif _PART.search(piece):
            of_report = True  # 卫生那件匿名: a complaint can't be
        elif speaks_of_self(piece):
            of_report = False
        if of_report and stays_unnamed(piece):
            return True
    return False
