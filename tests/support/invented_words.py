"""Sentences of invented disclosures: reasons, purposes, people to call, what words mean."""

from __future__ import annotations

from tests.support.invented_bodies import Body
from tests.support.invented_books import drawn

_UP = {
    "basic": ("在职人员正常晋级晋档，工资相应提高", "社会保险缴费基数上调", "新招录工作人员到岗，人员经费增多"),
    "running": ("车辆使用年限较长，维修次数增多", "下乡巡查任务加重，燃油费上升"),
    "reception": ("跨区域业务协作增多，接待批次上升", "承办片区现场会，来访人员增多"),
    "overseas": ("安排1批业务考察团组", "上年团组推迟到本年成行"),
    "purchase": ("更新1辆达到报废年限的公务用车",),
    "agency": ("办公场所物业服务费上涨", "更换一批超过使用年限的办公桌椅"),
    "total": ("人员经费和专项工作经费增多", "新承接的专项任务较多"),
}
_DOWN = {
    "basic": ("部分人员退休，在职人数下降", "年内有人员调出"),
    "running": ("报废老旧车辆1辆，燃油和保险开支下降", "公务出行改为集中派车"),
    "reception": ("从严控制接待标准和陪同人数", "会商改为视频方式，来访批次下降"),
    "overseas": ("本年未安排出访团组", "压缩出访人数和天数"),
    "purchase": ("本年没有购置车辆",),
    "agency": ("办公用品集中采购节约开支", "压缩差旅和会议开支"),
    "total": ("落实过紧日子要求，压缩一般性开支", "部分专项任务上年已经完成"),
}
_OVER = (
    "年中追加一次性补助资金",
    "年中有人员调入，缴费和工资增多",
    "上级专项资金年中下达",
    "物价和服务费用上涨超过预期",
)
_UNDER = (
    "年中有人员调出或退休",
    "压减会议、差旅和印刷开支",
    "部分合同按进度在次年支付尾款",
    "招标价低于预算控制价",
    "活动改在线上举办",
)
_SURNAMES = "沈许周林陆方程韩顾秦"
_GIVEN = ("知行", "若谷", "明之", "以宁", "小满", "望舒", "清和", "一诺")


def reason(body: Body, of: str, year: int, *, up: bool) -> str:
    """Why something rose or fell."""
    if of == "project":
        work = body.trade.works[drawn(f"{body.organisation}|{year}|work", 0, len(body.trade.works) - 1)]
        return f"{work.name}任务扩大" if up else f"{work.name}进入收尾阶段"
    found = (_UP if up else _DOWN)[of]
    return found[drawn(f"{body.organisation}|{of}|{year}|{up}", 0, len(found) - 1)]


def apart_from_plan(body: Body, item: str, year: int, *, over: bool) -> str:
    """Why more or less was spent on an item than had been planned."""
    found = _OVER if over else _UNDER
    return found[drawn(f"{body.organisation}|{item}|{year}|plan", 0, len(found) - 1)]


def contact(body: Body) -> tuple[str, str]:
    """Who answers questions, and the number, one that no telephone has."""
    who = drawn(f"{body.organisation}|who", 0, 10_000)
    return (
        _SURNAMES[who % len(_SURNAMES)] + _GIVEN[who % len(_GIVEN)],
        f"0990-555{drawn(f'{body.organisation}|phone', 0, 9999):04}",
    )


def duties(body: Body) -> list[str]:
    """What the body is for."""
    tasks = body.trade.tasks
    return [
        f"编制{body.trade.field}工作规划和年度计划，并督促落实",
        f"组织实施{tasks[1].use if len(tasks) > 1 else tasks[0].use}等工作",
        f"承担{tasks[0].use}",
        f"指导下级开展{body.trade.field}业务，受理群众咨询和投诉",
        f"完成{body.place}交办的其他事项",
    ]


def offices(body: Body) -> str:
    """The sections inside."""
    return f"办公室、{body.trade.field[:2]}科、计划财务科、法规科"


def units(body: Body) -> list[str]:
    """The units below it."""
    return [body.place + unit for unit in body.trade.units]


TERMS = (
    ("财政拨款收入", "指部门当年由同级财政安排的各类拨款"),
    ("事业收入", "指事业单位开展专业业务活动和辅助活动取得的收入"),
    ("基本支出", "指保证机构运转和完成日常任务的支出，含人员经费和公用经费两部分"),
    ("项目支出", "指在基本支出之外，为完成特定任务安排的支出"),
    ("“三公”经费", "指用财政拨款负担的因公出国（境）费、公务用车购置及运行维护费和公务接待费"),
    ("机关运行经费", "指行政单位和参照公务员法管理的单位用于购买货物和服务的日常公用开支"),
)
