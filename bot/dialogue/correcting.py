"""Corrections: 不是福田，是罗湖 · 店名是… · 电话错了是139… · 是景田南街不是北街."""

import re
from dataclasses import replace

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from bot.dialogue.clauses import groups_in
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import MONEY, asked_by, changed, declined_in, demands_in, let_go
from bot.dialogue.items import WRONG, field_named, is_only_wrong
from bot.dialogue.kinds import CIVIL, MATTERS, is_a_dispute
from bot.dialogue.leaving import wants_to_leave
from bot.dialogue.mistaken import mistaken
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.patching import patched
from bot.dialogue.plain_values import put_plainly
from bot.dialogue.putting import Corrected, put
from bot.dialogue.righting import right, right_district, without_aside
from bot.dialogue.sums import of_phone, sum_again, sum_in, sum_now
from bot.dialogue.swapping import item_named, swap
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import theirs
from bot.dialogue.which_item import which_address
from bot.wording.labels import demands as demands_shown

_END = r"[，,。！!；;\s]"
_OLD = r"(?P<old>[^，,。；;！!]{1,40}?)"
_OLD_LAST = r"(?P<old>[^，,。；;！!]{1,40})"
_NEW = r"(?P<new>[^，,。；;！!]{1,60})"
_NEW_FIRST = r"(?P<new>[^，,。；;！!不]{1,60}?)"
_COUNTED = r"\d+(?:\.\d+)?\s?(?:元|块钱?|蚊|个?人)"
_READ = r"(?:小票|招牌|门头|牌子|订单|付款记录|发票)上?面?(?:写|印|显示)?(?:的|着)?"
_SWAPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<new>{_COUNTED}){_END}*(?:而|可|并)?不(?:是|要)(?P<old>{_COUNTED})",
        f"不(?:是|在){_OLD}{_END}[^。；;！!]*?我们?(?:去|吃|买|点|说)的(?:那家)?(?:就?是|在)\\s*{_NEW}",
        f"不(?:是|在|叫){_OLD}{_END}*(?:我|而|应该|{_READ})?(?:是|在|叫)\\s*{_NEW}",
        f"(?:应该|其实)?(?:是|在|叫){_NEW_FIRST}{_END}*不(?:是|在|叫){_OLD_LAST}",
        r"^不是(?P<old>[^，,。；;！!\s]{1,10})[，,。\s]+(?P<new>[^，,。；;！!\s是]{1,12})[。！!]?$",
        f"(?:把)?{_OLD}改(?:成|为){_NEW}",
        f"{_OLD}(?:(?:写|说|打|填|弄|搞|记)?[错反]了?|不对){_END}*(?:我|应该|正确的|其实|[真全]名)*(?:是|为|叫|改成|住在?){_NEW}",
    )
)
_STATED = re.compile(
    r"^(?:不对|错了|更正|补充|等等|等下)?[，,。！!：:\s]*(?P<what>[\u4e00-\u9fff]{1,7}?)"
    r"(?:应该|其实)?(?:(?<=[址点置])在|是|叫|为|改成|改为|换成|[:：])(?P<new>.{1,80})$"
)
_ANSWER_LEAD = re.compile(
    r"^(?:不对|哦|噢|嗯|对|应该|正确的|其实|改成|改为|换成|就|我的?|联系|店名|电话|号码|名字|地址)*(?:是|叫|为)?[:：，,]?"
)
# What follows 另一家 is the name.
_ANOTHER = re.compile(r"是?(?:另外?|别的|其他)一?家(?:店)?[，,：:\s]*(?:叫|是|名叫)?")
# 系前日: 系 begins a clause as 是 does.
_YUE_IS = re.compile(r"(?<=[，,。；;\s])系(?=[\u4e00-\u9fff\d])")
_AS_REPORT = re.compile(
    r"(?:改|换|转)(?:成|为|做)?匿名举报|(?:按|当|算|作为|当作)(?:是|成)?(?:匿名)?举报(?:办|处理|来|算|提交|吧|好了|就行)"
    r"|匿名举报(?:他们?|它|她|这家)?(?:总|就)?(?:行|可以|成)(?:了?吧|了)"
)
_NOT_ALONE = re.compile(
    r"不(?:只|止|光|单|是)(?:是|有|他|它)?[^，,。；;]{0,12}[一1](?:家|个人)(?:[，,。\s]|$)"
)
# 不是阿强一家，隔壁也有: a further one, and no correction.
_AS_COMPLAINT = re.compile(
    r"(?:改|换|转)(?:成|为|做)?(?:实名)?投诉(?!电话)|(?:按|当|算|作为|当作)(?:是|成)?投诉(?:办|处理|来|算|提交)"
)
_AT_LAST = re.compile(
    r"[，,。；;\s](?:应该|其实|正确的)?(?:是|叫)\s*(?P<new>[^，,。；;不]{2,30})[。！!]*$"
)
_MOREOVER = re.compile(
    r"^(?:还有|另外|对了|然后|再就是|哦|噢)[，,\s]*(?=.{0,8}(?:错|不对|不是|改))"
)
"""Before one more correction."""


def correct(draft: Draft, heard: Heard) -> Corrected | None:
    """The corrections that a message makes, or None if it makes none."""
    if len(heard.text) > 120 or heard.message.button is not None:  # noqa: PLR2004 - a story is no correction
        return None
    if _NOT_ALONE.search(heard.text):
        return None
    if draft.facts == Facts() and draft.fixing is None:  # a form corrects nothing
        return _one(draft, heard) if len(groups_in(heard.text)) == 1 else None
    return _each(draft, heard) or _one(draft, heard)


def _each(draft: Draft, heard: Heard) -> Corrected | None:
    """不是福田，是罗湖，店名也错了，叫老王: two or more, each put right by its own words."""
    groups = groups_in(heard.text)
    if len(groups) < 2:  # noqa: PLR2004 - one correction is no list
        return None
    alone = [
        replace(heard, message=heard.message.model_copy(update={"text": words}))
        for words in groups
    ]
    done: list[Corrected] = []
    rest: list[Heard] = []
    for hear, heards in ((_one, alone), (_beside, rest)):
        for words in heards if hear is _one or done else ():
            one = hear(done[-1].draft if done else draft, words)
            no_sum = one is not None and one.field == "amount" and of_phone(heard.text)
            again = one is not None and one.field in {other.field for other in done}
            done += [] if one is None or no_sum or again else [one]
            rest += [words] if one is None and hear is _one else []
    if len({one.field for one in done}) < 2:  # noqa: PLR2004 - as above
        return None
    *first, last = done
    return replace(last, more=tuple(first))


def _one(draft: Draft, heard: Heard) -> Corrected | None:
    """One correction, or one with what its own clauses say besides."""
    text = _YUE_IS.sub("是", _ANOTHER.sub("是", heard.text.replace("唔系", "不是")))
    text = without_aside(_MOREOVER.sub("", text))
    text = re.sub(r"(?<=改|下)\s+(?=是|叫|为)", "", text)  # 店名也改一下 是 禧兰亭
    return (
        patched(draft, text)
        or _as_report(draft, text)
        or _as_complaint(draft, text)
        or _swapped(draft, heard, text, named=True)
        or _trader_wrong(draft, heard, text)
        or (_answer_to_fixing(draft, heard, draft.fixing) if draft.fixing else None)
        or _claims(draft, heard, text)
        or mistaken(draft, heard)
        or right(draft, heard, text)
        or _swapped(draft, heard, text, named=False)
        or right_district(draft, heard)
        or _stated(draft, heard, text)
    )


def _swapped(draft: Draft, heard: Heard, text: str, *, named: bool) -> Corrected | None:
    """Something old and something new; first only where the old names its item."""
    for pattern in _SWAPS:
        found = pattern.search(text)
        old = found["old"].strip() if found else ""  # 呃不是 是我昨天买的 takes nothing back
        if found is None or not old or (named and item_named(old) is None):
            continue
        for was in dict.fromkeys((old, old.split()[0])):  # 是A口 不是D口 固戍
            done = swap(draft, heard, was, found["new"].strip())
            if done is not None:
                return _and_more(done, heard)
    return None


def _and_more(done: Corrected, heard: Heard) -> Corrected:
    """The further corrections of one message: 店名改成…，地址是…."""
    place = theirs(heard).place
    if done.field == "district" and place and place != done.draft.facts.place:
        there = put(done.draft, heard, "place", place)  # 是罗湖的，人民南路那家
        done = done if there is None else replace(done, draft=there.draft)
    for clause in re.split(r"[，,；;。！!]", heard.text)[1:]:
        stated = _STATED.match(clause.strip())
        field = field_named(WRONG.sub("", stated["what"])) if stated else None
        if stated is None or field is None or field == done.field:
            continue
        if done.field == "address" and done.value in stated["new"]:  # 我搬家了，地址改成…
            continue
        also = put(done.draft, heard, field, stated["new"].strip())
        done = done if also is None else replace(done, draft=also.draft)
    return done


def _stated(draft: Draft, heard: Heard, text: str) -> Corrected | None:
    """店名是…: a trader that was not known before is taken as an answer is."""
    stated = _STATED.match(text)
    field = field_named(WRONG.sub("", stated["what"])) if stated else None
    if stated is None or field is None or (field == "merchant" and not draft.facts.merchant):
        return None
    if stated["what"] == "地址" and draft.asking in PERSONAL:
        return None  # it is the answer that was asked for
    trader = heard.understood.merchant
    if field == "food" and trader and trader in stated["new"] and not draft.facts.merchant:
        return None  # 吃的是“粤鲜阁海鲜大排档” tells where it was eaten
    told = _trader_in_place(draft, heard, field, stated["new"])
    if told is not None:
        return told
    if stated["what"] == "地址":
        field = which_address(draft, stated["new"])
    return put(draft, heard, field, stated["new"].strip())


def _trader_in_place(draft: Draft, heard: Heard, field: str, new: str) -> Corrected | None:
    """地点在大和路的康福来体验馆: who is there, beside where it is."""
    name = heard.understood.merchant
    if field != "place" or name is None or draft.facts.merchant or not new.endswith(name):
        return None
    where = new.removesuffix(name).removesuffix("的")
    done = put(draft, heard, "place", where) if where else None
    told = done.draft if done is not None else draft
    facts = told.facts.model_copy(update={"merchant": name})
    return Corrected(told.but(facts=facts), "merchant", name, first=True)


def _answer_to_fixing(draft: Draft, heard: Heard, field: str) -> Corrected | None:
    """The right value, which was asked for."""
    if is_question(heard.text) or (heard.text and is_only_wrong(heard.text)):
        return None
    if field == "place" and re.match(r"(?:是|改成)?我|联系", heard.text):
        field = "address"
    return put(draft, heard, field, _ANSWER_LEAD.sub("", heard.text))


def _as_report(draft: Draft, text: str) -> Corrected | None:
    """那就按举报办吧: nothing is asked of the trader any more."""
    if not (draft.kinds or draft.linked_to) or _AS_REPORT.search(text) is None:
        return None
    wanted = (*(one for one in draft.facts.demand if one not in CIVIL), Demand.punish)
    facts = draft.facts.model_copy(update={"demand": tuple(dict.fromkeys(wanted))})
    unnamed = draft.anonymous or draft.refused_name > 0 or "匿名" in text
    told = draft.but(kinds=() if draft.linked_to else (Kind.report,), facts=facts)
    return Corrected(told.but(anonymous=unnamed), "demand", demands_shown(facts.demand))


def _as_complaint(draft: Draft, text: str) -> Corrected | None:
    """那我不匿名了，改成投诉，我要退款: something is asked of the trader now."""
    wanted = tuple(dict.fromkeys((*draft.facts.demand, *demands_in(text))))
    changes = draft.kinds == (Kind.report,) and not draft.linked_to and CIVIL & set(wanted)
    if not changes or _AS_COMPLAINT.search(text) is None or is_question(text):
        return None
    facts = draft.facts.model_copy(update={"demand": wanted})
    told = draft.but(kinds=(Kind.complaint,), facts=facts, anonymous=False)
    return Corrected(told, "demand", demands_shown(wanted))


def _trader_wrong(draft: Draft, heard: Heard, text: str) -> Corrected | None:
    """店名搞错了，老船长是隔壁，是「渔家小院」: what is said last is right."""
    head, right_one = re.split(r"[，,。；;]", text)[0], _AT_LAST.search(text)
    wrong = WRONG.search(head) is not None and item_named(head) == "merchant"
    if not wrong or right_one is None or draft.facts.merchant is None:
        return None
    return put(draft, heard, "merchant", right_one["new"])


def _claims(draft: Draft, heard: Heard, text: str) -> Corrected | None:
    """不用退了，道歉就行: without a claim of their own a complaint is a report."""
    now = changed(draft.facts.demand, text, asked_by(heard))
    if now is None or (wants_to_leave(text) and not demands_in(text)):
        return None
    if draft.kinds == MATTERS and Demand.punish in {*draft.facts.demand} - {*let_go(text)}:
        now = tuple(dict.fromkeys((*now, Demand.punish)))  # 只要退那312: of the trader
    paid = sum_again(draft, text)
    if paid is not None and paid == draft.facts.amount:  # 退12块，再赔1000
        paid = sum_now(draft, sum_in(heard), heard)
    again = {"demand": now, "amount": paid}
    told = draft.but(facts=draft.facts.model_copy(update=again))
    if draft.linked_to and not draft.kinds and CIVIL.intersection(now):
        told = told.but(kinds=(Kind.complaint,))  # beside an emergency that is filed
    elif Demand.punish in now and not CIVIL.intersection(now) and Kind.complaint in draft.kinds:
        told = told.but(kinds=() if draft.linked_to else (Kind.report,))
    elif draft.kinds == (Kind.report,) and CIVIL.intersection(now) and is_a_dispute(draft, text):
        told = told.but(kinds=(Kind.complaint,), anonymous=False)
    elif draft.kinds == (Kind.report,) and CIVIL.intersection(now) and not draft.anonymous:
        told = told.but(kinds=MATTERS)  # 我的饭钱也要退
    elif draft.kinds == MATTERS and set(declined_in(text)) >= set(MONEY) and not CIVIL & set(now):
        told = told.but(kinds=(Kind.report,))  # 我不要钱了: the other half goes on
    elif Demand.punish in now and draft.kinds == (Kind.complaint,) and not draft.linked_to:
        told = told.but(kinds=MATTERS)
    return Corrected(told, "demand", demands_shown(now), first=not draft.facts.demand)


def _beside(draft: Draft, alone: Heard) -> Corrected | None:
    """在吉华路, after something was put right: a bare value that stands in this clause."""
    if not draft.shown:
        return None
    done = put_plainly(draft, alone)
    bare = done is not None and done.field in {"place", "when", "amount"}
    return done if done is not None and bare and done.value in alone.text else None
