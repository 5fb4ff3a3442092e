"""Words of the trade typed by their sound: 提脚 is 提交, 退前 is 退钱, 道个谦 is 道个歉.

Only words that a complaint turns on are put right, each by one of the same length, so that every
position in a text stays the same; what was written is kept as it was written.
"""

import re

_MEANT = (
    ("提交", r"[提题替][教较脚焦胶缴]|[题替]交"),
    ("退钱", r"退[前欠潜](?![台天途辈面夕后])|推[钱前](?![台天途辈面夕后])"),
    ("退款", r"退宽|推款"),
    ("赔偿", r"[陪培][偿尝常赏]|赔[尝常赏]"),
    ("赔钱", r"[陪培]钱"),
    ("道歉", r"道[谦欠嵌]"),
    ("道个歉", r"道个[谦欠嵌]"),
    ("匿名", r"[逆腻昵泥]名|匿明"),
    ("投诉", r"投[速素述塑宿拆]|头诉"),
    ("举报", r"举[抱暴爆]"),
    ("昨晚", r"昨[万碗]"),
    ("苍蝇", r"[仓苍]绳|仓蝇"),
    ("电话", r"[点店殿垫]话(?=[是:：\s]*1\d)"),
    ("我叫", r"我[较教](?=\s*[\u4e00-\u9fff]{2,3}(?:[\s，,。]|[电点]话|1\d|$))"),
    ("撤回", r"[彻澈]回"),
    ("照片", r"照[偏骗]"),
)
_WORDS = tuple(word for word, _ in _MEANT)
_ANY = re.compile("|".join(f"({sounds})" for _, sounds in _MEANT))


def put_right(text: str) -> str:
    """A text with its misspelt words as they are meant."""
    return _ANY.sub(lambda found: _WORDS[(found.lastindex or 1) - 1], text)
