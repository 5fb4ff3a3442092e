"""A request that is wrong is told where and how."""

import httpx
import pytest

from tests.bot.web.test_api import assert_problem


@pytest.mark.parametrize(
    ("body", "at", "said"),
    [
        ('{"id": "1", "text"', None, "不是有效的 JSON"),
        ('{"text": "牛奶酸了"}', "id", "缺少 id"),
        ('{"id": "1", "text": 5}', "text", "text 应是文字"),
        ('{"id": "1", "location": {"lat": 200, "lon": 0}}', "location.lat", "不能大于 90"),
        ('{"id": "1", "location": {"lat": "x", "lon": 0}}', "location.lat", "应是数字"),
        ('{"id": "1", "txet": "a"}', "txet", "没有 txet 这个字段"),
        ('{"id": "1", "photos": "a"}', "photos", "photos 应是列表"),
        ('["1"]', "内容", "内容 应是对象"),
        ('{"id": "有空 格"}', "id", "id 的格式不对"),
    ],
)
async def test_what_is_wrong_in_a_body_is_named(
    browser: httpx.AsyncClient, body: str, at: str | None, said: str
) -> None:
    headers = {"content-type": "application/json"}
    answer = await browser.post("/chat/messages", content=body.encode(), headers=headers)
    assert_problem(answer, 422, "invalid")
    assert said in answer.json()["detail"]
    assert at is None or at in [field["at"] for field in answer.json()["fields"]]
    assert "牛奶" not in answer.text
