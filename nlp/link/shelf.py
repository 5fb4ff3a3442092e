"""The folder of indexes: one for each content of a file, and which of them is in use."""

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from nlp.link.build import FORM
from nlp.link.source import digest

_IN_USE = "in-use"


class Shelf:
    """Keeps indexes in `folder`; several processes may use one shelf at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def in_use(self) -> Path | None:
        """The index that was imported last, if any."""
        try:
            name = (self._folder / _IN_USE).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        index = self._folder / name
        return index if index.is_dir() else None

    def place_for(self, source: Path) -> Path:
        """Where the index of this content stands, or would stand.

        Raises:
            SourceError: The file can't be read.
        """
        return self._folder / f"{FORM}-{digest(source)}"

    def use(self, place: Path) -> None:
        """Let processes that start from now on open this index; the one used before goes."""
        before = self.in_use()
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=self._folder, prefix=f".{_IN_USE}-", delete=False
        ) as aside:
            aside.write(place.name)
        Path(aside.name).replace(self._folder / _IN_USE)
        gone = {old for old in self._folder.iterdir() if not _is_of_this_form(old)}
        if before is not None and before != place:
            gone.add(before)
        for old in gone:
            shutil.rmtree(old, ignore_errors=True)


def _is_of_this_form(index: Path) -> bool:
    # What begins with a dot is being made by another process.
    return index.name == _IN_USE or index.name.startswith((f"{FORM}-", "."))
