import importlib.util
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.quantity import UNITS, Quantity, find, number, overlooked, render, rounded, unit

D = Decimal


def seen(text):
    return [(f.text, render(f.quantity.number), f.quantity.unit.name if f.quantity.unit else None) for f in find(text)]


CELLS = """
3.80	3.80
1,234.56	1234.56
１２，３４５．６０	12345.60
(2.00)	-2.00
－2	-2
−0.5	-0.5
△3.1	-3.1
+7	7
 18.20 	18.20
0	0
0.00	0.00
.50	0.50
1 234.5	1234.5
"""
NO_CELLS = [
    "",
    " ",
    "—",
    "-",
    "/",
    "／",
    "无",
    "XX",
    "#DIV/0!",
    "12%",
    "1,23",
    "3.8万元",
    "1.2.3",
    "(-2)",
    "合计",
    "12月",
]


@pytest.mark.parametrize(("text", "value"), [line.split("\t") for line in CELLS.strip("\n").split("\n")])
def test_a_cell_keeps_its_digits(text, value):
    assert str(number(text)) == value


@pytest.mark.parametrize("text", NO_CELLS)
def test_a_cell_without_a_number_has_none(text):
    assert number(text) is None


FIGURES = """
收入预算512.30万元	512.30万元	512.30	万元
收入预算 512.30 万元	512.30 万元	512.30	万元
收入预算５１２．３０万元	５１２．３０万元	512.30	万元
收入预算5,123,000.00元	5,123,000.00元	5123000.00	元
收入1，234.56万元	1，234.56万元	1234.56	万元
收入1 234.56万元	1 234.56万元	1234.56	万元
收入**512.30**万元	512.30**万元	512.30	万元
收入0.0512亿元	0.0512亿元	0.0512	亿元
收入1亿2000万元	1亿2000万元	12000	万元
支出3万8000元	3万8000元	38000	元
支出7万2，	7万2	7.2	万
支出7.2W	7.2W	7.2	W
支出¥72,000	¥72,000	72000	元
三元五角不算，3元5角	3元5角	3.5	元
七点二万元	七点二万元	7.2	万元
零点三万元	零点三万元	0.3	万元
柒万贰仟元整	柒万贰仟元整	72000	元
七万二千元	七万二千元	72000	元
七万二，	七万二	7.2	万元
一千二百元	一千二百元	1200	元
两百零三万元	两百零三万元	203	万元
十五万元	十五万元	15	万元
一亿二千万元	一亿二千万元	12000	万元
增长12.50%	12.50%	12.50	%
增长１２．５％	１２．５％	12.5	%
增长百分之十二点五	百分之十二点五	12.5	%
压减千分之五	千分之五	5	‰
压减五成	五成	5	成
压减一成半	一成半	1.5	成
提高3.2个百分点	3.2个百分点	3.2	个百分点
提高三个百分点	三个百分点	3	个百分点
翻一番	翻一番	2	倍
翻了两番	翻了两番	4	倍
增长1.1倍	1.1倍	1.1	倍
在编17人	17人	17	人
在编十七名	十七名	17	名
接待12批次	12批次	12	批次
接待140人次	140人次	140	人次
车辆0辆	0辆	0	辆
设备3台（套）	3台（套）	3	台(套)
办件60万件	60万件	60	万件
下设3个单位	3个	3	个
单价5.5万元/年	5.5万元/年	5.5	万元/年
面积120.5平方米	120.5平方米	120.5	平方米
楼高33.5米，	33.5米	33.5	米
地上12层，	12层	12	层
出刊48期，	48期	48	期
平均得分98.50分（	98.50分	98.50	分
烈度为8度，	8度	8	度
新建站房6所	6所	6	所
印发宣传册2000张	2000张	2000	张
面积3.2万平米	3.2万平米	3.2	万平米
增减-2.00万元	-2.00万元	-2.00	万元
增减为—2.00万元	—2.00万元	-2.00	万元
决算为4.19。	4.19	4.19	None
"""


@pytest.mark.parametrize("case", FIGURES.strip().split("\n"))
def test_a_figure_is_read_as_written(case):
    text, written, value, unit_name = case.split("\t")
    hit = seen(text)[-1]
    assert hit == (written, value, None if unit_name == "None" else unit_name)


@pytest.mark.parametrize(
    "text",
    [
        "2024年度", "2024年12月31日", "2024-12-31", "2024.12.31", "二〇二四年十二月", "截至2023年12月", "2019-2023年", "国发〔2022〕5号",
        "渝财预[2021]38号", "第3项工作", "第二批次", "前3名", "电话023-60301012", "联系电话：60301012", "项目编码50010922T000000086182",
        "2010301 行政运行", "30305 个人农业生产补贴", "20110 人力资源事务", "3 名词解释", "2.人员经费", "一、部门概况", "1.2 部门职能",
        "（三）其他", "见[1][2]", "万里街道", "三公经费", "一般公共预算", "统一安排一项工作", "两个项目", "三个方面", "十四五规划", "第二十二条",
        "表1 收支总表", "附件2", "一件事", "五险一金", "十三届四次全会", "A4纸", "7×24", "2024度部门预算", "9时30分", "2期工程", "20 所属单位", "30部分内容", "12种植业", "21508 支持中小企业", "20132 组织事务", "保留两位小数", "四位小数", "",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_not_found(text):
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("约4万元", "about"), ("约为4万元", "about"), ("4万元左右", "about"), ("近4万元", "near"), ("将近 4万元", "near"),
        ("超过4万元", "over"), ("逾4万元", "over"), ("4万多元", "over"), ("400余万元", "over"), ("4万元以上", "over"),
        ("不足4万元", "under"), ("不到4万元", "under"), ("4万元", None), ("最近4天", None), ("不超过4天", None), ("不低于4天", None),
    ],
)  # fmt: skip
def test_approximations_are_told(text, approx):
    (figure,) = find(text)
    assert figure.approx == approx


@pytest.mark.parametrize(
    ("text", "low", "high", "name"),
    [
        ("5—5.5万元", "5", "5.5", "万元"),
        ("5至5.5万元", "5", "5.5", "万元"),
        ("5~6人", "5", "6", "人"),
        ("三至五万元", "3", "5", "万元"),
    ],
)
def test_a_range_has_two_ends(text, low, high, name):
    (figure,) = find(text)
    assert (figure.text, render(figure.quantity.number), render(figure.high.number)) == (text, low, high)
    assert figure.quantity.unit.name == figure.high.unit.name == name


def test_a_list_shares_its_unit():
    assert seen("分别为3.8、0.3和1.25万元") == [
        ("3.8", "3.8", "万元"),
        ("0.3", "0.3", "万元"),
        ("1.25万元", "1.25", "万元"),
    ]
    assert seen("1、3人") == [("3人", "3", "人")]


@pytest.mark.parametrize(
    ("name", "base", "scale"),
    [
        ("元", "元", "1"), ("千元", "元", "1000"), ("万元", "元", "10000"), ("百万元", "元", "1000000"), ("亿元", "元", "100000000"), ("万", "元", "10000"),
        ("单位：万元", "元", "10000"), ("％", "%", "1"), ("‰", "%", "0.1"), ("百分点", "百分点", "1"), ("个百分点", "百分点", "1"), ("台（套）", "台", "1"),
        ("批次", "次", "1"), ("人次", "人次", "1"), ("名", "人", "1"), ("万件", "件", "10000"), ("万元/年", "元/年", "10000"), ("元/人·年", "元/人年", "1"),
    ],
)  # fmt: skip
def test_units_by_their_spelling(name, base, scale):
    found = unit(name)
    assert (found.base, found.scale) == (base, D(scale))


def test_an_unknown_unit_is_none():
    assert unit("群众满意") is None
    assert unit("") is None
    assert unit(None) is None


def test_a_quantity_is_exact_and_prints_an_interval():
    spent = Quantity(D("3.80"), UNITS["万元"])
    assert (spent.base, spent.decimals, spent.half_step) == (D(38000), 2, D(50))
    assert (spent.low, spent.high) == (D(37950), D(38050))
    assert spent.convert(UNITS["亿元"]).number == D("0.00038")
    assert Quantity(D(28), UNITS["人"]).half_step == 0
    with pytest.raises(ValueError, match="不能换算"):
        spent.convert(UNITS["人"])
    with pytest.raises(TypeError):
        Quantity(3.8)


@pytest.mark.parametrize(
    ("value", "text"), [("3.80", "3.80"), ("1E+3", "1000"), ("-0.00", "0.00"), ("-2.5", "-2.5"), ("0E-8", "0.00000000")]
)
def test_render_prints_plain_digits(value, text):
    assert render(D(value)) == text


def test_rounding_is_half_up():
    assert [str(rounded(D(v), 2)) for v in ("0.125", "-0.125", "2.675", "0.1249")] == ["0.13", "-0.13", "2.68", "0.12"]


amounts = st.decimals(0, 10**9, places=2)
units = st.sampled_from(
    ["元", "万元", "亿元", "%", "个百分点", "人", "名", "辆", "件", "万件", "人次", "批次", "天", "倍", "户", "台"]
)


@given(amounts, units)
def test_every_figure_is_found_with_its_place(value, name):
    text = f"其中：本项安排{value}{name}，主要用于办公。"
    (figure,) = find(text)
    assert text[figure.start : figure.end] == figure.text == f"{value}{name}"
    assert (figure.quantity.number, figure.quantity.unit.name) == (value, name)


@given(amounts)
def test_full_width_digits_say_the_same(value):
    wide = f"{value:,.2f}".translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.,"})
    (figure,) = find(f"合计{wide}万元")
    assert figure.quantity.number == value


@given(
    st.text(
        alphabet="0123456789.,，-−–—%元万亿人名辆件台户天倍个月百分点次批年第〔〕()（）:：、 *_一二三十百千点成半约近多余",
        max_size=24,
    )
)
def test_any_text_is_read_without_overlap(text):
    found = find(text)
    assert all(text[f.start : f.end] == f.text for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_what_a_reader_may_take_for_a_figure_is_told():
    assert overlooked("第2批次，20110 人力资源，3.80万元") == ["2批次", "20110 人"]


def score_module(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(data=st.data())
def test_nothing_is_missed_that_the_acceptance_score_finds(shared, data):
    score = score_module(shared)
    words = st.sampled_from(
        [
            "其中：",
            "，",
            "安排",
            "约",
            "比上年增加",
            " ",
            "2024年",
            "（",
            "）",
            "、",
            "为",
            "-",
            "*",
            "**",
            "至",
            "\n",
            "[1]",
        ]
    )
    figures = st.builds("{}{}{}".format, amounts | st.integers(0, 10**7), st.sampled_from(["", " "]), units)
    text = "".join(data.draw(st.lists(words | figures, max_size=8)))
    folded, origin = score.plain(text)
    spans = [(f.start, f.end) for f in find(text)]
    for hit in score.STATED.finditer(folded):
        start, end = origin[hit.start()], origin[hit.end() - 1] + 1
        if not re.search(r"第\s*$", folded[: hit.start()]):
            assert any(a < end and start < b for a, b in spans), (text, hit.group())


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("更换岸灯260盏、植树500棵，报废渔船12艘", ["260盏", "500棵", "12艘"]),
        ("整理折子戏20出，创作歌曲3首", ["20出", "3首"]),
        ("2024年出台办法，今年3出国任务，2024首届，5出头", []),
    ],
)
def test_what_is_counted_by_its_own_measure_word(text, counts):
    assert [f.text for f in find(text)] == counts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("处理病死猪1.5万头。", [("1.5万头", "1.5", "万头")]),
        ("供餐310万客，抽检30头。", [("310万客", "310", "万客"), ("30头", "30", "头")]),
        ("补助标准6000元/村·年。", [("6000元/村·年", "6000", "元/村·年")]),
        ("每所补助5万元/所。", [("5万元/所", "5", "万元/所")]),
        ("共3头部企业和2客户端", []),
    ],
)
def test_heads_guests_and_prices_by_place_are_read_whole(text, figures):
    assert seen(text) == figures
