"""What one tick does: the clocks speak, and what is still not done is asked for again."""

from api.chasing.service import chase
from api.clock.ticker import Ticker, sweep
from api.kit.work import Works


def tick(works: Works, worker: str) -> int:
    """Give the alarms that are due and ask again; says how many of both."""
    return sweep(works, worker) + chase(works)


def make_ticker(works: Works, seconds: float) -> Ticker:
    """The one ticker of a process."""
    return Ticker(works, seconds, tick)
