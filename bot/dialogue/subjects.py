"""Of which of several matters a clause speaks: by the name, the goods, or what was told of it."""

import re
from collections.abc import Sequence
from itertools import groupby

from api.contract.codes import Kind
from bot.dialogue.conversation import Draft

CLAUSE = re.compile(r"[^，,。；;！!？?\n\s…]+[，,。；;！!？?\n\s…]*")
_LEAD = re.compile(
    r"^(?:但是?|然后|还有|不过|就是|就|那么?|另外|对了|至于|关于|再说|而且|先说|其中|哦|嗯|啊|说|要|我要|我说|我|你们|顺便)+"
)
_ALL = re.compile(
    r"^各(?:自)?(?:退|赔|是)|(?:两|俩|2|三|3|几)(?:家|件|边|处|间|份|样|回事|桩)|(?:两|俩|2|三|3)个(?:店|档|摊|地方|商家|都|事|案|全)"
    r"|^(?:这些|那些|它们|他们)?(?:全部|全)?都(?:是|在|不[是在]|要|想|算|匿名|退|赔|不要|没去|买|去|记|写|提交)(?!因|怪|人)"
)
_SAME = re.compile("这个|这家|他家|它家|那家|他们家|该店|这店|他那|她家")
"""Who was spoken of last."""
_NTH = {
    0: re.compile(r"第[一1](?:家|个|件|间)|头一?[家个件]|前面?(?:那|一)[家个件]|先说的?那"),
    1: re.compile(r"第[二2](?:家|个|件|间)|后面?(?:那|一)[家个件]|后说的?那"),
    2: re.compile(r"第[三3](?:家|个|件|间)"),
}
_BY_KIND = {
    Kind.complaint: re.compile(r"^投诉(?:的)?(?:那|这)"),
    Kind.report: re.compile(r"^(?:要)?举报(?:的)?(?:那|这)"),
}
_TOPIC = re.compile(r"^(.{2,6}?)(?=那|这|的|在|是|叫|要|我|店|档|家|有|也|就|里|\d|，|$)")
_A_KIND_OF_SHOP = re.compile(
    r"^([\u4e00-\u9fff]{1,2})(?:店|档|摊|铺|馆|行|家|那个|那家|这个|这家)"
)
_WHO = re.compile(
    r"我叫|我姓|本人|我是(?!要?(?:举报|投诉)|要|想)|姓名|名字|电话|手机|地址|(?:家)?住(?!院)|1\d{10}"
)
_ALL_AT = re.compile(r"[^，,。；;]{0,6}(?:地址|位置|店)[^，,。；;]{0,2}都")
"""店的地址都在…: of the shops, and not of who is writing."""
_PLACED = re.compile(
    r"^[^，,。；;]{2,9}?(?:那个|那家|那边|那里|的店)?(?<!不)(?:就|都)?(?:是)?(?=在[^，,。；;]{2,})"
)
_AT = re.compile(
    r"^(?:店的?|商家的?)?(?:地址|位置)?[:：]?(?P<who>[^，,。；;我住]{2,12}?)"
    r"(?:(?:就|都)?(?:是|位于)?在|(?:的|那家的?|那个的?)(?:地址|位置)(?:就?是|在|[:：]))(?=[^，,。；;]{2,})"
)
"""奶茶在后海大道2388号: where what is spoken of lies, and nobody's home."""
_BY_ORDER = re.compile(r"第[一二两三1-3][家个件]|[左右]边|前面?那|后面?那|头一[家个]")
_NTH_IN = re.compile(
    r"(?<=[，,。；;\s])(?:第[一二三1-3][家个件]|[两俩2三][家个件]?都)(?:店)?(?=在|是|叫)"
)
_ALL_PLACED = re.compile(r"^[^，,。；;]{0,4}都(?:是)?(?:在|是)(?=[^，,。；;]{2,})")
_PUTS_RIGHT = re.compile(
    r"(?:不好意思|对了|等等|等一?下|啊|哦|噢|我|刚才|前面|上面)*"
    r"(?:更正|纠正|改|搞错|写错|说错|记错|打错|弄错|不对|错)(?:一?下|一点|了|啊)*[，,。；;！!\s]*"
)
_DENIED = re.compile(
    r"不(?:是|在|属于|归)(?P<was>[^，,。；;！!\s的那]{2,10}?)(?=区|那|的|[，,。；;！!\s]|$)"
)
_HEAD = 10
_WHOLE = 3
"""So much of a name is it wherever it stands."""
_LEAST = 2

Owners = frozenset[int]
"""The positions of matters in the order in which they were told."""


def whose(drafts: Sequence[Draft], text: str, last: int) -> list[tuple[str, Owners | None]]:
    """The message in groups of clauses, each with the matters that it speaks of.

    Args:
        drafts: The matters in the order in which they were told.
        text: A message.
        last: The matter that was spoken of last.

    Returns:
        The groups; None where nothing shows of which a group speaks.
    """
    grouped = groupby(owners_by_clause(drafts, text, last), key=lambda one: one[1])
    return [("".join(clause for clause, _ in group), owners) for owners, group in grouped]


def owners_by_clause(
    drafts: Sequence[Draft], text: str, last: int
) -> list[tuple[str, Owners | None]]:
    """Each clause with the matters that it speaks of: those before it, if it names none."""
    told: list[tuple[str, Owners | None]] = []
    lead = ""
    now: Owners | None = None
    for found in CLAUSE.finditer(text):
        own = speaks_of_self(found[0]) and not any(says_where(one, found[0]) for one in drafts)
        of = None if own else _of_clause(drafts, found[0], last)
        now = None if own else of or now or _that_had(drafts, found[0])
        puts_right = _PUTS_RIGHT.fullmatch(found[0]) or _DENIED.search(found[0])
        if not told and now is None and puts_right:
            lead += found[0]  # 更正一下，第二家在天心区
            continue
        told.append((lead + found[0], now))
        lead = ""
    return [*told, (lead, None)] if lead else told


def speaks_of_self(text: str) -> bool:
    """我叫…, 住…, a number: who is writing, whatever was spoken of before."""
    return _WHO.search(text) is not None and _ALL_AT.match(text) is None


def says_where(draft: Draft | None, text: str) -> bool:
    """采芝坊在观前街, 奶茶在后海大道2388号: where it is, by its name or by what it sold."""
    if draft is None:
        return False
    known = (draft.facts.merchant or "", draft.facts.food or "")
    found = (_AT.match(_LEAD.sub("", one[0])) for one in CLAUSE.finditer(text))
    return any(
        _BY_ORDER.match(at["who"]) or any(_common(name, at["who"]) for name in known)
        for at in found
        if at
    )


def without_subject(text: str) -> str:
    """在中山路 of 干货行在中山路: what is said of it, when it is known of which."""
    bare = _PLACED.sub("", _ALL_PLACED.sub("在", text, count=1), count=1)
    return _NTH_IN.sub("", bare)


def _of_clause(drafts: Sequence[Draft], clause: str, last: int) -> Owners | None:
    bare = _LEAD.sub("", clause) or clause
    named = _best(drafts, [_named(one, clause, bare) for one in drafts])
    if named is not None:
        return frozenset({named})
    if _ALL.search(bare) or _ALL_AT.match(clause):
        return frozenset(range(len(drafts)))
    for position, nth in _NTH.items():
        if position < len(drafts) and nth.search(bare):
            return frozenset({position})
    for kind, called in _BY_KIND.items():
        of_kind = frozenset(n for n, one in enumerate(drafts) if one.kinds == (kind,))
        if called.search(bare) and of_kind:
            return of_kind
    for by in (_goods, _topic, _kind_of_shop):
        found = _best(drafts, [by(one, bare) for one in drafts])
        if found is not None:
            return frozenset({found})
    return frozenset({last}) if _SAME.match(bare) else None


def _that_had(drafts: Sequence[Draft], clause: str) -> Owners | None:
    """不是开福区, of which one alone was told that it lies there."""
    denied = _DENIED.search(clause)
    if denied is None:
        return None
    values = [
        (one.facts.district, one.facts.place, one.facts.food, one.facts.when) for one in drafts
    ]
    had = [n for n, own in enumerate(values) if any(one and denied["was"] in one for one in own)]
    return frozenset(had) if len(had) == 1 else None


def _best(drafts: Sequence[Draft], scores: list[int]) -> int | None:
    """The one of which more is named than of any other."""
    most = max(scores)
    return scores.index(most) if most and scores.count(most) == 1 and len(drafts) > 1 else None


def _named(draft: Draft, clause: str, bare: str) -> int:
    name = draft.facts.merchant
    if not name:
        return 0
    anywhere = _common(name, clause)
    return anywhere if anywhere >= _WHOLE else _common(name, bare[:_HEAD])


def _goods(draft: Draft, bare: str) -> int:
    food = draft.facts.food
    if not food:
        return 0
    short = re.match(f"{re.escape(food[-1])}(?=[的也要那这就都得是]|全)", bare)  # 米也要退
    return _common(food, bare[:_HEAD]) or int(short is not None)


def _topic(draft: Draft, bare: str) -> int:
    """海鲜档在最里面, after 另一个海鲜档叫…: its first word was said of one of them alone."""
    found = _TOPIC.match(bare)
    if found is None or not any(found[1] in one.text for one in draft.said):
        return 0
    begins = any(one.text.startswith(found[1]) for one in draft.said)
    return len(found[1]) + int(begins)


def _kind_of_shop(draft: Draft, bare: str) -> int:
    """肉档 for 老吴记鲜肉."""
    found = _A_KIND_OF_SHOP.match(bare)
    known = f"{draft.facts.merchant or ''} {draft.facts.food or ''}"
    return 1 if found and any(one in known for one in found[1]) else 0


def _common(name: str, text: str) -> int:
    """The length of the longest part of a name that stands in a text, from two characters on."""
    for length in range(min(len(name), len(text)), _LEAST - 1, -1):
        if any(name[at : at + length] in text for at in range(len(name) - length + 1)):
            return length
    return 0
