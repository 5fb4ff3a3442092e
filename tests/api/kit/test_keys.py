"""Sealing is authenticated, bound to its place, and survives a change of the master key."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kit.keys import Keyring, MasterKeyError, from_hex, load_or_make

_KEYS = Keyring(bytes(range(32)))
_OTHER = Keyring(bytes(range(1, 33)))


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_is_sealed_opens_in_its_place(plain: bytes, context: str) -> None:
    wrapped = _KEYS.new_key()

    assert _KEYS.open(wrapped, _KEYS.seal(wrapped, plain, context), context) == plain


@given(st.binary(min_size=1, max_size=50), st.data())
def test_one_changed_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    wrapped = _KEYS.new_key()
    sealed = bytearray(_KEYS.seal(wrapped, plain, "here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1

    with pytest.raises(ValueError, match="altered"):
        _KEYS.open(wrapped, bytes(sealed), "here")


def test_sealed_words_do_not_open_elsewhere_nor_with_another_key() -> None:
    wrapped = _KEYS.new_key()
    sealed = _KEYS.seal(wrapped, b"words", "here")

    for keys, key, context in (
        (_KEYS, wrapped, "there"),
        (_KEYS, _KEYS.new_key(), "here"),
        (_OTHER, wrapped, "here"),
    ):
        with pytest.raises(ValueError, match="altered"):
            keys.open(key, sealed, context)


def test_rewrapped_keys_open_with_the_new_master_alone() -> None:
    wrapped = _KEYS.new_key()
    sealed = _KEYS.seal(wrapped, b"words", "here")

    moved = _KEYS.rewrap(wrapped, _OTHER)

    assert _OTHER.open(moved, sealed, "here") == b"words"
    with pytest.raises(ValueError, match="altered"):
        _KEYS.open(moved, sealed, "here")


def test_keyed_hashes_depend_on_value_purpose_and_key() -> None:
    hashes = {
        _KEYS.blind("a", "phone"),
        _KEYS.blind("b", "phone"),
        _KEYS.blind("a", "channel"),
        _OTHER.blind("a", "phone"),
    }

    assert len(hashes) == 4
    assert _KEYS.blind("a", "phone") == _KEYS.blind("a", "phone")


def test_a_key_file_is_made_once_and_for_us_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "key"

    first, second = load_or_make(path), load_or_make(path)

    assert first.service_token() == second.service_token()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(MasterKeyError, match="64 hex digits"):
        from_hex(text)


def test_a_successor_finds_what_the_first_key_hashed_and_shows_another_token() -> None:
    successor = Keyring(bytes(range(2, 34)))
    successor.adopt(_KEYS.hand_on(successor))

    assert successor.blind("13800138000", "phone") == _KEYS.blind("13800138000", "phone")
    assert successor.derive("receipt/1") == _KEYS.derive("receipt/1")
    assert successor.service_token() != _KEYS.service_token()
    assert successor.mark() != _KEYS.mark()
    with pytest.raises(ValueError, match="altered"):
        _OTHER.adopt(_KEYS.hand_on(successor))


def test_a_key_knows_what_it_wrapped() -> None:
    assert _KEYS.opens(_KEYS.new_key())
    assert not _KEYS.opens(_OTHER.new_key())
    assert not _KEYS.opens(b"")
