"""Follow-ups in the loose words of talk come to the figure of the whole question, or to none."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

BODY = "霁川市枫桥区绿化局"
ACCOUNT = f"""# {BODY}2023年度部门决算

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 事业收入 |
|---|---|---|---|---|
| 211 | 节能环保支出 | 50.00 | 38.00 | 12.00 |
| 2110301 | 大气 | 50.00 | 38.00 | 12.00 |
| | 合计 | 50.00 | 38.00 | 12.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 211 | 节能环保支出 | 50.00 | 20.00 | 30.00 |
| 2110301 | 大气 | 50.00 | 20.00 | 30.00 |
| | 合计 | 50.00 | 20.00 | 30.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 211 | 节能环保支出 | 38.00 | 18.00 | 20.00 |
| 2110301 | 大气 | 38.00 | 18.00 | 20.00 |
| | 合计 | 38.00 | 18.00 | 20.00 |

## 第三部分 2023年度部门决算情况说明

（一）政府采购支出情况。2023年度政府采购支出总额40.00万元，其中：政府采购货物支出10.00万元、政府采购工程支出0万元、政府采购服务支出30.00万元。

（二）国有资产占用情况。截至2023年12月31日，部门共有车辆5辆，其中一般公务用车3辆、其他用车2辆。
"""


def _budget(year: int, water: str, power: str, guests: str, parks: str, meetings: int, why: str) -> str:
    return f"""# {BODY}{year}年部门预算

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30205 | 水费 | {water} |
| 30206 | 电费 | {power} |

“三公”经费预算表（单位：万元）

| 项目 | 预算数 |
|---|---|
| “三公”经费合计 | 20.00 |
| 公务接待费 | {guests} |

政府采购预算表（单位：万元）

| 采购品目 | 金额 |
|---|---|
| 台式计算机 | 10.80 |
| 便携式计算机 | 2.00 |

## 预算编制说明

公务接待费{guests}万元，{why}。全年计划召开常委会议{meetings}次。

1.“城乡社区支出（类）城乡社区环境卫生（款）城乡社区环境卫生（项）”{parks}万元。{year - 1}年当年预算执行数为80.00万元，{year}年预算安排{parks}万元。

{year}年部门预算安排购置车辆2辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("put_plainly")
    texts = (
        ACCOUNT,
        _budget(2022, "10.00", "20.00", "9.00", "70.00", 4, "比上年预算持平"),
        _budget(2023, "11.00", "30.00", "7.00", "60.00", 5, "比上年预算减少2.00万元，主要原因是来访批次减少"),
        _budget(2024, "14.00", "45.00", "6.00", "60.00", 6, "比上年预算减少1.00万元，主要原因是厉行节约"),
    )
    paths = [folder / f"{number}.md" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "onward",
    [
        "把电费也算进去",
        "电费也加上",
        "连电费一起算是多少",
        "算上电费的话",
        "要是电费也并进去，一共多少",
        "电费的也一并算进来呢",
    ],
)
def test_what_is_counted_in_is_added(service, onward):
    assert result(talk(service, f"{BODY}2023年预算水费多少", onward)) == "41.00万元"


def test_a_sort_named_by_its_first_characters_is_counted_in(service):
    asked = f"{BODY}2023年预算台式计算机采购多少"
    assert result(talk(service, asked, "把便携式的也算进去")) == "12.80万元"


@pytest.mark.parametrize("onward", ["这两样加起来", "两个一起算多少"])
def test_what_points_at_what_was_told_names_nothing_more(service, onward):
    assert result(talk(service, f"{BODY}2023年预算水费多少", "电费呢", onward)) == "41.00万元"


@pytest.mark.parametrize("onward", ["把火箭燃料费也算进去", "无人机费也加进来"])
def test_with_a_thing_that_is_not_told_there_is_no_sum(service, onward):
    answer = talk(service, f"{BODY}2023年预算水费多少", onward)
    assert answer.status != "answered"


@pytest.mark.parametrize("onward", ["别把电费算进去", "电费不算进去", "电费就不用算进去了"])
def test_what_is_not_to_be_counted_in_is_not_added(service, onward):
    assert result(talk(service, f"{BODY}2023年预算水费多少", onward)) != "41.00万元"


def test_another_year_is_counted_in(service):
    assert result(talk(service, f"{BODY}2023年预算水费多少", "把2024年的也算进去")) == "25.00万元"


@pytest.mark.parametrize(
    "onward",
    [
        "反倒便宜了1万，怎么解释的",
        "这么大落差是咋造成的",
        "居然少了1万，给个说法",
        "怎么缩水了，有说法吗",
        "这个差距怎么来的",
        "降了不少嘛，啥道理",
    ],
)
def test_why_it_moved_in_words_of_how_it_did(service, onward):
    answer = talk(service, f"{BODY}2023年预算公务接待费多少", "2024年是多少", onward)
    assert answer.status == "answered"
    assert "厉行节约" in answer.answer


@pytest.mark.parametrize("onward", ["少了多少", "变化有多大"])
def test_how_much_it_moved_is_no_reason(service, onward):
    assert result(talk(service, f"{BODY}2023年预算公务接待费多少", "2024年是多少", onward)) == "-1.00万元"


@pytest.mark.parametrize(
    "onward",
    ["只算财政拨款的话是多少", "我只要财政拨款负担的那部分，别的钱不算", "光看财政拨款这一块呢", "财政拨款出的是多少"],
)
def test_what_one_source_pays_is_never_all_that_it_pays(service, onward):
    assert result(talk(service, f"{BODY}2023年决算大气支出多少", onward)) == "38.00万元"


@pytest.mark.parametrize("onward", ["2024年改成了几次", "24年变成几次了", "那2024年改为几次"])
def test_what_a_number_became_in_a_year(service, onward):
    answer = talk(service, f"{BODY}2022年全年计划召开常委会议几次", onward)
    assert "6次" in answer.answer.replace("*", "")


@pytest.mark.parametrize(
    "onward",
    [
        "后面两年一路往下走吗？把数也报一下",
        "后两年是不是一直在降，各多少",
        "接下来两年呢，是涨是跌",
        "往后两年走势如何",
    ],
)
def test_the_years_behind_are_one_course_with_the_one_told(service, onward):
    answer = talk(service, f"{BODY}2022年预算公务接待费多少", onward).answer
    assert all(figure in answer for figure in ("9.00", "7.00", "6.00"))
    assert "逐年下降" in answer


@pytest.mark.parametrize(
    "onward",
    [
        "服务是不是占了大头，比例算出来看看",
        "大头是不是服务，占比多少",
        "服务占大头吧？占多少",
        "服务是大头吗",
        "服务是不是过半了",
    ],
)
def test_the_main_part_is_told_by_its_share(service, onward):
    assert result(talk(service, f"{BODY}2023年决算政府采购支出多少", onward)) == "75.00%"


def test_an_amount_asked_for_beside_it_is_no_share(service):
    assert result(talk(service, f"{BODY}2023年决算政府采购支出多少", "服务占了大头吧，多少钱")) == "30.00万元"


@pytest.mark.parametrize("onward", ["大头是什么", "哪类是大头"])
def test_which_the_main_part_is_names_no_part(service, onward):
    answer = talk(service, f"{BODY}2023年决算政府采购支出多少", onward)
    assert result(answer) not in ("75.00%", "25.00%")


@pytest.mark.parametrize("onward", ["2024年还添新车么，添几部", "2024年打算再买几辆", "2024年买不买新车"])
def test_cars_to_be_bought_are_counted_after_those_that_there_are(service, onward):
    assert result(talk(service, f"{BODY}2023年末有多少辆车", onward)) == "2辆"


@pytest.mark.parametrize(
    "onward",
    [
        "对照22年执行数，是多了还是少了，幅度呢",
        "参照上一年执行数看，少了多少比例",
        "跟上年执行数比变化多大",
        "比照22年执行数，差几个百分点",
    ],
)
def test_a_budget_is_held_against_what_was_carried_out_before(service, onward):
    answer = talk(service, f"{BODY}2023年预算城乡社区环境卫生多少", onward)
    assert "25.00%" in answer.answer.replace("*", "")
    assert "减少" in answer.answer


def test_what_was_carried_out_the_year_before(service):
    asked = f"{BODY}2023年预算城乡社区环境卫生多少"
    assert result(talk(service, asked, "上年执行数是多少")) == "80.00万元"


@pytest.mark.parametrize(
    "onward",
    ["跟电费摆一块，谁大、大多少", "和电费放到一起看，哪头多", "拿它跟电费比，哪个花得多", "跟电费搁一块儿，谁大"],
)
def test_two_things_side_by_side_are_set_against_each_other(service, onward):
    assert result(talk(service, f"{BODY}2023年预算水费多少", onward)) == "19.00万元"


@pytest.mark.parametrize("onward", ["全是买货吗？服务类的有没有", "都是货物吗", "只买服务吗", "全都是服务？货物有没有"])
def test_whether_all_is_of_one_kind_is_told_by_each(service, onward):
    answer = talk(service, f"{BODY}2023年决算政府采购支出多少", onward).answer
    assert "10.00万元" in answer
    assert "30.00万元" in answer


@pytest.mark.parametrize("onward", ["有没有工程", "里面有没有买工程的钱"])
def test_whether_there_is_any_of_a_kind(service, onward):
    assert result(talk(service, f"{BODY}2023年决算政府采购支出多少", onward)) == "0万元"
