"""A text to be linked: its letters, and where between them a name may begin and end."""

import re
import unicodedata
from dataclasses import dataclass

from nlp.link.letters import LEGAL_FORM

# Characters that sentences are full of and names as good as never hold, and signs that part
# clauses. Brackets, spaces and dots are none: names hold those.
_HARD = re.compile(
    "[我你您他她们的了吗呢吧啊嘛吃喝过说请把被没很就昨买是在从跟去这那]+|[^\\w\\s()·.&'-]+"
)
# Words that stand beside the name in what people tell an office; some names hold one, so these
# only say that a name may begin or end here.
_SOFT = re.compile(
    "今[天晚早]|前天|几天|上周|周[一二三四五六日末]|星期|中午|晚上|早上|下午|刚才|刚刚"
    "|投诉|举报|反映|反馈|查一下|管管|处理|请问|[你您]好|希望|要求|怎么|怎样|如何|为什么"
    "|卫生|严重|问题|发现|觉得|感觉|怀疑|听说|看[到见]|闻到|路过|门口|附近|楼下|对面|隔壁|旁边"
    "|一家|老板|店员|员工|服务员|后厨|厨房|外卖|里面|点[了单餐]|聚餐|吃饭|有没有|有人|一直|经常|居然|竟然"
    "|过期|变质|发霉|异味|臭味|蟑螂|苍蝇|老鼠|虫子|头发|肚子|中毒|呕吐|味道|态度|饭菜|食物|垃圾"
    "|[不都也又还卖里让给用要到来有脏臭]|上(?!海)"
)
_BRANCH = re.compile(r"\(([^()]{2,12}?)(?:分?店|门店)\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Letters and digits of a text, half-width and lower case.

    Attributes:
        letters: Without anything between.
        pieces: The same, parted at legal forms and where no name goes on; each with its begin.
        left: For each place between letters, how far back a name may have begun.
        right: For each place between letters, how far on a name may end.
        talk: For each letter, whether it belongs to a word that stands beside names.
        branch: What stands in brackets before 店, as platforms write their shops; or empty.
    """

    letters: str
    pieces: tuple[tuple[int, str], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    talk: tuple[bool, ...]
    branch: str


def read_sentence(text: str, longest: int) -> Sentence:
    """The first `longest` letters of a text, with their cuts."""
    normal = unicodedata.normalize("NFKC", text).lower()
    letters, places = _letters(normal, longest)
    hard = [match.span() for match in _HARD.finditer(normal)]
    parted = hard + [match.span() for match in LEGAL_FORM.finditer(normal)]
    branch = _BRANCH.search(normal)
    soft = [match.span() for match in _SOFT.finditer(normal)]
    cuts = [*hard, *soft, *([branch.span()] if branch else ())]
    begins = {0} | {places[end] for _, end in cuts}
    ends = {len(letters)} | {places[start] for start, _ in cuts}
    return Sentence(
        letters,
        _parted(letters, sorted((places[start], places[end]) for start, end in parted)),
        _distances(range(len(letters) + 1), begins),
        _distances(range(len(letters), -1, -1), ends)[::-1],
        _covered(len(letters), [(places[start], places[end]) for start, end in soft]),
        branch[1] if branch else "",
    )


def _letters(normal: str, longest: int) -> tuple[str, list[int]]:
    """The letters, and for each place of the text how many of them stand before it."""
    letters: list[str] = []
    places = [0]
    for character in normal:
        if character.isalnum() and len(letters) < longest:
            letters.append(character)
        places.append(len(letters))
    return "".join(letters), places


def _parted(letters: str, cuts: list[tuple[int, int]]) -> tuple[tuple[int, str], ...]:
    begin, parts = 0, []
    for start, end in [*cuts, (len(letters), len(letters))]:
        if begin < start:
            parts.append((begin, letters[begin:start]))
        begin = end
    return tuple(parts)


def _covered(size: int, spans: list[tuple[int, int]]) -> tuple[bool, ...]:
    inside = [False] * size
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    return tuple(inside)


def _distances(places: range, cuts: set[int]) -> tuple[int, ...]:
    distances, since = [], 0
    for place in places:
        since = 0 if place in cuts else since + 1
        distances.append(since)
    return tuple(distances)
