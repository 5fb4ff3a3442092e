"""Each number of people has its role; only those who are ill are counted, and none twice."""

import pytest

from bot.dialogue.ill_roles import Role, heads_in, ill_by_roles, more_by_roles


@pytest.mark.parametrize(
    ("text", "known", "ill"),
    [
        ("吃完回去11个人又吐又拉，两个老人住院了", None, 11),
        ("没有人去世，两个老人还在打吊针", 11, 11),
        ("一共去了14个人，9个中招", 14, 9),
        ("中班有5个小朋友吃完早餐后呕吐，我女儿也在里面", None, 5),
        ("公司6个人昨晚吃菌子火锅，现在全在吐，有两个还说看见小人", None, 6),
        ("我们一家五口去吃的火锅，晚上全拉肚子", None, 5),
        ("宿舍四个女生点的外卖，现在都在厕所吐", None, 4),
        ("那两个已经在急诊挂水了", 6, 6),
        ("送医3个", 17, 17),
        ("连我三个人都不舒服，我头也晕。不是两个", 2, 3),
        ("七八个工友都在吐，有两个说看见小人", None, 7),
        ("拉肚子的有7个，去了10个人", None, 7),
    ],
)
def test_the_number_of_the_ill_is_theirs(text: str, known: int | None, ill: int) -> None:
    assert ill_by_roles(text, known) == ill


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("我们四个人去吃的，我和我老婆拉肚子", None),
        ("开始只有5个人拉，现在8个了", None),
        ("又有两个同事吐了", 5),
        ("点了两个菜，三个人吃", 2),
        ("吃了两口就吐了", None),
        ("其他4个没事", 6),
        ("两个人住院了吗？", 6),
        ("几十个人吐了", None),
    ],
)
def test_numbers_without_a_plain_role_are_left_to_others(text: str, known: int | None) -> None:
    assert ill_by_roles(text, known) is None


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("今天又送来一个", 1),
        ("又多了5个人在抢救", 5),
        ("又点了两个", 0),
        ("现在还有3个住院", 0),
        ("另外四个没事", 0),
    ],
)
def test_more_are_those_who_fell_ill_as_well(text: str, more: int) -> None:
    assert more_by_roles(text) == more


def test_a_number_of_other_things_is_no_head() -> None:
    assert [one.role for one in heads_in("点了3个菜，2个小时后5个人吐了")] == [Role.ill]
