"""Pictures that WeChat holds: by their id, or by the address it gave beside it."""

from bot.wechat.api import WechatApi, WechatError

_BETWEEN = " "


def ref_of(media_id: str, url: str) -> str:
    """One name for a picture, from which it can be fetched; empty when there is none."""
    return f"{media_id.strip()}{_BETWEEN}{url.strip()}".rstrip() if media_id or url else ""


async def fetch(api: WechatApi, ref: str) -> tuple[str, bytes]:
    """Get a picture by the name that `ref_of` made.

    The id is asked for first: it goes to the API alone. Accounts that may not ask for media,
    and ids that ran out, leave the address, which must be one of WeChat's own.

    Returns:
        A file name, and the content.

    Raises:
        OSError: WeChat did not answer; the same picture may be asked for again.
        ValueError: It is gone, or larger than we take.
    """
    media_id, _, url = ref.partition(_BETWEEN)
    if media_id:
        try:
            return "photo", await api.media(media_id)
        except WechatError as refusal:
            if not url:
                raise ValueError(str(refusal)) from None
        except OSError:
            if not url:
                raise
    return "photo", await api.picture(url)
