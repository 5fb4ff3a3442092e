"""Who ate together and what it cost, or that no doctor was seen: words of nobody's illness.

昨天四个人吃了312块 is told beside a fly or a false bill, and never says how many fell ill.
"""

import re

from nlp.befallen import nobody_was_treated, only_befallen
from nlp.reading import Reading
from nlp.recognize.illwords import COUNT, FELL
from nlp.recognize.numbers import NUMBER

_SUM = (
    rf"(?:[¥$]\s?\d+|{NUMBER}(?:多|来|余|几)?\s?(?:元|块|圆|蚊|大洋)"
    r"|(?:花|付|收|费|账|单|共|均|要|吃|每[人位])了?(?:我们|大概|大约|差不多|是)*\d{2,5}(?![\d年月日号点个份位人斤]))"
)
_ATE = r"(?:吃|喝|点|花|费|去|来|聚|餐|账|单|分|买|订|坐|消费|人均)"
_PAID = re.compile(rf"[^。!?]{{0,8}}?{_ATE}[^。!?]{{0,16}}?{_SUM}|[^。!?]{{0,6}}{_SUM}")
_PAID_BEFORE = re.compile(rf"{_SUM}[^。!?]{{0,12}}$")
_EATS = re.compile(rf"[^,，。!?]{{0,5}}?{_ATE}")

_UNBEARABLE = re.compile(
    r"[臭馊酸腥冲膻咸辣脏闻][得的](?:[遭着捱顶]不[住倒到]|不得了|要命|很|慌|板)"
)
"""臭得遭不住 tells of the food; a wish for a doctor would be told in other words."""


_PORTION = re.compile(
    r"(?:的|以上的?)?(?:[大小中标]|团购|组合)?(?:套餐|套票|餐|份(?!儿|人)|锅底?|量(?!体)|席|菜(?!吃)|桌|台|包间|包厢|茶位|餐位|位费|价|团购|券|最低消费)"
)
"""6个人的套餐, 12人的餐位费: for how many a portion is, or what is charged."""


def of_a_portion(text: str, end: int) -> bool:
    """Whether a number of people, which ends here, measures a portion and counts nobody."""
    return _PORTION.match(text, end) is not None


def tells_of_no_patient(reading: Reading) -> bool:
    """Whether people shared a bill, saw no doctor or were disgusted, and nothing befell them.

    Args:
        reading: The message.
    """
    if _names_an_illness(reading):
        return False
    text = reading.text
    if _UNBEARABLE.search(text):
        return True
    return nobody_was_treated(text) or any(
        _share_a_bill(text, one) or of_a_portion(text, one.end()) for one in COUNT.finditer(text)
    )


def _names_an_illness(reading: Reading) -> bool:
    named = any(hit.code != "injury" for hit in reading.of("symptom"))
    return named or FELL.search(only_befallen(reading.text)) is not None


def _share_a_bill(text: str, people: re.Match[str]) -> bool:
    if _PAID.match(text, people.end()):
        return True
    before = _PAID_BEFORE.search(text[max(0, people.start() - 30) : people.start()])
    return before is not None and _EATS.match(text, people.end()) is not None
