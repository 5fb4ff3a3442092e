"""What one tick does: clocks speak, what is not done is asked for again, days are closed."""

from api.chasing.service import chase
from api.clock.ticker import Ticker, sweep
from api.daily import close_day
from api.kit.work import Works
from knowledge.cities.city import City


def tick(works: Works, worker: str, city: City) -> int:
    """Give the alarms that are due, ask again, close the day; says how many of all."""
    return sweep(works, worker) + chase(works) + close_day(works, city)


def make_ticker(works: Works, seconds: float, city: City) -> Ticker:
    """The one ticker of a process."""
    return Ticker(works, seconds, lambda works, worker: tick(works, worker, city))
