"""A browser without a screen: requests to an application in this process, with its cookies."""

import asyncio
from typing import Any, Self

import httpx
from fastapi import FastAPI


class Browser:
    """Sends requests one after another and follows no redirect by itself."""

    def __init__(self, app: FastAPI, address: str = "10.0.0.1") -> None:
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=(address, 4711)),
            base_url="http://testserver",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._http.cookies

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._http.get(path, **more))

    def delete(self, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._http.delete(path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._http.post(path, **more))

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._runner.run(self._http.request(method, path, **more))
