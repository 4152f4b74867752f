"""Whom a question is put to, said behind it or by its place alone; and what part of a count a part of it is, the whole unsaid."""

from __future__ import annotations

import pytest

from service import says_who
from service.answer import Service
from tests.support.shelf import Shelf

HARBOUR = """# 苇泊市交通运输局2022年部门预算

“三公”经费财政拨款支出预算表（单位：万元）

| 项目 | 2021年预算数 | 2022年预算数 |
|---|---|---|
| 合计 | 110.00 | 96.00 |
| 公务接待费 | 20.00 | 16.00 |
| 公务用车运行维护费 | 90.00 | 80.00 |

截至2021年12月31日，本部门共有车辆50辆，其中：应急保障用车8辆、执法执勤用车30辆、特种专业技术用车12辆。
下辖客运站设置床位40张，其中司机床位32张、旅客床位8张。
"""
HILLS = """# 重庆市栗坪区交通局2019年部门决算

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 合计 | 60.00 | 55.00 |
| 公务接待费 | 10.00 | 9.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    """Two bodies of the same trade, only one of which is called by its name in short."""
    folder = tmp_path_factory.mktemp("told")
    files = [folder / "harbour.md", folder / "hills.md"]
    for file, text in zip(files, (HARBOUR, HILLS), strict=True):
        file.write_text(text, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("苇泊市2022年三公经费安排多少，交通局说过吗", "96.00"),
        ("苇泊22年公务接待费定了多少？交通局预算里提到没有", "16.00"),
        ("苇泊市2022年公务接待费多少，交通局的", "16.00"),
    ],
)
def test_the_place_that_a_question_opens_with_tells_whose_body_is_meant(
    service: Service, question: str, result: str
) -> None:
    """交通局 is that of the place said first, though only another place's is called so."""
    answer = service.ask(question)
    assert answer.status == "answered"
    assert answer.result is not None
    assert answer.result.value == result
    assert "栗坪" not in answer.answer


def test_a_place_that_has_no_such_body_is_not_answered_from_another(service: Service) -> None:
    """Nothing is told of another place's body of that name."""
    answer = service.ask("苇泊市2022年公务接待费多少，水利局公开了没")
    assert answer.status == "declined"
    assert answer.result is None


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("苇泊市交通运输局2022年特种专业技术用车占比多少", "24.00", "%"),
        ("苇泊市交通运输局2022年执法执勤用车占全部车辆的百分之几", "60.00", "%"),
        ("苇泊市交通运输局2022年的车里，应急保障用车占几成", "16.00", "%"),
        ("苇泊市交通运输局2022年旅客床占几成", "20.00", "%"),
        ("苇泊市交通运输局2022年有几辆执法执勤用车", "30", "辆"),
    ],
)
def test_a_part_of_a_count_is_told_of_the_count_it_stands_in(
    service: Service, question: str, result: str, unit: str
) -> None:
    """The whole need not be said, and what part it is is never told as how many there are."""
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (result, unit)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("换了几辆公交，交通局说过吗", "换了几辆公交"),
        ("拉动了多少消费？文旅局决算有讲吗", "拉动了多少消费"),
        ("交通局说过换了几辆公交吗", None),
        ("三公经费是多少，交通局和水利局谁多", None),
    ],
)
def test_who_is_said_to_have_told_it_is_no_question_of_its_own(text: str, asked: str | None) -> None:
    """Only what asks whether it is told at all is taken from behind a question."""
    assert says_who.asked(text) == asked


def test_the_paper_that_is_meant_is_kept() -> None:
    """决算有讲吗 asks for what was spent."""
    assert says_who.whole("甲市花了多少？文旅局决算有讲吗", "甲市文旅局") == "甲市文旅局决算里，花了多少"
