"""All that a database holds, as text, to look for what must not be there."""

from sqlmodel import SQLModel

from api.kit.database import Database
from api.migrations.models import import_all


def dump(database: Database) -> str:
    """Every cell of every table as text, bytes read as UTF-8 where they can be."""
    import_all()
    cells = []
    with database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(table.select()):
                cells += [
                    cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
                    for cell in row
                ]
    return "\n".join(cells)
