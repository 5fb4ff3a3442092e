"""The base of all that a conversation remembers between two messages."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Remembered(BaseModel):
    """Unchangeable, and deaf to fields that another version wrote."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return self.model_copy(update=changes)
