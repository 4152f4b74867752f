"""What a disclosure tells in words: offices, sites, deeds of a quarter, founding, wordings of two years, kinds of units, marks."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.reply import Answer
from tests.support.shelf import Shelf

_BUDGET = """江州市梧桐区人民政府柳溪街道办事处{year}年部门预算

一、主要职能

江州市梧桐区人民政府柳溪街道办事处是区政府的派出机关，为正处级，加挂梧桐区柳溪社区学院牌子。1.统筹社区发展。2.组织公共服务。3.受理居民来信来访。

二、机构设置

柳溪街道办事处设3个内设机构，包括：

（一）秘书科（联络科）

（一）秘书科（联络科）。承担机要、保密、档案等职责。组织全街道的大型活动。

（二）组织人事科

（二）组织人事科。承担党建、组织人事、资产管理等职责。

（三）政务公开科

（三）政务公开科。负责街道的政务公开工作。依法受理公民提出的政府信息公开申请并作答复。

本部门中，行政单位1家，参公单位2家，事业单位4家，具体包括办事处本部、受理中心等单位。

三、名词解释

（一）财政拨款收入：是{level}级预算主管部门本年度从本级财政部门取得的财政拨款。

（二）机关运行经费：指使用一般公共预算安排的日常公用经费支出。

（三）“三公”经费：指因公出国（境）费、公务用车购置及运行费、公务接待费。

四、收支情况

{year}年财政拨款收入{income}万元。

2023年当年预算执行数为0.00万元，{year}年教育支出预算安排25.00万元，主要原因是：项目调整。

五、柳溪社区服务中心新建工程经费情况说明

（一）项目概况

柳溪社区服务中心新建工程位于银杏路与交通路路口，东至银杏路，南至规划公共绿地，西至规划住宅地块，北至柳溪雅苑，用地面积约为4000平方米。

（二）实施主体

由街道办事处实施。

（三）实施周期

第一季度审价，第二季度审计，第三季度支付尾款，第四季度支付尾款。
"""

_ACCOUNTS = """江州市梧桐区商务和口岸委员会2024年度部门决算

一、部门概况

2019年3月，将原区商业局的职责、区发展改革委的物流职责整合，组建区商务和口岸委员会，作为区政府工作部门。

二、决算情况说明

2024年度收入支出总计500.00万元，主要原因是新组建应急保供分队。

绩效自评的2024年度项目53个，涉及预算金额6993.22万元，平均得分95.55分，其中，绩效评级为“优”的项目50个。

取消了原计划赴雾岛的出访团组。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("in_words")
    texts = {
        "a.txt": _BUDGET.format(year=2024, level="市", income="100.00"),
        "b.txt": _BUDGET.format(year=2025, level="区", income="120.00"),
        "c.txt": _ACCOUNTS,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Service(Shelf(*(folder / name for name in texts)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("柳溪街道组织人事科承担哪些工作", ["资产管理"]),
        ("柳溪街道的秘书科都做些什么", ["档案"]),
        ("柳溪街道联络科是管什么的", ["档案"]),
        ("我想要公开一份政府文件，柳溪街道里面是哪个科受理、答复这种申请", ["政务公开科"]),
        ("柳溪街道办事处里哪个科管资产管理", ["组织人事科"]),
    ],
)
def test_offices(service: Service, question: str, words: list[str]) -> None:
    _tells(service.ask(question), words)


@pytest.mark.parametrize(
    "question",
    [
        "柳溪街道信访科的职责是什么",
        "柳溪街道新闻科负责什么",
        "柳溪街道哪个科负责垃圾分类",
        "柳溪街道秘书科2025年花了多少钱",
    ],
)
def test_an_office_that_is_not_told_of(service: Service, question: str) -> None:
    assert service.ask(question).status != "answered", service.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "柳溪社区服务中心新建工程东南西北各挨着哪里",
        "柳溪社区服务中心新建工程北边是哪个小区",
        "柳溪街道的社区服务中心新建工程西到哪儿",
        "柳溪社区服务中心新建工程四周都是什么",
        "柳溪社区服务中心新建工程东到哪条路、北到哪个小区",
    ],
)
def test_sites(service: Service, question: str) -> None:
    _tells(service.ask(question), ["银杏路", "柳溪雅苑"])


@pytest.mark.parametrize(
    "question",
    [
        "2025年柳溪社区服务中心新建工程下半年打算干什么",
        "柳溪社区服务中心新建工程2025年四个季度各做什么",
        "柳溪社区服务中心新建工程第三季度要完成哪些",
    ],
)
def test_deeds_of_a_quarter(service: Service, question: str) -> None:
    _tells(service.ask(question), ["支付尾款"])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("梧桐区商务和口岸委员会是什么时候成立的", ["2019年3月"]),
        ("梧桐区商务和口岸委员会哪一年组建", ["2019年3月"]),
        ("梧桐区商务和口岸委员会是由哪些单位的职责合并来的", ["原区商业局"]),
        ("梧桐区商务和口岸委员会取消了哪个出访团组", ["雾岛"]),
        ("柳溪街道加挂了什么牌子", ["社区学院"]),
        ("柳溪街道是什么级别的单位", ["正处级"]),
    ],
)
def test_what_one_sentence_tells(service: Service, question: str, words: list[str]) -> None:
    _tells(service.ask(question), words)


@pytest.mark.parametrize(
    "question",
    [
        "柳溪街道是哪一年成立的",
        "梧桐区商务和口岸委员会的应急保供分队什么时候组建的",
        "梧桐区商务和口岸委员会的主任是谁",
        "柳溪街道社区食堂几点开门",
        "柳溪社区服务中心新建工程的监理是哪家",
        "柳溪街道怎么报名老年大学",
        "柳溪街道信息公开申请要带什么材料",
    ],
)
def test_what_no_sentence_tells(service: Service, question: str) -> None:
    assert service.ask(question).status != "answered", service.ask(question).answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("柳溪街道2025年算事业单位的有几家", "4"),
        ("柳溪街道有几家参公单位", "2"),
        ("柳溪街道的预算单位里属于行政单位的有几家", "1"),
        ("梧桐区商务和口岸委员会2024年自评的项目里没拿到“优”的有几个", "3"),
        ("梧桐区商务和口岸委员会2024年有几个项目评级不是优", "3"),
        ("梧桐区商务和口岸委员会2024年绩效评级为优的项目有几个", "50"),
    ],
)
def test_numbers_of_one_kind(service: Service, question: str, figure: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == figure, answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "财政拨款收入的解释，柳溪街道2024版与2025版措辞有何区别",
        "柳溪街道2024年和2025年对财政拨款收入的定义有什么不一样",
        "柳溪街道两年的名词解释里财政拨款收入的说法变了没有",
    ],
)
def test_wordings_of_two_years(service: Service, question: str) -> None:
    _tells(service.ask(question), ["市级", "区级"])


def test_wordings_that_are_the_same(service: Service) -> None:
    _tells(service.ask("柳溪街道2024年和2025年机关运行经费的释义一样吗"), ["文字相同"])


def test_amounts_of_two_years_are_no_wordings(service: Service) -> None:
    answer = service.ask("柳溪街道2024年和2025年财政拨款收入有什么变化")
    assert answer.result is not None, answer.answer
    assert str(answer.result.value).startswith("20"), answer.answer


@pytest.mark.parametrize(
    "question",
    ["三公是哪三样？按柳溪街道2025年的解释讲讲", "柳溪街道的三公指哪三种费用", "三公经费包括哪三项，柳溪街道怎么说"],
)
def test_which_three(service: Service, question: str) -> None:
    _tells(service.ask(question), ["因公出国", "公务用车", "公务接待"])


@pytest.mark.parametrize("verb", ["翻遍", "已知", "通读", "假设", "纵览", "家住"])
def test_a_verb_is_no_part_of_a_name(service: Service, verb: str) -> None:
    _tells(service.ask(f"{verb}柳溪街道2025年预算，财政拨款收入是多少"), ["120.00"])


@pytest.mark.parametrize("name", ["黄杨柳溪街道", "翻遍枫林街道"])
def test_another_street_stays_another(service: Service, name: str) -> None:
    assert service.ask(f"{name}2025年财政拨款收入是多少").status == "declined"


def _tells(answer: Answer, words: list[str]) -> None:
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer
