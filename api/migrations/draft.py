"""Drafts a migration from what models have and migrations lack: `make migration NAME=…`."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlmodel import SQLModel

from api.kit.database import Database
from api.migrations.models import import_all
from api.migrations.run import config, upgrade

_HERE = Path(__file__).parent


def main(name: str) -> None:
    """Write the next revision; whoever asked reads and corrects it."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        sys.exit("give the migration a name such as NAME=add_volunteers")
    import_all()
    number = len(list((_HERE / "versions").glob("*.py"))) + 1
    with TemporaryDirectory() as place:
        database = Database(f"sqlite:///{place}/draft.db")
        upgrade(database.engine)
        with database.engine.begin() as connection:
            settings = config(connection)
            settings.attributes["metadata"] = SQLModel.metadata
            settings.set_main_option("file_template", f"{datetime.now(UTC):%Y_%m_%d}_{name}")
            command.revision(settings, name, autogenerate=True, rev_id=f"{number:04d}")
        database.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
