"""The last messages that were understood: what opens a case is asked for again at once."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from nlp.understanding import Understanding

_MOST = 32
_Key = tuple[str, datetime | None]


class Remembered:
    """Understandings by text and moment; shared by threads."""

    def __init__(self, understand: Callable[[str, datetime | None], Understanding]) -> None:
        """Bind what understands a text that is not remembered."""
        self._understand = understand
        self._found: OrderedDict[_Key, Understanding | bytes] = OrderedDict()
        self._lock = threading.Lock()

    def understand(self, text: str, at: datetime | None) -> Understanding:
        """What a text means, by memory or by reading it."""
        key = _key(text, at)
        with self._lock:
            known = self._found.get(key)
        if isinstance(known, bytes):
            found: Understanding = pickle.loads(known)  # noqa: S301 - our own process packed it
        else:
            found = known or self._understand(*key)
        self._keep(key, found)
        return found

    def pack(self, text: str, at: datetime | None) -> bytes:
        """What a text means, for `unpack` in another process."""
        return pickle.dumps(self.understand(text, at))

    def unpack(self, text: str, at: datetime | None, packed: bytes) -> None:
        """Remember what another process of ours has understood; costs nothing until asked for."""
        self._keep(_key(text, at), packed)

    def _keep(self, key: _Key, found: Understanding | bytes) -> None:
        with self._lock:
            self._found[key] = found
            self._found.move_to_end(key)
            if len(self._found) > _MOST:
                self._found.popitem(last=False)


def _key(text: str, at: datetime | None) -> _Key:
    # No 昨晚 depends on the second, and lines of one message are not stored in the same one.
    return text, at and at.replace(second=0, microsecond=0)
