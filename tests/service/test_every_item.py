"""Everyday words for every item of the code tables, asked of a disclosure that has all of them for rivals.

The phrases of tests/data/said_of_*.tsv were written by somebody who had not seen the everyday words, each with the items that
it may mean. Declining is no failure, a wrong row is: the table says what holds. CI asks every third, `make soak` all.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from service.answer import Answer, Service
from tests.support import every_item
from tests.support.shelf import Shelf

DATA = Path(__file__).parents[1] / "data"
ASKED = ("2024年{}安排了多少钱？", "{}的钱是多少？", "今年{}要花多少钱？")


def _amount(reply: Answer) -> Decimal | None:
    """The answer's amount in 万元."""
    if reply.status != "answered" or reply.result is None:
        return None
    value = Decimal(reply.result.value)
    return value / 10000 if reply.result.unit == "元" else value


@pytest.mark.parametrize(("said", "least", "most"), [("said_of_201_210", 0.49, 4), ("said_of_211_234", 0.4, 2)])
def test_everyday_words_lead_to_their_item_and_to_no_other(tmp_path: Path, said: str, least: float, most: int) -> None:
    shelves = []
    for name, tables in (("general", every_item.general()), ("others", every_item.others())):
        (tmp_path / name).mkdir()
        path, amounts = every_item.written(tmp_path / name, tables)
        shelves.append((Service(Shelf(path)), amounts))  # type: ignore[arg-type]
    phrases = [line.split("\t") for line in (DATA / f"{said}.tsv").read_text(encoding="utf-8").splitlines()]
    nth = int(os.environ.get("EVERY_NTH_PHRASE", "3"))
    phrases = phrases[::nth]
    least -= 0.05 if nth > 1 else 0  # by so much a third of them may lie below the whole
    right, wrong = 0, []
    for number, (phrase, meant) in enumerate(phrases):
        service, amounts = next(shelf for shelf in shelves if any(item in shelf[1] for item in meant.split("|")))
        reply = service.ask(ASKED[number % len(ASKED)].format(phrase))
        if reply.status != "answered" or (
            reply.result is None and any(one in reply.answer for one in meant.split("|"))
        ):
            continue
        if _amount(reply) in {amount for item in meant.split("|") for amount in amounts.get(item, ())}:
            right += 1
        else:
            wrong.append((phrase, meant, reply.answer))
    assert len(wrong) <= most, wrong
    assert right >= least * len(phrases), f"{right} of {len(phrases)}"


HELD = (
    ("一般公共预算财政拨款支出预算表", {
        "201": "一般公共服务支出", "20117": "质量技术监督与检验检疫事务", "2011706": "质量技术监督行政执法及业务管理",
        "208": "社会保障和就业支出", "20808": "抚恤", "2080801": "死亡抚恤",
        "213": "农林水支出", "21302": "林业和草原", "2130207": "森林资源管理",
        "21303": "水利", "2130308": "水利前期工作", "2130322": "水利安全监督",
        "221": "住房保障支出", "22102": "住房改革支出", "2210202": "提租补贴",
        "224": "灾害防治及应急管理支出", "22405": "地震事务", "2240507": "地震应急救援",
    }, Decimal(31)),
    ("一般公共预算财政拨款基本支出预算表", {
        "302": "商品和服务支出", "30204": "手续费", "30205": "水费", "30207": "邮电费", "30209": "物业管理费", "30211": "差旅费",
        "30214": "租赁费",
    }, Decimal(17)),
)  # fmt: skip


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path, _ = every_item.written(tmp_path_factory.mktemp("few"), HELD)
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "phrase",
    [
        "救援队伍",  # the rescue of one kind of disaster is not all of it
        "兴修水库",
        "修大坝",
        "查企业安全隐患",
        "农业综合执法",
        "工程质量监督",
        "节约用水",
        "公租房",
        "建高铁",
        "发行债券的手续费",
        "旱厕改造",
        "给猪打疫苗",
    ],
)
def test_what_is_not_held_is_no_row_that_shares_words_with_it(few: Service, phrase: str) -> None:
    reply = few.ask(f"2024年{phrase}安排了多少钱？")
    assert reply.status != "answered", reply.answer


@pytest.mark.parametrize(
    ("phrase", "item"),
    [("出差坐高铁", "差旅费"), ("保管山林", "森林资源管理"), ("烈士牺牲", "死亡抚恤"), ("寄快递", "邮电费")],
)
def test_what_is_held_is_found(few: Service, phrase: str, item: str) -> None:
    reply = few.ask(f"2024年{phrase}安排了多少钱？")
    assert reply.status in ("answered", "declined"), reply.answer
    if reply.status == "answered":
        assert item in reply.answer, reply.answer
