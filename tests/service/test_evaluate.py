"""The measures: what is right, what is wrong, what is unsafe; and that they are the acceptance score's own."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from decimal import Decimal

import pytest

from ingest.model import Fact, Place
from service import evaluate
from service.evaluate import Amount, Wanted
from service.reply import Answer, Citation, FigureReport, Operand, Result

FACT = Fact(
    id="f1", document="d", source="table", row=("公务接待费",), column=("2024年预算数",), value=Decimal("3.80"), unit="万元",
    year=2024, basis="budget", measure="level", quote="3.80", place=Place(anchor="t1r1c1"), table="表",
)  # fmt: skip
OTHER = dataclasses.replace(FACT, id="f2", value=Decimal("5.80"), quote="5.80", year=2023)
FACTS = {fact.id: fact for fact in (FACT, OTHER)}
WANTED = Wanted(
    "q1",
    "lookup",
    "多少",
    "answered",
    (Amount("3.80", "万元"),),
    headline=True,
    must=(("预算", "年初"),),
    must_not=("决算",),
)


def citation(number, fact):
    return Citation(
        id=number, document="d", title="t", organisation=None, year=2024, kind="cell", quote=fact.quote, fact=fact.id
    )


GOOD = Answer(
    id="a", conversation="c", question="多少", status="answered", answer="预算3.80万元[1]，减少2.00万元。",
    result=Result("3.80", "万元"),
    figures=(
        FigureReport("3.80万元", 2, 8, "3.80", "万元", "cited", True, (1,)),
        FigureReport("2.00万元", 14, 20, "2.00", "万元", "derived", True, (1, 2), "a - b",
                     (Operand("a", "3.80", "万元", 1, "f1"), Operand("b", "5.80", "万元", 2, "f2"))),
    ),
    citations=(citation(1, FACT), citation(2, OTHER)),
)  # fmt: skip
CITED, DERIVED = GOOD.figures


def answer(text=None, cited=None, derived=None, **changes):
    """The good answer, changed in one way."""
    figures = (cited or CITED, derived or DERIVED)
    return dataclasses.replace(GOOD, answer=text or GOOD.answer, **({"figures": figures} | changes))


def changed(figure, **changes):
    return dataclasses.replace(figure, **changes)


CASES = [
    ("good", GOOD, [], []),
    ("declined", answer(status="declined"), ["status declined"], []),
    ("no result", answer(result=None), ["result None"], []),
    ("another result", answer(result=Result("3.79", "万元")), ["result 3.79"], []),
    ("result in 元", answer(result=Result("38000", "元")), [], []),
    ("result in its own rounding", answer(result=Result("3.8", "万元")), [], []),
    ("a word lacks", answer("数目3.80万元[1]，减少2.00万元。"), ["lacks 预算/年初"], []),
    ("a word too many", answer(GOOD.answer + "决算"), ["says 决算"], []),
    ("not listed", answer(GOOD.answer + "另有5辆"), [], ["not listed: 5辆"]),
    ("not listed, in bold and full width", answer(GOOD.answer + "另有**５**辆"), [], ["not listed: 5辆"]),
    ("unverified", answer(cited=changed(CITED, verdict="unverified")), ["missing 3.80"], ["unverified: 3.80万元"]),
    ("misplaced", answer(cited=changed(CITED, start=3, end=9)), [], ["not what the text says"]),
    ("another value", answer(cited=changed(CITED, value="3.81")), ["missing 3.80"], ["not what the text says", "unfounded"]),
    ("no citation", answer(cited=changed(CITED, citations=())), [], ["unfounded: 3.80万元"]),
    ("another's citation", answer(cited=changed(CITED, citations=(2,))), [], ["unfounded: 3.80万元"]),
    ("wrong formula", answer(derived=changed(DERIVED, formula="a + b")), [], ["unfounded: 2.00万元"]),
    ("no formula", answer(derived=changed(DERIVED, formula=None)), [], ["unfounded: 2.00万元"]),
    ("unreadable formula", answer(derived=changed(DERIVED, formula="__import__('os')")), [], ["unfounded"]),
    ("division by zero", answer(derived=changed(DERIVED, formula="a / (b - b)")), [], ["unfounded"]),
    ("an operand that no fact has", answer(derived=changed(DERIVED, operands=(
        Operand("a", "3.90", "万元", 1, "f1"), Operand("b", "5.90", "万元", 2, "f2")))), [], ["unfounded"]),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "wrong", "unsafe"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_reply_is_judged(reply, wrong, unsafe):
    found = evaluate.judge(WANTED, reply, FACTS)
    for got, expected in zip(found, (wrong, unsafe), strict=True):
        assert len(got) == len(expected), got
        assert all(want in have for want, have in zip(expected, got, strict=True)), got


@pytest.mark.parametrize("reply", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_acceptance_score_says_the_same(shared, reply):
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    want = {
        "id": "q1", "type": "lookup", "question": "多少", "figures": [{"value": "3.80", "unit": "万元"}],
        "must": [["预算", "年初"]], "must_not": ["决算"],
    }  # fmt: skip
    facts = {id_: {"value": str(fact.value), "unit": fact.unit} for id_, fact in FACTS.items()}
    theirs = score.judge(want, json.loads(json.dumps(reply.to_json())), facts)
    ours = evaluate.judge(WANTED, reply, FACTS)
    assert [len(part) for part in ours] == [len(part) for part in theirs]


def test_a_declined_answer_gives_no_result():
    wanted = dataclasses.replace(WANTED, type="unanswerable", status="declined", figures=(), must=(), must_not=())
    assert evaluate.judge(wanted, answer(status="declined", result=None), FACTS)[0] == []
    assert "yet gives a result" in evaluate.judge(wanted, answer(status="declined"), FACTS)[0][0]


def test_a_zero_is_exactly_zero():
    assert evaluate.same(Amount("0.00", "元"), Amount("0", "万元"))
    assert not evaluate.same(Amount("0.004", "万元"), Amount("0", "万元"))
    assert not evaluate.same(Amount("3.80", "万元"), Amount("3.80", "%"))


def test_a_call_that_fails_is_a_wrong_answer_and_the_run_goes_on():
    def ask(question, conversation):
        if question == "坏":
            raise RuntimeError("no")
        return GOOD

    score = evaluate.run([dataclasses.replace(WANTED, question="坏"), WANTED], ask, FACTS.values())
    assert (score.right, score.unsafe) == (1, 0)
    assert not score.perfect
    assert score.by_type() == {"lookup": (1, 2)}
    assert score.lines()[0] == "lookup           1/2"
    assert score.lines()[1].startswith("right 1/2 (50.0%), unsafe replies 0, latency p50 ")
    assert score.to_json()["questions"][0]["wrong"]


def test_the_questions_before_are_asked_first_in_one_conversation():
    asked = []

    def ask(question, conversation):
        asked.append((question, conversation))
        return dataclasses.replace(GOOD, conversation=f"after {question}")

    evaluate.run([dataclasses.replace(WANTED, question="三", after=("一", "二"))], ask, FACTS.values())
    assert asked == [("一", None), ("二", "after 一"), ("三", "after 二")]


def test_what_is_kept_of_questions_that_nobody_looks_at_names_none_of_them():
    score = evaluate.run([WANTED], lambda question, conversation: GOOD, FACTS.values())
    assert "多少" not in json.dumps(score.summary(), ensure_ascii=False)
    assert score.summary()["right"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "没有问题"),
        ('{"question": "a"}\nnot json\n', "第2行"),
        ('["a"]\n', "第1行"),
        ('{"type": "lookup"}\n', "第1行"),
        ('{"question": "a", "figures": [{"value": "many", "unit": "万元"}]}\n', "第1行"),
    ],
)
def test_a_file_of_questions_that_is_none(tmp_path, content, said):
    file = tmp_path / "q.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(evaluate.QuestionsError, match=said):
        evaluate.questions(file)


def test_the_shared_questions_are_read(shared):
    wanted = evaluate.questions(shared / "eval" / "beibei_2024.questions.jsonl")
    assert len(wanted) == 75
    assert {one.status for one in wanted} <= {"answered", "declined", "clarify"}
