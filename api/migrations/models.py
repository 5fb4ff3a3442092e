"""Every module that defines tables, for comparing models with migrations.

The conversations' tables belong to the bots, whom the tracker may not import; they are named
here as text, because the one database has one history.
"""

from importlib import import_module

_TABLES = (
    "api.cases.tables",
    "api.chasing.tables",
    "api.clock.tables",
    "api.console.tables",
    "api.digest.tables",
    "api.outbox.tables",
    "api.people.tables",
    "api.people.volunteer_tables",
    "api.proof.tables",
    "api.retention.tables",
    "bot.inbox.tables",
    "bot.staff.tables",
    "bot.wechat.tables",
)


def import_all() -> None:
    """Fill the metadata with all tables."""
    for module in _TABLES:
        import_module(module)
