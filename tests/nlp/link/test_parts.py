import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.link.letters import pieces, place_key, plain, start_of_core, telling
from nlp.link.pairs import asked, letter_pairs, sound_pairs
from nlp.link.sentence import read_sentence
from nlp.link.sounds import Sounds, read_dictionary
from nlp.link.talk import worths

SOUNDS = Sounds.of(read_dictionary())


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("成都市", "成都"),
        ("浦东新区", "浦东"),
        ("东区", "东区"),
        ("广西壮族自治区", "广西壮族"),
        ("", ""),
    ],
)
def test_a_place_is_compared_without_its_rank(place: str, key: str) -> None:
    assert place_key(place) == key


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("越海省海州市碧螺轩", "碧螺轩"),
        ("海州碧螺轩", "碧螺轩"),
        ("海州市", "海州市"),
        ("碧螺轩", "碧螺轩"),
    ],
)
def test_the_core_begins_after_the_place(name: str, core: str) -> None:
    assert name[start_of_core(name, ("越海", "海州", "石门")) :] == core


def test_legal_forms_part_a_name() -> None:
    assert pieces("海州碧螺轩有限责任公司石门分公司") == ["海州碧螺轩", "石门分公司"]


def test_letters_are_one_form() -> None:
    assert plain("ＡＢ（海州） １２") == "ab海州12"


def test_characters_of_one_sound_are_one() -> None:
    assert "碧螺轩".translate(SOUNDS.exact) == "必罗宣".translate(SOUNDS.exact)
    assert "中".translate(SOUNDS.exact) != "宗".translate(SOUNDS.exact)
    assert "中".translate(SOUNDS.merged) == "宗".translate(SOUNDS.merged)
    assert "女".translate(SOUNDS.merged) != "努".translate(SOUNDS.merged)


@given(st.text(alphabet="碧螺轩金穗源食品餐饮", min_size=4, max_size=12), st.data())
def test_a_swap_keeps_the_pair_it_swaps(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 2))
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    pair = "".join(sorted(name[place : place + 2].translate(SOUNDS.merged)))

    assert pair in sound_pairs(name, SOUNDS)
    assert pair in sound_pairs(swapped, SOUNDS)


@given(st.text(max_size=60))
def test_letter_pairs_are_pairs_of_neighbours(text: str) -> None:
    letters = plain(text)

    assert all(len(pair) == 2 and pair in letters for pair in letter_pairs(letters))


@given(st.text(max_size=80), st.integers(0, 40))
def test_a_sentence_knows_the_bounds_of_every_place(text: str, longest: int) -> None:
    sentence = read_sentence(text, longest)

    assert len(sentence.letters) <= longest
    assert len(sentence.left) == len(sentence.right) == len(sentence.letters) + 1
    assert sentence.left[0] == sentence.right[-1] == 0
    assert all(sentence.letters.startswith(one, at) for at, one in sentence.pieces)


def test_a_name_may_begin_and_end_where_words_do() -> None:
    sentence = read_sentence("昨天在碧螺轩吃饭，拉肚子", 100)
    start = sentence.letters.index("碧螺轩")

    assert (sentence.left[start], sentence.right[start + 3]) == (0, 0)
    assert (sentence.left[start + 1], sentence.right[start + 2]) == (1, 1)


def test_a_branch_in_brackets_is_known() -> None:
    assert read_sentence("碧螺轩（春水路店）", 100).branch == "春水路"
    assert read_sentence("碧螺轩（海州）有限公司", 100).branch == ""


@pytest.mark.parametrize(
    ("end", "letters"),
    [("餐饮管理有限公司", 0), ("有限责任公司", 0), ("粮油贸易有限公司石门分店", 6), ("", 0)],
)
def test_a_trade_and_a_legal_form_tell_nothing(end: str, letters: int) -> None:
    assert telling(end) == letters


def test_common_talk_counts_less_than_a_name() -> None:
    sentence = read_sentence("我要投诉碧螺轩", 100)
    counted = dict(zip(sentence.letters[:-1], worths(sentence), strict=False))

    assert counted["投"] < 0.3
    assert counted["螺"] == 1


def test_pairs_are_not_asked_across_what_no_name_holds() -> None:
    sentence = read_sentence("碧螺轩的菜", 100)
    pairs = asked(sentence, worths(sentence), SOUNDS)

    assert set(pairs.written) == {"碧螺", "螺轩"}
    assert len(pairs.heard) == 3
