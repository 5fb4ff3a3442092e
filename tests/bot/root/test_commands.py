"""The command line as other programs use it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[3]


def jiesu(*words: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command with our own words
        [sys.executable, "-m", "bot", *words],
        input=said,
        capture_output=True,
        text=True,
        cwd=_ROOT,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def _lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_understand_answers_line_by_line_with_the_fixed_members() -> None:
    said = '{"id": 7, "text": "福田区景田北街的老陈记火锅有虫，我要退钱"}\n'
    said += '\n{"id": "b", "text": ""}\n'

    first, second = _lines(jiesu("understand", "--jsonl", said=said))

    assert list(first) == [
        "id",
        "kinds",
        "hazards",
        "setting",
        "severity",
        "emergency",
        "agency",
        "merchant",
        "place",
        "district",
        "when",
        "food",
        "people_ill",
        "amount",
        "demand",
        "case_no",
        "confidence",
        "why",
    ]
    assert first["id"] == 7
    assert first["kinds"] == ["complaint"]
    assert first["hazards"] == ["foreign_object"]
    assert first["district"] == "福田区"
    assert first["why"]
    assert second["kinds"] == ["chat"]


def test_deadline_gives_rule_article_due_provisional_and_days() -> None:
    (found,) = _lines(jiesu("deadline", "R01", "--received", "2026-04-15", "--json"))

    assert list(found) == ["rule", "article", "due", "provisional", "days"]
    assert found["due"].startswith("2026-05-09")
    assert found["provisional"] is False
    assert {"date", "counts", "why"} == set(found["days"][0])
    assert sum(day["counts"] for day in found["days"]) == 15


def test_chat_files_a_case_and_shows_it_with_its_facts_and_deadlines() -> None:
    talk = [
        "福田区景田北街的老陈记牛肉火锅有虫，花了88块，我要退钱",
        "第一个",
        "昨天",
        "我叫林晓，电话13800138000，地址福田区景田花园3栋",
        "[photo]",
        "提交",
        "[location 22.55,114.04]",
    ]
    said = "".join(json.dumps({"user": "a", "text": text}) + "\n" for text in talk)

    answers = _lines(jiesu("chat", "--jsonl", said=said))

    assert [answer["user"] for answer in answers] == ["a"] * len(talk)
    assert all(answer["replies"] for answer in answers)
    (case,) = answers[5]["cases"]
    assert case["kind"] == "complaint"
    assert case["hazard"] == "foreign_object"
    assert case["state"] == "received"
    assert case["evidence"] == 1
    assert case["facts"]["amount"] == 88
    assert "C01" in {clock["rule"] for clock in case["deadlines"]}


def test_a_matter_from_anywhere_is_taken_by_the_national_pack() -> None:
    said = json.dumps({"user": "a", "text": "举报哈尔滨市道里区一家黑作坊，没有营业执照"}) + "\n"
    said += "".join(
        json.dumps({"user": "a", "text": t}) + "\n" for t in ("匿名", "不清楚", "提交")
    )

    answers = _lines(jiesu("chat", "--jsonl", "--city", "china", said=said))

    (case,) = answers[-1]["cases"]
    assert case["number"].startswith("CN-")
    assert "道里区" in case["office"]


@pytest.mark.parametrize(
    ("words", "said", "told"),
    [
        (("understand", "--jsonl"), '{"id": 1}\n', "line 1"),
        (("understand", "--jsonl"), '{"id": 1, "text": "a"}\nnonsense\n', "line 2"),
        (("understand",), "", "--jsonl"),
        (("chat", "--jsonl"), "[]\n", "line 1"),
        (("chat", "--jsonl"), '{"user": "", "text": "a"}\n', "user must have"),
        (
            ("chat", "--jsonl", "--url", "http://127.0.0.1:9"),
            '{"user": "a", "text": "a"}\n',
            "no Jiesu answers at http://127.0.0.1:9",
        ),
        (("verify",), "", "there is no database"),
        (("deadline", "C99", "--received", "2026-04-15"), "", "C99"),
        (("deadline", "C01"), "", "--received"),
        (("deadline", "C01", "--received"), "", "--received"),
        (("deadline", "C01", "--received", "2026-04-15", "--bogus"), "", "--bogus"),
        (("deadline", "C01", "--received", "2026-04-15", "--kind", "report"), "", "不适用于举报"),
        (("deadline", "H04", "--received", "2026-04-15"), "", "H04-CASE"),
        (("bench", "speed"), "", "clocks"),
        (("deadline", "C01", "--received", "tomorrow"), "", "tomorrow"),
        (("run", "--city", "nowhere"), "", "nowhere"),
        (("run", "--env-file", "/absent"), "", "/absent"),
        (("city", "check", "/absent"), "", "/absent"),
        (("citizen",), "", "neither JIESU_CITIZEN_TOKEN nor JIESU_WECHAT_APP_ID"),
    ],
)
def test_bad_input_ends_with_one_clear_line(
    words: tuple[str, ...], said: str, told: str, tmp_path: Path
) -> None:
    done = jiesu(*words, said=said, JIESU_DATA_DIR=str(tmp_path))

    assert done.returncode != 0
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("deadline",), ("bogus",), ("run", "--bogus"), ("officer", "create", "wang")]
)
def test_a_wrong_use_is_told_in_one_line_with_status_2(words: tuple[str, ...]) -> None:
    done = jiesu(*words)

    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["run", "verify", "migrate", "tick", "settings"])
@pytest.mark.parametrize("url", ["mysql://secret@x/y", "nonsense", "postgresql+asyncpg://x"])
def test_an_address_of_no_database_is_told_in_one_line(
    command: str, url: str, tmp_path: Path
) -> None:
    done = jiesu(command, JIESU_DATABASE_URL=url, JIESU_DATA_DIR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith("jiesu: JIESU_DATABASE_URL must be")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr


def test_verify_makes_neither_database_nor_key(tmp_path: Path) -> None:
    place = tmp_path / "data"
    absent = jiesu("verify", JIESU_DATA_DIR=str(place))
    assert absent.returncode == 1
    assert not place.exists()

    jiesu("migrate", JIESU_DATA_DIR=str(place))
    (place / "key").unlink()
    keyless = jiesu("verify", JIESU_DATA_DIR=str(place))
    assert keyless.returncode == 1
    assert "there is no key file" in keyless.stderr
    assert not (place / "key").exists()

    (place / "key").write_text("ab" * 32)
    other = jiesu("verify", JIESU_DATA_DIR=str(place))
    assert "master key is not the one" in other.stderr

    (place / "jiesu.db").unlink()
    (place / "jiesu.db").touch()
    empty = jiesu("verify", JIESU_DATA_DIR=str(place))
    assert "run jiesu migrate" in empty.stderr


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = jiesu("run", PORT=port, JIESU_DATA_DIR=str(tmp_path))

    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_settings_are_listed_and_secrets_are_not_shown(tmp_path: Path) -> None:
    done = jiesu("settings", JIESU_STAFF_TOKEN="123:secret", JIESU_DATA_DIR=str(tmp_path))

    assert "JIESU_STAFF_TOKEN = (set)" in done.stdout
    assert "secret" not in done.stdout
    assert "PORT = 8000" in done.stdout


def test_accounts_are_made_and_cases_verified_from_the_command_line(tmp_path: Path) -> None:
    made = jiesu(
        "officer",
        "create",
        "wang",
        "王明",
        "SZ-FT",
        "--role",
        "handler",
        JIESU_DATA_DIR=str(tmp_path),
    )
    twice = jiesu(
        "officer",
        "create",
        "wang",
        "王明",
        "SZ-FT",
        "--role",
        "handler",
        JIESU_DATA_DIR=str(tmp_path),
    )
    verified = jiesu("verify", JIESU_DATA_DIR=str(tmp_path))

    assert made.stdout.startswith("wang ")
    assert twice.returncode == 1
    assert verified.stdout == "all cases verify\n"


def test_a_wechat_account_that_is_half_set_up_is_told_in_one_line(tmp_path: Path) -> None:
    done = jiesu(
        "citizen",
        JIESU_DATA_DIR=str(tmp_path),
        JIESU_WECHAT_APP_ID="wx5823bf96d3bd56c7",
        JIESU_WECHAT_SECRET="very-secret",
    )

    assert done.returncode == 1
    assert done.stderr.strip() == "jiesu: JIESU_WECHAT_TOKEN is not set"
