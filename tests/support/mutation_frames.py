"""The sentences of the mutation benchmark: how people tell an amount, a change, a share, a sum, a count.

A frame is a template; `claims` says what each of its figures means in terms of the other slots. `unseen` frames are
filled only for the half that is reported and never looked at.

Slots: who, who2 bodies; y, y0 years; i, j, k items; b whether planned or spent; vs a comparison; up a direction word;
f, g, h, p figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Need = Literal["one", "several", "years", "part", "count", "bodies", "plan"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A template, what it is filled with, and what its figures claim."""

    need: Need
    template: str
    claims: Mapping[str, str]  # figure -> operation and operands, "change i"
    unseen: bool = False

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(part.split("}")[0] for part in self.template.split("{")[1:])


_ONE = {"f": "level i"}
_TWO = {"f": "level i", "g": "level j"}
_THREE = {**_TWO, "h": "level k"}
_BACK = {"f": "level i", "g": "before i"}

FRAMES: tuple[Frame, ...] = (
    Frame("one", "{who}{y}{i}{b}{f}。", _ONE),
    Frame("one", "{who}{y}{i}{b}为{f}。", _ONE),
    Frame("one", "{y}，{who}{i}{b}达{f}。", _ONE),
    Frame("one", "{i}方面，{who}{y}{b}共{f}。", _ONE),
    Frame("one", "{who}{y}用于{i}的资金{b}共{f}", _ONE),
    Frame("one", "{who}在{i}上，{y}{b}{f}。", _ONE),
    Frame("one", "记者从{who}公开的信息中看到，{y}{i}{b}为{f}。", _ONE),
    Frame("one", "{who}{y}的{i}{b}是{f}，已向社会公开。", _ONE),
    Frame("several", "{who}{y}{i}{b}{f}，{j}{b}{g}。", _TWO),
    Frame("several", "{who}{y}{b}中，{i}{f}，{j}{g}，{k}{h}。", _THREE),
    Frame("several", "{who}{y}{i}、{j}{b}分别为{f}和{g}。", _TWO),
    Frame("several", "{who}公布了{y}部门{b}情况。其中，{i}{f}；{j}{g}。此外，{k}为{h}。", _THREE),
    Frame("several", "{who}{y}{b}情况如下：\n- {i}：{f}\n- {j}：{g}\n- {k}：{h}", _THREE),
    Frame("several", "{y}{b}中，{who}{i}{f}、{j}{g}。", _TWO),
    Frame("several", "{who}{y}{i}{b}{f}。{j}{g}。", _TWO),
    Frame("several", "一是{who}{y}{i}{b}{f}；二是{j}{g}；三是{k}{h}。", _THREE),
    Frame("several", "{who}{y}{i}和{j}{b}合计{f}。", {"f": "sum i j"}),
    Frame("several", "{who}{y}{i}、{j}、{k}三项{b}合计{f}。", {"f": "sum i j k"}),
    Frame("several", "{who}{y}{i}{b}{f}，{j}{g}，两项合计{h}。", {**_TWO, "h": "sum i j"}),
    Frame("several", "{who}{y}{i}加上{j}，{b}一共{f}。", {"f": "sum i j"}),
    Frame("several", "{who}{y}{i}{b}比{j}{more}{f}。", {"f": "difference i j"}),
    Frame("several", "{who}{y}{i}{b}{f}，比{j}{more}{h}。", {"f": "level i", "h": "difference i j"}),
    Frame("several", "{who}{y}{i}是{j}的{f}。", {"f": "times i j"}),
    Frame("years", "{who}{y}{i}{b}{f}，{vs}{up}{h}。", {"f": "level i", "h": "change i"}),
    Frame("years", "{who}{y}{i}{b}{vs}{up}{h}。", {"h": "change i"}),
    Frame("years", "{who}{y}{i}{b}{vs}{up}{p}。", {"p": "rate i"}),
    Frame("years", "{who}{y}{i}{b}{f}，{vs}{up}{h}，{wide}{p}。", {"f": "level i", "h": "change i", "p": "rate i"}),
    Frame("years", "{who}{i}{b}由{y0}的{g}{to}{y}的{f}。", _BACK),
    Frame("years", "从{y0}的{g}到{y}的{f}，{who}{i}{b}{up}了{h}。", {**_BACK, "h": "change i"}),
    Frame("years", "{y0}{who}{i}{b}为{g}，{y}为{f}，{up}{h}。", {**_BACK, "h": "change i"}),
    Frame("years", "与{y0}相比，{who}{y}{i}{b}{up}{h}，{wide}{p}。", {"h": "change i", "p": "rate i"}),
    Frame("years", "{who}{y}{i}{b}{f}，{y0}为{g}。", _BACK),
    Frame("years", "{who}{i}{b}从{y0}的{g}{to}{y}的{f}，{wide}{p}。", {**_BACK, "p": "rate i"}),
    Frame("years", "{y0}和{y}，{who}{i}{b}分别为{g}、{f}。", _BACK),
    Frame("part", "{who}{y}{i}占{j}的{p}。", {"p": "share i j"}),
    Frame("part", "{who}{y}{j}{b}{g}，其中{i}{f}，占{p}。", {"g": "level j", "f": "level i", "p": "share i j"}),
    Frame("part", "{who}{y}{i}{b}{f}，占{j}的{p}。", {"f": "level i", "p": "share i j"}),
    Frame("part", "{who}{y}{j}{b}{g}，其中：{i}{f}。", {"g": "level j", "f": "level i"}),
    Frame("part", "在{who}{y}{j}中，{i}占比为{p}。", {"p": "share i j"}),
    Frame("part", "{who}{y}{i}占{j}的比重{vs}{higher}{q}。", {"q": "points i j"}),
    Frame("count", "{when}，{who}{c}{n}。", {"n": "count c"}),
    Frame("count", "{when}，{who}共有{c}{n}。", {"n": "count c"}),
    Frame("count", "{who}{when}{c}为{n}。", {"n": "count c"}),
    Frame("count", "{who}{when}实有{c}{n}。", {"n": "count c"}),
    Frame("bodies", "{y}{who}{i}{b}{f}，{who2}{g}。", {"f": "level i", "g": "theirs i"}),
    Frame("bodies", "{y}{who}{i}{b}比{who2}{more}{f}。", {"f": "apart i"}),
    Frame("bodies", "{y}{i}{b}，{who}为{f}，{who2}为{g}。", {"f": "level i", "g": "theirs i"}),
    Frame("plan", "{who}{y}{i}决算{f}，完成年初预算的{p}。", {"f": "level i", "p": "completion i"}),
    Frame("plan", "{who}{y}{i}决算比年初预算{up}{h}。", {"h": "against i"}),
    Frame("plan", "{who}{y}{i}年初预算{g}，实际支出{f}。", {"f": "level i", "g": "planned i"}),
    # Written last and by another hand; none of them was looked at while the verifier was mended.
    Frame("one", "{i}（{who}，{y}{b}）：{f}。", _ONE, unseen=True),
    Frame("one", "查阅公开资料可知，{who}{y}安排给{i}的{b}是{f}。", _ONE, unseen=True),
    Frame("several", "{who}{y}{b}里，{i}有{f}，而{j}是{g}。", _TWO, unseen=True),
    Frame("several", "{who}{y}{i}{b}（{f}）与{j}（{g}）之和为{h}。", {**_TWO, "h": "sum i j"}, unseen=True),
    Frame("years", "{who}{y0}{i}{b}还是{g}，到{y}已是{f}。", _BACK, unseen=True),
    Frame("years", "{i}{b}：{y0}{g}，{y}{f}，{up}{p}（{who}）。", {**_BACK, "p": "rate i"}, unseen=True),
    Frame("part", "{who}{y}{b}显示，{i}在{j}中所占的份额为{p}。", {"p": "share i j"}, unseen=True),
    Frame("count", "{who}的{c}，{when}是{n}。", {"n": "count c"}, unseen=True),
    Frame("count", "据{who}介绍，{when}{c}为{n}。", {"n": "count c"}, unseen=True),
    Frame("bodies", "{y}，{who}的{i}{b}{f}，同期{who2}的为{g}。", {"f": "level i", "g": "theirs i"}, unseen=True),
    Frame(
        "plan",
        "{who}{y}{i}年初预算为{g}，决算为{f}，{up}{h}。",
        {"f": "level i", "g": "planned i", "h": "against i"},
        unseen=True,
    ),
)
