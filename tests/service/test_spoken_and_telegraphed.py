"""One question in other words: spoken with particles and lead-ins, written like a telegram, its item at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import led_in, messages, question, wordings
from service.answer import Service
from service.asked_kind import kind_of
from service.asked_years import years
from tests.support.shelf import Shelf

BUDGET = """# 示例市青河区园林绿化局2024年部门预算情况说明

## 一、部门预算情况说明

2024年收入预算640.00万元，支出预算640.00万元。2024年基本支出预算440.00万元，项目支出预算200.00万元。

2024年财政拨款基本支出预算400.00万元，其中物业管理费12.00万元、委托业务费9.00万元。

2024年公务接待费预算1.20万元，公务用车购置费预算18.00万元，公务用车运行维护费预算6.00万元。

2024年政府采购预算60.00万元，其中：政府采购货物预算30.00万元、政府采购工程预算20.00万元、政府采购服务预算10.00万元。

护林员补贴由每人每年5000元提高到6000元。

## 二、名词解释

（一）古树名木：指树龄在一百年以上或者具有历史价值的树木。
"""
ACCOUNTS = """# 示例市青河区园林绿化局2023年部门决算情况说明

## 一、决算情况说明

2023年本年支出合计610.00万元，其中基本支出420.00万元，项目支出190.00万元。年末结转和结余8.00万元。

2023年公务接待费支出决算0.60万元，年初预算1.20万元，国内公务接待12批次96人次。

2023年培训费支出8.00万元，全年举办培训4期，参训400人次。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("said")
    files: list[Path] = []
    for name, text in (("2024年部门预算情况说明", BUDGET), ("2023年部门决算情况说明", ACCOUNTS)):
        files.append(folder / f"示例市青河区园林绿化局{name}.md")
        files[-1].write_text(text, encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("2024年预算支出一共好多哈", "640.00", "万元"),  # a particle behind what asks
        ("2024年预蒜支出一共多少钱噻", "640.00", "万元"),  # a slip of the same sound
        ("2024年打算买新公车，要掏多少钱", "18.00", "万元"),
        ("2023年一整年花掉了多少，结转的别算进去哈", "610.00", "万元"),
        ("二三年公务接待费到头来花了好多", "0.60", "万元"),
        ("2023年公务接待费批均支出", "500.00", "元"),
        ("2023年搞那么多培训，摊到每个参加的人头上是几块钱啊", "200.00", "元"),
        ("2023年度培训费人均支出（按参训人次计，元）", "200.00", "元"),
    ],
)
def test_a_figure_is_told(service: Service, asked: str, value: str, unit: str) -> None:
    answer = service.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("名词“古树名木”的释义，见2024年部门预算，请摘出。", "一百年以上"),
        ("2024年预算里讲的古树名木，究竟是指些啥子东西哟", "一百年以上"),
        ("2024年打算买东西、搞工程、买服务这三样政府采购的钱，加拢来跟总数对不对得上啊", "一致"),
        ("2023年公务接待费，年初说好给多少，到头来用了多少", "1.20万元"),
    ],
)
def test_it_is_told_in_words(service: Service, asked: str, told: str) -> None:
    answer = service.ask(asked)
    assert (answer.status, told in answer.answer) == ("answered", True), answer.answer
    assert "不一致" not in answer.answer


def test_fewer_than_said_are_not_added_up(service: Service) -> None:
    answer = service.ask("2024年基本支出、物业管理费、买花的钱这三样加起来跟支出总额对得上吗")
    assert "不一致" not in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("一共花了好多哦", "一共花了多少"),
        ("搞了好多培训", "搞了好多培训"),  # nothing is asked
        ("干嘛用的", "干嘛用的"),
        ("折合多少个亿，小数点后面留两位就行", "折合多少亿，保留两位小数"),
        ("赋予算力的项目", "赋予算力的项目"),
        ("绝算不上多", "绝算不上多"),
        ("财政拨款的基本支出里头", "财政拨款基本支出里头"),
        ("花得最多的头三个", "花得最多的前三个"),
        ("钱砸得最多的项目", "花钱最多的项目"),
        ("年初打算的少花了多少", "年初预算少花了多少"),
        ("车均运行费用", "每辆车平均运行费用"),
        ("车均为新购", "车均为新购"),
        ("参公的那些事业单位", "参照公务员法管理事业单位"),
        ("甲与乙孰高", "甲与乙哪个更高"),
        ("比原来多给多少", "比上年多给多少"),
        ("比原来的预算多多少", "比原来的预算多多少"),
        ("讲座举办场数", "讲座举办几场"),
        ("甲表比乙表高出的数额", "甲表比乙表高出多少"),
        ("有多少属于基本支出、多少属于项目支出", "其中的基本支出、项目支出各多少"),
        ("平均一批要花多少", "平均一批花多少"),
        ("应急用车有几台", "应急保障用车有几辆"),
    ],
)
def test_turns(said: str, means: str) -> None:
    assert wordings.plain(said) == means
    assert wordings.plain(means) == means


def test_what_both_know_is_no_question_of_its_own() -> None:
    told = led_in.plain("园林局去年不是修了公园吗，花了多少钱")
    assert told == "园林局去年修了公园，花了多少钱"
    assert messages.questions("园林局去年不是修了公园吗？一共用掉多少钱") == ["园林局去年修了公园，一共用掉多少钱"]
    for asked in ("接待费是不是涨了吗，为什么", "这不是公款吗", "两个数不是一样吗，差多少"):
        assert led_in.plain(asked) == asked


def test_a_question_in_short_goes_on() -> None:
    assert len(messages.questions("比年初预算少花了多少啊，少了百分之多少")) == 1
    assert messages.questions("整体支出得了几分，还有啥子问题没做好")[1:] == ["还有啥子问题没做好"]


def test_years_in_chinese_digits() -> None:
    assert years(question.normalised("二三年一共花了多少"))[:2] == ((2023,), ())
    assert years(question.normalised("二〇二二年和一九年"))[0] == (2022, 2019)
    assert question.normalised("近二三年来") == "近二三年来"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("“古树”的释义", "definition"),
        ("“古树”一词作何解释", "definition"),
        ("按金额降序列出", "rank"),
        ("接待费，财政拨款支出口径", "lookup"),
    ],
)
def test_kinds(asked: str, kind: str) -> None:
    assert kind_of(asked, (), (2024,), ()) == kind
