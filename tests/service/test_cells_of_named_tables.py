"""Cells by table, row and column in any order, lines by their amount, one item in two tables, and what is left blank."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result

TEXT = """# 霁川市白溪区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 200.00 | 200.00 | 0.00 |
| 20805 | 行政事业单位养老支出 | 200.00 | 200.00 | 0.00 |
| 213 | 农林水支出 | 800.00 | 230.00 | 570.00 |
| 21303 | 水利 | 800.00 | 230.00 | 570.00 |
| 2130301 | 行政运行 | 230.00 | 230.00 | 0.00 |
| 2130306 | 水利工程运行与维护 | 570.00 | 0.00 | 570.00 |
| | 合计 | 1000.00 | 430.00 | 570.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | 12.50 |
| 30202 | 印刷费 | 3.00 |
| 30207 | 邮电费 | 3.00 |
| 30211 | 差旅费 | 20.00 |
| 30216 | 培训费 | 3.00 |
| 30299 | 其他商品和服务支出 | 100.00 |

机关运行经费支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30201 | 办公费 | 11.50 |
| 30211 | 差旅费 | 18.40 |

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入 | 本年支出 |
|---|---|---|---|
| | 合计 | | |

注：本部门2023年度无政府性基金预算财政拨款收入支出，故本表无数据。

2023年度本部门共有车辆3辆。单价50万元（含）以上设备2台（套）。

2023年，本部门共6个项目实行绩效目标管理，涉及财政性资金合计570万元。
"""

BODY = "白溪区水务局2023年"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("cells") / "水务局.md"
    path.write_text(TEXT, encoding="utf-8")
    return Service(Shelf(path))


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}基本支出决算表里有哪几项恰好都是三万元",
        f"{BODY}一般公共预算财政拨款基本支出决算表中正好3万元的科目有哪些？",
        f"哪些科目在{BODY}基本支出决算表里列的都是3.00万元？",
        f"找出{BODY}基本支出决算表里一样都是30000元的科目",
        f"{BODY}基本支出里哪几项是3万元整",
    ],
)
def test_lines_of_one_amount_are_all_told(service, question):
    told = service.ask(question)
    assert told.status == "answered"
    for name in ("印刷费", "邮电费", "培训费"):
        assert name in told.answer
    assert "办公费" not in told.answer


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}支出决算表里570万元对应的科目名称叫什么？",
        f"{BODY}支出决算表中570.00万元这个数是什么支出",
        f"支出决算表里有一笔570万元，{BODY}的，是哪个科目的？",
        f"{BODY}哪个科目正好570万元",
        f"570万元在{BODY}支出决算表里是哪一行",
    ],
)
def test_a_line_is_named_by_its_amount(service, question):
    told = service.ask(question)
    assert told.status == "answered"
    assert "水利工程运行与维护" in told.answer
    assert "行政运行" not in told.answer


def test_that_no_line_has_an_amount_is_said(service):
    told = service.ask(f"{BODY}支出决算表里571万元的是哪个科目")
    assert "没有列出" in told.answer
    assert "570" not in told.answer


@pytest.mark.parametrize(
    "question",
    [f"{BODY}支出决算表里超过500万元的科目有哪些", f"{BODY}支出决算表里最大的是哪一项"],
)
def test_a_bound_and_an_order_are_no_very_amount(service, question):
    assert "这一数额" not in service.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}差旅费在基本支出决算表与机关运行经费支出决算表里口径不同，两张表分别列了多少？",
        f"差旅费在{BODY}的基本支出决算表和机关运行经费支出决算表里各是多少",
        f"基本支出决算表里的差旅费和机关运行经费支出决算表里的差旅费，{BODY}各列多少",
        f"{BODY}差旅费，基本支出决算表写多少，机关运行经费支出决算表又写多少？",
        f"{BODY}差旅费：基本支出决算表是多少，机关运行经费支出决算表是多少",
    ],
)
def test_one_item_in_each_of_two_tables(service, question):
    told = service.ask(question).answer
    assert "20.00万元" in told
    assert "18.40万元" in told


def test_a_table_without_the_item_lends_no_figure(service):
    told = service.ask(f"{BODY}印刷费在基本支出决算表和机关运行经费支出决算表里各列了多少").answer
    assert "3.00万元" in told
    assert "没有列出这一项" in told


@pytest.mark.parametrize("question", ["机关运行经费支出决算表里的差旅费是多少", "机关运行经费支出决算表上的差旅费"])
def test_an_items_name_sets_no_funds_apart(service, question):
    told = service.ask(f"{BODY}{question}")
    assert result(told) == "18.40万元"


@pytest.mark.parametrize(
    "question",
    [
        f"科目21303，{BODY}决算，基本支出、项目支出各列多少？",
        f"代码为21303的科目，{BODY}决算分别安排了多少基本支出、多少项目支出？",
        f"{BODY}支出决算表，21303这一科目的基本支出和项目支出分别是多少",
        f"{BODY}决算把21303水利拆开看，基本支出和项目支出分别为多少？",
        f"功能科目21303：{BODY}决算基本支出多少？项目支出多少？",
    ],
)
def test_a_line_that_leads_in_has_the_columns_behind_it(service, question):
    told = service.ask(question).answer
    assert "230.00万元" in told
    assert "430.00" not in told
    assert "1000.00" not in told


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}支出决算表第21303行项目支出多少？",
        f"{BODY}支出决算表，水利（21303），项目支出一栏多少",
        f"看{BODY}支出决算表：水利，项目支出",
    ],
)
def test_a_cell_by_table_row_and_column(service, question):
    assert result(service.ask(question)) == "570.00万元"


@pytest.mark.parametrize("column", ["本年支出合计", "本年支出合计一栏"])
def test_a_column_that_is_a_total_is_added_to_nothing(service, column):
    assert result(service.ask(f"{BODY}支出决算表里水利这一行的{column}列了多少？")) == "800.00万元"


@pytest.mark.parametrize("question", ["项目支出里的办公费是多少", "项目支出按经济分类看，办公费是多少"])
def test_an_economic_line_is_no_part_of_project_money(service, question):
    told = service.ask(f"{BODY}{question}")
    assert told.status == "declined"
    assert "12.50" not in told.answer


@pytest.mark.parametrize(
    "question",
    [
        f"政府性基金那张表{BODY}怎么是空的",
        f"政府性基金预算那张表{BODY}为啥没填数",
        f"{BODY}政府性基金预算财政拨款收入支出决算表空着，是什么原因",
        f"{BODY}政府性基金表里为什么什么都没有",
    ],
)
def test_a_blank_table_is_told_with_its_note(service, question):
    assert "故本表无数据" in service.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        f"{BODY}单价50万元以上的设备有几台",
        f"{BODY}单件五十万以上的贵重设备有几台",
        f"{BODY}家底里头，每台价值50万元以上的大型设备几台",
    ],
)
def test_dear_equipment_is_counted_by_its_price(service, question):
    told = service.ask(question)
    assert told.status == "answered"
    assert "设备2台" in told.answer


@pytest.mark.parametrize(
    "question", [f"实行绩效目标管理的项目，{BODY}申报了几个？", f"纳入绩效目标管理的项目，{BODY}共有多少个"]
)
def test_projects_at_a_stage_are_counted_alone(service, question):
    told = service.ask(question)
    assert told.status == "answered"
    assert "6个" in told.answer


@pytest.mark.parametrize(
    "question",
    [
        "30299其他商品和服务支出的数字有没有可疑之处，跟302类合计比较呢",
        "其他商品和服务支出的数字是不是填错了",
        "基本支出决算表里其他商品和服务支出的数有没有异常",
    ],
)
def test_a_line_as_much_as_its_class_is_doubted(service, question):
    told = service.ask(f"{BODY}{question}").answer
    assert "相同" in told
    assert "有疑点" in told


def test_a_line_that_is_less_than_its_class_is_not_doubted(service):
    assert "有疑点" not in service.ask(f"{BODY}办公费的数字是不是填错了").answer
