"""The peer of the clocks: APScheduler with its own job store on SQLite."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

_PATIENCE = 600


def nothing() -> None:
    """The job: it does nothing, so that only the scheduler's own work is measured."""


def drain(place: Path, jobs: int) -> float:
    """Milliseconds in which APScheduler runs and removes `jobs` due jobs of its store.

    The executor calls the job at once in the scheduler's own thread, the fastest there is.
    """
    store = SQLAlchemyJobStore(url=f"sqlite:///{place / 'jobs.db'}")
    scheduler = BackgroundScheduler(
        timezone=UTC, jobstores={"default": store}, executors={"default": DebugExecutor()}
    )
    left, done = jobs, threading.Event()

    def executed(_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            done.set()

    scheduler.add_listener(executed, EVENT_JOB_EXECUTED)
    scheduler.start(paused=True)
    past = datetime.now(UTC) - timedelta(hours=1)
    for number in range(jobs):
        scheduler.add_job(nothing, "date", run_date=past, id=str(number), misfire_grace_time=None)
    begun = time.perf_counter()
    scheduler.resume()
    if not done.wait(_PATIENCE):
        raise TimeoutError("APScheduler did not drain its store")
    while scheduler.get_jobs():  # the last one is removed after it ran
        time.sleep(0.001)
    taken = (time.perf_counter() - begun) * 1000
    scheduler.shutdown(wait=True)
    return taken
