"""What one tick does: clocks speak, what is undone is asked again, mornings told, days closed."""

from api.chasing.service import chase
from api.clock.ticker import Ticker, sweep
from api.daily import close_day
from api.digest.service import tell_digest
from api.kit.work import Works
from knowledge.cities.city import City


def tick(works: Works, worker: str, city: City) -> int:
    """Give the alarms that are due, ask again, tell the digest, close the day; says how many."""
    told = sweep(works, worker) + chase(works)
    return told + tell_digest(works, city) + close_day(works, city)


def make_ticker(works: Works, seconds: float, city: City) -> Ticker:
    """The one ticker of a process."""

    def once(works: Works, worker: str) -> int:
        return tick(works, worker, city)

    return Ticker(works, seconds, once)
