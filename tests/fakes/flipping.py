"""Changes stored bytes behind the product's back."""

from sqlalchemy import text

from api.kit.database import Database


def flip(database: Database, table: str, column: str) -> None:
    """Flip one bit in the middle of the first sealed value of a column."""
    with database.write() as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
            for name in list(connection.execute(text(guards), {"table": table}).scalars()):
                connection.execute(text(f"DROP TRIGGER {name}"))
        first = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of our own
        stored = bytes(connection.execute(text(first)).scalar() or b"")
        middle = len(stored) // 2
        bad = stored[:middle] + bytes([stored[middle] ^ 1]) + stored[middle + 1 :]
        change = f"UPDATE {table} SET {column} = :bad WHERE {column} = :stored"  # noqa: S608 - as above
        connection.execute(text(change), {"bad": bad, "stored": stored})
