"""The command line: `jiesu` and `python -m bot`."""

from bot.root.commands import app
from bot.root.failing import said_in_one_line


def main() -> None:
    """Run the command line; a fault a person can mend is told in one line."""
    with said_in_one_line():
        app()


if __name__ == "__main__":
    main()
