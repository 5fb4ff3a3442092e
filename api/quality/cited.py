"""Whether the laws and articles that a text names exist and hold for the matter."""

import re
from collections.abc import Iterator
from datetime import date

from api.contract.desk import Objection
from api.quality.laws import Named, NamedArticle, named
from api.quality.matter import Matter
from api.quality.objecting import objection
from knowledge.statutes import Instrument
from knowledge.statutes.numerals import article_words, chinese_number

_TITLE = re.compile(r"《([^《》\n]{2,40}(?:法|条例|办法|规定|规范|细则|预案|通则|标准))》")


def cited(text: str, matter: Matter) -> Iterator[Objection]:
    """Q21 no such article, Q22 not in force, Q23 not recorded here."""
    known = named(text)
    for one in known:
        span = (one.start, one.end)
        if why := _not_in_force(one.instrument, matter):
            yield objection("Q22", why, span)
        else:
            yield from _articles(one)
    for found in _TITLE.finditer(text):
        if not any(one.start < found.end() and found.start() < one.end for one in known):
            yield objection("Q23", found[0], found.span())


def _not_in_force(instrument: Instrument, matter: Matter) -> str:
    """Why it did not hold, neither when the matter was received nor today; a date may be unknown.

    What holds today may be named for an older matter, and what held on the day of receipt too:
    the grounds of a decision go by its own day, the limits by that of receipt.
    """
    if instrument.in_force_from is None:
        return ""
    if any(instrument.in_force(day) for day in (matter.received_on, matter.today)):
        return ""
    name = f"《{instrument.short}》{f'（{instrument.number}）' if instrument.number else ''}"
    if instrument.in_force_to is not None and instrument.in_force_to < matter.received_on:
        return (
            f"{name}已在{_day(instrument.in_force_to)}后失效，"
            f"这件事是{_day(matter.received_on)}收到的"
        )
    return f"{name}到{_day(instrument.in_force_from)}才施行"


def _articles(one: Named) -> Iterator[Objection]:
    law = f"《{one.instrument.short}》"
    for article in one.articles:
        span = (article.start, article.end)
        last = one.instrument.last_article
        if last is not None and article.number > last:
            what = f"{law}一共{chinese_number(last)}条，没有第{chinese_number(article.number)}条"
            yield objection("Q21", what, span)
        elif not _recorded(one.instrument, article):
            yield objection("Q23", f"{law}{_written(article)}", span)


def _recorded(instrument: Instrument, article: NamedArticle) -> bool:
    """The article itself, or the whole of which nothing closer is recorded."""
    codes = {entry.article for entry in instrument.articles}
    number, code = str(article.number), article.code
    if code in codes or any(one.startswith(f"{code}(") for one in codes):
        return True
    closer = any(one.startswith(f"{number}(") for one in codes)
    if article.paragraph is None and article.item is not None:  # 第二十三条第五项
        item = f"({chinese_number(article.item)})"
        return any(one.startswith(f"{number}(") and one.endswith(item) for one in codes) or (
            number in codes and not closer
        )
    return number in codes and not closer


def _written(article: NamedArticle) -> str:
    try:
        return article_words(article.code)
    except ValueError:
        return f"第{article.number}条"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
