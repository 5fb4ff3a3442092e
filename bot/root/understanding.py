"""Says what messages mean, on the command line."""

import json
import sys

from api.kit.now import system_now
from bot.root.jsonl import read_lines, write_line
from nlp import pipeline
from nlp.report import as_json


def explain_lines(city: str) -> None:
    """Read `{"id", "text"}` lines and write one understanding a line."""
    understand = pipeline.load(city).understand
    for line in read_lines(sys.stdin, ("id", "text")):
        write_line(as_json(understand(str(line["text"]), system_now()), line["id"]))


def explain_one(city: str, text: str) -> None:
    """Write the understanding of one message, to be read by a person."""
    found = as_json(pipeline.load(city).understand(text, system_now()), "-")
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
