"""What one tick does: clocks speak, what is undone is asked again, mornings told, days closed."""

import logging
from collections.abc import Callable

from api.chasing.service import chase
from api.clock.ticker import Ticker, catch_up
from api.daily import close_day
from api.digest.service import tell_digest
from api.kit.work import Works
from api.retention.daily import once_a_day
from bot.root.retaining import Kept, carry_out
from knowledge.cities.city import City

logger = logging.getLogger(__name__)

_GLANCE_SECONDS = 300
"""How often it is looked whether the day's retention is still to be done."""


def tick(works: Works, worker: str, city: City) -> int:
    """Give the alarms that are due, ask again, tell the digest, close the day; says how many."""
    told = catch_up(works, worker) + chase(works)
    return told + tell_digest(works, city) + close_day(works, city)


def make_ticker(works: Works, seconds: float, city: City) -> Ticker:
    """The one ticker of a process."""

    def once(works: Works, worker: str) -> int:
        return tick(works, worker, city)

    return Ticker(works, seconds, once)


def make_keeper(works: Works, kept: Callable[[], Kept | None]) -> Ticker:
    """What keeps the city's plan once a day, in a thread of its own: alarms need not wait.

    Args:
        works: Opens the units of work.
        kept: Says, once it is needed, what is kept; None where the city has no plan.
    """

    def once(works: Works, _: str) -> int:
        return keep(works, kept)

    return Ticker(works, _GLANCE_SECONDS, once)


def keep(works: Works, kept: Callable[[], Kept | None]) -> int:
    """Take away what is due today, unless it was done; says how much."""

    def take_away() -> int:
        found = kept()
        return 0 if found is None else sum(1 for _ in carry_out(found))

    try:
        return once_a_day(works, take_away)
    except Exception as error:  # noqa: BLE001 - tried again later; its words may quote a person's
        logger.error("retention will be tried again: %s", type(error).__name__)  # noqa: TRY400 - no trace, see above
        return 0
