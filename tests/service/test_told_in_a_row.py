"""Follow-ups over what was told in a row: years, items, counts, parts, and stages of one thing."""

from __future__ import annotations

import pytest

from ingest import terms
from service import question
from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

ACCOUNT = """# 霁川市枫桥区文化局2024年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 160.00 | 60.00 | 100.00 |
| 20701 | 文化和旅游 | 160.00 | 60.00 | 100.00 |
| 2070108 | 文化活动 | 100.00 | 20.00 | 80.00 |
| 2070109 | 群众文化 | 60.00 | 40.00 | 20.00 |
| 208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
| 210 | 卫生健康支出 | 10.00 | 10.00 | 0.00 |
| | 合计 | 200.00 | 100.00 | 100.00 |

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| “三公”经费合计 | 10.00 | 7.00 |
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务用车购置及运行维护费 | 8.00 | 6.00 |
| 公务用车购置费 | 0.00 | 0.00 |
| 公务用车运行维护费 | 8.00 | 6.00 |
| 公务接待费 | 2.00 | 1.00 |

## 第三部分 2024年度部门决算情况说明

### 一、“三公”经费决算情况说明

2024年度“三公”经费支出决算7.00万元，比2023年增加3.00万元，增长75.00%，增加的主要原因是一辆旧车大修。其中：公务用车运行维护费6.00万元，比2023年增加4.00万元，增长200.00%；公务接待费1.00万元，比2023年减少1.00万元，下降50.00%。国内公务接待4批次、20人次。

### 二、政府采购情况

2024年度政府采购支出总额30.00万元，其中：政府采购货物支出30.00万元、政府采购工程支出0.00万元、政府采购服务支出0.00万元。

### 三、预算绩效情况

（一）夜间开放服务项目。年初预算为40.00万元，支出决算为50.00万元，完成年初预算的125.00%。

### 四、国有资产占有情况

截至2024年12月31日，共有车辆3辆。

## 第四部分 名词解释

错时开放：指公共文化场馆在工作日晚间和节假日向公众开放。
"""


def budget(year: int, total: str, reason: str) -> str:
    return f"""# 霁川市枫桥区体育局{year}年部门预算

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | {total} | 40.00 | 30.00 |
| | 合计 | {total} | 40.00 | 30.00 |

## 部门预算情况说明

{year}年支出预算{total}万元，{reason}

{year}年公务用车购置费36.00万元，购置公务用车2辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("in_a_row")
    (folder / "account.md").write_text(ACCOUNT, "utf-8")
    for year, total, reason in (
        (2021, "60.00", "与上年持平。"),
        (2022, "66.00", "比上年增加6.00万元，主要原因是新增健身步道。"),
        (2023, "99.00", "比上年增加33.00万元，主要原因是承办市运会。"),
    ):
        (folder / f"{year}.md").write_text(budget(year, total, reason), "utf-8")
    return Service(Shelf(*sorted(folder.glob("*.md"))))  # type: ignore[arg-type]


CULTURE = "枫桥区文化局2024年"
SPORT = "枫桥区体育局2023年支出预算多少"


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        ((SPORT, "2022年呢", "涨了百分之几"), "50.00%"),
        ((SPORT, "2022年呢", "差多少", "涨了百分之几"), "50.00%"),
        ((SPORT, "2022年呢", "三年加起来多少"), "225.00万元"),
        ((SPORT, "2022年呢", "两年一共多少"), "165.00万元"),
        ((SPORT, "2022年呢", "平均每年多少"), "82.50万元"),
    ],
)
def test_years_told_in_a_row(service: Service, questions: tuple[str, ...], value: str) -> None:
    answer = talk(service, *questions)
    assert result(answer) == value, answer.answer


def test_why_it_rose_between_two_years_told(service: Service) -> None:
    answer = talk(service, SPORT, "2022年呢", "为什么涨这么多")
    assert "承办市运会" in answer.answer


def test_the_years_behind_the_one_told(service: Service) -> None:
    answer = talk(service, "枫桥区体育局2021年支出预算多少", "后两年呢？")
    assert {"66.00", "99.00"} <= {figure.value for figure in answer.figures}, answer.answer


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        ((f"{CULTURE}三公经费决算多少", "车呢"), "6.00万元"),
        ((f"{CULTURE}三公经费决算多少", "接待费呢", "占多少", "车呢"), "85.71%"),
        ((f"{CULTURE}公务接待费多少", "接待几批、多少人次", "平均每人次多少钱"), "500.00元"),
        ((f"{CULTURE}三公经费决算多少", "其中公务用车运行维护费呢", "剩下的是哪一项，多少"), "1.00万元"),
        ((f"{CULTURE}三公经费决算多少", "预算多少", "完成率呢", "省下的钱里哪项最多，省了多少"), "-2.00万元"),
        ((f"{CULTURE}支出前两名加起来多少",), "190.00万元"),
        (("枫桥区体育局2023年买车花了多少", "买了几辆"), "2辆"),
        ((f"{CULTURE}支出多少", "钱主要花在哪", "前两名加起来多少"), "190.00万元"),
    ],
)
def test_items_told_in_a_row(service: Service, questions: tuple[str, ...], value: str) -> None:
    answer = talk(service, *questions)
    assert result(answer) == value, answer.answer


@pytest.mark.parametrize("question", ["两个加起来和本年支出合计对得上吗？", "这两项加起来跟本年支出合计一致吗"])
def test_the_sum_of_those_told_against_a_whole(service: Service, question: str) -> None:
    answer = talk(service, f"{CULTURE}基本支出决算多少", "项目支出呢", question)
    assert answer.answer.startswith("一致"), answer.answer
    assert "200.00万元" in answer.answer


@pytest.mark.parametrize("question", ["那是哪项少了，少多少", "哪项降了，降了多少"])
def test_which_part_moved_the_other_way(service: Service, question: str) -> None:
    answer = talk(service, f"{CULTURE}三公经费决算比上年变化多少", question)
    assert "公务接待费" in answer.answer
    assert "1.00万元" in answer.answer


def test_which_of_two_things_moved(service: Service) -> None:
    answer = talk(
        service, f"{CULTURE}三公经费决算比上年增加多少", "公务用车运行维护费和公务接待费，少的是哪一块，少了多少"
    )
    assert result(answer) == "-1.00万元", answer.answer
    assert "减少的只有公务接待费" in answer.answer


def test_the_move_of_a_plan_is_told_of_what_was_spent_and_said_to_be(service: Service) -> None:
    answer = talk(service, f"{CULTURE}三公经费决算多少", "预算呢", "比23年增长多少")
    assert result(answer) == "3.00万元", answer.answer
    assert any("以上是决算数的增减" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    ["支出里除了文化旅游体育与传媒支出，其余的还有哪些，各多少", "支出除了文化旅游体育与传媒支出还有哪些类"],
)
def test_the_other_parts_are_never_the_parts_of_the_one_left_out(service: Service, question: str) -> None:
    answer = service.ask(f"{CULTURE}{question}")
    assert {"30.00", "10.00"} <= {figure.value for figure in answer.figures}, answer.answer
    assert "群众文化" not in answer.answer


def test_of_what_else_a_figure_is_that_is_put_forward(service: Service) -> None:
    answer = service.ask(f"{CULTURE}公务接待费决算是7.00万元吧")
    assert "所说的7.00万元" in answer.answer
    assert "“三公”经费决算数" in answer.answer


@pytest.mark.parametrize("question", ["啥叫错时开放", "什么叫错时开放"])
def test_a_term_of_the_glossary(service: Service, question: str) -> None:
    answer = service.ask(f"枫桥区文化局{question}")
    assert "节假日向公众开放" in answer.answer


def test_a_body_pointed_at_is_asked_in_its_own_year(service: Service) -> None:
    answer = talk(service, SPORT, f"{CULTURE}三公经费决算多少", "前面那家，支出预算为什么增加")
    assert "承办市运会" in answer.answer


def test_how_many_people_is_no_question_beside_the_point(service: Service) -> None:
    answer = talk(service, "枫桥区文化局有多少人")
    assert (answer.status, "有几人" in answer.answer) == ("declined", True), answer.answer
    cars = talk(service, "枫桥区文化局有多少人", "车呢")
    assert result(cars) == "3辆", cars.answer


THREE = f"{CULTURE}三公经费决算多少"


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        ((THREE, "接待占了多大比例？"), "14.29%"),  # of the three, of which it is one
        ((f"{CULTURE}花了多少钱", "项目支出占了百分之几？"), "50.00%"),
        ((f"{CULTURE}文化活动决算多少", "项目支出占其中多少（百分比）？"), "80.00%"),
        ((f"{CULTURE}文化活动决算多少", "群众文化呢", "这两笔加一块占总支出百分之多少？"), "80.00%"),
        ((f"{CULTURE}文化活动决算多少", "群众文化呢", "后者是前者的多少倍？"), "0.60倍"),
        ((f"{CULTURE}文化活动决算多少", "群众文化呢", "差额"), "40.00万元"),
        ((f"{CULTURE}文化活动决算多少", "群众文化呢", "社会保障呢", "第一个和第三个加起来多少？"), "130.00万元"),
        ((f"{CULTURE}文化活动决算多少", "群众文化呢", "最开始问的那个占总支出百分之几"), "50.00%"),
        ((f"{CULTURE}文化旅游体育与传媒支出多少", "文化活动呢", "群众文化呢", "加起来多少"), "160.00万元"),
        ((f"{CULTURE}支出多少", "里面哪项最多", "第二大的呢"), "30.00万元"),
        (("枫桥区体育局2022年文化体育预算多少", "占当年总支出多少"), "100.00%"),
    ],
)
def test_shares_sums_and_places_of_what_was_told(service: Service, questions: tuple[str, ...], value: str) -> None:
    answer = talk(service, *questions)
    assert result(answer) == value, answer.answer


@pytest.mark.parametrize("question", ["都是采购的哪一类？", "货物和工程里哪类最多"])
def test_which_kind_of_purchases(service: Service, question: str) -> None:
    answer = talk(service, f"{CULTURE}政府采购金额是多少", question)
    assert "政府采购货物" in answer.answer
    assert "30.00万元" in answer.answer


def test_a_term_explained_by_any_body_asks_whose_money_is_meant_next(service: Service) -> None:
    answer = talk(service, "什么叫错时开放", "那一年要花多少钱？")
    assert answer.status == "clarify", answer.answer


@pytest.mark.parametrize("question", ["这个数出自文件哪一部分？", "出自哪一部分"])
def test_the_part_of_the_file_that_a_figure_comes_from(service: Service, question: str) -> None:
    answer = talk(service, THREE, question)
    assert "“三公”经费支出决算表" in answer.answer


def test_what_aims_a_body_has_is_told_by_no_amount(service: Service) -> None:
    assert service.ask(f"{CULTURE}绩效目标是什么").status == "declined"


def test_a_name_that_closes_with_a_verb_asks_for_no_share_of_its_budget() -> None:
    assert question.parse("2024年耕地建设与利用预算多少", terms.Vocabulary(["耕地建设与利用"]), ()).kind == "lookup"


def test_a_contracts_term_names_no_people() -> None:
    assert question.normalised("合同工期多久") == "合同工期多久"
