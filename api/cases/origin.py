"""What a case was opened from: the conversation, and how it was understood and why."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from api.cases.tables import Origin
from api.contract.models import Said
from api.kit.work import Work
from api.people.casekeys import open_for, seal_for

_SAID = TypeAdapter(list[Said])


def save_origin(
    work: Work, case_id: str, messages: Sequence[Said], understanding: dict[str, Any]
) -> None:
    """Seal the conversation and the understanding of a new case."""
    body = {
        "messages": [message.model_dump(mode="json") for message in messages],
        "understanding": understanding,
    }
    sealed = seal_for(work, case_id, json.dumps(body, ensure_ascii=False), "origin")
    work.session.add(Origin(case_id=case_id, sealed=sealed))


def conversation(work: Work, case_id: str) -> list[Said]:
    """The messages a case was opened from, oldest first."""
    return _SAID.validate_python(_load(work, case_id).get("messages", []))


def understanding(work: Work, case_id: str) -> dict[str, Any]:
    """How the citizen's words were understood: codes, spans, rule ids, lexicon version."""
    found: dict[str, Any] = _load(work, case_id).get("understanding", {})
    return found


def _load(work: Work, case_id: str) -> dict[str, Any]:
    row = work.session.get(Origin, case_id)
    if row is None:
        return {}
    body: dict[str, Any] = json.loads(open_for(work, case_id, row.sealed, "origin"))
    return body
