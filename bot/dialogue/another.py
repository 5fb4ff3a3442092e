"""Whether a message tells of another matter than those known: what speaks for it is weighed.

No word alone decides it. A name that reads as a trader's, something wrong of its own, other food,
another place, a sign such as 另外 or 第二家, and that one more was announced count together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.contract.codes import Kind
from api.contract.models import Facts
from bot.dialogue import how_many, marking, parting, telling
from bot.dialogue.conversation import Draft
from bot.dialogue.facts import facts_of
from bot.dialogue.housed import is_house
from bot.dialogue.kinds import CIVIL, MATTERS, VAGUE
from bot.dialogue.naming import is_maker, neighbour
from bot.dialogue.phones import phone_in
from bot.dialogue.plan import tells_what
from bot.dialogue.script import in_plain
from bot.dialogue.support import Support, stands_instead, support_of
from bot.dialogue.turn import Heard

_ENOUGH = 6
"""A likely name with something wrong there, and that one more was announced or marked."""
_EXPECTED, _MARKED, _OPENED, _WENT_ON = 3, 3, 4, 2
_WRONG, _ALSO, _VAGUELY, _UNLIKE = 2, 2, 1, 1
_NAMELESS_FIRST = -2
"""While the first has no name yet, a name is more likely its own."""
_CLEAR = 0.6
"""What no word names is wrong there only if it is understood so clearly."""
_SURPLUS = -2
"""As many as were announced are told already."""
_SECOND_POINT = re.compile(
    r"(?:第?[二三23]|其[次二])(?![家间]|[个件桩](?:店|事|是|投诉|举报)|[个件桩]?(?:投诉|举报))"
)
"""第二 我看到…, of a dispute and a report that were asked for together: of the same trader."""


@dataclass(frozen=True)
class _Scene:
    """The matters that are told, the one in hand, and the message that may be of neither."""

    draft: Draft
    told: Sequence[Draft]
    heard: Heard
    name: str | None

    @property
    def text(self) -> str:
        return self.heard.text


def is_another(draft: Draft, told: Sequence[Draft], heard: Heard, name: str | None) -> bool:
    """Whether a message tells of a trader of whom nothing was told before.

    Args:
        draft: The matter in hand.
        told: All matters, in the order in which they were told.
        heard: The message.
        name: The trader that it names, and that none of them has; None if it names none.
    """
    scene = _Scene(draft, told, heard, name)
    if not _is_begun(scene) or _of_known(scene):
        return False
    weights = (_by_announcement, _by_name, _by_sign, _by_wrong, _by_likeness)
    return sum(weigh(scene) for weigh in weights) >= _ENOUGH


def _is_begun(scene: _Scene) -> bool:
    """Something was told of the matter in hand, beside that several come."""
    draft, named = scene.draft, scene.draft.facts.merchant is not None
    wrong = set(draft.hazards) - VAGUE - set(draft.guessed)
    if named and (wrong or (_by_sign(scene) >= _OPENED and tells_what(draft))):
        return True
    if not any(how_many.announced_part(text) != text for text in in_plain(draft.said)):
        return False
    told = bool(wrong or draft.facts.food) and tells_what(draft)
    return told or (named and (tells_what(draft) or scene.name is not None))


def _of_known(scene: _Scene) -> bool:
    """It corrects, goes on with the same trader, or only mentions whom it names."""
    text = scene.text
    if parting.corrects(text):
        return True
    if scene.name is None:
        beside = parting.points_beside(text) or marking.turns_to_neighbour(text)
        same = _goes_on_with_same(scene) and not beside
        told = (
            set(scene.heard.understood.ruled) - VAGUE
        )  # a number beside what is wrong is told with it
        same = same or (phone_in(text) is not None and not told)
        same = same or (scene.draft.kinds == MATTERS and _SECOND_POINT.match(text) is not None)
        return same or not _is_nameless_story(scene)
    where = neighbour(text, scene.name)  # 麦当劳隔壁
    unlikely = _by_name(scene) < Support.told and not _is_expected(scene)
    if _is_only_mentioned(scene) or (unlikely and _goes_on_with_same(scene)):
        return True  # 师傅一边切肉, 我还要举报他: no name at all
    if where or parting.only_related(text, scene.name) or is_maker(text, scene.name):
        return True
    called = any(not d.facts.merchant and (d.facts.food or "。") in text for d in scene.told)
    stall = is_house(scene.draft.facts.merchant or "") and _by_sign(scene) < _OPENED
    if called or (stall and not _is_expected(scene)):
        return True  # 糖油粑粑那家叫「李公庙」; 东湖市场, and then 第三档 in it
    return not (_by_sign(scene) or _is_expected(scene) or _stands_beside(scene))


def _goes_on_with_same(scene: _Scene) -> bool:
    """他家还…; of one that is plainly another, 举报他 at the end is no word on the first."""
    opened = _by_sign(scene) >= _OPENED
    return parting.goes_on_with_same(marking.without_order(scene.text) if opened else scene.text)


def _is_only_mentioned(scene: _Scene) -> bool:
    """Who stood by, or where it was fine: a further matter has something wrong of its own."""
    name, text, meant = scene.name or "", scene.text, scene.heard.understood
    if _is_expected(scene) or _by_sign(scene) >= _OPENED or "举报" in text or "投诉" in text:
        return False
    wrong = bool(meant.ruled) or (telling.tells_wrong(meant) and meant.confidence >= _CLEAR)
    if parting.is_witness(text, name):
        return not wrong or parting.goes_on_with_same(text)
    return not (wrong or "也" in text)


def _stands_beside(scene: _Scene) -> bool:
    """A name with a story of its own, and no better one for the trader that is known."""
    draft = scene.draft
    if not _by_wrong(scene):
        return False
    before = in_plain(draft.said)
    instead = stands_instead(draft.facts, facts_of(scene.heard), scene.heard, before)
    return not instead or _by_likeness(scene) > _UNLIKE


def _is_nameless_story(scene: _Scene) -> bool:
    """What is wrong with one whose name is not told; of several that are known, a clear one."""
    meant = scene.heard.understood
    if telling.tells_wrong(meant):
        return True
    vaguely = "举报" in scene.text or (_is_expected(scene) and telling.tells_anything(meant))
    return len(scene.told) == 1 and vaguely


def expects_more(told: Sequence[Draft]) -> bool:
    """Whether more matters were announced than are told."""
    said = (text for draft in told for text in in_plain(draft.said))
    return len(told) < max((how_many.number_announced(text) for text in said), default=0)


def _is_expected(scene: _Scene) -> bool:
    return expects_more(scene.told)


def _by_announcement(scene: _Scene) -> int:
    if _is_expected(scene):
        return _EXPECTED + (0 if scene.draft.facts.merchant else _NAMELESS_FIRST)
    if scene.draft.facts.merchant is None:  # it is the name that was waited for
        return 0 if _by_sign(scene) >= _OPENED else -_ENOUGH
    return _SURPLUS if len(scene.told) > 1 else 0


def _by_name(scene: _Scene) -> int:
    """How well it is supported; a name that was waited for need not read as one."""
    if scene.name is None:
        return 0
    support = support_of(scene.name, (scene.text,), scene.draft.facts.food)
    return max(int(support), int(Support.found))


def _by_sign(scene: _Scene) -> int:
    """第二家, 另外, 隔壁那家, 不光这家, and the other of those that were announced."""
    text, draft = scene.text, scene.draft
    counted = _is_expected(scene) and len(draft.said) > 1 and parting.names_one(text)
    turned = marking.comes_as_announced(scene.told, text) or marking.turns_to_neighbour(text)
    turned = turned or marking.introduces(text)
    if counted or turned or parting.opens_another(text):
        return _OPENED
    beside = scene.name is not None and marking.stands_beside(text, scene.name)
    if beside or parting.begins_another(text) or parting.points_at_another(text):
        return _MARKED if scene.name or _is_expected(scene) else 0
    return _WENT_ON if scene.name and parting.went_on(text, scene.name) else 0


def _by_wrong(scene: _Scene) -> int:
    """What is wrong there; 也有 says that it is the same."""
    meant = scene.heard.understood
    if telling.tells_wrong(meant):
        return _WRONG
    if "也" in scene.text or "举报" in scene.text:
        return _ALSO
    return _VAGUELY if telling.tells_anything(meant) else 0


def _by_likeness(scene: _Scene) -> int:
    """So many things are told otherwise than of the matter in hand, where both tell them."""
    known, new = scene.draft.facts, facts_of(scene.heard)
    return sum(
        _UNLIKE
        for other in (
            _differs(known.food, new.food),
            _differs(known.place, new.place),
            _differs(known.district, new.district),
            _differs(known.when, new.when),
            CIVIL & set(known.demand) and CIVIL & set(new.demand),
            _is_of_other_kind(scene),
            scene.name is not None and _is_other_wrong(scene),
        )
        if other
    ) - (_UNLIKE if _same_food(known, new) else 0)


def _differs(known: str | None, new: str | None) -> bool:
    return bool(known and new) and str(known) not in str(new) and str(new) not in str(known)


def _same_food(known: Facts, new: Facts) -> bool:
    return known.food is not None and known.food == new.food


def _is_of_other_kind(scene: _Scene) -> bool:
    """举报, after a complaint: called another kind of matter."""
    kinds = scene.draft.kinds
    called = {Kind.complaint: "投诉", Kind.report: "举报"}
    return any(word in scene.text and kinds and kind not in kinds for kind, word in called.items())


def _is_other_wrong(scene: _Scene) -> bool:
    own = set(scene.heard.understood.ruled) - VAGUE
    mine = set(MATTERS) & set(scene.heard.understood.kinds)
    return bool(own and mine) and not own & set(scene.draft.hazards)
