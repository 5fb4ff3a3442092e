"""Reads kind, organisation, name and phone out of a message, in any order."""

import re
from collections.abc import Callable, Mapping

from api.contract.codes import VolunteerKind
from api.contract.models import Organisation
from bot.dialogue import smalltalk
from bot.dialogue.commands import choice_of, command_of
from bot.dialogue.identity import answered, as_name, introduced
from bot.dialogue.membership import Item, Joining
from bot.dialogue.phones import MOBILE, digits_spoken, phone_in
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard

_RIDER = re.compile(r"骑手|外卖|配送|送餐|跑腿|快送")
_PATROL = re.compile(r"巡查|巡逻|巡访|网格|社区|街道|食安员|协管")
_WISH = re.compile(
    r"(?:我|请|帮|想|要|来|去|可以|怎么|如何)*(?:当|做|成为|注册|登记|加入|申请|报名)(?:成为|一?个|一名)*"
    r"(?:骑手|巡查|外卖)?志愿者?|(?:骑手|巡查|外卖)?志愿者?(?:登记|注册|报名|申请)|骑手(?:登记|注册|报名)"
)
_TITLE = re.compile(r"(?:先生|女士|小姐|太太|同志)$")
_A_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_EDGE = re.compile(
    r"^[\s，,。、；;：:的是在]+|[\s，,。、；;：:的]+$|^(?:我是?|单位是?|平台是?|公司是?)+"
)
_LONGEST = 40
_SHORTEST = 2


def read(joining: Joining, heard: Heard) -> Joining:
    """The registration with everything that a message says of it."""
    button = heard.message.button
    if button is not None:
        return _pressed(joining, heard)
    if command_of(heard) is not None and not phone_in(heard.text):
        return joining
    text = _WISH.sub("，", heard.text)
    own = _named(text, heard.city.organisations)
    told = _with_organisation(joining, own[0]) if own else joining
    told = told.but(kind=told.kind or _kind_in(heard.text))
    rest = text.replace(own[1], "，") if own else text
    told = _with_person(told, rest, heard)
    return told if own or told != joining else _answer(joining, rest)


def missing(joining: Joining) -> Item | None:
    """What is asked for next."""
    return next((item for item, absent in _ABSENT.items() if absent(joining)), None)


def complete(joining: Joining) -> bool:
    """Whether it can be sent."""
    return missing(joining) is None


_ABSENT: Mapping[Item, Callable[[Joining], bool]] = {
    Item.kind: lambda joining: joining.kind is None,
    Item.organisation: lambda joining: joining.organisation_name is None,
    Item.name: lambda joining: joining.name is None,
    Item.phone: lambda joining: joining.phone is None,
}


def _pressed(joining: Joining, heard: Heard) -> Joining:
    kind = choice_of(heard.message, "vk")
    if kind is not None and kind in set(VolunteerKind):
        changed = joining.but(kind=VolunteerKind(kind))
        same = changed.kind == joining.kind
        return changed if same else changed.but(organisation=None, organisation_name=None)
    code = choice_of(heard.message, "org")
    if code == "other":
        return joining.but(other=True, organisation=None, organisation_name=None)
    chosen = [one for one in heard.city.organisations if one.code == code]
    return _with_organisation(joining, chosen[0]) if chosen else joining


def _with_organisation(joining: Joining, own: Organisation) -> Joining:
    return joining.but(
        kind=own.kind, organisation=own.code, organisation_name=own.name, other=False
    )


def _with_person(joining: Joining, text: str, heard: Heard) -> Joining:
    """A phone number, and a name beside it or introduced as one."""
    phone = phone_in(text) or heard.message.phone
    given = introduced(text, ())
    name = given.name
    if phone is not None:
        name = answered(text, (), alone=False).name or name
    elif joining.asking is Item.name or (joining.name and joining.asking is None):
        name = name or as_name(text.strip())
    if name is not None and _TITLE.search(name):
        name = None
    told = joining.but(name=name or joining.name, phone=phone or joining.phone)
    if phone is None or joining.asking is not Item.organisation or joining.organisation_name:
        return told
    return _answer(told, _without(text, name))


def _answer(joining: Joining, text: str) -> Joining:
    """The words as the answer to what was asked, if they can be one."""
    words = _EDGE.sub("", text.strip()).strip()
    if smalltalk.is_nod(words) or smalltalk.is_noise(words) or is_question(words):
        return joining
    if joining.asking is Item.organisation and _SHORTEST <= len(words) <= _LONGEST:
        return joining.but(organisation=None, organisation_name=words)
    twice = joining.asked.get(Item.name, 0) > 1
    if joining.asking is Item.name and twice and _A_NAME.fullmatch(words):
        return joining if _TITLE.search(words) else joining.but(name=words)
    return joining


def _without(text: str, name: str | None) -> str:
    rest = MOBILE.sub("，", digits_spoken(text))
    rest = rest.replace(name, "，") if name else rest
    parts = [_EDGE.sub("", part).strip() for part in re.split(r"[，,。；;\s]+", rest)]
    return max(parts, key=len, default="")


def _named(text: str, listed: tuple[Organisation, ...]) -> tuple[Organisation, str] | None:
    """The organisation that is named, and by which words; the longest name wins."""
    names = ((name, one) for one in listed for name in (one.name, *one.aliases))
    found = [(len(name), name, one) for name, one in names if name in text]
    if not found:
        return None
    _, name, own = max(found, key=lambda hit: hit[0])
    return own, name


def _kind_in(text: str) -> VolunteerKind | None:
    if _RIDER.search(text):
        return VolunteerKind.rider
    return VolunteerKind.patrol if _PATROL.search(text) else None
