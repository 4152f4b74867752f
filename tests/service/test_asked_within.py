"""What an item is asked within: a fund, a column or a table chooses the amount, and is no second item to be told."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 200.00 | 0.00 |
| 210 | 卫生健康支出 | 80.00 | 80.00 | 0.00 |
| 213 | 农林水支出 | 720.00 | 260.00 | 460.00 |
| 21303 | 水利 | 500.00 | 200.00 | 300.00 |
| 2130305 | 水利工程建设 | 220.00 | 20.00 | 200.00 |
| | 合计 | 1000.00 | 540.00 | 460.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 150.00 | 150.00 | 0.00 |
| 210 | 卫生健康支出 | 60.00 | 60.00 | 0.00 |
| 213 | 农林水支出 | 590.00 | 190.00 | 400.00 |
| 21303 | 水利 | 400.00 | 150.00 | 250.00 |
| 2130305 | 水利工程建设 | 100.00 | 10.00 | 90.00 |
| | 合计 | 800.00 | 400.00 | 400.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 301 | 工资福利支出 | 320.00 | 320.00 | |
| 30101 | 基本工资 | 320.00 | 320.00 | |
| 302 | 商品和服务支出 | 80.00 | | 80.00 |
| 30201 | 办公费 | 48.00 | | 48.00 |
| 30206 | 电费 | 32.00 | | 32.00 |
| | 合计 | 400.00 | 320.00 | 80.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("within") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # A fund beside lines says how far they are meant.
        ("白溪区水务局2023年的一般公共预算财政拨款，投给社会保障和就业支出的多还是投给水利的多，差多少", "250.00"),
        ("白溪区水务局2023年社会保障和就业支出与水利相比，一般公共预算安排哪个更多？多多少", "250.00"),
        ("白溪区水务局2023年的水利，光看一般公共预算有多少", "400.00"),
        ("白溪区水务局2023年水利的一般公共预算支出是社会保障和就业支出的几倍", "2.67"),
        ("白溪区水务局2023年一般公共预算财政拨款支出表中，水利和社会保障和就业支出加在一起是多少", "550.00"),
        ("水利（仅一般公共预算）白溪区水务局2023年多少", "400.00"),
        # And what it does not pay.
        ("白溪区水务局2023年水利有多少不是一般公共预算出的", "100.00"),
        ("白溪区水务局2023年水利扣掉一般公共预算部分还剩多少", "100.00"),
        ("白溪区水务局2023年水利的总额比一般公共预算安排的多出多少", "100.00"),
        ("白溪区水务局2023年水利占农林水支出（一般公共预算当中）的百分之多少", "67.80"),
        ("白溪区水务局2023年一般公共预算水利当中的项目支出是多少", "250.00"),
        ("白溪区水务局2023年一般公共预算基本支出中的水利是多少", "150.00"),
        # A column of a line, however it is said.
        ("“水利”这一科目在白溪区水务局2023年分成基本的和项目的两块支出，二者相减得多少", "100.00"),
        ("白溪区水务局2023年水利基本那块跟项目那块差多少钱", "100.00"),
        ("白溪区水务局2023年水利的两块（基本、项目）差额有多大", "100.00"),
        ("白溪区水务局2023年水利分基本和项目两块，项目那块多少钱", "300.00"),
        ("白溪区水务局2023年水利（项目支出）多少万元", "300.00"),
        ("白溪区水务局2023年走项目支出的水利工程建设有多少钱", "200.00"),
        ("白溪区水务局2023年项目支出占水利的百分之几", "60.00"),
        ("项目支出在白溪区水务局2023年水利当中占多少百分比", "60.00"),
        ("白溪区水务局2023年水利的支出里项目占了百分之几", "60.00"),
        ("白溪区水务局2023年水利里面的项目部分多少", "300.00"),
        ("白溪区水务局2023年水利中，属于基本的钱有多少", "200.00"),
        ("白溪区水务局2023年公用经费里面，电费花了多少钱", "32.00"),
        ("白溪区水务局2023年水利有几成是项目支出，要百分数", "60.00"),
        ("白溪区水务局2023年水利分基本和项目两块，基本的占多少百分比", "40.00"),
        # Of 基本支出, which a line of the economic classes is a part of.
        ("白溪区水务局2023年一般公共预算基本支出当中，人头费（人员经费）占百分之几", "80.00"),
        ("白溪区水务局2023年养人的钱和日常办公运转的钱（一般公共预算基本支出里），哪个多，多出多少", "240.00"),
        ("在白溪区水务局2023年的基本支出明细里，用电这项是几万元", "32.00"),
        ("白溪区水务局2023年办公费和电费（一般公共预算财政拨款基本支出里）相差多少", "16.00"),
        ("白溪区水务局2023年一般公共预算基本支出分人员和公用两块，相差多少", "240.00"),
        # Two tables of one line.
        ("白溪区水务局2023年水利，支出决算表减一般公共预算拨款支出，差额是多少", "100.00"),
        ("白溪区水务局2023年水利在支出决算表和一般公共预算拨款支出表里相差多少", "100.00"),
    ],
)
def test_what_an_item_is_asked_within(service: Service, question: str, value: str) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", question
    assert reply.result is not None, reply.answer
    assert reply.result.value.lstrip("-") == value, reply.answer


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("白溪区水务局2023年水利基本多少、项目多少", ["200.00万元", "300.00万元"]),
        ("白溪区水务局2023年水利里，基本支出多少，项目支出多少", ["200.00万元", "300.00万元"]),
        ("白溪区水务局2023年水利分成基本的和项目的，各是多少", ["200.00万元", "300.00万元"]),
        (
            "请分两个口径报白溪区水务局2023年的水利：一是部门支出决算表，二是一般公共预算拨款支出",
            ["500.00万元", "400.00万元"],
        ),
        ("白溪区水务局2023年的水利，部门口径是多少？一般公共预算口径呢？", ["500.00万元", "400.00万元"]),
        ("白溪区水务局2023年水利一共支出多少，一般公共预算负担了多少", ["500.00万元", "400.00万元"]),
        ("白溪区水务局2023年水利的总数和其中一般公共预算的数", ["500.00万元", "400.00万元"]),
        ("白溪区水务局2023年基本支出里头，人员的多少，公用的多少", ["320.00万元", "80.00万元"]),
        ("白溪区水务局2023年水利总的花了多少，一般公共预算里又花了多少", ["500.00万元", "400.00万元"]),
    ],
)
def test_both_of_two(service: Service, question: str, figures: list[str]) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", question
    assert [figure.text for figure in reply.figures] == figures, reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "能算算它相当于一般公共预算基本支出的几成吗，要百分数",
        "那是一般公共预算基本支出的百分之多少",
        "它在一般公共预算基本支出里占多大比重",
    ],
)
def test_what_was_told_as_a_part_of_what_is_named(service: Service, question: str) -> None:
    first = service.ask("白溪区水务局2023年一般公共预算基本支出里的公用经费是多少")
    reply = service.ask(question, conversation=first.conversation)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "20.00", reply.answer


def test_a_fund_that_is_asked_for_beside_a_line_is_told(service: Service) -> None:
    reply = service.ask("白溪区水务局2023年水利占一般公共预算财政拨款支出的百分之几")
    assert reply.result is not None, reply.answer
    assert reply.result.value == "50.00", reply.answer


PLAN = """# 霁川市白溪区水务局2023年度部门预算

一般公共预算支出预算表（单位：万元）

| 科目编码 | 科目名称 | 2022年预算数 | 2023年预算数 | 基本支出 | 项目支出 |
|---|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 160.00 | 150.00 | 150.00 | 0.00 |
| 213 | 农林水支出 | 500.00 | 660.00 | 200.00 | 460.00 |
| 21303 | 水利 | 500.00 | 450.00 | 150.00 | 300.00 |
| | 合计 | 660.00 | 810.00 | 350.00 | 460.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 50.00 |
| 30206 | 电费 | 40.00 |
| | 合计 | 350.00 |
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "a.md").write_text(TEXT, "utf-8")
    (folder / "b.md").write_text(PLAN, "utf-8")
    return Service(Shelf(folder / "a.md", folder / "b.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("对照白溪区水务局2023年的年初预算和年终决算，一般公共预算基本支出里的电费省下了多少", "-8.00"),
        ("白溪区水务局2023年基本支出里头的电费完成了预算的百分之几", "80.00"),
        ("白溪区水务局水利的一般公共预算，2023年是在2022年的基础上缩减了百分之几", "-10.00"),
        ("白溪区水务局2023年水利的一般公共预算比2022年预算少多少", "-50.00"),
    ],
)
def test_what_moved_within_what_it_is_asked_in(both: Service, question: str, value: str) -> None:
    reply = both.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == value, reply.answer


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("白溪区水务局2023年水利的基本支出、项目支出占比分别多少", ["40.00%", "60.00%"]),
        ("白溪区水务局2023年一般公共预算基本支出由人员经费和公用经费构成，各占百分之几", ["80.00%", "20.00%"]),
    ],
)
def test_each_part_is_one_of_what_is_named(service: Service, question: str, values: list[str]) -> None:
    reply = service.ask(question)
    assert [figure.text for figure in reply.figures if figure.text.endswith("%")] == values, reply.answer


def test_a_fund_asked_for_of_all_that_is_spent_is_told_itself(service: Service) -> None:
    reply = service.ask("白溪区水务局2023年支出合计多少？其中一般公共预算财政拨款支出多少？")
    assert {figure.text for figure in reply.figures} == {"1000.00万元", "800.00万元"}, reply.answer


ALL = """# 霁川市白溪区教育局2023年度部门决算

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一般公共预算财政拨款收入 | 780.00 | 教育支出 | 700.00 |
| 其他收入 | 40.00 | 卫生健康支出 | 100.00 |
| 本年收入合计 | 820.00 | 本年支出合计 | 800.00 |
| 年初结转和结余 | 30.00 | 年末结转和结余 | 50.00 |
| 收入总计 | 850.00 | 支出总计 | 850.00 |

2023年公务接待费支出1.20万元，国内公务接待15批次，96人次。公务用车购置费0.00万元，公务用车运行维护费2.40万元。津贴补贴60.00万元，电费8.00万元。
"""


@pytest.fixture(scope="module")
def schools(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("schools") / "a.md"
    path.write_text(ALL, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("白溪区教育局2023年全部支出加起来是多少", ["800.00万元"]),
        ("白溪区教育局2023年所有收入加在一起多少", ["820.00万元"]),
        ("白溪区教育局2023年支出总计是多少", ["850.00万元"]),
        ("白溪区教育局2023年全年实际一共花出去多少钱", ["800.00万元"]),
        ("白溪区教育局连同下面的学校、幼儿园，2023年一共花了多少钱", ["800.00万元"]),
        ("白溪区教育局2023年支出在各功能大类下的数额，请分列", ["800.00万元", "700.00万元", "100.00万元"]),
        ("请把白溪区教育局2023年公务接待的批次数、人次数和实际支出一并列出", ["1.20万元", "15批次", "96人次"]),
        ("白溪区教育局2023年拿来购置公车的钱花了多少", ["0.00万元"]),
        ("白溪区教育局2023年在职人员津贴补贴花了多少", ["60.00万元"]),
        ("白溪区教育局2023年办公室用电这块花了多少", ["8.00万元"]),
    ],
)
def test_all_that_is_spent_and_what_it_is_spent_on(schools: Service, question: str, figures: list[str]) -> None:
    reply = schools.ask(question)
    assert reply.status == "answered", question
    assert [figure.text for figure in reply.figures] == figures, reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年水利，光看政府性基金有多少",
        "白溪区水务局2023年政府性基金给水利花了多少",
        "白溪区水务局2023年政府性基金投给水利的多还是投给卫生健康支出的多，差多少",
        "白溪区水务局2023年政府性基金水利当中的项目支出是多少",
        "白溪区水务局2023年按国有资本经营预算口径，水利和卫生健康支出合计多少",
        "按政府性基金口径，白溪区水务局2023年水利一共多少",
    ],
)
def test_what_a_fund_is_not_told_to_pay_is_not_told(service: Service, question: str) -> None:
    assert not service.ask(question).figures, service.ask(question).answer


def test_what_a_fund_is_not_told_to_pay_of_the_line_before(service: Service) -> None:
    reply = service.ask("白溪区水务局2023年水利一共花了多少，政府性基金负担了多少")
    assert {figure.text for figure in reply.figures} == {"500.00万元"}, reply.answer
