"""A printed percentage that is named by its sort, 完成率 or 占比, is worked out again; scores are told in their order."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区民政局2023年度部门决算

## 五、一般公共预算财政拨款支出决算情况说明

### （三）一般公共预算财政拨款支出决算具体情况

1.社会保障和就业支出（类）社会福利（款）殡葬（项）。年初预算为40.00万元，支出决算为38.00万元，完成年初预算的96.00%。

2.社会保障和就业支出（类）社会福利（款）养老服务（项）。年初预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。

## 十、预算绩效情况

重点项目绩效自评结果

| 项目名称 | 全年预算数（万元） | 全年执行数（万元） | 自评得分（分） |
|---|---|---|---|
| 助餐点运营补贴 | 120.00 | 118.00 | 95.80 |
| 殡仪馆设备更新 | 60.00 | 51.00 | 82.40 |
| 福利院适老改造 | 80.00 | 79.00 | 96.70 |
| 婚俗改革宣传 | 10.00 | 9.50 | 91.30 |

项目支出绩效自评表（摘要）

| 项目名称 | 预算数（万元） | 执行数（万元） | 执行率 | 自评得分 | 主要指标完成情况 |
|---|---|---|---|---|---|
| 低收入家庭走访慰问项目 | 30.00 | 29.40 | 98.0% | 97.20 | 走访860户 |
| 流浪人员救助管理项目 | 20.00 | 18.00 | 90.0% | 88.60 | 救助140人次 |

此外，委托第三方对助餐点运营补贴项目开展绩效评价，评价得分91.20分，等级为“优”。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("sorts") / "霁川市白溪区民政局2023年度部门决算.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "verdict", "figures"),
    [
        (
            "核一下白溪区民政局2023年决算说明：殡葬写的完成率，跟它自己列的预算、决算数算出来对得上吗？",
            "不一致",
            ["96.00%", "95.00%"],
        ),
        (
            "请用白溪区民政局2023年“殡葬”的决算数除以年初预算数，验证文中印的完成百分比有没有写错",
            "不一致",
            ["96.00%", "95.00%"],
        ),
        ("白溪区民政局2023年养老服务完成年初预算的百分比算得对不对", "一致", ["90.00%"]),
    ],
)
def test_a_rate_that_is_named_is_worked_out_again(service, question, verdict, figures) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith(verdict), reply.answer
    assert set(figures) <= {figure.text for figure in reply.figures}, reply.answer


def test_how_much_it_is_is_another_question(service) -> None:
    reply = service.ask("白溪区民政局2023年殡葬完成年初预算的百分比是多少")
    assert not reply.answer.startswith(("一致", "不一致")), reply.answer


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("把白溪区民政局2023年公布的四个项目的自评得分从高到低排一下", ["96.70", "95.80", "91.30", "82.40"]),
        ("白溪区民政局2023年项目绩效自评得分由高到低依次是多少", ["96.70", "95.80", "91.30", "82.40"]),
    ],
)
def test_all_scores_are_told_in_their_order(service, question, order) -> None:
    reply = service.ask(question)
    places = [reply.answer.find(value) for value in order]
    assert -1 not in places, reply.answer
    assert places == sorted(places), reply.answer


def test_what_it_gave_itself_against_what_others_gave(service) -> None:
    reply = service.ask("助餐点运营补贴这个项目，白溪区民政局自己打的分跟第三方打的分差几分？2023年的")
    assert (reply.result and reply.result.value) == "4.60", reply.answer


def test_a_summary_of_self_evaluations_tells_its_scores(service) -> None:
    reply = service.ask("流浪人员救助那个项目，白溪区民政局2023年自评打了多少分？")
    assert (reply.result and reply.result.value) == "88.60", reply.answer


def test_the_project_that_is_told_by_its_place(service) -> None:
    reply = service.ask("白溪区民政局2023年自评得分最低的项目是哪个，多少分")
    assert "82.40" in reply.answer, reply.answer
