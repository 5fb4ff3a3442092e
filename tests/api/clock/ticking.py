"""A ticker as a process of its own, whose time is handed in and whose death is a test's.

`python -m tests.api.clock.ticking URL NOW WORKER` says that it is ready, waits for a line, and
gives every alarm that is due; it says a line for each, before the transaction that gives it ends.
"""

import sys
import time
from datetime import datetime
from typing import Any

from api.clock.alarms import ClockAlarm
from api.clock.ticker import catch_up
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Work, Works
from tests.api.clock.conftest import _store

CLAIM = 30
_MOMENT = 0.02
"""So long each transaction stays open, for a kill to fall into."""


def main(url: str, now: str, worker: str) -> None:
    def react(work: Work, happening: Any) -> None:
        if isinstance(happening, ClockAlarm):
            _store(work, happening)
            sys.stdout.write(f"{happening.case_id}\n")
            sys.stdout.flush()
            time.sleep(_MOMENT)

    at = datetime.fromisoformat(now)
    database = Database(url)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    catch_up(Works(database, Keyring(bytes(range(32))), lambda: at, react), worker, CLAIM)
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
