"""Several roles of one project each told; the parts of its money, or of its area, against all of it."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUILT = """# 云屏市青柳区交通委员会2026年部门预算

## 预算编制说明

2026年支出预算9,000.00万元。

## 枫林路-石渡路人行天桥工程项目经费情况说明

### 一、项目概述

枫林路-石渡路人行天桥工程位于青柳区枫林路66号。规划建筑面积约为900平方米，其中地上建筑面积为620平方米，地下建筑面积为250平方米。

### 三、实施主体

施工单位：青柳第二建设有限公司；

设计单位：云屏市政设计院；

监理单位：青柳兴安监理有限公司；

### 六、年度预算安排

本项目可研批复总投资为8000.00万元，其中建筑安装工程费6600.00万元，工程建设其他费用1000.00万元，预备费400.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("roles") / "disclosure.md"
    file.write_text(BUILT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told", "unsaid"),
    [
        ("修枫林路人行天桥，施工、设计、监理各是哪家？", ("第二建设", "市政设计院", "兴安监理"), ""),
        ("枫林路人行天桥的施工单位和监理单位分别是谁", ("第二建设", "兴安监理"), ""),
        ("枫林路人行天桥是谁施工、谁设计", ("第二建设", "市政设计院"), ""),
        ("枫林路人行天桥施工、监理、勘察都是哪几家公司", ("第二建设", "兴安监理"), "没有写明它的勘察单位"),
    ],
)
def test_each_role_is_told(service: Service, question: str, told: tuple[str, ...], unsaid: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert all(name in answer.answer for name in (*told, unsaid))


@pytest.mark.parametrize(
    "question",
    [
        "枫林路人行天桥的勘察和检测各是哪家",
        "枫林路人行天桥工程设计费和监理费各是多少",  # what they are paid is not told, nor is the whole either of them
        "枫林路-石渡路人行天桥工程设计费是多少",
    ],
)
def test_what_is_not_told_stays_so(service: Service, question: str) -> None:
    assert service.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "verdict", "total"),
    [
        ("枫林路人行天桥的总投资，跟建安费、其他费用、预备费三块相加是否吻合？", "一致", "8000.00万元"),
        ("枫林路人行天桥建安费加工程建设其他费加预备费，凑得够总投资吗", "一致", "8000.00万元"),
        ("枫林路人行天桥建安费和预备费加起来等于总投资吗", "不一致", "7000.00万元"),
        ("枫林路人行天桥，地上加地下的面积凑得上写的总建筑面积吗？", "不一致", "870平方米"),
    ],
)
def test_parts_are_held_against_their_whole(service: Service, question: str, verdict: str, total: str) -> None:
    answer = service.ask(question)
    assert answer.answer.startswith(verdict)
    assert f"合计**{total}**" in answer.answer


def test_a_part_that_is_not_told_is_added_to_nothing(service: Service) -> None:
    answer = service.ask("枫林路人行天桥的建安费和监理费加起来等于总投资吗")
    assert answer.status == "declined"
