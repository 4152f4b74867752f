"""Words that look like small ones and narrow an item, each year's own stage, counts that are several in one sentence."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.left_over import content_words
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区残疾人联合会2025年度部门预算

## 第二部分 预算表

“三公”经费支出预算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 | 培训费 |
|---|---|---|---|---|
| 8.00 | 0.00 | 6.00 | 2.00 | 21.00 |

基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 302 | 商品和服务支出 | 90.00 | | 90.00 |
| | 合计 | 90.00 | | 90.00 |

## 第三部分 情况说明

本部门负责残疾人就业工作。康复服务中心核定编制14名，在职13人。

2025年举办主体班6期，培训学员480人次；举办委托班2期，培训75人次。
"""

ACCOUNTS = """# 云屏市青柳区残疾人联合会2024年度部门决算

“三公”经费支出决算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|
| 7.10 | 0.00 | 5.60 | 1.50 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("narrowed")
    (folder / "budget.md").write_text(BUDGET, "utf-8")
    (folder / "accounts.md").write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(folder / "budget.md", folder / "accounts.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["就业", "大气", "中医", "高考", "公交", "家政", "会展", "非遗", "人才"])
def test_a_word_of_characters_that_name_nothing_is_kept_where_it_names_something(word) -> None:
    assert content_words(f"{word}¦是多少") == (word,)


@pytest.mark.parametrize("question", ["2025年就业培训费多少", "2025年就业培训经费是多少钱"])
def test_money_of_one_field_is_not_told_by_all_of_it(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "declined", reply.answer
    assert "21.00" not in reply.answer


@pytest.mark.parametrize(("question", "named"), [("2025年生均公用经费是多少", "生均"), ("2025年床均公用经费", "床均")])
def test_what_each_gets_is_not_told_by_what_all_get(service, question, named) -> None:
    reply = service.ask(question)
    assert reply.status == "declined", reply.answer
    assert f"{named}公用经费" in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "24年决算、25年预算三公经费分别多少",
        "三公经费2024年决算和2025年预算各是多少",
        "24年度决算数、25年度预算数，三公经费各多少",
    ],
)
def test_each_year_is_told_in_its_own_stage(service, question) -> None:
    reply = service.ask(question)
    assert {"7.10万元", "8.00万元"} <= {figure.text for figure in reply.figures}, reply.answer
    assert "没有列出" not in reply.answer


@pytest.mark.parametrize("question", ["2025年服务多少人", "2025年一共服务了多少人"])
def test_a_unit_called_by_what_it_does_has_not_done_it(service, question) -> None:
    reply = service.ask(question)
    assert "13" not in reply.answer, reply.answer


def test_the_people_of_that_unit_are_told_still(service) -> None:
    assert "13人" in service.ask("2025年康复服务中心在职多少人").answer


def test_one_of_several_counts_of_a_sentence_is_not_all(service) -> None:
    reply = service.ask("2025年培训了多少人")
    assert reply.result is None, reply.answer
    assert "480人次" in reply.answer
    assert "75人次" in reply.answer
