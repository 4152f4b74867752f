"""What an item is made up of is all that the text prints: amounts in sentences of their own, and parts of which it prints none."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区园林局2024年度部门预算情况说明

## 一、部门收支总体情况

2024年一般公共预算财政拨款收入900.00万元，一般公共预算财政拨款支出900.00万元，比2023年减少40.00万元。其中：基本支出300.00万元，比2023年增加24.00万元，主要原因是公用经费定额调标等，主要用于保障在职人员工资福利及社会保险缴费，离退休人员补助；项目支出600.00万元，比2023年减少64.00万元，主要原因是绿道建设完工，主要用于苗圃管护和古树保护。

## 二、“三公”经费情况说明

2024年“三公”经费预算58.00万元，比2023年减少2.00万元。其中：因公出国（境）费用6.00万元，比2023年减少2.00万元；公务用车运行维护费38.00万元，与2023年一致。

OWN

## 三、专业性名词解释

（一）“三公”经费：指用一般公共预算财政拨款安排的因公出国（境）费、公务用车购置及运行维护费、公务接待费。其中，公务接待费反映单位按规定开支的各类公务接待支出。
"""


def _service(folder, own: str) -> Service:
    file = folder / "disclosure.md"
    file.write_text(BUDGET.replace("OWN", own), "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory.mktemp("parts"), "")


def test_a_part_without_an_amount_is_named_by_the_glossary(service: Service) -> None:
    answer = service.ask("2024年预算里“三公”经费包括哪几样？").answer
    assert all(word in answer for word in ("6.00万元", "38.00万元", "公务接待费")), answer
    assert "反映" not in answer, answer


def test_a_part_that_is_told_in_its_own_sentence_is_listed(tmp_path) -> None:
    answer = _service(tmp_path, "公务接待费预算14.00万元，与2023年一致。").ask("2024年“三公”经费包括哪几样？").answer
    assert all(figure in answer for figure in ("6.00万元", "38.00万元", "14.00万元")), answer
    assert "名词解释" not in answer, answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2024年基本支出多少、比2023年增加多少、主要保障什么？", ("300.00万元", "24.00万元", "在职人员工资福利")),
        ("2024年项目支出是多少，比上年减少多少，主要用来干什么？", ("600.00万元", "64.00万元", "苗圃管护")),
        ("2024年项目支出多少、减少多少、为什么减少、用在什么上", ("600.00万元", "64.00万元", "绿道建设", "古树保护")),
        ("2024年基本支出为什么增加，主要用在哪里", ("定额调标", "离退休人员补助")),
    ],
)
def test_each_of_what_is_asked_of_one_thing_is_answered(service: Service, question: str, told: tuple[str, ...]) -> None:
    answer = service.ask(question).answer
    assert all(words in answer for words in told), answer
