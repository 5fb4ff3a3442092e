"""Messages of HTML as the Bot API reads them: a few tags, rightly nested, nothing else."""

from html.parser import HTMLParser

_TAGS = frozenset({"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"})


class CannotParseError(ValueError):
    """The Bot API would refuse this text."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _TAGS:
            raise CannotParseError(f"unsupported start tag {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise CannotParseError(f"unexpected end tag {tag}")

    def handle_data(self, data: str) -> None:
        self.shown += data


def visible(text: str) -> str:
    """What a person reads of it.

    Raises:
        CannotParseError: A tag is unknown, unclosed or crosses another.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise CannotParseError(f"can't find end tag of {reader.open[-1]}")
    return reader.shown
