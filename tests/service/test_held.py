"""What answers keep of a library: made once a state of it, and never taken for something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.library import Library
from service import intake
from service.answer import Service
from service.errors import UnknownDocument
from service.held import Held
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SHELF = Shelf(*sorted(SAMPLES.glob("*_20*")))


def test_what_is_told_of_all_records_is_made_once() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    records = held.records(None)
    assert held.records(None) is records
    assert held.bodies(records) is held.bodies(held.records(None))
    assert held.directory(records) is held.directory(held.records(None))
    some = held.records([records[0].id])
    assert [record.id for record in some] == [records[0].id]
    assert len(held.bodies(some)) == 1


def test_parts_of_the_same_documents_have_ledgers_of_their_own() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    records = held.records(None)
    parts = {}
    for key in ("official_reception", "vehicle_running", "vehicle_purchase", "overseas_travel"):
        holdings = list(held.of_item(records, [key], []).values())
        ledger = held.ledger(holdings, {})
        parts[key] = ledger
        assert {fact.id for fact in ledger.facts} == {
            fact.id for holding in holdings for fact in holding.facts if fact.value is not None
        }
    assert len({id(ledger) for ledger in parts.values()}) == len(parts)


def test_a_new_document_is_seen_and_the_old_ones_are_not_read_again(tmp_path: Path) -> None:
    library = Library.open(tmp_path, None)
    put(library, first := holding(1))
    held = Held(library)
    (record,) = before = held.records(None)
    read, names = held.holding(record), held.bodies(before)
    assert held.holding(record) is read

    put(library, second := holding(2, organisation="示例市水务局"))
    after = held.records(None)
    assert [one.id for one in after] == [first.document.id, second.document.id]
    assert set(names) == {"示例市教育局"}
    assert set(held.bodies(after)) == {"示例市教育局", "示例市水务局"}
    assert held.holding(after[0]) is read
    assert set(held.of_item(after, ["official_reception"], [])) == {first.document.id, second.document.id}
    library.close()


def test_a_corrected_document_is_read_again(tmp_path: Path) -> None:
    library = Library.open(tmp_path, None)
    put(library, given := holding())
    held = Held(library)
    before = held.holding(held.records(None)[0])
    library.edit(given.document.id, year=2023, derive=lambda document: (given.facts[:1], given.passages))
    (record,) = held.records(None)
    assert record.year == 2023
    assert held.holding(record) is not before
    assert held.holding(record).facts == given.facts[:1]
    library.close()


def test_a_removed_document_is_not_held(tmp_path: Path) -> None:
    library = Library.open(tmp_path, None)
    put(library, given := holding())
    held = Held(library)
    assert len(held.records(None)) == 1
    library.remove(given.document.id)
    assert list(held.records(None)) == []
    with pytest.raises(UnknownDocument):
        held.records([given.document.id])
    library.close()


def test_whether_a_question_is_answerable_is_told_once() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    records = held.records(None)
    asked: list[str] = []

    def tell(question: str) -> bool:
        asked.append(question)
        return True

    for question in ("水费多少", "水费多少", "电费多少"):
        assert held.answerable(records, question, lambda question=question: tell(question))  # type: ignore[misc]
    assert asked == ["水费多少", "电费多少"]


def test_a_draft_is_seen_by_staff_alone_and_supersedes_nothing_for_others(tmp_path) -> None:
    text = (SAMPLES / "education_2024_budget.md").read_bytes()
    library = Library.open(tmp_path, None)
    public = intake.take(library, "budget.md", text, intake.Origin()).record
    draft = intake.take(library, "draft.md", text.replace(b"10.80", b"10.90"), intake.Origin(visibility="staff")).record
    assert public is not None
    assert draft is not None
    held = Held(library)
    assert [record.id for record in held.records(None)] == [public.id]
    assert [record.id for record in held.records(None, staff=True)] == [draft.id]
    assert held.records([draft.id], staff=True)[0].supersedes == public.id
    with pytest.raises(UnknownDocument):
        held.records([public.id, draft.id])
    answers = [Service(library).ask("2024年公务用车运行维护费是多少", staff=staff) for staff in (False, True)]
    assert [{citation.document for citation in answer.citations} for answer in answers] == [{public.id}, {draft.id}]
    library.close()


def test_where_all_is_public_staff_and_others_share_what_is_made() -> None:
    held = Held(SHELF)  # type: ignore[arg-type]
    assert held.records(None) is held.records(None, staff=True)


def test_what_another_body_publishes_has_no_follow_up_looked_into_again(tmp_path, monkeypatch) -> None:
    library = Library.open(tmp_path, None)
    for name in ("education_2023_budget.md", "education_2024_budget.md", "water_2023_budget.txt"):
        assert intake.take(library, name, (SAMPLES / name).read_bytes(), intake.Origin()).state == "added"
    looked_into: list[str] = []
    answerable = Held.answerable

    def spied(self, records, question, tell):
        return answerable(self, records, question, lambda: (looked_into.append(question), tell())[1])

    monkeypatch.setattr(Held, "answerable", spied)
    service = Service(library)
    question = "示例市教育局2024年公务接待费是多少"
    before = service.ask(question).follow_ups
    assert before
    assert looked_into
    looked_into.clear()
    name = "water_2024_budget.txt"
    assert intake.take(library, name, (SAMPLES / name).read_bytes(), intake.Origin()).state == "added"
    assert service.ask(question).follow_ups == before
    assert looked_into == []
    name = "education_2023_final_account.md"  # the body's own may change what can be answered
    assert intake.take(library, name, (SAMPLES / name).read_bytes(), intake.Origin()).state == "added"
    assert service.ask(question).follow_ups
    assert looked_into
    library.close()


def test_disclosures_are_kept_by_how_many_facts_they_have(monkeypatch) -> None:
    records = Held(SHELF).records(None)  # type: ignore[arg-type]
    sizes = [len(SHELF.facts([record.id])) for record in records]
    monkeypatch.setattr("service.held._FACTS_OF", {"holding": sum(sizes[:2]), "ledger": 1})
    held = Held(SHELF)  # type: ignore[arg-type]
    assert held.records(None) == records
    first, second = (held.holding(record) for record in records[:2])
    assert (held.holding(records[0]), held.holding(records[1])) == (first, second)
    assert held.holding(records[0]) is first
    held.holding(records[2])  # the one that was not looked at for longest goes
    assert held.holding(records[0]) is first or sizes[2] > sizes[1]
    assert held.holding(records[1]) is not second
    alone = held.ledger([held.holding(records[0])], {})
    assert held.ledger([held.holding(records[0])], {}) is alone  # one is kept, however large


def test_of_the_states_of_a_library_only_the_latest_are_kept(tmp_path: Path) -> None:
    library = Library.open(tmp_path, None)
    held = Held(library)
    for number in range(20):
        put(library, holding(number, organisation=f"示例市第{number}局"))
        records = held.records(None)
        assert len(held.directory(records).places) <= len(held.bodies(records)) == number + 1
        assert held.by_id(records).keys() == {record.id for record in records}
        assert not held.private(records)
    assert {kind: len(held._kept[kind]) for kind in ("bodies", "directory", "by id", "private")} == dict.fromkeys(
        ("bodies", "directory", "by id", "private"), 8
    )
    library.close()


def test_a_question_that_began_before_a_change_keeps_to_what_was_held_then(tmp_path: Path, monkeypatch) -> None:
    library = Library.open(tmp_path, None)
    put(library, holding(1))
    held = Held(library)
    before = held.records(None)
    names = held.bodies(before)
    put(library, holding(2, organisation="示例市水务局"))
    after = held.records(None)
    monkeypatch.setattr("service.held.bodies", None)  # whoever makes it again fails
    assert held.bodies(before) is names
    assert set(names) == {"示例市教育局"}
    monkeypatch.undo()
    assert set(held.bodies(after)) == {"示例市教育局", "示例市水务局"}
    library.close()


def test_a_question_put_again_is_given_the_same_answer_as_long_as_the_documents_are_the_same(tmp_path: Path) -> None:
    library = Library.open(tmp_path, None)
    for file in sorted(SAMPLES.glob("water_2023*")):
        assert intake.take_file(library, file, intake.Origin(), 10**7).record is not None
    service = Service(library)
    puts = []
    service._readings.of = _seen(service._readings.of, puts)  # type: ignore[method-assign]
    question = "2023年“三公”经费是多少？"
    first, again = service.ask(question), service.ask(question)
    assert first.status == "answered"
    assert len(puts) == 1
    told_once = {"id": "", "conversation": "", "elapsed_ms": 0}
    assert replace(again, **told_once) == replace(first, **told_once)
    assert again.id != first.id
    assert again.conversation != first.conversation
    went_on = service.ask("为什么？", conversation=again.conversation)
    assert went_on.status == service.ask("为什么？", conversation=first.conversation).status == "answered"
    assert len(puts) == 3

    put(library, holding(2, organisation="示例市教育局"))  # now two bodies are held, and none is named
    assert service.ask(question).status == "clarify"
    assert len(puts) == 4


@pytest.mark.parametrize("documents", [[0], [0, 1]])
def test_an_answer_that_was_searched_for_is_kept_once_all_vectors_are_there(
    tmp_path: Path, documents: list[int]
) -> None:
    library = Library.open(tmp_path, HashingEmbedder())
    put(library, holding(1))
    put(library, holding(2, organisation="示例市水务局"))
    held = Held(library)
    records = held.records(None)
    made = []

    def search() -> int:
        held.search("主要职责", [records[at] for at in documents])
        made.append("searched")
        return len(made)

    def look_up() -> int:
        made.append("looked up")
        return len(made)

    assert [held.answer(records, "searched", search) for _ in range(2)] == [1, 2]
    assert [held.answer(records, "looked up", look_up) for _ in range(2)] == [3, 3]
    library.embed_pending()
    assert [held.answer(records, "searched", search) for _ in range(2)] == [4, 4]


def test_one_search_of_several_that_may_find_more_is_enough_for_an_answer_not_to_be_kept(tmp_path: Path) -> None:
    library = Library.open(tmp_path, HashingEmbedder())
    put(library, holding(1))
    library.embed_pending()
    put(library, holding(2, organisation="示例市水务局"))
    held = Held(library)
    done, coming = sorted(held.records(None), key=lambda record: record.organisation == "示例市水务局")
    made = []

    def search() -> int:
        for record in (done, coming, done):
            held.search("主要职责", [record])
        made.append("searched")
        return len(made)

    assert [held.answer([done, coming], "both", search) for _ in range(2)] == [1, 2]


def _seen(call: Callable[..., Any], calls: list[str]) -> Callable[..., Any]:
    """The same call, noting each text that it is made with."""

    def noted(text: str, *rest: Any) -> Any:
        calls.append(text)
        return call(text, *rest)

    return noted


@pytest.fixture
def growing(tmp_path, monkeypatch):
    """A library that two bodies' disclosures are in, what takes in another, and the questions that are worked out."""
    library = Library.open(tmp_path, None)
    put_questions: list[str] = []
    puts = Service._puts

    def spied(self, text, records, turn, model):
        put_questions.append(text)
        return puts(self, text, records, turn, model)

    monkeypatch.setattr(Service, "_puts", spied)

    def take(name: str, *replaced: tuple[str, str]) -> None:
        text = (SAMPLES / name).read_text("utf-8")
        for old, new in replaced:
            text = text.replace(old, new)
        assert intake.take(library, name, text.encode(), intake.Origin()).state == "added"

    take("education_2023_budget.md")
    take("water_2023_budget.txt")
    yield Service(library), take, put_questions
    library.close()


def test_what_another_body_publishes_has_no_answer_worked_out_again(growing) -> None:
    service, take, worked_out = growing
    question = "示例市教育局2023年公务接待费是多少"
    before = service.ask(question)
    assert before.status == "answered"
    take("water_2024_budget.txt")
    after = service.ask(question)
    assert worked_out == [question]
    assert after.id != before.id
    assert (after.answer, after.citations, after.follow_ups) == (before.answer, before.citations, before.follow_ups)


def test_what_the_body_itself_publishes_has_its_answers_worked_out_again(growing) -> None:
    service, take, worked_out = growing
    question = "示例市教育局公务接待费是多少"
    assert "2023年" in service.ask(question).answer
    take("education_2024_budget.md")
    assert "2024年" in service.ask(question).answer
    assert worked_out == [question, question]


def test_a_body_that_goes_by_the_same_short_name_makes_the_answer_another(growing) -> None:
    service, take, worked_out = growing
    question = "教育局2023年公务接待费是多少"
    assert service.ask(question).status == "answered"
    take("education_2023_budget.md", ("示例市", "云州市"))
    assert service.ask(question).status == "clarify"
    assert worked_out == [question, question]


@pytest.mark.parametrize(
    "question",
    [
        "示例市教育局2023年公务接待费是多少？全市各单位一共呢？",
        "示例市教育局和示例市水务局2023年公务接待费各是多少",
        "示例市教育局有哪些年份的材料",
        "示例市教育局2023年航天工程支出是多少",
        "2023年公务接待费是多少",
    ],
)
def test_what_does_not_come_from_one_body_alone_is_worked_out_again(growing, question: str) -> None:
    service, take, worked_out = growing
    service.ask(question)
    take("water_2024_budget.txt")
    service.ask(question)
    assert worked_out == [question, question]
