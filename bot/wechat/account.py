"""What an official account is known by."""

import base64
import binascii
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Account:
    """One official account, as it stands in WeChat's console under "server configuration"."""

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    """Signs callbacks; chosen by us."""
    aes_keys: tuple[bytes, ...] = field(default=(), repr=False)
    """The present key first, then the one before it; none is the plain mode."""
    api_base: str = "https://api.weixin.qq.com"
    template_id: str | None = None
    """Of the message that calls a person back when the window is closed."""
    template_fields: tuple[str, str, str] = ("character_string1", "thing2", "time3")
    """Its fields for the case number, for what there is, and for the time."""

    def __post_init__(self) -> None:
        """Refuse what WeChat's console would not have taken either.

        Raises:
            ValueError: Said without repeating the value.
        """
        if not _TOKEN.fullmatch(self.token):
            raise ValueError("JIESU_WECHAT_TOKEN must be 3 to 32 letters and digits")
        if not self.api_base.startswith(("https://", "http://")):
            raise ValueError("JIESU_WECHAT_API must be an http address")


def aes_key(text: str, variable: str) -> bytes:
    """The 32 bytes of an EncodingAESKey.

    Raises:
        ValueError: It is none; `variable` is named.
    """
    if not _AES_KEY.fullmatch(text):
        raise ValueError(f"{variable} must be 43 letters and digits")
    try:
        return base64.b64decode(text + "=")
    except binascii.Error:  # pragma: no cover - 43 signs always make 32 bytes
        raise ValueError(f"{variable} is no key") from None


def fields_of(text: str) -> tuple[str, str, str]:
    """The names of a template's three fields, as `number,what,time`.

    Raises:
        ValueError: They are not three.
    """
    names = [name.strip() for name in text.split(",")]
    if len(names) != _FIELDS or not all(name.isidentifier() for name in names):
        raise ValueError("JIESU_WECHAT_TEMPLATE_FIELDS must be three names with commas between")
    number, what, time = names
    return number, what, time
