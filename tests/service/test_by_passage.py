"""What no rule answers is quoted from the passage that likely tells it, where there is little doubt, and said to be so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from index.embed import SentenceTransformerEmbedder
from index.library import Library
from ingest.model import Passage, Place
from service import intake, passage_signs
from service.answer import Service

ACCOUNT = """# 青禾区示例审计局2023年部门决算

## 一、部门概况

### （一）主要职责

负责全区财政收支审计、经济责任审计和政府投资审计。

## 二、重点工作完成情况

（一）深化财政审计。完成预算执行审计6个，查出管理不规范金额2.31亿元，推动建章立制14项。

（二）规范政府投资审计。完成竣工决算审计18个，送审金额21.40亿元，核减工程造价1.07亿元。

（三）2个乡镇敬老院的审计推迟，原因是院舍正在搬迁，改在2024年实施。

（四）为村级报账员举办培训班4期，参训310人次，每人每天伙食补贴标准由40元提高到55元。

## 三、收入支出决算总表

单位：万元

| 项目 | 决算数 |
|---|---|
| 本年支出合计 | 860.00 |
| 基本支出 | 500.00 |
| 项目支出 | 360.00 |
"""
_SAID = "最可能回答所问"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, embedder_folder: Path) -> Service:
    folder = tmp_path_factory.mktemp("house")
    file = folder / "青禾区示例审计局2023年部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    library = Library.open(folder / "data", SentenceTransformerEmbedder(str(embedder_folder)))
    for one in intake.files([file]):
        assert intake.take_file(library, one, intake.Origin(), 2**20).record is not None
    library.embed_pending()
    return Service(library)


@pytest.mark.embedder
@pytest.mark.parametrize(
    ("question", "words", "figure"),
    [
        ("2023年政府投资项目审下来一共砍了多少造价", "核减工程造价", "1.07"),
        ("2023年财政审计推着建了几项章法", "推动建章立制14项", None),
    ],
)
def test_what_is_told_in_other_words_is_quoted(house: Service, question: str, words: str, figure: str | None) -> None:
    reply = house.ask(question)
    assert reply.status == "answered"
    assert words in reply.answer
    assert any(_SAID in notice for notice in reply.notices)
    assert (None if reply.result is None else Decimal(reply.result.value)) == (figure and Decimal(figure))
    assert all(figure.verdict == "cited" for figure in reply.figures)


@pytest.mark.embedder
@pytest.mark.parametrize(
    "question",
    [
        "2023年食堂承包给哪家公司了",
        "2023年局长的工资是多少",
        "2023年审计大楼的物业费每平米几块",
        "2023年养了几条警犬",
        "2023年审计干部该不该涨工资",
        "2019年政府投资项目审下来一共砍了多少造价",
    ],
)
def test_what_is_not_told_stays_declined(house: Service, question: str) -> None:
    reply = house.ask(question)
    assert not any(_SAID in notice for notice in reply.notices)
    assert reply.result is None


def _passage(text: str, kind: str = "text") -> Passage:
    return Passage(text, "d", "", text, Place(), kind=kind)  # type: ignore[arg-type]


TOLD = [
    _passage("完成竣工决算审计18个，送审金额21.40亿元，核减工程造价1.07亿元。"),
    _passage("为村级报账员举办培训班4期，参训310人次。"),
    _passage("负责全区财政收支审计。"),
]


def test_the_weights_are_those_of_the_signs() -> None:
    signs, at = passage_signs.signs("核减了多少造价", TOLD, np.array([0.9, 0.8, 0.8]))
    assert sorted(at) == [0, 1, 2]
    assert signs.shape == (3, len(passage_signs.weights()[0]))
    assert np.isfinite(signs).all()


def test_what_shares_the_words_and_is_near_is_the_likeliest() -> None:
    near = [0.90, 0.84, 0.83]
    found = passage_signs.likeliest("¦¦¦¦核减了多少工程造价", list(zip(TOLD, near, strict=True)))
    other = passage_signs.likeliest("¦¦¦¦食堂承包给了哪家公司", list(zip(TOLD, (0.83, 0.82, 0.84), strict=True)))
    assert found is not None
    assert other is not None
    assert found[0] is TOLD[0]
    assert found[1] > other[1]


@pytest.mark.parametrize(("text", "told"), [("", TOLD), ("多少", TOLD), ("核减了多少造价", [])])
def test_of_nothing_asked_or_told_none_is_likely(text: str, told: Sequence[Passage]) -> None:
    assert passage_signs.likeliest(text, [(one, 0.8) for one in told]) is None


@pytest.mark.parametrize(
    ("text", "number", "fits"),
    [
        ("核减了多少造价", "1.07亿元", True),
        ("核减了多少造价", "18个", False),
        ("来了多少人", "310人次", True),
        ("有几辆车", "3辆", True),
        ("有几辆车", "3台班", True),
        ("办了几期", "4期", True),
        ("办了几期", "310人", False),
        ("占地多大", "4000.6平方米", True),
    ],
)
def test_which_numbers_fit_what_is_asked(text: str, number: str, *, fits: bool) -> None:
    assert passage_signs.fits(text, number) is fits
