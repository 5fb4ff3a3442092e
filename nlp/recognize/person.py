"""The writer's name, for the form of a complaint; never a shop's or an officer's."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_INTRODUCTION = (
    "[我俺]叫做?|我的名字是?|名字叫?|姓名[是为:： ]*|本人叫?|[我俺]是|联系人[是为:： ]*|"
    "投诉人[是为:： ]*|举报人[是为:： ]*|叫我|称呼我?|我系|我名叫"
)
_TITLE = "先生|女士|小姐|太太|阿姨|大姐|师傅|老师|叔叔|生(?=，|$)"
_SHORT = 60
_NOT_AT_END = re.compile(
    "(?:先生|女士|小姐|阿姨|师傅|老师|老板|经理|路|街|区|市|店|村|镇|记|家|站|城|园)$"
)


class PersonRecogniser:
    """Finds names after 我叫, 姓名, before 先生, or standing alone as an answer."""

    def __init__(self, surnames: Sequence[str], not_names: Sequence[str]) -> None:
        longest = sorted(surnames, key=len, reverse=True)
        surname = "(?:" + "|".join(map(re.escape, longest)) + ")"
        name = rf"({surname}[\u4e00-\u9fa5]{{1,2}})"
        stop = r"(?=$|[^\u4e00-\u9fa5]|是|的|电话|手机|联系|住|来|在|，)"
        self._not_names = frozenset(not_names)
        self._introduced = re.compile(rf"(?:{_INTRODUCTION})[:： ,，]*{name}{stop}")
        self._alone = re.compile(rf"(?:^|[，,。；; 、\n：:]){name}(?=$|[，,。；; 、\n]|1[3-9]\d)")
        self._titled = re.compile(
            rf"(?<![\u4e00-\u9fa5])({surname}[\u4e00-\u9fa5]{{0,2}}?)(?:{_TITLE})"
        )
        self._surnamed = re.compile(rf"(?:我姓|免贵姓?|敝姓)({surname})")

    def find(self, reading: Reading) -> list[Finding]:
        """Names: introduced 0.95, alone in a short answer 0.7, with a title 0.6."""
        found: list[Finding] = []
        for pattern, rule, score in (
            (self._introduced, "person.introduced", 0.95),
            (self._alone, "person.alone", 0.7),
            (self._titled, "person.titled", 0.6),
            (self._surnamed, "person.surname", 0.55),
        ):
            if pattern is self._alone and not _is_short_answer(reading):
                continue
            found.extend(
                reading.finding(FindingKind.person, one.span(1), one[1], rule, score)
                for one in pattern.finditer(reading.text)
                if self._is_name(one[1])
            )
        return found

    def _is_name(self, word: str) -> bool:
        return not ({word, word[:2]} & self._not_names or _NOT_AT_END.search(word))


def _is_short_answer(reading: Reading) -> bool:
    return len(reading.text) <= _SHORT and not reading.says("hazard")
