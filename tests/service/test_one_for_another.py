"""What is told of one thing is not told of another: a kind of income of all that came in, one 项 of its 款, a place of its like."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import spelling
from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市松溪县文化馆2026年度部门预算公开

## 一、基本情况

全部门实有在职人员40人，退休人员12人。

## 二、部门预算表

收支总表

单位：万元

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款收入 | 860.00 | 一、文化旅游体育与传媒支出 | 700.00 |
| 二、事业收入 | 40.00 | 二、卫生健康支出 | 200.00 |
| 收入总计 | 900.00 | 支出总计 | 900.00 |

财政拨款支出表（功能科目）

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 | 项目支出 |
|---|---|---|---|---|---|
| | 合计 | 860.00 | 500.00 | 120.00 | 240.00 |
| 207 | 文化旅游体育与传媒支出 | 660.00 | 300.00 | 120.00 | 240.00 |
| 20701 | 文化和旅游 | 570.00 | 300.00 | 120.00 | 150.00 |
| 2070101 | 行政运行 | 420.00 | 300.00 | 120.00 | |
| 2070108 | 文化活动 | 90.00 | | | 90.00 |
| 2070109 | 群众文化 | 60.00 | | | 60.00 |
| 20702 | 文物 | 90.00 | | | 90.00 |
| 2070204 | 文物保护 | 70.00 | | | 70.00 |
| 2070205 | 博物馆 | 20.00 | | | 20.00 |
| 210 | 卫生健康支出 | 200.00 | 200.00 | | |
| 21011 | 行政事业单位医疗 | 200.00 | 200.00 | | |
| 2101102 | 事业单位医疗 | 200.00 | 200.00 | | |

财政拨款基本支出表（经济科目）

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| | 合计 | 620.00 | 500.00 | 120.00 |
| 302 | 商品和服务支出 | 120.00 | | 120.00 |
| 30214 | 租赁费 | 15.00 | | 15.00 |

政府采购支出表

单位：万元

| 采购单位 | 项目名称 | 采购品目大类 | 采购内容 | 金额 |
|---|---|---|---|---|
| 合计 | | | | 77.00 |
| 馆本部 | 流动服务 | 流动演出用车 | 厢式车 | 45.00 |
| 馆本部 | 公用经费 | 音响器材 | 调音台 | 32.00 |

项目支出表

单位：万元

| 项目名称 | 承担单位 | 金额 | 主要用途 |
|---|---|---|---|
| 合计 | | 240.00 | |
| 乡村大舞台 | 馆本部 | 150.00 | 用于送戏进村演出和舞台搭建 |
| 古塔修缮 | 文物所 | 90.00 | 用于塔身加固与防雷 |

## 三、情况说明

1.文化和旅游（款）行政运行（项）支出420.00万元，与上年相比增加20.00万元，增长5.00%。主要原因是调整工资。

2.文化和旅游（款）文化活动（项）支出90.00万元，与上年相比减少10.00万元，下降10.00%。主要原因是场次减少。

3.文化和旅游（款）群众文化（项）支出60.00万元，与上年预算持平。

4.文物（款）文物保护（项）支出70.00万元，与上年相比减少30.00万元，下降30.00%。主要原因是工程收尾。

5.文物（款）博物馆（项）支出20.00万元，与上年相比增加2.00万元，增长11.11%。主要原因是新增展陈。

6.行政事业单位医疗（款）事业单位医疗（项）支出200.00万元，与上年相比增加8.00万元，增长4.17%。主要原因是基数调整。

2026年度会议费预算支出6.00万元，比上年预算减少1.00万元，主要原因是合并召开。

2026年度培训费预算支出9.00万元，比上年预算增加2.00万元，主要原因是增开课程，参训300人次。

## 四、名词解释

1.事业收入：指事业单位开展业务活动取得的收入，本部门主要为辅导费和场租。

2.文物保护：反映用于不可移动文物修缮的支出。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = Path(tmp_path_factory.mktemp("one")) / "budget.md"
    path.write_text(BUDGET, encoding="utf-8")
    return Service(Shelf(path))


@pytest.mark.parametrize("kind", ["罚没收入", "门票收入", "非税收入", "学费收入", "租金收入"])
def test_income_that_is_not_printed_is_neither_all_income_nor_what_it_cost(service: Service, kind: str) -> None:
    answer = service.ask(f"文化馆2026年{kind}是多少")
    assert answer.status == "declined"
    assert answer.result is None


def test_income_itself_is_told(service: Service) -> None:
    told = service.ask("文化馆2026年收入总共是多少").result
    assert told is not None
    assert told.value == "900.00"


@pytest.mark.parametrize("question", ["文化馆2026年辅导费、场租这些事业性的进账有多少", "文化馆2026年事业性收入是多少"])
def test_what_income_is_made_of_may_be_said_before_it(service: Service, question: str) -> None:
    told = service.ask(question).result
    assert told is not None
    assert told.value == "40.00"


@pytest.mark.parametrize("line", ["文物支出", "文化和旅游支出"])
def test_how_one_of_several_lines_moved_is_not_how_what_is_above_them_did(service: Service, line: str) -> None:
    answer = service.ask(f"文化馆2026年{line}比上年增加多少")
    assert answer.result is None
    assert "增加" not in answer.answer or answer.status != "answered"


def test_how_the_only_line_below_moved_is_told_as_that_line(service: Service) -> None:
    answer = service.ask("文化馆2026年行政事业单位医疗比上年增加多少")
    assert "8.00万元" in answer.answer
    assert "事业单位医疗" in answer.answer


def test_which_lines_fell_is_told_by_the_narrative_where_tables_print_one_year(service: Service) -> None:
    answer = service.ask("文化馆2026年文化和旅游里哪几个项比上年减少了").answer
    assert "文化活动" in answer
    assert "10.00万元" in answer
    assert not any(other in answer for other in ("行政运行", "群众文化预算", "文物保护"))


def test_several_lines_by_what_their_names_begin_with(service: Service) -> None:
    answer = service.ask("文化馆2026年文旅和文物这两款里，哪几个项的财政拨款比上年减少了").answer
    assert "文物保护" in answer
    assert "文化活动" in answer
    assert "博物馆" not in answer


def test_a_fund_before_an_item_says_whose_money_it_is(service: Service) -> None:
    told = service.ask("按在职40人算，文化馆2026年财政拨款公用经费人均多少万元").result
    assert told is not None
    assert (told.value, told.unit) == ("3.00", "万元")


def test_a_thing_is_found_by_the_kind_that_a_list_prints_before_it(service: Service) -> None:
    answer = service.ask("文化馆2026年要花多少钱买演出车")
    assert answer.status == "declined"  # 演出车 is not what 流动演出用车 begins with
    answer = service.ask("文化馆2026年要花多少钱买流动车")
    assert answer.result is not None
    assert answer.result.value == "45.00"
    assert "流动演出用车（厢式车）" in answer.answer


def test_what_a_list_of_projects_says_each_is_for(service: Service) -> None:
    answer = service.ask("文化馆2026年“古塔修缮”项目的主要用途是什么").answer
    assert "塔身加固与防雷" in answer


def test_each_of_two_is_asked_how_it_moved(service: Service) -> None:
    answer = service.ask("文化馆2026年开会和培训各打算花多少，跟去年比各是多了还是少了、差多少").answer
    assert "1.00万元" in answer
    assert "2.00万元" in answer


def test_an_amount_by_those_who_took_part(service: Service) -> None:
    told = service.ask("文化馆2026年办培训，平均每个参训的人花多少元").result
    assert told is not None
    assert (told.value, told.unit) == ("300.00", "元")


def test_a_held_place_is_no_slip_of_one_that_looks_like_it() -> None:
    assert spelling.places("岚川区教育局", ("岗川区", "岚川区")).text == "岚川区教育局"
    assert spelling.places("岚川区教育局", ("岗川区",)).text == "岗川区教育局"
