"""Bare values, said while the summary stands: each replaces the one of its kind."""

import re

from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import demands_in
from bot.dialogue.identity import introduced, is_address, is_bare_name
from bot.dialogue.ill_count import count_in
from bot.dialogue.ill_roles import Role, heads_in
from bot.dialogue.items import WRONG
from bot.dialogue.only_who import only_who
from bot.dialogue.phones import phone_in
from bot.dialogue.putting import A_SIGN, Corrected, put
from bot.dialogue.speaking import completes_name, repeats_who
from bot.dialogue.sums import sum_in
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import theirs
from bot.dialogue.which_item import which_address

_LIVES_NOW = re.compile(r"(?:现在?|目前|已经)住|搬到|搬去|搬了|旧的|以前的")


def put_plainly(draft: Draft, heard: Heard) -> Corrected | None:
    """What was said while the summary stood: a bare value replaces the one of its kind."""
    phone = phone_in(heard.text)
    if phone is not None and phone != draft.reporter.phone:
        return put(draft, heard, "phone", phone)
    moved = _moved_home(draft, heard)
    own = only_who(draft, heard) is not None or repeats_who(draft, heard)
    if moved or own or WRONG.search(heard.text):  # 地址跟刚才一样, 爱联新村: of nobody's shop
        return moved
    if is_address(heard.text) or completes_name(draft, heard.text):
        return _who_again(draft, heard)
    meant = heard.understood
    told = meant.model_copy(update=theirs(heard)._asdict() | {"amount": sum_in(heard)})
    for name in ("district", "merchant", "place", "when", "people_ill", "amount"):
        new, old = getattr(told, name), getattr(draft.facts, name)
        claimed = name == "amount" and demands_in(heard.text)
        known = new is None or old is None or new == old or str(new) in str(old)
        known = known or (name == "people_ill" and _is_fewer(draft, new, text=heard.text))
        known = known or (name == "merchant" and is_bare_name(str(new)))  # 我妈叫刘桂芳
        known = known or str(new) in (draft.facts.merchant or "")  # 张记那个有照片
        food = draft.facts.food if name == "merchant" and not A_SIGN.search(heard.text) else None
        if food is not None and food in str(new):  # 寿司是三文鱼寿司
            return put(draft, heard, "food", str(new))
        if not known and not claimed:
            return put(draft, heard, name, str(new))
    return None


def _moved_home(draft: Draft, heard: Heard) -> Corrected | None:
    """那是旧的 现在住…: of a home that was told before."""
    home = introduced(heard.text, heard.understood.findings).address
    moved = home is not None and _LIVES_NOW.search(heard.text) is not None
    return put(draft, heard, "address", str(home)) if moved else None


def _is_fewer(draft: Draft, new: int, *, text: str) -> bool:
    """人都在医院了，有医生看, of five who are ill: somebody, and no number."""
    said = any(one.number == new and one.role is Role.ill for one in heads_in(text))
    fewer = new < (draft.facts.people_ill or 0)
    return fewer and not said and count_in(draft, text) is None


def _who_again(draft: Draft, heard: Heard) -> Corrected | None:
    """A whole address while the summary stands replaces the one that it resembles."""
    field = which_address(draft, heard.text) if is_address(heard.text) else "name"
    return put(draft, heard, field, heard.text)
