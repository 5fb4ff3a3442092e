"""Something else in the middle of a draft: answered, and the thread taken up again."""

import re

from api.contract.codes import Agency, Demand, Hazard, Kind, Setting
from api.contract.models import Facts
from bot.dialogue import elsewhere as elsewhere_business
from bot.dialogue import looking_up, smalltalk
from bot.dialogue.absorbing import absorb, keep_words
from bot.dialogue.asking import proceed, remind
from bot.dialogue.conversation import Conversation, Draft, Purpose, Stage
from bot.dialogue.demanding import demands_in
from bot.dialogue.leaving import leave, takes_all_back, wants_to_leave
from bot.dialogue.meaning import asks_how_told
from bot.dialogue.naming import trader_named
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.phones import phone_in
from bot.dialogue.speaking import reporter_of
from bot.dialogue.taking import take
from bot.dialogue.tone import is_empty_talk, is_question, is_time, only_asks
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, intake, questions, trouble
from bot.wording.asks import Ask

_EARLIER = re.compile(r"之前|上次|前面|原来|那[一]?件|编号|已经(?:投诉|举报|提交)|提交的")
_OF_CASE = re.compile(r"进[度展]|情况|结果|[处办]理|[到在]哪|[怎咋]么?样|案|单号|查询码|我的|了没")
_OVER = re.compile(
    r"^(?:那)?(?:算了|没事了|不用了|不用管了|解决了)(?:吧)?[，,\s]+.{0,8}(?:退|赔|解决|道歉|补)(?:我)?(?:钱|款|偿)?(?:给我)?了"
)
"""算了 他们已经给我退钱了: nothing is left to be settled."""
_SHORT = 15
"""An answer this short is taken as one even if it sounds like another department's business."""
_WHY_IDENTITY = re.compile(
    r"(?:为什么|为啥|为何|凭什么|干嘛|干什么|一定要|必须|非要|要不要|用不用|是不是要|^要|需要).{0,8}"
    r"(?:实名|姓?名字?|电话|手机|号码|住?地址|联系方式|身份|个人信息)"
    r"|(?:姓?名字?|姓名|电话|手机号?|地址|身份|实名)(?:是)?(?:必须|一定|非要|必填|都要|要不要|得)[^，,。]{0,4}[吗么不？?]"
    r"|(?:姓?名字?|姓名|电话|手机号?|地址|身份).{0,4}(?:可以|能|可不可以|能不能).{0,6}(?:吗|么|[？?])?$"
)
_HOW_LONG = re.compile(
    r"(?:多久|几天|多长时间|几时|啥时候|什么时候|几耐)[^，,。]{0,4}(?:去查|结果|处理|回复|答复|来查|去查|办好|办完|会去|会来|有消息|搞定|解决)"
)
_ANY_ADDRESS = re.compile(r"(?:填|写|留|用)(?:我)?(?:单位|公司|学校|宿舍)(?!名)")
_WHAT_NOW = re.compile(
    r"(?:那|这)*(?:该|要|我)*(?:怎么办|咋办|怎么弄|咋整|点算|点办)[啊呀呢好？?]*"
)
PARTICULAR = re.compile(r"\d{8,}|(?:订单|单)号|小票号|批号|条码")
"""Numbers of an order or a packing: part of the story, whatever question they resemble."""
_HAS_PHOTOS = re.compile(
    r"(?:有|我有|拍了?|手机里有|都有)(?:个|几张|张)?(?:照片|图|图片|视频|录像|小票|截图|发票|付款记录|证据)(?:的|了|啊|呢|呀|哦)*[。！!]*"
)
"""有照片的: promised, not sent."""
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_WANTS = re.compile(r"(?:我们?|就|只|还)*(?:要|想要|要求)(?!是|不)")
_NAMEABLE = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.when, Ask.demand})
_WHERE_ASKED = frozenset({Ask.merchant, Ask.place, Ask.spot, Ask.closer})


def aside(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """The turn of a message that is no part of the matter, or None if it is one."""
    if heard.message.button is not None or not heard.text:
        return None
    if smalltalk.confides(heard.text) and phone_in(heard.text) is None:
        kept = _with_words(conversation, draft, heard)
        return remind(kept).first(greeting.confidential())
    about_cases = _what_now(conversation, draft, heard) or _about_cases(conversation, heard)
    if about_cases is not None:
        return about_cases
    asked = None if _claims(draft, heard.text) else answered_in_between(heard)
    if asked is not None and (only_asks(heard) or gains_nothing(conversation, draft, heard)):
        return uncounted(_with_words(conversation, draft, heard), asked)
    if _is_for_officer(conversation, draft, heard):
        return looking_up.supplement(conversation, heard)
    return _beside(conversation, draft, heard)


def _claims(draft: Draft, text: str) -> bool:
    """赔十倍, to the question what is claimed, and 我要退一赔三 beside a question: no mere one."""
    if draft.asking is Ask.demand and demands_in(text) and not is_question(text):
        return True
    clauses = [one for one in _CLAUSE.split(text) if one]
    return len(clauses) > 1 and any(_WANTS.match(one) and demands_in(one) for one in clauses)


def _what_now(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """那怎么办, after it was said that a complaint needs a name: both ways once more."""
    asks = _WHAT_NOW.fullmatch(heard.text) is not None
    if not (asks and draft.refused_name and draft.asking in PERSONAL):
        return None
    kept = _with_words(conversation, draft, heard).but(stage=Stage.offering)
    return Turn(kept, (intake.name_refused(2),))


def _beside(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """Another city, a nod, small talk, another department's business."""
    kept = _with_words(conversation, draft, heard)
    meant = heard.understood
    here = draft.facts.division is not None or draft.linked_to is not None
    if meant.outside is not None and not here and not _tells_who(draft, heard):
        away = kept.but(stage=Stage.referred)
        return Turn(away, (trouble.other_city(meant.outside, heard.city),))
    if smalltalk.is_nod(heard.text) and gains_nothing(conversation, draft, heard):
        return _nodded(kept, draft, heard)
    words = _words_aside(conversation, draft, heard)
    return remind(kept).first(words) if words is not None else None


def _nodded(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """嗯嗯 answers nothing; said again, it is a failed answer: easier words, then a person."""
    again = draft.asking in _NAMEABLE and draft.reminded.get(draft.asking or Ask.what, 0) > 0
    if not again or conversation.stage is Stage.confirming:
        return remind(conversation)
    return proceed(conversation, conversation.draft or draft, heard.channel)


def answered_in_between(heard: Heard) -> Reply | None:
    """The answer to a question, if the message is one that can be answered at once."""
    meant, asks = heard.understood, is_question(heard.text)
    if PARTICULAR.search(heard.text) and not asks:
        return None
    if asks and (words := _about_identity(heard.text)) is not None:
        return Reply(text=words)
    if meant.answer is None and (told := _how_it_goes(heard.text)) is not None:
        return told
    if only_asks(heard) and meant.answer is None:
        return answers.passed_along()
    asks = asks or meant.kinds == (Kind.query,)
    if meant.answer is not None and asks and not {Kind.complaint, Kind.report} & set(meant.kinds):
        return answers.answer_in_between(meant.answer)
    return None


def _about_identity(text: str) -> str | None:
    """Why who they are is asked, or whether the office's address will do."""
    if _ANY_ADDRESS.search(text):
        return questions.any_address()
    return questions.why_identity() if _WHY_IDENTITY.search(text) else None


def _how_it_goes(text: str) -> Reply | None:
    """How and when the end will be told."""
    if asks_how_told(text):
        return answers.how_it_is_told()
    asks = _HOW_LONG.search(text) is not None and len(text) <= _SHORT
    return answers.date_comes_with_filing() if asks else None


def uncounted(conversation: Conversation, words: Reply) -> Turn:
    """Answer, then come back to what waits; a question uses up no reminder."""
    turn = remind(conversation).first(words)
    before, after = conversation.draft, turn.conversation.draft
    if before is None or after is None:
        return turn
    kept = turn.conversation.but(draft=after.but(reminded=before.reminded))
    return Turn(kept, turn.replies, turn.request)


def differs(before: Draft, told: Draft) -> bool:
    """Whether a draft knows something else now."""

    def essence(draft: Draft) -> tuple[object, ...]:
        return (
            draft.facts,
            draft.reporter,
            draft.evidence,
            draft.kinds,
            draft.hazards,
            draft.skipped,
            draft.area,
        )

    return essence(before) != essence(told)


def gains_nothing(conversation: Conversation, draft: Draft, heard: Heard) -> bool:
    """Whether the draft has all of the message already."""
    return not differs(draft, absorb(draft, heard, conversation.key))


def _about_cases(conversation: Conversation, heard: Heard) -> Turn | None:
    meant = heard.understood
    asks = meant.kinds == (Kind.progress,) and not PARTICULAR.search(heard.text)
    if looking_up.names_a_case(heard) or (asks and not _wants_check(heard.text)):
        return looking_up.progress_of(conversation, heard)
    over = _OVER.match(heard.text) is not None and not demands_in(_OVER.sub("", heard.text))
    if takes_all_back(heard.text):
        return leave(conversation)
    if over or (meant.kinds == (Kind.withdraw,) and wants_to_leave(heard.text)):
        return _withdraw(conversation, heard)
    return None


def _wants_check(text: str) -> bool:
    """两家都查一下: what the office is to do with what is told, and no question about a case."""
    of_case = _EARLIER.search(text) or _OF_CASE.search(text) or is_question(text)
    return demands_in(text) == (Demand.punish,) and not of_case


def _withdraw(conversation: Conversation, heard: Heard) -> Turn:
    """An earlier case if there is one, otherwise what is being filled in."""
    earlier = _EARLIER.search(heard.text) or heard.understood.case_no
    telling = conversation.draft is not None and conversation.draft.facts != Facts()
    if conversation.cases and (earlier or not telling):
        return looking_up.look_up(conversation, heard, Purpose.withdraw)
    return leave(conversation)


def _is_for_officer(conversation: Conversation, draft: Draft, heard: Heard) -> bool:
    """An officer waits for an answer, and the draft does not: its own answers look like it."""
    idle_talk = is_empty_talk(heard.text) or smalltalk.is_nod(heard.text)
    if not conversation.questions or idle_talk or is_question(heard.text):
        return False
    return not (_tells_who(draft, heard) or _fits(draft, heard))


def _fits(draft: Draft, heard: Heard) -> bool:
    """Whether a message is clearly an answer to what the draft asks, or more of its story."""
    meant, ask = heard.understood, draft.asking
    if {Kind.complaint, Kind.report} & set(meant.kinds) and (meant.hazards or meant.merchant):
        return True
    if ask is Ask.when:
        return meant.when is not None and len(meant.when) >= len(heard.text) - 3
    if ask in _WHERE_ASKED:
        return bool(meant.merchant or meant.place or meant.district)
    if ask is Ask.demand:
        return bool(meant.demand or demands_in(heard.text))
    return ask is not None and ask not in PERSONAL and take(draft, heard) is not draft


def _answers(draft: Draft, heard: Heard) -> bool:
    """Whether a message says what was asked: that is never another department's business."""
    meant = heard.understood
    says = {
        Ask.when: meant.when is not None or is_time(heard.text),
        Ask.demand: bool(demands_in(heard.text)),
        Ask.what: bool(meant.hazards),
    }
    where = draft.asking in _WHERE_ASKED and bool(meant.merchant or meant.place or meant.district)
    return where or (draft.asking is not None and says.get(draft.asking, False))


def _tells_who(draft: Draft, heard: Heard) -> bool:
    """Name, phone or address of the person: neither a matter nor a place of one."""
    return draft.asking in PERSONAL and reporter_of(draft, heard) != draft.reporter


def _words_aside(conversation: Conversation, draft: Draft, heard: Heard) -> Reply | None:
    """Small talk, a question, another department's business; None if it is part of the matter."""
    meant, asks = heard.understood, is_question(heard.text)
    if _HAS_PHOTOS.fullmatch(heard.text) and not heard.evidence:
        return intake.send_photos()
    nothing_new = gains_nothing(conversation, draft, heard)
    small = smalltalk.small_talk(heard, new=False, busy=True)
    called = smalltalk.calls_names(heard.text)
    if small is not None and (called or (nothing_new and take(draft, heard) is draft)):
        return small
    if meant.kinds == (Kind.query,) and asks and nothing_new:
        return answers.passed_along()
    elsewhere = Kind.out_of_scope in meant.kinds and meant.agency is not Agency.market_regulation
    long_enough = len(heard.text) > _SHORT and not _tells_who(draft, heard)
    told = draft.asking is Ask.what and meant.setting is not Setting.unknown
    told = told or (draft.facts.district is None and meant.district is not None)
    told = told or (draft.facts.merchant is None and trader_named(heard.text) is not None)
    if told or phone_in(heard.text) or _answers(draft, heard):
        return None
    ill = draft.emergency or draft.facts.people_ill or Hazard.poisoning in draft.hazards
    elsewhere = (
        elsewhere and meant.names_agency
    )  # 小孩天天买: only written like somebody's business
    elsewhere = elsewhere and elsewhere_business.is_plain(heard)
    if elsewhere and meant.referral and long_enough and not ill:
        return trouble.elsewhere_in_between(meant.referral)
    return None


def _with_words(conversation: Conversation, draft: Draft, heard: Heard) -> Conversation:
    return conversation.but(draft=keep_words(draft, heard, conversation.key), puzzled=0)
