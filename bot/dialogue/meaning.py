"""What a first message is about: a matter of its own, more of an old one, or a question."""

import re

from api.contract.codes import Kind
from bot.dialogue import smalltalk
from bot.dialogue.conversation import Conversation
from bot.dialogue.demanding import asked_by
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.kinds import MATTERS, VAGUE, calls_both
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

SURE = 0.4
"""Below this confidence one good question is asked instead of guessing."""
DISAGREES = re.compile(r"不服|不认可|不同意|不满意|复议|诉讼|起诉|不公平|凭什么不")
_MORE = re.compile(
    r"^(?:哦|噢|嗯)*[，,]?(?:还有|另外|对了|补充|忘了说|又想起|再说)[^，,。]{0,3}(?:他|它|她|那家|这家|那个店|老板|店里)"
    r"|医生(?:说|讲|开)|诊断|化验单|检查结果|病历"
)
_PURCHASE = re.compile(r"[买购订退换修赔坏]|商家|店家|店里|质量|售后")
_BOUGHT = re.compile(r"我.{0,8}(?:买|吃|喝|点|订)")
_WHERE_STANDS = re.compile(
    r"(?:查|看|问)(?:一?下)?我(?:那个|那件|的|上次的?)*(?:投诉|举报|案子|案件|单子|事)?.{0,4}(?:到哪|进展|进度|怎么样|咋样)"
)
_LOOK = re.compile(
    r"(?:帮我|请|麻烦|再)*(?:查|看)(?:一下|一查|查看?|下)?(?:结果|情况)?[吧了啊。！!]*"
)
_WHEN_DONE = re.compile(
    r"(?:啥时候|什么时候|啥时|几时|多久|几天|哪天|多长时间|怎么还(?:没|不)|咋还(?:没|不)).{0,8}"
    r"(?:查|处理|结果|回复|答复|回音|给|办|管|理我|来|消息|动静|联系|知道|解决|受理|打电话)"
    r"|(?:查|处理|办)(?:得|的)?(?:怎么样|咋样|如何|到哪)了?"
    r"|结果.{0,4}(?:啥时候|什么时候|几时|多久|几天|哪天|出来)|(?:还|大概)?(?:要|得|需要)等?(?:多久|几天|多长时间)"
    r"|(?:有|出)(?:结果|消息|进展|回音)(?:了)?(?:吗|没|么|没有)|(?:查|处理|受理|开始|办)(?:好|完)?了(?:吗|没|么|没有)"
    r"|(?:怎么|咋)?样了[？?]?$|到哪一?步"
    r"|(?:[这本下]个?(?:周|星期|礼拜|月)|今天|明天|后天|今年|年前|节前|\d+[天号日])[^，,。；;]{0,4}(?:能|会|可以|可不可以|能不能)[^，,。；;]{0,4}"
    r"(?:处理|办|查|解决|结果|答复|回复|消息|受理|联系)[^，,。；;]{0,4}[吗么没？?]"
)
_HOW_TOLD = re.compile(
    r"(?:查|办|处理)(?:完|好)了?[^，,。]{0,4}(?:告诉|通知|说)我?|(?:会不会|会|能不能|要不要|怎么|用什么)[^，,。]{0,8}(?:告诉|通知|联系|答复|回复|打电话给|打给)(?:我|给我)?[^，,。]{0,4}[吗呢么？?]?$"
)
_A_FEW_WORDS = 20
_BRIEF = 16
"""A question no longer than this asks about one's own case, though a rule would answer it too."""
_A_FEW = 4
"""Characters beside a place that must mean something."""
_A_WHOLE_QUESTION = 8
"""Characters from which a question can be answered by somebody who reads it alone."""
_NAMED = {Kind.complaint: "投诉", Kind.report: "举报"}

_ONLY_CLAIMS = re.compile(
    r"(?:你好|您好|我|想|要|是来|来|[，,\s])*(?:投诉举报|举报投诉|投诉和举报|投诉或举报|维权|有?(?:个|件)?(?:事|问题|情况)?(?:想|要)?反映(?:个|一个|一下|下)?(?:问题|情况|事)?)[了吧。！!]*"
)
_NAMES_ONLY = re.compile(r"[^，,。；;！!？?\s]{0,10}(?:食堂|餐厅|学校|幼儿园|超市|饭店|菜市场)")
_PROPOSES = re.compile(
    r"建议|希望|能不能|可不可以|可以(?:多|加|设|考虑)|应该|最好|多(?:搞|设|开|派|做|宣传|检查)|表扬|点赞|感谢|谢谢|辛苦"
    r"|赞|很好|不错|真好|满意|锦旗|加强|增加|推广|改进|完善|呼吁"
)
_WISHES = re.compile(r"建议|希望|呼吁|能不能|可不可以|最好能?")
_SUPPOSED = re.compile(
    r"(?:那么?|请问|哦|好的?|[，,\s])*(?:如果|要是|万一|假如)[^，,。；;！!]{1,20}(?:呢|吗|么|怎么办|咋办)[？?]?"
)


def wishes(text: str) -> bool:
    """Whether something is proposed, whatever thanks stand beside it."""
    return _WISHES.search(text) is not None


def is_a_matter(heard: Heard) -> bool:
    """Whether a complaint or report is told, not a detail of one."""
    return bool({Kind.complaint, Kind.report, Kind.tip}.intersection(heard.understood.kinds))


def is_named_matter(heard: Heard) -> bool:
    """Whether it is called a complaint or a report in so many words, and is one."""
    called = any(word in heard.text for word in _NAMED.values())
    return called and is_a_matter(heard) and heard.understood.confidence >= SURE


def tells_of_trader(heard: Heard) -> bool:
    """A clear matter, with what is wrong and whose fault it is: no words about the office."""
    meant = heard.understood
    own = meant.merchant or meant.place or asked_by(heard)
    told = meant.hazards and (own or (meant.food and not is_question(heard.text)))
    return bool(told) and is_a_matter(heard) and meant.confidence >= SURE


def is_clear(heard: Heard) -> bool:
    """Sure enough, or the person calls it a complaint or a report in so many words."""
    kinds = set(heard.understood.kinds)
    named = {kind for kind, word in _NAMED.items() if word in heard.text}
    claims = Kind.complaint in kinds and bool(asked_by(heard))
    if (
        claims
        or calls_both(heard.text)
        or (illness_in(heard) is not Illness.none and kinds & set(MATTERS))
    ):
        return True
    return heard.understood.confidence >= SURE or bool(named and named == kinds & set(MATTERS))


def adds_only(heard: Heard) -> bool:
    """Nothing of its own: no trader, no place, no clear hazard, not called a complaint."""
    meant = heard.understood
    named = meant.merchant or meant.place or any(word in heard.text for word in _NAMED.values())
    return not named and VAGUE.issuperset(meant.hazards)


def goes_on(heard: Heard) -> bool:
    """还有他的烤肠都不放冰箱: more of the same trader, whom it only points at."""
    meant = heard.understood
    more = _MORE.search(heard.text) is not None or bool(heard.evidence)
    claimed = any(word in heard.text for word in _NAMED.values())
    return more and not (meant.merchant or meant.place or claimed)


def asks_progress(conversation: Conversation, heard: Heard) -> bool:
    """它啥时候去查啊, 查下我那个举报到哪了: no new matter, from somebody who has a case."""
    meant = heard.understood
    waits = bool(conversation.running) and _WHEN_DONE.search(heard.text) is not None
    told = meant.merchant or meant.place or set(meant.hazards) - VAGUE
    if told or (meant.answer is not None and not (waits and len(heard.text) <= _BRIEF)):
        return False
    if conversation.cases and _LOOK.fullmatch(heard.text):
        return True
    return waits or _WHERE_STANDS.search(heard.text) is not None


def asks_when(text: str) -> bool:
    """12月1号之前能给我结果吗, of what is not filed yet."""
    return len(text) <= _A_FEW_WORDS and (
        _WHEN_DONE.search(text) is not None
        or re.search(r"(?:前|能).{0,4}给我?结果", text) is not None
    )


def asks_how_told(text: str) -> bool:
    """处理完会告诉我吗, 会不会电话通知我."""
    return len(text) <= _A_FEW_WORDS and _HOW_TOLD.search(text) is not None


def goes_on_from_answer(conversation: Conversation, heard: Heard) -> bool:
    """那我在沃尔玛买的怎么办: no question in general, but about a purchase of one's own."""
    meant = heard.understood
    bought = _BOUGHT.search(heard.text) is not None and meant.answer is None
    return bought and (conversation.answered is not None or bool(meant.hazards))


def goes_on_unsurely(conversation: Conversation, heard: Heard) -> bool:
    """The same, where it is heard as a matter, but hardly as which."""
    unsure = heard.understood.confidence < SURE and conversation.answered is not None
    return unsure and goes_on_from_answer(conversation, heard)


def tells_and_asks_how(heard: Heard) -> bool:
    """收到就过期了，怎么投诉: what happened to somebody, and how to complain of it."""
    meant = heard.understood
    return smalltalk.asks_how(heard.text) and bool(set(meant.ruled) - VAGUE)


def is_purchase(text: str) -> bool:
    """Of what was bought, and not of the office itself: 你们网站打不开."""
    return _PURCHASE.search(text) is not None


def tells_where(heard: Heard) -> bool:
    """A place or a trader, and words beside it whose sense was not found."""
    meant = heard.understood
    if meant.merchant and (meant.place or meant.district):
        return True
    rest = heard.text
    for name in (meant.merchant, meant.place, meant.district):
        rest = rest.replace(name, "") if name else rest
    return bool(meant.merchant or meant.place) and smalltalk.length_of(rest) >= _A_FEW


def says_what(heard: Heard) -> bool:
    """Whether a question says what it is about, so that somebody can answer it."""
    meant = heard.understood
    named = meant.hazards or meant.food or meant.merchant or meant.place
    return (
        bool(named)
        or DISAGREES.search(heard.text) is not None
        or smalltalk.length_of(heard.text) >= _A_WHOLE_QUESTION
    )


def says_only_claim(text: str) -> bool:
    """我要投诉举报: somebody wants to tell something, and has not said what."""
    return _ONLY_CLAIMS.fullmatch(text) is not None


def names_only(text: str) -> bool:
    """学校食堂: a place and nothing of what happened there."""
    return _NAMES_ONLY.fullmatch(text) is not None


def proposes(text: str) -> bool:
    """Words of a proposal or of praise; a story without them is neither."""
    return _PROPOSES.search(text) is not None


def supposes(text: str) -> bool:
    """那如果骑手不让退呢: a question about what may come."""
    return _SUPPOSED.fullmatch(text) is not None
