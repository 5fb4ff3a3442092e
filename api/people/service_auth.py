"""Our own processes show each other a token that the master key derives."""

import hmac

from fastapi import Request

from api.kit.errors import Unauthenticated
from api.kit.keys import Keyring


def require_service(request: Request) -> None:
    """Refuse a request that does not carry the service token.

    Raises:
        Unauthenticated: `service_token`, when it is absent or wrong.
    """
    keys: Keyring = request.app.state.keys
    expected = f"Bearer {keys.service_token()}".encode()
    given = request.headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, expected):
        raise Unauthenticated("service_token", "需要服务令牌。")
