"""Against Tencent's own sample data, and against wechatpy, a client that is not ours."""

import base64
import struct

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from wechatpy.crypto import WeChatCrypto

from bot.wechat.account import aes_key
from bot.wechat.crypto import (
    ForgedError,
    close_envelope,
    is_signed,
    open_envelope,
    sign,
)
from tests.fakes.wechat import AES_KEY, APP_ID, OLD_AES_KEY, TOKEN

# The data of the files that Tencent hands out with its documentation of encrypted messages:
# Sample.py of the Python sample (author jonyqin, 2014) and WXBizMsgCryptTest.java.
SAMPLE_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SAMPLE_ENCRYPT = (
    "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PG"
    "HQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6"
    "tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp"
    "3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhv"
    "Ql+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE="
)


def test_tencents_sample_message_is_signed_and_opens() -> None:
    signed = ("spamtest", "1409735669", "1320562132", SAMPLE_ENCRYPT)
    assert is_signed("5d197aaffba7e9b25a30732f161a50dee96bd5fa", *signed)

    key = aes_key(SAMPLE_KEY, "KEY")
    opened = open_envelope(SAMPLE_ENCRYPT, "wx2c2769f8efd9abc2", [key]).xml.decode()

    assert "<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName>" in opened
    assert "<Content><![CDATA[abcdteT]]></Content>" in opened
    assert "<MsgId>6054768590064713728</MsgId>" in opened


def test_tencents_sample_answer_is_closed_to_the_same_bytes() -> None:
    made = close_envelope(
        "我是中文abcd123", "wxb11529c136998cb6", aes_key(SAMPLE_KEY, "KEY"), b"aaaabbbbccccdddd"
    )

    assert made == (
        "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
    )


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 33, 2048])
def test_wechatpy_reads_what_we_close_and_we_read_what_it_closes(length: int) -> None:
    theirs = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    key = aes_key(AES_KEY, "KEY")
    words = f"<xml><Content>{'汉' * length}</Content></xml>"

    ours = close_envelope(words, APP_ID, key)
    signed = sign(TOKEN, "1409735669", "n", ours)
    whole = f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{ours}]]></Encrypt></xml>"
    assert theirs.decrypt_message(whole, signed, "1409735669", "n") == words

    answer = theirs.encrypt_message(words, "n", "1409735669")
    encrypted = answer.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    their_signature = answer.partition("<MsgSignature><![CDATA[")[2].partition("]]>")[0]
    assert is_signed(their_signature, TOKEN, "1409735669", "n", encrypted)
    assert open_envelope(encrypted, APP_ID, [key]).xml.decode() == words


def test_either_of_two_keys_opens_and_is_told() -> None:
    new, old = aes_key(AES_KEY, "KEY"), aes_key(OLD_AES_KEY, "KEY")

    assert open_envelope(close_envelope("a", APP_ID, new), APP_ID, [new, old]).key == new
    assert open_envelope(close_envelope("a", APP_ID, old), APP_ID, [new, old]).key == old
    with pytest.raises(ForgedError):
        open_envelope(close_envelope("a", APP_ID, old), APP_ID, [new])


def test_what_is_meant_for_another_account_is_forged() -> None:
    key = aes_key(AES_KEY, "KEY")
    with pytest.raises(ForgedError, match="no key"):
        open_envelope(close_envelope("a", APP_ID + "0", key), APP_ID, [key])


@pytest.mark.parametrize("pad", [b"\0", b"\x21", b"\x02\x03", b"\xff"])
def test_a_padding_that_is_none_is_forged(pad: bytes) -> None:
    key = aes_key(AES_KEY, "KEY")
    plain = b"r" * 16 + struct.pack(">I", 1) + b"a" + APP_ID.encode()
    filler = b"x" * ((-len(plain) - len(pad)) % 32)

    with pytest.raises(ForgedError):
        open_envelope(_raw(plain + filler + pad, key), APP_ID, [key])


@pytest.mark.parametrize("length", [2, 2**31, 2**32 - 1])
def test_a_length_that_reaches_too_far_is_forged(length: int) -> None:
    key = aes_key(AES_KEY, "KEY")
    plain = b"r" * 16 + struct.pack(">I", length) + b"a" + APP_ID.encode()
    pad = 32 - len(plain) % 32

    with pytest.raises(ForgedError):
        open_envelope(_raw(plain + bytes([pad]) * pad, key), APP_ID, [key])


@pytest.mark.parametrize("encrypted", ["", "?", "YQ==", "汉", "a" * 63, "A" * 43 + "="])
def test_what_is_no_envelope_is_forged(encrypted: str) -> None:
    with pytest.raises(ForgedError):
        open_envelope(encrypted, APP_ID, [aes_key(AES_KEY, "KEY")])


def test_a_signature_of_strange_signs_is_only_wrong() -> None:
    assert not is_signed("签名", TOKEN, "1", "2")
    assert not is_signed("", TOKEN, "1", "2")


@pytest.mark.parametrize("text", ["", "short", "a" * 44, "a" * 42 + "=", "汉" * 43])
def test_a_malformed_key_is_named_by_its_setting_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="JIESU_WECHAT_AES_KEY must be") as caught:
        aes_key(text, "JIESU_WECHAT_AES_KEY")
    assert not text or text not in str(caught.value)


def _raw(padded: bytes, key: bytes) -> str:
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
