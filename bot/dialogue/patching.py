"""Corrections of a part: a surname, the end of a number, how many are ill, what it is."""

import re

from api.contract.codes import Demand, Kind
from api.contract.models import Reporter
from bot.dialogue.authority import demands_check
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import changed, declined_in, demands_in
from bot.dialogue.identity import is_bare_name
from bot.dialogue.ill_count import count_in
from bot.dialogue.ill_righted import righted
from bot.dialogue.mistaken import is_like
from bot.dialogue.parting import says_one_more
from bot.dialogue.phones import MOBILE, digits_spoken, phone_in
from bot.dialogue.putting import Corrected
from bot.dialogue.staying_unnamed import stays_unnamed
from bot.wording.asks import Ask

_SURNAME = re.compile(
    r"姓(?P<new>[一-鿿]{1,2})[，,。\s]*(?:不姓|不是姓|不是)(?P<old>[一-鿿]{1,2})"
    r"|(?:不姓|不是姓)(?P<was>[一-鿿]{1,2})[，,。\s]*(?:我)?(?:是)?姓(?P<now>[一-鿿]{1,2})"
)
_TYPED_WRONG = re.compile(r"[打写输说登搞弄][错漏]|错了?字|错字|不对")
_OWN_NAME = re.compile(r"(?<![店的])名字|姓名|我叫")
_WRITTEN = re.compile(
    r"(?:应该|就)?(?:是|用)?(?:[\u4e00-\u9fff]是)?[\u4e00-\u9fff]{1,8}(?:的那个|那个|的|嘅|个)(?P<sign>[\u4e00-\u9fff])字?"
)
"""单人旁那个佳, 佳是佳人的佳: how a character is written."""
_OF_THE_SHOP = frozenset({Ask.merchant, Ask.which})
_LEAD = re.compile(r"^(?:我的?)?(?:名字|姓名)?(?:应该)?(?:是|叫)")
_TAIL = re.compile(
    r"(?:最后|末尾|尾号|尾数|末|后)(?:面)?(?:的)?(?:[一两二三四五六1-8]个?)?(?:位|数字?|号)*(?:数字)?(?:应该)?(?:是|为|改成|[:：])"
    r"\s*(?P<digits>\d{1,8})(?!\d)"
)
_REPORT = re.compile(
    r"^(?:我|不对|其实|那|就)*[，,]?(?:是|要|想|改成|改为|换成|应该是|算)+(?:匿名)?举报"
    r"(?:他们?|它|这家店?|而已|的|吧)*[，,。！!]*(?:不(?:是|要|用)?投诉)?[。！!]*$"
    r"|不(?:是|要|想)?投诉[了，,\s]*(?:我)?(?:是|要|想|改成)*举报"
    r"|我(?:就|只)?(?:要|想|是)?(?:来)?(?:匿名)?举报(?!过|的)(?!.*投诉)"
    r"|(?:只|光)(?:要|想|是)?(?:匿名)?举报(?!过|的)|(?:改|换|转|变)(?:成|为|做)(?:匿名)?举报(?:他们?|它)?"
    r"|就(?:来|改|是)?匿名举报(?:好了|吧|算了|就好|就行|咯|啦)"
    r"|(?:就|只)是?(?:想|要|希望)(?:让|请)?你们?(?:去|来)?(?:管管?|查查?|整治|看看)"
    r"|不(?:是|要|想|用)?投诉[了，,。\s]*(?:就|只|我|是|要|想|希望|请|麻烦)*(?:你们?|你们?去|有人|政府|相关部门)?(?:去|来)?(?:查|管|检查|整治|看看)"
)
_BOTH = re.compile(
    r"^(?:那|就|我|还是|算了|[，,\s])*(?:两|2|二)(?:个|样|件|种|者)?都(?:要|办|行|弄|来|提|走)|"
    r"(?:也|还|同时|一起|并且?|另外|顺便)(?:要|想)?(?:投诉|举报)|(?:投诉|举报)(?:那[件条个份])?(?:和|也|都|(?:还是|照样|仍然?)(?=要|办|提))(?!可以|能|用|留|打|写|是用)(?:要)?(?:举报|投诉)?"
)
_NOT_BOUGHT = re.compile(
    r"(?:^|[，,。；;\s])我(?:可|也|又|都|本人|自己)*(?:没有?|冇)(?:买|消费|下单|在(?:那|他家)[吃买])(?:过|他家?的?)?(?=[，,。；;！!\s]|$)"
)
"""我没买 我就寻思别人吃坏了咋整: nothing is asked of the trader."""
_BESIDES = re.compile(
    r"(?:^|[，,。；;\s])(?:我|那)?(?:还要|也要|还想|同时|另外|顺便|并且)(?:要|想)?(?:投诉|举报)[他它她这那店]"
    r"|(?:^|[，,。；;！!\s])(?:这个?|这种|这事|这一?点|这部分|另外|还有|也|再|还|另|[^，,。；;！!\s]{1,8}[我这也还再])"
    r"(?:[^，,。；;！!\s]{0,4}(?:要|得|想))+举报(?!过|电话|的)"
)
"""还要举报他 店里… · 这个要举报: another kind for the same trader, however much is told of it."""
_NO_CLAIM = re.compile(
    r"(?:不|别)(?:是|要|想|用)?(?:投诉|退|赔)|不(?:要|用)[^，,。]{0,3}钱|(?:改|换|转|变)(?:成|为|做)|(?:只|就|光)(?:是|要|想)*举报|算了"
)
"""Says that nothing is asked of the trader any more."""
_CHECK_ALONE = re.compile(
    r"(?:就|给|帮忙?|麻烦|请|你们|去|来|能|希望|想|让)*(?:查|管|处理)(?:一?下|查|管|一查|处)?(?:他们?|这家店?)?(?:吧|就行|就好|就可以)?"
    r"[，,。\s]+(?:我)?(?:不(?:用|想)?(?:留|写)(?:电话|名字?|姓名|联系方式)|匿名)"
)
"""Nothing is asked of the trader, and nobody wants to be named."""
MATTERS = (Kind.complaint, Kind.report)
_CLAIMS = frozenset({Demand.refund, Demand.compensation, Demand.replace, Demand.apology})
_COMPLAINT = re.compile(
    r"^(?:我|不对|其实|那|就)*[，,]?(?:是|要|想|改成|改为|应该是)+(?:实名)?投诉(?:他们?|它|这家店?|的|吧)*[。！!]*$"
    r"|^我?只(?:要|想)(?:他们?|店里|商家)?(?:退|赔)[^，,。]{0,6}[，,。\s]+.{0,4}罚不罚"
    r"|不(?:是|要|想)?举报[了，,\s]*(?:我)?(?:是|要|想|改成)*投诉"
)
_AFTER_ALL = re.compile(
    r"^(?:算了|那|不了|不对|我|[，,\s])*还是(?:改回|要|走|按|办)?投诉(?:吧|好了|算了|来?办)?(?=[，,。！!\s]|$)(?!.*举报)"
)
# 还是投诉吧, of what was made a report.
_OFF = (
    r"(?:先|暂时|就|也|给我|帮我|请|都|我|还是|直接)*(?:(?:去|删|划|拿|撤|取消|剔)(?:掉|除|销|回)?|免了|算了|作罢|放弃"
    r"|(?:不|别|甭)(?:要|用|想|必)?(?:再|给我)?(?:写|留|办|弄|搞|提交?|投|交|管|报|查|登记|立|送|发|递)?了?[吧啦呗]*(?=[，,。；;！!\s]|$)"
    r"|(?:不|别)(?:要|用|想|必)?(?:再)?(?:写|办|弄|搞|提交?|投|交|管|报|登记)了)"
)
"""Of one half of a matter: it is taken out, or not to be written."""
_OUT = (
    r"(?:去掉|删掉?|删除|取消|撤掉?|撤销|拿掉|划掉|不要|不办"
    r"|(?:别|不用)(?:写|交|提交?|办|登记|弄|报))"
)
_ONE = r"(?:那|这)?(?:第?[二2一1])?(?:件|条|个|份|项)?的?"
_KEPT = r"(?:只|就|光|单)(?:要|用|需要|给我|帮我)?(?:留|保留|剩|办|要|交|提交|登记|写)(?:下)?"
_NO_REPORT = re.compile(
    r"(?:没有?|不|别|无需|唔|冇)(?:是|要|想|用|需要|必|说|打算)*(?:去)?(?:举报|舉報)(?![^，,。；;！!\s]{0,6}(?:名|留|人|告诉))"
    r"|(?:第[二2]|后面|后|下面)?[一1]?(?:件|条|个|份|项)?的?(?:那|这)?[一1]?(?:件|条|个|份|项)?的?(?:举报|舉報)(?:部分|那[件条个份项边])?的?"
    rf"{_OFF}(?![^，,。]{{0,2}}匿名)"
    rf"|{_OUT}{_ONE}(?:举报|舉報)(?!人|者|的?名)|{_KEPT}{_ONE}(?:投诉|投訴)(?!人)"
)
"""把第二条举报去掉, 举报那个别写了, 只留投诉: nothing is to be checked."""
_NO_COMPLAINT = re.compile(
    rf"(?:投诉|投訴)(?:的)?(?:那|这)?[一1]?(?:件|条|个|份|项|部分|边)?的?{_OFF}"
    rf"|{_OUT}{_ONE}(?:投诉|投訴)(?!人|者|的?名)|{_KEPT}{_ONE}(?:举报|舉報)(?!人)"
)
# 投诉那件不办了，只留举报: nothing is asked of the trader.
_NOT_DONE = re.compile(r"(?:不|没|别)(?:再)?(?:取消|撤|删|去掉)|举报过")


def _drops_report(text: str) -> bool:
    """Whether the report is not wanted, of a dispute that became both."""
    dropped = _NO_REPORT.search(text) is not None and _NOT_DONE.search(text) is None
    return dropped and _REPORT.search(text) is None


def _lets_go_of_claims(draft: Draft, text: str) -> bool:
    """投诉那件不办了, of both; 匿名举报吧，钱不要了, of a complaint."""
    if Kind.complaint not in draft.kinds or draft.linked_to is not None:
        return False
    if draft.kinds == MATTERS and _NO_COMPLAINT.search(text):
        return _NOT_DONE.search(text) is None
    now = changed(draft.facts.demand, text)
    gone = now is not None and _CLAIMS & set(draft.facts.demand) and not _CLAIMS & set(now)
    return bool(gone) and (demands_check(text) or stays_unnamed(text))


def patched(draft: Draft, text: str) -> Corrected | None:
    """The draft with the part that a message corrects, or None if it corrects none."""
    own = _surname(draft, text) or _spelt(draft, text)
    own = own or _tail(draft, text) or _phone_again(draft, text)
    return own or _count(draft, text)


def _spelt(draft: Draft, text: str) -> Corrected | None:
    """名字打错了，是巩固的巩，巩丽, after 龚丽: the writer's own name, one character of it."""
    name = draft.reporter.name
    told = [_LEAD.sub("", part) for part in re.split(r"[，,。；;！!\s]+", text) if part]
    before = name or any(_alike(one, *told[:1]) for one in draft.earlier)
    written = _says_how_written(told) and (before or draft.asking not in _OF_THE_SHOP)
    wrong = _TYPED_WRONG.search(text) or written
    if not wrong and not (len(told) == 1 and name) and (name or "不是" not in text):
        return None
    if name is None:  # taken back by 上一步, and put right all the same
        own = next((one for one in told if is_bare_name(one)), None)
        named = _OWN_NAME.search(text) or written
        said = own is not None and named and not is_like(own, _known(draft))
        return _reporter(_as_before(draft, own), "name", own) if said and own else None
    new = next((one for one in told if is_like(name, one, least=2)), None)
    return None if new is None else _reporter(draft, "name", new)


def _says_how_written(told: list[str]) -> bool:
    """温佳琪 是单人旁那个佳: a name, and one of its characters described; and no more."""
    found = [_WRITTEN.fullmatch(one) for one in told[1:]]
    own = told[0] if told and is_bare_name(told[0]) else None
    return own is not None and bool(found) and all(one and one["sign"] in own for one in found)


def _as_before(draft: Draft, name: str) -> Draft:
    """With the number and the home that 上一步 took back along with another writing of a name."""
    before = next((one for one in reversed(draft.earlier) if one.name), None)
    return draft.but(reporter=before) if before is not None and _alike(before, name) else draft


def _alike(before: Reporter, name: str = "") -> bool:
    return bool(set(before.name or "") & set(name))


def _known(draft: Draft) -> str:
    return draft.facts.merchant or ""


def kinds_said(draft: Draft, text: str) -> tuple[Kind, ...] | None:
    """What the matter is said to be instead: 不是投诉，是举报; None if nothing is said."""
    if not draft.kinds:
        return None
    unpunished = Demand.punish in declined_in(text) and not demands_check(text)
    if draft.kinds == MATTERS and len(text) <= _A_LINE and (unpunished or _drops_report(text)):
        return (Kind.complaint,)
    if draft.kinds == (Kind.report,) and len(text) <= _A_LINE and _drops_report(text):
        claimed = _CLAIMS & {*draft.facts.demand, *demands_in(text)}
        return (Kind.complaint,) if claimed else None  # 不用举报 就要他们道歉
    if len(text) <= _A_LINE and _lets_go_of_claims(draft, text):
        return (Kind.report,)
    more = draft.kinds != (Kind.report,) or "投诉" in text  # 我还是想举报, of a report
    if more and _BESIDES.search(text) is not None and not _NO_CLAIM.search(text):
        return MATTERS if draft.linked_to is None else None
    return _kinds_in_few_words(draft, text) if len(text) <= _SHORT else None


def _kinds_in_few_words(draft: Draft, text: str) -> tuple[Kind, ...] | None:
    complaint, report = Kind.complaint in draft.kinds, Kind.report in draft.kinds
    claimed = bool(_CLAIMS & {*draft.facts.demand, *demands_in(text)})
    alone: tuple[Kind, ...] = () if draft.linked_to else (Kind.report,)
    if complaint and _CHECK_ALONE.match(text) and not claimed:
        return alone
    if draft.kinds == (Kind.complaint,) and _NOT_BOUGHT.search(text) and not claimed:
        return alone
    another = says_one_more(text)  # 还有一家也要投诉
    if _BOTH.search(text) and not (complaint and report) and not another:
        return MATTERS
    if _REPORT.search(text) and complaint:
        first = draft.kinds == (Kind.complaint,) and not (draft.linked_to or draft.refused_name)
        beside = claimed and first and not _NO_CLAIM.search(text)  # 钱我要拿回来 … 我要举报
        return MATTERS if beside else alone
    unwanted = _drops_report(text) and bool(_CLAIMS & {*draft.facts.demand, *demands_in(text)})
    return (
        (Kind.complaint,)
        if report and (unwanted or _COMPLAINT.search(text) or _AFTER_ALL.match(text))
        else None
    )


def _surname(draft: Draft, text: str) -> Corrected | None:
    found, name = _SURNAME.search(text), draft.reporter.name
    if found is None or name is None:
        return None
    old, new = found["old"] or found["was"], found["new"] or found["now"]
    if not name.startswith(old):
        return None
    return _reporter(draft, "name", new + name[len(old) :])


def _tail(draft: Draft, text: str) -> Corrected | None:
    found, phone = _TAIL.search(text), draft.reporter.phone
    if found is None or phone is None or len(text) > _SHORT:
        return None
    return _reporter(draft, "phone", phone[: -len(found["digits"])] + found["digits"])


def _phone_again(draft: Draft, text: str) -> Corrected | None:
    """电话打错了，是139…, or another number that is almost the one known: the last one said."""
    known, found = draft.reporter.phone, MOBILE.findall(digits_spoken(text))
    new = re.sub(r"\D", "", found[-1]) if found and phone_in(text) is not None else None
    if known is None or new is None or new == known or len(text) > _A_LINE:
        return None
    apart = sum(one != other for one, other in zip(new, known, strict=False))
    near = len(new) == len(known) and apart <= _MISTYPED
    return _reporter(draft, "phone", new) if near or _OTHER_NUMBER.search(text) else None


def _count(draft: Draft, text: str) -> Corrected | None:
    count = righted(text, draft.facts.people_ill) or count_in(draft, text)
    if count is None:
        return None
    facts = draft.facts.model_copy(update={"people_ill": count})
    return Corrected(draft.but(facts=facts), "people_ill", str(count))


def _reporter(draft: Draft, field: str, value: str) -> Corrected:
    reporter = Reporter.model_validate(draft.reporter.model_dump() | {field: value})
    return Corrected(draft.but(reporter=reporter), field, value)


_SHORT = 24
_A_LINE = 40
_MISTYPED = 3
"""So many digits differ where one number was typed twice."""
_OTHER_NUMBER = re.compile(
    r"(?:电话|手机|号码?)[^，,。；;]{0,8}(?:错|不对|换|改|更正|停机)|(?:打|写|输|填|说|发|弄)错|不是这个号|换个?(?:号|电话)|应该是|更正"
)
