"""Who is speaking, as a message adds to what the draft knows of them."""

import re
from dataclasses import replace

from api.contract.codes import Kind
from api.contract.models import Reporter
from bot.dialogue.called import is_talk
from bot.dialogue.closer import place_again
from bot.dialogue.conversation import Draft
from bot.dialogue.given_names import given_name, name_after_question
from bot.dialogue.homes import is_dwelling
from bot.dialogue.identity import (
    answered,
    as_name,
    beside_phone,
    introduced,
    is_address,
    is_bare_name,
    is_title,
    speaks_for,
    their_name,
)
from bot.dialogue.likeness import is_remark
from bot.dialogue.only_who import (
    PERSONAL,
    name_by_phone,
    only_who,
    shows_something,
    tells_of_shop,
    tells_where_it_is,
)
from bot.dialogue.phones import digits_spoken, phone_attempt, phone_in
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_area, says_only_where, stated_place, tells_region
from bot.wording.asks import Ask

_OWN = re.compile("我的?(?:联系)?地址|住|家在|(?:联系|收货|通讯|家庭)地址")
_DELIVERED = re.compile("收货地址|联系地址")
_GIVES_IN = re.compile(
    r"^(?:(?:那|哎|唉|嗯|就)*(?:好|行|可以|算|得|成|中|给|随便|ok|OK)+(?:吧|了|啦|嘞|呗|的|你们?|就是)*[，,。！!\s]*)+"
)
"""好吧好吧 陈家骏: who refused gives the name after all."""
_WHERE_ASKED = frozenset({Ask.merchant, Ask.which, Ask.place, Ask.spot, Ask.closer, Ask.what})
_NAME_AND_PHONE = re.compile(
    r"[\u4e00-\u9fff·]{2,10}[\s，,、：:]*(?:电话|手机)?[:：\s]*\+?[\d\s-]{11,16}"
)
"""宣建国 135…, and no more."""
_PHONE = re.compile(r"电话|手机|号码|联系")
_SOME_NUMBER = "13000000000"
"""In the place of a number that can't be one, to see what stands around it."""
_A_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NICKNAME = re.compile(r"[小阿老][\u4e00-\u9fff]")
"""小白: how somebody is called, until the name is told in full."""


_ELDER = re.compile(r"[\u4e00-\u9fff]{1,2}[姐哥叔姨嫂]")
"""李姐: the same."""

_SHOP_FIRST = re.compile(
    r"(?:在)?[^，,。；;\s]{2,14}[路街道巷村城场厦园口](?:[那嗰这][家间个](?:店)?)[\s，,]+(?P<rest>.+)"
)
"""民治民康路那间 何家荣 136…: first where the shop is, then who is writing."""


def reporter_of(draft: Draft, heard: Heard) -> Reporter:
    """Who is speaking, with what this message adds; a mistyped number hides no name."""
    shops = _SHOP_FIRST.match(heard.text)
    if shops is not None and phone_in(shops["rest"]):
        rest = heard.message.model_copy(update={"text": shops["rest"]})
        heard = replace(heard, message=rest)
    typed = phone_attempt(heard.text)
    if typed is None or draft.reporter.phone is not None:
        return _speaking(draft, heard)
    whole = heard.message.model_copy(update={"text": heard.text.replace(typed, _SOME_NUMBER)})
    return _speaking(draft, replace(heard, message=whole)).model_copy(update={"phone": None})


def mistyped(draft: Draft, heard: Heard) -> int | None:
    """How many digits a number has that is meant as the writer's phone, and can't be one."""
    due = draft.asking in PERSONAL | {Ask.anonymity} or _PHONE.search(heard.text)
    typed = phone_attempt(heard.text) if due and draft.reporter.phone is None else None
    return None if typed is None else len(typed)


def _speaking(draft: Draft, heard: Heard) -> Reporter:
    known, findings = draft.reporter, heard.understood.findings
    if draft.kinds == (Kind.report,) and stated_place(heard) is not None:
        return known
    if tells_region(draft, heard):
        return known
    new = introduced(heard.text, findings)
    shops = tells_of_shop(heard) or tells_where_it_is(draft, heard.text)
    shops = shops or _names_known(draft, heard) or _is_there_again(draft, heard)
    own = _OWN.search(heard.text) or beside_phone(heard.text, new.name) is not None
    if shops and not own:
        new = new.model_copy(update={"address": None})  # 经营者是…公司，地址…
    told_who = new.phone and (Kind.complaint in draft.kinds or draft.asking is not None)
    if _may_be_the_shops(draft, heard, new):
        new = new.model_copy(update={"address": None})
    if (draft.asking in PERSONAL or told_who) and not shops:
        new = answered(
            heard.text, findings, alone=draft.asking is Ask.address and not shows_something(heard)
        )
    elif Kind.complaint in draft.kinds and draft.asking is not None:
        new = _out_of_turn(draft, heard, new)
    only = only_who(draft, heard)
    asked = draft.asking is not None or Kind.complaint in draft.kinds
    if only is not None and (asked or known.phone is not None):
        new = Reporter(
            name=new.name or only.name, phone=new.phone, address=new.address or only.address
        )
    phone = heard.message.phone or new.phone
    spoken = digits_spoken(heard.text)
    name = new.name or _their_name(draft, heard) or name_by_phone(spoken) or _given(draft, heard)
    name = name or as_name(name_after_question(heard.text) or "")
    home = new.address or beside_phone(spoken, name_by_phone(spoken))
    return Reporter(
        name=name if _is_whole(known.name, name) else known.name,
        phone=known.phone or (phone[:30] if phone else None),
        address=home if _is_better(known, new, home) else known.address or home,
    )


def _is_better(known: Reporter, new: Reporter, home: str | None) -> bool:
    """地址 龙城街道黄阁路, after 龙城街道: told closer; or the first was a shop's."""
    closer = known.address and home and home.startswith(known.address)
    return bool(closer) or _was_the_shops(known, new)


def _was_the_shops(known: Reporter, new: Reporter) -> bool:
    """地址是渔港路口, then name, number and another home: the first was no home."""
    bare = known.name is None and known.phone is None
    whole = bool(new.name and new.phone and new.address)
    return bare and whole and known.address is not None and not is_dwelling(known.address)


def shops_after_all(draft: Draft, now: Reporter) -> str | None:
    """The address that was taken for the writer's, until the writer's own was told."""
    before = draft.reporter.address
    if before is None or before == now.address or not _was_the_shops(draft.reporter, now):
        return None
    return re.sub(r"^(?:店|铺)?的?(?:地址|位置)?(?:就?是|在)?[:：\s]*", "", before)


def _names_known(draft: Draft, heard: Heard) -> bool:
    """四姐烧鹅 就在一楼: of the trader, though who is writing was asked."""
    name = heard.understood.merchant
    told = name is not None and name == draft.facts.merchant
    return told and phone_in(heard.text) is None and not _OWN.search(heard.text)


def repeats_who(draft: Draft, heard: Heard) -> bool:
    """跟刚才一样 柯梦瑶 137… 爱联新村: the name or number that is known, beside the home."""
    known, text = draft.reporter, heard.text
    again = known.phone is not None and known.phone == phone_in(text)
    named = known.name is not None and known.name in text and known.address is not None
    return (again or named) and not tells_of_shop(heard)


def _is_there_again(draft: Draft, heard: Heard) -> bool:
    """地址就是坪山区益田假日世界一楼, of a shop that is known to be there."""
    place, told = heard.understood.place, draft.facts.place
    who = phone_in(heard.text) or draft.asking in PERSONAL or is_dwelling(heard.text)
    return place is not None and told is not None and not who and place_again(told, place)


def _may_be_the_shops(draft: Draft, heard: Heard, new: Reporter) -> bool:
    """11月23号买的，地址是…: a bare address, while where it was is not known, and nor is who.

    Nor is it a home where the trader itself is: 我母亲住在吴中区的枫桥颐养院.
    """
    if _DELIVERED.search(heard.text):
        return False
    name = heard.understood.merchant
    if new.address and name and name in new.address:
        about_who = draft.asking in PERSONAL or phone_in(heard.text) is not None
        return new.address.endswith(name) or not about_who
    asked = draft.asking is not None and draft.asking not in PERSONAL
    who = new.name or new.phone or draft.reporter.name or draft.reporter.phone
    return asked and not who and draft.facts.place is None and not _OWN.search(heard.text)


def _their_name(draft: Draft, heard: Heard) -> str | None:
    """Of whom the writer speaks for, if for somebody."""
    for_another = any(map(speaks_for, in_plain(draft.said))) or speaks_for(heard.text)
    return their_name(heard.text) if for_another else None


def _given(draft: Draft, heard: Heard) -> str | None:
    """The name in an answer to who is writing, whatever the surname."""
    asked = draft.asking in PERSONAL or _tells_all(draft, heard)
    if not asked or tells_of_shop(heard) or shows_something(heard):
        return None
    alone = draft.asking is Ask.name and not (heard.understood.demand or is_talk(heard.text))
    alone = alone and not is_remark(heard.text)
    again = alone and draft.asked.get(Ask.name, 0) > 1
    return given_name(digits_spoken(heard.text), alone=alone, again=again)


def _tells_all(draft: Draft, heard: Heard) -> bool:
    """乜国良 138… 友谊大道5号, whatever was asked: number and home are the writer's."""
    if phone_in(heard.text) is None:
        return False
    if draft.asking is None or draft.asking in _WHERE_ASKED or heard.understood.merchant:
        return False
    own = answered(heard.text, heard.understood.findings, alone=False)
    return own.address is not None or _NAME_AND_PHONE.fullmatch(heard.text) is not None


def _is_whole(known: str | None, new: str | None) -> bool:
    """Whether a name is the first, or the whole of 林小姐."""
    if known is None or not new:
        return known is None
    if new.startswith(known) and len(new) > len(known):  # 哈斯, then 哈斯巴特尔
        return True
    titled = is_title(known) and new[0] == known[0]
    titled = titled or (_ELDER.fullmatch(known) is not None and new[0] == known[0])
    return titled or (_NICKNAME.fullmatch(known) is not None and known[1] in new)


def completes_name(draft: Draft, text: str) -> bool:
    """逄大海, after 逄先生."""
    known = draft.reporter.name
    titled = known is not None and is_title(known) and not is_title(text)
    return titled and _A_NAME.fullmatch(text) is not None and _is_whole(known, text)


def introduced_of(draft: Draft, heard: Heard) -> Reporter:
    """Who is speaking, as far as a message says so that corrects something else."""
    new = introduced(heard.text, heard.understood.findings)
    known = draft.reporter.model_dump(exclude_none=True)
    return Reporter.model_validate(new.model_dump() | known)


def _out_of_turn(draft: Draft, heard: Heard, new: Reporter) -> Reporter:
    """A bare name, or after it a bare address, is the person's own whatever was asked.

    A name may answer the question for the trader, an address those for its place.
    """
    meant = heard.understood
    text = _GIVES_IN.sub("", heard.text) if draft.refused_name else heard.text
    nowhere = draft.asking is Ask.place and not (meant.place or meant.street or meant.merchant)
    if (
        (nowhere or draft.asking is Ask.which or draft.asking not in _WHERE_ASKED)
        and is_bare_name(text)
        and not is_area(text, heard)
    ):
        return new.model_copy(update={"name": text})
    known = draft.reporter.name or draft.reporter.phone
    both = draft.reporter.name and draft.reporter.phone and draft.asking is not Ask.place
    home = is_address(text) or (says_only_where(heard) and meant.place and not meant.merchant)
    if known and draft.facts.place and home and (both or draft.asking not in _WHERE_ASKED):
        return new.model_copy(update={"address": new.address or text})
    return new
