"""The same question in other words gets the same figure: particles, marks, prepositions, a body put first as a topic."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from service.answer import Service
from service.rules import meaning
from tests.support.shelf import Shelf

SPENT = """# 云泊市青荷区水务局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 210 | 卫生健康支出 | 80.00 | 80.00 | 0.00 |
| 213 | 农林水支出 | 920.00 | 320.00 | 600.00 |
| | 合计 | 1000.00 | 400.00 | 600.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 301 | 工资福利支出 | 300.00 |
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | 12.50 |
| | 人员经费合计 | 300.00 |
| | 公用经费合计 | 100.00 |

“三公”经费全年预算数20.00万元，支出决算数15.00万元，完成预算的75.00%，其中：公务接待费支出决算3.00万元，比上年减少1.00万元，减少的主要原因是压减接待批次。

2023年末在职人员45人，退休人员9人。截至2023年12月31日，共有车辆4辆。
"""
PLANNED = """# 云泊市青荷区水务局2024年部门预算

部门支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 210 | 卫生健康支出 | 90.00 | 90.00 | 0.00 |
| 213 | 农林水支出 | 1010.00 | 310.00 | 700.00 |
| | 合计 | 1100.00 | 400.00 | 700.00 |

三公经费预算表（单位：万元）

| 项目 | 2023年预算数 | 2024年预算数 |
|---|---|---|
| 三公经费合计 | 20.00 | 18.00 |
| 公务接待费 | 5.00 | 4.50 |

“消防救援”科目安排82.00万元，资金用于6支镇街消防队的人员工资和器材更新。
4.“农林水支出（类）水利（款）水资源节约管理与保护（项）”科目12.40万元，主要用于节水载体创建和地下水监测。

2024年政府采购预算60.00万元，其中：面向中小企业预留政府采购项目预算金额24.00万元。

一般公共预算支出功能分类预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 212 | 城乡社区支出 | 35.00 |
| 21205 | 城乡社区环境卫生 | 30.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("same")
    for name, text in (("a.md", SPENT), ("b.md", PLANNED)):
        (folder / name).write_text(text, "utf-8")
    return Service(Shelf(folder / "a.md", folder / "b.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # Particles and sorts between the parts of a name.
        ("青荷区水务局2023年基本的支出里人员经费占百分之几", "75.00"),
        ("青荷区水务局2023年人员方面的经费决算数是多少", "300.00"),
        ("青荷区水务局2023年项目类支出决算数是多少", "600.00"),
        # Percentages by their sign.
        ("青荷区水务局2023年项目支出占本年支出合计的%多少", "60.00"),
        ("青荷区水务局2024年公务接待费预算比2023年降了多少%", "10.00"),
        ("青荷区水务局2024年公务接待费预算比2023年降了多少百分比", "10.00"),
        # How far a budget was carried out, and a share behind a comma.
        ("青荷区水务局2023年三公经费预算执行比例", "75.00"),
        ("青荷区水务局2023年三公经费预算的完成程度是多少", "75.00"),
        ("青荷区水务局2023年三公经费支出决算，占全年预算的比例是多少", "75.00"),
        ("青荷区水务局2023年三公经费支出决算占全年部门预算的百分之几", "75.00"),
        # Against another year.
        ("青荷区水务局2024年公务接待费预算比起2023年少安排了多少", "0.50"),
        ("青荷区水务局2024年公务接待费预算较之上年少安排多少", "0.50"),
        # Marks and signs of a name.
        ("青荷区水务局2024年3公经费预算是多少", "18.00"),
        ("青荷区水务局2024年的【公务接待费】预算是多少", "4.50"),
        # People and things.
        ("青荷区水务局2023年岁末有好多辆车", "4"),
        ("青荷区水务局2023年退休人员相当于在职职工的百分之多少", "20.00"),
        # A file that was looked into, a body as a topic, and what is said behind.
        ("打开青荷区水务局2023年决算，办公费是多少", "12.50"),
        ("翻了青荷区水务局2023年决算没看明白，办公费是多少", "12.50"),
        ("敢请教青荷区水务局2023年办公费多少", "12.50"),
        ("对青荷区水务局来说，2023年办公费花了多少", "12.50"),
        ("2023年，青荷区水务局，办公费花了多少", "12.50"),
        ("对青荷区水务局来说，2024年扫马路清垃圾准备了多少钱", "30.00"),
        ("2024年，青荷区水务局，给中小企业预留的采购盘子多大", "24.00"),
        ("青荷区水务局2023年办公费占商品和服务支出的几成？越快越好", "12.50"),
    ],
)
def test_other_words_get_the_same_figure(service, question, value):
    answer = service.ask(question)
    assert answer.status == "answered"
    assert answer.result is not None
    assert answer.result.value.lstrip("-") == value


def test_a_move_that_is_to_be_explained_in_a_noun_is_asked_why(service):
    assert "压减接待批次" in service.ask("青荷区水务局2023年公务接待费决算减少的来由").answer
    assert "压减接待批次" in service.ask("青荷区水务局2023年公务接待费决算增减变化情况说明").answer


def test_a_mark_of_the_message_is_no_name(service):
    assert service.ask("【代填】青荷区水务局2023年办公费是多少").result.value == "12.50"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青荷区水务局2023年三公经费决算数为预算的百分之多少", "75.00"),
        ("青荷区水务局2023年三公经费决算数减全年预算数", "5.00"),
        ("青荷区水务局2023年三公经费决算是全年预算安排的几个百分比", "75.00"),
        ("青荷区水务局2023年三公经费决算数减去全年预算数是多少", "5.00"),
    ],
)
def test_an_outturn_is_held_against_its_budget(service, question, value):
    answer = service.ask(question)
    assert answer.result is not None
    assert answer.result.value.lstrip("-") == value


def test_which_ones_by_a_measure_word_counts_nothing(service):
    said = service.ask("青荷区水务局2024年支出总计包含哪几个").answer
    assert "90.00" in said
    assert "1010.00" in said


def test_the_money_behind_a_thing_is_not_how_many_there_are(service):
    for question in ("青荷区水务局2024年镇街消防队的救援经费数据", "镇街消防队的救援经费（青荷区水务局，2024年）"):
        assert "6支**" not in service.ask(question).answer


def test_a_sentence_of_another_years_file_is_not_told_of_the_year_asked():
    passage = SimpleNamespace(document="b")
    held = (SimpleNamespace(record=SimpleNamespace(id="b", year=2024)),)

    def another(said: str, *years: int) -> bool:
        scene = SimpleNamespace(query=SimpleNamespace(years=years), holdings=held)
        return meaning._of_another_year(scene, passage, said)  # type: ignore[arg-type]

    assert another("节水科目12.40万元，主要用于节水载体创建。", 2025)
    assert not another("节水科目12.40万元，主要用于节水载体创建。", 2024)
    assert not another("2025年起节水科目改列。", 2025)
    assert not another("节水科目12.40万元，主要用于节水载体创建。")


def test_one_figure_that_is_listed_is_still_of_what_is_asked(service):
    assert service.ask("列出青荷区水务局2023年的办公费").result.value == "12.50"
    assert "12.50" not in service.ask("列出青荷区水务局2023年的办公费收缴率").answer
