"""The command line: `jiesu` and `python -m bot`."""

import sys

from bot.root.commands import app
from bot.root.failing import said_in_one_line


def main() -> None:
    """Run the command line; a fault a person can mend is told in one line."""
    with said_in_one_line():
        sys.exit(app(standalone_mode=False))


if __name__ == "__main__":
    main()
