"""A database with very many running clocks, filled by its own server."""

from datetime import UTC, datetime

from sqlalchemy import text

from api.kit.database import Database
from api.migrations.run import upgrade

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
"""The moment at which the due clocks are due, and no other."""

_SERIES_SQLITE = """
    WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :size)
"""
_CASES = """
    INSERT INTO case_row (id, number, filing_key, kind, further_hazards, setting, emergency, facts,
        anonymous, received_at, lexicon_version, state, marks, last_event,
        last_hash)
"""
_CLOCKS = """
    INSERT INTO clock_row (case_id, rule, limit_version, started_at, pauses, extensions, due_at,
        due_on, provisional, statutory, next_alarm, next_alarm_at)
"""
_CASE_OF_SQLITE = """
    SELECT 'case-' || n, 'SZ-' || n, 'f' || n, 'report', '[]', 'unknown', 0, '{}', 1,
        '2026-11-01 00:00:00.000000', 'x', 'received', '[]', 1, 'h' FROM s
"""
_CLOCK_OF_SQLITE = """
    SELECT 'case-' || n, 'R01', 'R01@2022-11-01', '2026-11-01 00:00:00.000000', '[]', 0,
        '2027-03-01 15:59:59.999999', '2027-03-01', 0, 1, 'half',
        strftime('%Y-%m-%d %H:%M:%f000', '2026-11-26 08:00:00',
            CASE WHEN n % :every = 0 THEN -(n * 1009 % 86400) ELSE 60 + n * 1009 % 5000000 END
            || ' seconds') FROM s
"""
_CASE_OF_POSTGRES = """
    SELECT 'case-' || n, 'SZ-' || n, 'f' || n, 'report', '[]', 'unknown', false, '{}', true,
        timestamptz '2026-11-01 00:00:00+00', 'x', 'received', '[]', 1, 'h'
    FROM generate_series(1, CAST(:size AS bigint)) AS s(n)
"""
_CLOCK_OF_POSTGRES = """
    SELECT 'case-' || n, 'R01', 'R01@2022-11-01', timestamptz '2026-11-01 00:00:00+00', '[]', 0,
        timestamptz '2027-03-01 15:59:59.999999+00', date '2027-03-01', false, true, 'half',
        timestamptz '2026-11-26 08:00:00+00' + interval '1 second' *
            CASE WHEN n % :every = 0 THEN -(n * 1009 % 86400) ELSE 60 + n * 1009 % 5000000 END
    FROM generate_series(1, CAST(:size AS bigint)) AS s(n)
"""
_OF_SQLITE = (
    f"{_CASES}{_SERIES_SQLITE}{_CASE_OF_SQLITE}",
    f"{_CLOCKS}{_SERIES_SQLITE}{_CLOCK_OF_SQLITE}",
)
_OF_POSTGRES = (f"{_CASES}{_CASE_OF_POSTGRES}", f"{_CLOCKS}{_CLOCK_OF_POSTGRES}")


def fill(database: Database, size: int, due: int) -> None:
    """`size` cases with a running clock each, of which `due` have something to say at `NOW`.

    The due ones lie scattered among the others, as they do in life.
    """
    upgrade(database.engine)
    sizes = {"size": size, "every": size // due}
    cases, clocks = _OF_SQLITE if database.is_sqlite else _OF_POSTGRES
    with database.engine.begin() as connection:
        connection.execute(text(cases), {"size": size})
        connection.execute(text(clocks), sizes)
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    else:  # as autovacuum has long done where so many rows have gathered
        engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE clock_row")
