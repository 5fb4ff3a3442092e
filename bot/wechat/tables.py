"""Tables that the processes of one official account share."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class WechatToken(SQLModel, table=True):
    """The access token of an account, and who is fetching the next one."""

    __tablename__ = "wechat_token"

    app_id: str = Field(primary_key=True)
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """The data key."""
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    good_until: datetime | None = None
    worker: str | None = None
    fetching_until: datetime | None = None
    """The lease of `worker`; when it lapses another one may fetch."""


class WechatCallback(SQLModel, table=True):
    """A callback that was let in, so that nobody can use its signature for another message."""

    __tablename__ = "wechat_callback"

    signed: str = Field(primary_key=True)
    """Keyed hash of the signature."""
    body: str
    """Keyed hash of the body: the same again is WeChat's own retry."""
    at: datetime = Field(index=True)
