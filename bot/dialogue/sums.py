"""The sum of a matter: what was paid, if that is said, otherwise what is asked."""

import re
from collections.abc import Iterator

from api.contract.understood import Finding
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import OFFERED, sum_claimed
from bot.dialogue.likeness import names_place
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Heard

_PAID = re.compile(
    r"(?:花了?|付了?|充值?了?|(?<!提)交了?(?:一?个?(?:学期|学年|年|月|季度?|期))(?:的)?(?:钱|费)?|(?:结账|买单|埋单)(?:时|是|付了?|收了?|给了?|了)?|一共|总共|共|价格是?|金额是?|花费)(?:收了?)?(?:我|我们)?\s?(\d{1,7}(?:\.\d{1,2})?)(?!\d|\s?[个人位名次家瓶盒箱袋包斤只份桌张件天])"
)
_WHOLE = re.compile(
    r"(?:[一总]共|合计|[结結][账帳賬]|[买買埋][单單]|实[付收]|實[付收]|付款(?:金额)?|最[后终](?=[付给結结收花]))(?:[时時是了付收给給]|花|用)*(?:我们?|我們)?\s?$"
)
_BY_RECEIPT = re.compile(
    r"(?:小票|账单|订单|[付支扣][款付]记录|记录|发票|[张这那]?单子?|截图)(?:上|里)?(?:显示|写|是|有)"
)
_OF_ALL = re.compile(r"[一二两三四五六七八九十\d]+(?:个?人|位)|一共|总共|加起来|全部|都")
_PIECES = "份碗盘盒袋箱瓶锅笼位条套张只个人台盅壶罐桶包支杯斤两根串"
_CHARGED_TOO_MUCH = re.compile(r"多[收要算扣付][了咗]?(?:我们?)?\s?\d")
_A_PART = re.compile(
    rf"{_CHARGED_TOO_MUCH.pattern}|(?:剩下?|余额|卡里[面头]?)[^，,。；;\d]{{0,4}}\d"
)
_ASKED = re.compile(
    r"(?:赔偿?|补偿|索赔|罚|损失费?|至少|最低|起码)(?:金|款|钱|我们?|给|他们?|付|是|要|个|最少|\s)*"
    r"(?P<sum>\d{1,7}(?:\.\d{1,2})?|[一二两三四五六七八九][百千万])(?!\d|倍|%)"
)
"""赔我1000, 加赔一千."""
_CARE = "药|医|检查|检测|诊|挂号|住院|看病|误工|打车"
_BESIDE = re.compile(
    rf"(?:{_CARE}|路|干洗|红包|找零|起送|押金|运|邮|快递|配送|送餐|打包|加工|停车|服务费|餐具|纸巾|茶位)[^，,。；;\s]{{0,6}}$"
)
"""Before a sum that was paid, but not for what was bought."""
_WITHOUT_DEPOSIT = re.compile("[押定订]金")
"""A deposit may be all that the matter is about."""
_MISTOLD = re.compile(
    r"[打写记说讲看搞弄算按输填报][反错漏岔]|[多少]打了|手[滑误抖]|漏算|少算了|口误|不对|更正|纠正|改一?下"
)
_LOOKED_UP = re.compile(
    r"(?:看|查|翻|数)[了过](?:一?下)?[，,\s]*(?:其实|应该)?是\s?\d|准确|确切"
    r"|(?:看|查|翻)[了过]?(?:一?下)?[^，,。；;\s]{0,4}(?:记录|小票|账单|订单)|(?:金额|价钱|价格|总价)(?:应该)?(?:就?是|为)"
)
"""金额是1380 刚看了付款记录."""
_OF_CARE = re.compile(rf"(?:{_CARE})[^，,。；;]{{0,12}}$")
_DENIED = re.compile(r"不是\s?$")
_SHORT = 40
_OF_PHONE = re.compile("手机|(?<!打)(?<!打了)电话|号码|尾号|后[四三几]位")
_NUMERALS = {one: number for number, one in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TIMES = {"百": 100, "千": 1000, "万": 10_000}
_NAMED = frozenset({"merchant", "place", "address", "phone"})


def sum_in(heard: Heard) -> float | None:
    """The sum that a message tells; a part of a name or a place, or what was offered, is none."""
    found = [one for one in heard.understood.findings if one.kind == "amount"]
    if not found:
        return heard.understood.amount
    own = list(_own(found, heard))
    told = [one for one in own if not _DENIED.search(heard.message.text[: one.start])]
    claimed = _asked_in(heard.text)  # 退12块钱，再赔1000
    paid = [one for one in told if float(one.value) not in claimed]
    return next((float(one.value) for one in paid or told or own), None)


def _own(found: list[Finding], heard: Heard) -> Iterator[Finding]:
    """三毛 of 三毛流动宴席服务队 and 6979 of 红山6979 are none; 268 of 怀德南路 268一罐 is one."""
    text = heard.message.text
    named = [one for one in heard.understood.findings if one.kind in _NAMED]
    rest = OFFERED.sub(lambda offer: "，" * len(offer[0]), heard.text)
    for one in found:
        glued = one.text.isdigit() and not text[: one.start].endswith(" ")
        names = [name for name in named if glued or name.kind == "merchant"]
        of_a_name = any(name.start <= one.start < name.end for name in names)
        if not of_a_name and rest[one.start : one.start + 1] != "，":
            yield one


def sum_now(draft: Draft, new: float | None, heard: Heard) -> float | None:
    """The sum after a message that tells one, or none; what was paid stands."""
    known = draft.facts.amount
    if known is None:
        return new if new is not None else _paid(heard.text)
    surer = _total(heard) or (new if _BY_RECEIPT.search(heard.text) else None)
    if surer is None and new is not None and _is_surer(draft, known, new, heard):
        surer = new
    return surer or known


def _is_named(one: Finding) -> bool:
    """A name or a place that is one: 等下 is none."""
    return one.kind in _NAMED and (one.kind != "place" or names_place(one.text))


def _is_surer(draft: Draft, known: float, new: float, heard: Heard) -> bool:
    whole = _was_rough(draft, known, new) or _was_each(draft, known, new, heard)
    whole = whole or _was_too_much(draft, known, new, heard) or _was_beside(draft, known, heard)
    return whole or _more(known, new, heard) or _is_paid(draft, heard)


def of_phone(text: str) -> bool:
    """后四位不是1008: of a number to call, and of no sum."""
    return _OF_PHONE.search(text) is not None and re.search("[元块钱]", text) is None


def sum_righted(draft: Draft, heard: Heard) -> float | None:
    """286 of 看了下付款记录是286 打反了: another sum than is known, said to be the right one."""
    known, text, findings = draft.facts.amount, heard.text, heard.understood.findings
    slip = any(one.search(text) for one in (_MISTOLD, _BY_RECEIPT, _LOOKED_UP))
    if known is None or not slip or len(text) > _SHORT or of_phone(text):
        return None
    if any(_is_named(one) for one in findings) or _ASKED.search(text):
        return None
    found = [one for one in findings if one.kind == "amount" and float(one.value) != known]
    own = [one for one in _own(found, heard) if not _DENIED.search(text[: one.start])]
    own = [one for one in own if one.text in text]  # of this clause, and of none beside it
    return float(own[0].value) if own else None


def sum_again(draft: Draft, text: str) -> float | None:
    """说错了，赔200就行: another sum, where the one that is known was claimed, and not paid."""
    new, known = sum_claimed(text), draft.facts.amount
    claimed = new and any(sum_claimed(told) == (new[0], known) for told in in_plain(draft.said))
    return new[1] if new and claimed else known


def _is_paid(draft: Draft, heard: Heard) -> bool:
    """酸奶7块8 after 赔我1000: what was paid, where only what is asked was known."""
    new = sum_in(heard)
    if not only_asked(draft, heard) or new in _asked_in(heard.text):
        return False
    return not _beside(heard)


def only_asked(draft: Draft, heard: Heard) -> bool:
    """Whether the sum that is known is what was claimed before this message."""
    before = [said.text for said in draft.said if said.text != heard.message.text]
    return draft.facts.amount in {one for text in before for one in _asked_in(text)}


def _beside(heard: Heard) -> bool:
    """药费320: a sum of the message is for something else than was bought."""
    spans = [one.start for one in heard.understood.findings if one.kind == "amount"]
    return any(_BESIDE.search(heard.text[:start]) for start in spans)


def _was_beside(draft: Draft, known: float, heard: Heard) -> bool:
    """饭钱56 after 去医院花了320: what was bought, where only what came beside it was known."""
    sums = re.compile(rf"(?<![\d.]){known:g}(?!\d)")
    before = [text[: one.start()] for text in in_plain(draft.said) for one in sums.finditer(text)]
    beside = bool(before) and all(_BESIDE.search(_WITHOUT_DEPOSIT.sub("", one)) for one in before)
    return beside and not _beside(heard) and _ASKED.search(heard.text) is None


def _asked_in(text: str) -> set[float]:
    """The sums that a text asks for as compensation."""
    return {_value(one["sum"]) for one in _ASKED.finditer(text)}


def _value(written: str) -> float:
    return (
        float(_NUMERALS[written[0]] * _TIMES[written[1]])
        if written[0] in _NUMERALS
        else float(written)
    )


def _was_rough(draft: Draft, known: float, new: float) -> bool:
    """3280, where 3000多 was told before."""
    about = re.compile(rf"(?<!\d){known:g}(?:元|块)?[多几]")
    return known < new < 2 * known and any(map(about.search, in_plain(draft.said)))


def _was_each(draft: Draft, known: float, new: float, heard: Heard) -> bool:
    """5个人 40块 after 一个人8块: of all of them."""
    each = re.compile(
        rf"(?:[每一]个?人|[每一]位|人均|[每一]份|单价)(?:头)?(?:收|要|是|的)?{known:g}(?!\d)"
        rf"|(?<![\d.]){known:g}(?:元|块钱?)?\s?[一每/]\s?[{_PIECES}]"
    )
    told = any(map(each.search, in_plain(draft.said)))
    of_all = _OF_ALL.search(heard.text) is not None or _paid(heard.text) == new
    return told and known < new and of_all and not _beside(heard)


def _was_too_much(draft: Draft, known: float, new: float, heard: Heard) -> bool:
    """我付了600 after 多收了120, 充了2000 after 还剩1300: all, where only a part was known."""
    told = any(map(_A_PART.search, in_plain(draft.said)))
    return told and known < new and _paid(heard.text) == new


def _more(known: float, new: float, heard: Heard) -> bool:
    """多收了49 after 餐具3块: no less was paid than was charged too much."""
    return known < new and _CHARGED_TOO_MUCH.search(heard.text) is not None


def _total(heard: Heard) -> float | None:
    """一共收了我 1520: the whole of it, whatever single prices were told before."""
    for one in heard.understood.findings:
        before = heard.message.text[: one.start]
        if one.kind == "amount" and _WHOLE.search(before) and not _OF_CARE.search(before):
            return float(one.value)
    found = _PAID.search(heard.text)
    whole = found is not None and re.match("一共|总共|结账|买单|埋单", found[0]) is not None
    whole = whole and not _OF_CARE.search(heard.text[: found.start() if found else 0])
    return float(found[1]) if found is not None and whole else None


def _paid(text: str) -> float | None:
    """花了59.9: said as the answer to nothing, without the word 元."""
    found = _PAID.search(text)
    return float(found[1]) if found else None
