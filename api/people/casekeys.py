"""Sealing with the key of a case."""

from api.kit.errors import NotFound
from api.kit.work import Work
from api.people.tables import CaseKey


def make_case_key(work: Work, case_id: str) -> None:
    """Give a new case its data key."""
    key = CaseKey(case_id=case_id, wrapped=work.keys.new_key())
    work.session.add(key)
    work.keep(key)
    work.session.flush()


def renew_case_key(work: Work, case_id: str) -> None:
    """Give a case another data key; what the former sealed is gone for good."""
    work.session.get_one(CaseKey, case_id).wrapped = work.keys.new_key()
    work.session.flush()


def drop_case_key(work: Work, case_id: str) -> None:
    """Take a case's data key away; what it sealed is gone for good."""
    row = work.session.get(CaseKey, case_id)
    if row is not None:
        work.session.delete(row)
        work.session.flush()


def seal_for(work: Work, case_id: str, text: str, what: str) -> bytes:
    """Seal words of a case; `what` binds them to their place."""
    return work.keys.seal(_wrapped(work, case_id), text.encode(), f"{case_id}/{what}")


def open_for(work: Work, case_id: str, sealed: bytes, what: str) -> str:
    """Open words of a case.

    Raises:
        NotFound: `erased`, when the case's key is gone.
        ValueError: The bytes were altered.
    """
    return work.keys.open(_wrapped(work, case_id), sealed, f"{case_id}/{what}").decode()


def _wrapped(work: Work, case_id: str) -> bytes:
    row = work.session.get(CaseKey, case_id)
    if row is None:
        raise NotFound("erased", "这个案件的个人信息已经删除。")
    return row.wrapped
