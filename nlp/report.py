"""An Understanding as the lines of `jiesu understand --jsonl`."""

from typing import Any

from nlp.understanding import Reason, Understanding


def as_json(understanding: Understanding, message_id: str | int) -> dict[str, Any]:
    """The result as plain values, ready for `json.dumps`.

    Args:
        understanding: What was understood.
        message_id: The caller's id of the message, given back as it came.
    """
    return {
        "id": message_id,
        "kinds": [str(kind) for kind in understanding.kinds],
        "hazards": [str(hazard) for hazard in understanding.hazards],
        "setting": str(understanding.setting),
        "severity": _code(understanding.severity),
        "emergency": understanding.emergency,
        "agency": _code(understanding.agency),
        "merchant": understanding.merchant,
        "place": understanding.place,
        "district": understanding.district,
        "when": understanding.when,
        "food": understanding.food,
        "people_ill": understanding.people_ill,
        "amount": understanding.amount,
        "demand": [str(demand) for demand in understanding.demand],
        "case_no": understanding.case_no,
        "confidence": understanding.confidence,
        "why": [_why(reason) for reason in understanding.why],
    }


def _code(code: str | None) -> str | None:
    return str(code) if code is not None else None


def _why(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "decides": reason.decides,
        "span": [reason.start, reason.end],
        "text": reason.text,
        "weight": reason.weight,
    }
