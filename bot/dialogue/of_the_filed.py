"""Beside an emergency that is filed: another trader's matter, or one more word on it."""

from bot.dialogue.called import can_be_trader
from bot.dialogue.conversation import Draft
from bot.dialogue.kinds import VAGUE
from bot.dialogue.meaning import is_named_matter
from bot.dialogue.parting import begins_another, points_at_another
from bot.dialogue.turn import Heard


def is_of_another(draft: Draft, heard: Heard) -> bool:
    """Beside an emergency that is filed, and has all that was said: another trader's matter."""
    new, known = heard.understood.merchant, draft.facts.merchant
    over = draft.linked_to is not None and not draft.kinds
    other = bool(new and known and new not in known and can_be_trader(new))
    return over and is_named_matter(heard) and other and not _goes_with_it(heard)


def _goes_with_it(heard: Heard) -> bool:
    """我就是举报 承包的叫鼎鑫源: a name, and neither what was wrong nor where or when it was."""
    meant = heard.understood
    told = meant.place or meant.district or meant.when or set(meant.ruled) - VAGUE
    return not told and not begins_another(heard.text) and not points_at_another(heard.text)
