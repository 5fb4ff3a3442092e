"""Which stretches of a long message are not what it is about, because the writer says so.

上个月的鸡蛋很好。楼下老李买的鱼不新鲜，那个我不管他。我要说的是奶粉…: eggs and fish are told on
the way to the milk powder. Whoever dismisses a story, or tells of what was fine or is long ago,
names there no trader, day or illness of the matter.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.understanding import FindingKind, Understanding

Span = tuple[int, int]
Read = Callable[[str], Understanding]

_LEAST, _FEW = 40, 12
"""A shorter message holds no second story; so few signs may follow what leaves one aside."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_POINT = (
    r"(?:我|今天|今日|这次|今次|主要|真正|现在)*(?:要|想)(?:说|讲|反映|投诉|举报|同你讲|跟你说)嘅?(?:的)?(?:其实)?(?:就)?(?:是|系|係)"
    r"|(?:我的|讲|说)?重[点點]嘅?(?:是|系|係|来了)|(?:事情)?(?:是|系|係)(?:这样|咁)(?:子)?(?:的|嘅)?(?=[，,：:\s])"
    r"|话[说說]回来|言归正传|(?:说|讲|回)[到回]?正(?:事|题|经)|(?:这|今)[次回](?:是|系|要|我要|真)"
)
POINT = re.compile(
    rf"(?:^|(?<=[，,。；;！!？?：:…\s了啦先]))(?:但是?|不过|就是|那|好了|[，,\s])*(?:{_POINT})"
)
"""Where the writer comes to the matter."""
_STOP = re.compile(r"[。；;！!？?…\n]+")
_CLAUSE = re.compile(r"[，,：:\s]+")
_SIGNS = re.compile(rf"(?:{_STOP.pattern}|{_CLAUSE.pattern})+")
_LEFT = (
    r"(?:不管|不去管|(?:过去|以前|从前|[前去]年|老早|好久以前)的事|陈年旧事|不理|不提|不说|不讲|不谈|不算|不计较|不追究|算了|就算|过去了|认了|没关系|无所谓"
    r"|不(?:投诉|举报)|不是(?:我)?(?:今天)?要?(?:说|讲|投诉|举报)|唔(?:理|讲|提|计|追究|投诉)|冇所谓|冇关系|冇關係)"
)
_THAT = r"(?:那|这|嗰|呢)(?:个|些|件事?|桩|家|次|回|天|都?是|边|单)|人家|他们|佢哋?"
_POINTED = re.compile(
    rf"(?:不过|但是?|反正|[^，,。；;！!？?：:\s]{{0,4}})?(?:{_THAT})[^，,。；;！!？?\s]{{0,9}}{_LEFT}"
    r"|(?:应该|肯定|可能)?(?:跟|和|同|与)(?:吃的?|这个?|你们|我|这事|这件事|这家店?)[^，,。；;！!？?\s]{0,3}(?:没有?关系|无关|不相干)"
    r"|(?:不|唔)(?:关|係)我(?:的|嘅)?事"
)
"""那个我不管他, 那是前年的事了不提了: what was just told is left aside."""
_ANNOUNCED = re.compile(
    r"(?:另外?|还|再|有|对了|顺[便带]|我|们|也|要|想|来|说|讲|反映|举报|投诉|一?下|[一两二三]|第|[家个件桩]|事情?|店|问题|的|别的|其他|[^\w])+"
    r"(?:(?:跟|和|同|与)[^，,。；;！!？?\s]{1,8})?(?:没有?(?:啥|什么)?关系|无关|不相干|不搭界)(?:的|啊|哈|了)?[^\w]*"
)
"""再举报另一家，跟这个没关系: said of what comes next, and nothing was told before it."""
_CLOSES = re.compile(
    r"(?:先|就|都|也)?(?:不管|不提|不说|不讲|唔讲|唔提)(?:它|他|她|这些|那些|这个|这)?(?:了|啦|喇|先)$|扯远了|说远了|讲远了|跑题了"
)
_FINE = re.compile(
    r"(?<!不)(?<!说)(?:很好|挺好|蛮好|好好的|还可以|还行|不错|没有?(?:什么|啥)?问题|冇问题|冇問題|没(?:什么|啥)?事|冇事|(?:很|挺|蛮)新鲜)"
    r"(?:的|呀|啊|嘅|了)?$"
)
"""At the end of a clause: 吃的泡馍还可以."""
_SAID_SO = re.compile(r"[说讲称话答骗以]|保证|当时|看[着起上]|外面|表面|包装|样子|本来|原来")
"""老板说没问题, 外面看好好的: fine in somebody's words, or on the outside."""
_LONG_AGO = re.compile(
    r"以前|从前|年轻(?:的)?(?:时|那)|当年|前年|去年|早些年|早年|小时候|细个|旧年|有一[回次年]"
    r"|(?:几|多|十|[两二三四五六七八九\d]+)年(?:之|以)?前|那(?:时候|阵子|会儿|几年)"
)
_HOME = re.compile(r"(?:我|本人|俺)们?(?:家|一家)?(?:现在|目前|一直|就)*(?:住|家在)|家住")
_NOT_NOW = re.compile(
    rf"{_LONG_AGO.pattern}|上个月|过去的事|没有?关系|无关|不相干|不关|唔关|冇关系"
)
"""Of an illness that is long over, or has nothing to do with the matter."""
_OF_THE_SHOP = frozenset({FindingKind.merchant, FindingKind.place})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two stops."""

    span: Span
    text: str
    dismissed: bool
    aside: bool
    """What was fine, or is long ago."""

    @property
    def maybe(self) -> bool:
        return self.dismissed or self.aside


def background_in(text: str, read: Read) -> tuple[Span, ...]:
    """The stretches of a text that its writer tells in passing; most messages have none.

    Args:
        text: The message as typed.
        read: Understands a text; asked only of a long message that dismisses something.
    """
    if len(text) < _LEAST:
        return ()
    pieces = _pieces(text)
    left = [one for one in pieces if one.maybe]
    if not left:
        return ()
    heard = {one: read(one.text) for one in left}
    rest = read(without(text, [one.span for one in left]))
    tells = _is_wrong(rest)
    named = rest.merchant is not None or rest.place is not None
    gone: list[Span] = []
    for one in left:
        wrong, meant = _is_wrong(heard[one]), heard[one]
        of_the_matter = tells and not named and _names_shop(meant)
        free = tells or not (meant.demand or rest.demand)
        if meant.emergency and _NOT_NOW.search(one.text) is None:
            goes = False  # who dismisses that people lie in hospital is not taken at their word
        elif one.dismissed:
            goes = free and not of_the_matter
        else:
            goes = not wrong and not of_the_matter and (tells or _any_dismissed(left, heard))
        if goes:
            gone.append(one.span)
    return tuple(gone)


def without(text: str, spans: Sequence[Span]) -> str:
    """The text with stretches blotted out; every position in it stays the same."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _any_dismissed(left: Sequence[_Piece], heard: dict[_Piece, Understanding]) -> bool:
    """Whether nothing but background was told so far: whatever was wrong is dismissed."""
    return all(one.dismissed for one in left if _is_wrong(heard[one])) and any(
        one.dismissed for one in left
    )


def _is_wrong(meant: Understanding) -> bool:
    named = any(reason.rule.startswith("hazard.") for reason in meant.why)
    return bool(meant.hazards and named) or meant.emergency or bool(meant.people_ill)


def _names_shop(meant: Understanding) -> bool:
    return any(one.kind in _OF_THE_SHOP for one in meant.findings)


def _pieces(text: str) -> list[_Piece]:
    """Cut at full stops, where the point is come to, and after a story that is left aside."""
    cuts = {0, len(text)}
    cuts |= {found.end() for found in _STOP.finditer(text)}
    cuts |= {found.start() for found in POINT.finditer(text)}
    run_on = _STOP.search(text) is None
    for start, end in _clauses(text):
        fine = run_on and _is_fine(text[start:end])
        if _HOME.match(text, start, end):
            signs = _SIGNS.match(text, end)
            cuts |= {
                start,
                signs.end() if signs else end,
            }  # where somebody lives is no part of what happened long ago
        if fine or _POINTED.match(text, start, end) or _CLOSES.search(text, start, end):
            signs = _SIGNS.match(text, end)
            cuts.add(signs.end() if signs else end)
    return [
        _piece(text, start, end)
        for start, end in pairwise(sorted(cuts))
        if _WORDS.search(text, start, end)
    ]


def _is_fine(clause: str) -> bool:
    return _FINE.search(clause) is not None and _SAID_SO.search(clause) is None


def _clauses(text: str) -> list[Span]:
    ends = [found.span() for found in _SIGNS.finditer(text)]
    edges = [(0, 0), *ends, (len(text), len(text))]
    return [(one[1], other[0]) for one, other in pairwise(edges) if one[1] < other[0]]


def _is_left(clause: str) -> bool:
    """那个我不管他, and no more than a few words after it."""
    found = _POINTED.match(clause)
    return found is not None and len(clause) - found.end() <= _FEW


def _piece(text: str, start: int, end: int) -> _Piece:
    told = text[start:end]
    clauses = [one for one in _CLAUSE.split(_STOP.sub("", told)) if one]
    opens = start > 0 and POINT.match(told.lstrip(" ，,")) is not None
    last = clauses[-1] if clauses else ""
    opens = opens or _ANNOUNCED.fullmatch(told) is not None
    dismissed = not opens and (_is_left(last) or _CLOSES.search(last) is not None)
    fine = any(map(_is_fine, clauses))
    aside = not opens and (fine or _LONG_AGO.search(told) is not None)
    return _Piece((start, end), told, dismissed, aside)
