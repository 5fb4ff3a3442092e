"""News of an emergency that is filed already: it never waits for a button."""

import re
from datetime import timedelta

from api.contract.codes import Kind
from api.contract.models import Facts, Reporter
from bot.dialogue import looking_up
from bot.dialogue.absorbing import keep_words
from bot.dialogue.also_ill import also_ill
from bot.dialogue.asking import proceed
from bot.dialogue.asks_doctor import told_part
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.harm import level_in
from bot.dialogue.identity import answered
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.patching import count_in
from bot.dialogue.tone import is_question
from bot.dialogue.traces import Carried, Urgent
from bot.dialogue.turn import Heard, Turn

_SAME, _ALSO = timedelta(days=2), timedelta(days=7)
"""For so long what is told of the ill is news of it; who fell ill too may do so days later."""
_COUNT = r"(?P<count>\d{1,4}|[一二两俩三四五六七八九十]{1,2})"
_MORE = re.compile(
    r"(?:还有|又|多了|新增|增加|另外|再)[^，,。；;]{0,6}?"
    + _COUNT
    + r"\s*(?:个|名|位|例)?\s*(?:人|孩子|娃|学生|小孩|小朋友|老人|同事|同学|家人|病人|员工|患者|"
    + r"(?=住|进|送|在|去|也|被|开始|吐|拉))"
)
_BARE = re.compile(
    r"(?:现在|刚才|刚刚)?(?:还有|又有|又多了?|多了|新增|增加了?)"
    + _COUNT
    + r"(?:个|名|位|例)人?[了。！!]*"
)
"""又多了5个人, of an emergency that is told already."""
_IN_ALL = re.compile(
    r"(?:一共|总共|共有|总计|已经有|现在有)[^，,。；;]{0,4}?"
    + _COUNT
    + r"\s*(?:个|名|位|例)?人?(?!人|个|位|名|一起|都?吃|去|聚|用餐)(?<=[个名位例人])"
)
_ILL = re.compile(
    r"医院|抢救|送医|急救|住院|ICU|吐|拉|肚|泻|晕|昏|发烧|不舒服|中毒|症状|死|去世|抽|难受|不行|[都也]这样|[都也]一样"
)
_ONE_MORE = re.compile(
    r"(?:又|还|后来|现在|刚才?|连)[^，,。；;！!？?\d]{0,6}?"
    r"(?:我?(?:爸|妈|爷爷|奶奶|外公|外婆|老公|老婆|儿子|女儿|弟弟?|妹妹?|哥哥?|姐姐?|同事|朋友|室友|家人|邻居)|孩子|有人)"
    r"[^，,。；;！!？?\d]{0,3}(?:也|又)"
)
"""后来又有我爸也吐了: one person more, who is not counted in so many words."""
_STILL = re.compile(
    r"(?:现在|目前|至今|仍)(?:仍|还)?(?:有)?[^，,。；;]{0,2}"
    + _COUNT
    + r"(?:个|名|位)?人?(?:还|仍)?(?:在)?"
    r"(?:住院|医院|没好|没出院|观察|ICU)"
)
"""现在还有3个住院 tells of those who were counted before."""
_IS_THE_SUM = re.compile(r"(?:拉肚子|吐|不舒服|生病|中招|住院)的(?:一共|总共)?是")
"""还有 拉肚子的是三个人 says how many in all."""
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "俩": 2}
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_DENIED = ("不是", "没有")
_SHORT = 40
"""Somebody who only says who they are needs no more characters."""


def news(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn that passes news on to the emergency of this chat, or None if it is none."""
    known = conversation.urgent
    if known is None or heard.message.button is not None:
        return None
    if heard.message.at - known.at >= (_ALSO if also_ill(heard.text) else _SAME):
        return None
    ill = known.ill or 0
    told = conversation.draft or conversation.urgent_told or Draft()
    more = _more_ill(known, told_part(heard.text)) or max(_in_all(told, heard) - ill, 0)
    if heard.understood.merchant or (more and heard.understood.district):
        more = 0
    draft = conversation.draft
    grave = illness_in(heard, known=True) is Illness.grave
    if draft is not None and draft.linked_to == known.number:
        return _with_draft(conversation, draft, heard, more) if more or grave else None
    if more or grave:
        facts = Facts(people_ill=ill + more) if more else None
        return _add(conversation, known, heard, facts)
    alone = draft is None and conversation.filed is None
    own = _who(heard) if alone and conversation.cases[-1:] == (known.number,) else None
    return _add(conversation, known, heard, None, own) if own is not None else None


def _in_all(told: Draft, heard: Heard) -> int:
    """How many are ill in all, as the message says or is understood: 不是1个人，是二十多个人."""
    if is_question(heard.text):
        return 0
    clauses = (one for one in _CLAUSE.split(heard.text) if not one.startswith(_DENIED))
    stated = max((count_in(told, clause) or 0 for clause in clauses), default=0)
    return max(ill_in_all(heard.text), heard.understood.people_ill or 0, stated)


def _more_ill(known: Urgent, text: str) -> int:
    """How many more are ill than were known of; nobody is counted twice by the same name."""
    new = {who: heads for who, heads in also_ill(text).items() if who not in known.also}
    return max(more_ill(text), sum(new.values()))


def more_ill(text: str) -> int:
    """又多了5个人在抢救 → 5, 我爸也吐了 → 1; 0 if no more people are said to be ill."""
    if _STILL.search(text) or _IS_THE_SUM.search(text):
        return 0
    one = _ONE_MORE.search(text) and _ILL.search(text) and not is_question(text)
    bare = _BARE.fullmatch(text)
    if bare is not None:
        return _number(bare["count"])
    return _count(_MORE, text) or (1 if one else 0)


def ill_in_all(text: str) -> int:
    """一共8个人不舒服 → 8; 0 if no sum is said."""
    return _count(_IN_ALL, text)


def _count(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text) if _ILL.search(text) and not is_question(text) else None
    if found is None:
        return 0
    return _number(found["count"])


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _in_words(said)


def _in_words(said: str) -> int:
    """十二 → 12, 二十 → 20, 三 → 3."""
    tens, ten, ones = said.rpartition("十")
    return (_HANZI.get(tens, 1) * 10 if ten else 0) + _HANZI.get(ones, 0)


def _with_draft(conversation: Conversation, draft: Draft, heard: Heard, more: int) -> Turn:
    """The telling goes on: the number is raised there, and what waits is asked again."""
    known = conversation.urgent.ill if conversation.urgent else None
    ill = max(draft.facts.people_ill or 0, known or 0) + more
    told = keep_words(draft, heard, conversation.key).but(repeat=True)
    if ill:
        told = told.but(facts=told.facts.model_copy(update={"people_ill": ill}))
    return proceed(_raised(conversation, ill or known, heard.text), told, heard.channel)


def _add(
    conversation: Conversation,
    known: Urgent,
    heard: Heard,
    facts: Facts | None,
    own: Reporter | None = None,
) -> Turn:
    carried = Carried(
        text=heard.message.text[:20_000],
        facts=facts,
        severity=level_in(heard),
        reporter=own,
        evidence=heard.evidence,
        at=heard.message.at,
        key=conversation.key,
    )
    ill = facts.people_ill if facts else known.ill
    kept = _raised(conversation.back_to_draft(), ill, heard.text).but(carried=carried)
    return looking_up.add(kept, known.number, heard.channel)


def _raised(conversation: Conversation, ill: int | None, text: str) -> Conversation:
    known = conversation.urgent
    if known is None:
        return conversation
    also = tuple(dict.fromkeys((*known.also, *also_ill(text))))
    return conversation.but(urgent=known.but(ill=ill, also=also))


def _who(heard: Heard) -> Reporter | None:
    """Name and phone and no matter besides: the person leaves them with the emergency."""
    meant = heard.understood
    matter = {Kind.complaint, Kind.report, Kind.progress, Kind.withdraw}.intersection(meant.kinds)
    if matter or len(heard.text) > _SHORT or is_question(heard.text):
        return None
    own = answered(heard.text, meant.findings, alone=False)
    return own if own.phone else None
