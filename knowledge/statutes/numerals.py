"""Article numbers as the law writes them: 23(1)(五) is 第二十三条第一款第五项."""

import re

_DIGITS = "零一二三四五六七八九"
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})+(?:\(\d{1,2}\))?$")
_ARTICLE = re.compile(r"^(\d{1,3})(?:\((\d{1,2})\))?(?:\(([一二三四五六七八九十]{1,3})\))?$")
_TENS, _HUNDREDS = 10, 100


def chinese_number(value: int) -> str:
    """1 to 999 in Chinese numerals; 115 is 一百一十五."""
    hundreds, rest = divmod(value, _HUNDREDS)
    tens, ones = divmod(rest, _TENS)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        # Only a number that begins with its tens drops the one: 十五, but 一百一十五.
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def article_words(article: str) -> str:
    """The written form of `15`, `15(1)`, `16(一)` or `23(1)(五)`; of a plan's `4.2.2(1)`.

    Raises:
        ValueError: It has another form.
    """
    if _SECTION.match(article):
        return article.replace("(", "（").replace(")", "）")
    if (found := _ARTICLE.match(article)) is None:
        raise ValueError(f"{article!r} is no article number such as 23(1)(五)")
    number, paragraph, item = found.groups()
    words = f"第{chinese_number(int(number))}条"
    if paragraph:
        words += f"第{chinese_number(int(paragraph))}款"
    return words + (f"第{item}项" if item else "")
