"""The WeChat official account of the settings."""

from api.kit.now import system_now
from api.kit.settings import Settings
from bot.inbox.ports import Sealer, Storage
from bot.wechat.account import Account, aes_key, fields_of
from bot.wechat.bot import WechatBot


def make_wechat(settings: Settings, storage: Storage, sealer: Sealer) -> WechatBot | None:
    """The account whose AppID is set.

    Raises:
        ValueError: Another of its settings is missing or malformed.
    """
    if settings.wechat_app_id is None:
        return None
    if settings.wechat_secret is None:
        raise ValueError("JIESU_WECHAT_SECRET is not set")
    if settings.wechat_token is None:
        raise ValueError("JIESU_WECHAT_TOKEN is not set")
    keys = (
        (settings.wechat_aes_key, "JIESU_WECHAT_AES_KEY"),
        (settings.wechat_old_aes_key, "JIESU_WECHAT_OLD_AES_KEY"),
    )
    account = Account(
        app_id=settings.wechat_app_id,
        secret=settings.wechat_secret.get_secret_value(),
        token=settings.wechat_token.get_secret_value(),
        aes_keys=tuple(aes_key(key.get_secret_value(), name) for key, name in keys if key),
        api_base=settings.wechat_api,
        template_id=settings.wechat_template_id,
        template_fields=fields_of(settings.wechat_template_fields),
    )
    return WechatBot(account, storage, sealer, system_now)
