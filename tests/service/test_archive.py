"""What was answered is kept: a conversation goes on after a restart, an answer can be looked at again, old ones go."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.archive import Archive, Entry
from index.errors import LibraryError
from index.library import Library
from service import archive, intake
from service.answer import Service
from service.archive import Answers, outdated

pytestmark = pytest.mark.stores

BUDGET = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"
ASKED = "2024年公务用车运行维护费是多少"


@pytest.fixture
def library(tmp_path):
    library = Library.open(tmp_path, None)
    intake.take_file(library, BUDGET, intake.Origin(), 10**7)
    yield library
    library.close()


@pytest.fixture
def kept(library):
    kept = Answers(Archive(library.store), 90)
    yield kept
    kept.close()


def test_a_conversation_goes_on_after_a_restart(library, kept) -> None:
    first = Service(library, memory=kept).ask(ASKED)
    kept.flush()
    later = Service(library, memory=Answers(Archive(library.store), 90)).ask("比上年呢", None, first.conversation)
    assert later.result is not None
    assert later.result.value == "-1.70"
    assert "公务用车运行维护费" in "".join(later.notices)


def test_an_answer_is_found_at_once_and_as_it_went_out(library, kept) -> None:
    answer = Service(library, memory=kept).ask(ASKED)
    found = kept.answer(answer.id, staff=False)
    kept.flush()
    assert found == kept.answer(answer.id, staff=False)
    assert found["answer"] == answer.answer
    assert found["figures"][0]["value"] == answer.figures[0].value
    assert kept.answer("nothing", staff=True) is None


def test_a_conversation_is_its_answers_in_their_order(library, kept) -> None:
    service = Service(library, memory=kept)
    first = service.ask("2024年公务用车运行维护费\n是多少")
    service.ask("那接待费呢", None, first.conversation)
    service.ask(ASKED)
    about, turns = kept.conversation(first.conversation, staff=False)
    assert about.title == "2024年公务用车运行维护费 是多少"
    assert [turn["question"] for turn in turns] == ["2024年公务用车运行维护费\n是多少", "那接待费呢"]
    assert kept.rename(first.conversation, "用车")
    assert kept.conversation(first.conversation, staff=False)[0].title == "用车"
    assert kept.forget(first.conversation)
    assert kept.conversation(first.conversation, staff=False) is None
    assert kept.answer(first.id, staff=False) is None
    assert not kept.rename(first.conversation, "没有了")


def test_what_a_caller_called_so_is_not_told_as_ours(library, kept) -> None:
    Service(library, memory=kept).ask(ASKED, None, "helpdesk-1")
    about, _ = kept.conversation("helpdesk-1", staff=False)
    assert not about.issued
    assert not kept.rename("helpdesk-1", "别的")
    assert not kept.forget("helpdesk-1")


def test_what_was_answered_from_a_draft_is_for_staff_alone(library, kept) -> None:
    draft = BUDGET.read_bytes().replace(b"10.80", b"10.90")
    intake.take(library, "draft.md", draft, intake.Origin(visibility="staff"))
    service = Service(library, memory=kept)
    answer = service.ask(ASKED, staff=True)
    for _ in range(2):  # before and after it is written
        assert kept.answer(answer.id, staff=False) is None
        assert kept.answer(answer.id, staff=True) is not None
        assert kept.conversation(answer.conversation, staff=False)[1] == []
    assert "10.90" not in service.ask("出处在哪", None, answer.conversation).answer


def test_a_cited_document_that_was_replaced_or_removed_is_told(library, kept) -> None:
    answer = Service(library, memory=kept).ask(ASKED)
    (cited,) = {citation.document for citation in answer.citations}
    assert outdated(answer, library.records()) == []
    newer = intake.take(library, "newer.md", BUDGET.read_bytes().replace(b"10.80", b"10.90"), intake.Origin()).record
    (told,) = outdated(answer, library.records())
    assert (told.document, told.state, told.by) == (cited, "replaced", newer.id)
    library.remove(cited)
    (told,) = outdated(answer, library.records())
    assert (told.document, told.state, told.by) == (cited, "removed", None)


def test_what_nobody_went_on_with_goes_after_its_days(library) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]

    def steady() -> float:
        return now[0].timestamp()

    kept = Answers(Archive(library.store), 30, lambda: now[0], steady)
    service = Service(library, memory=kept)
    old = service.ask(ASKED)
    now[0] += timedelta(days=20)
    going_on = service.ask(ASKED)
    kept.flush()
    now[0] += timedelta(days=15)
    service.ask(ASKED)
    kept.flush()
    assert kept.answer(old.id, staff=True) is None
    assert kept.answer(going_on.id, staff=True) is not None
    kept.close()


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=40), timedelta(days=-365)])
def test_nothing_is_forgotten_by_a_clock_that_was_just_set(library, jump) -> None:
    now, steady = [datetime(2026, 1, 1, tzinfo=UTC)], [0.0]
    kept = Answers(Archive(library.store), 30, lambda: now[0], lambda: steady[0])
    service = Service(library, memory=kept)
    old = service.ask(ASKED)
    for wrongly, hours in ((jump, 0.5), (-jump, 0.5), (jump, 0.9)):
        kept.flush()
        now[0] += wrongly + timedelta(hours=hours)
        steady[0] += hours * 3600
        service.ask(ASKED)
        kept.flush()
        assert kept.answer(old.id, staff=True) is not None
    now[0] += timedelta(hours=1.1)  # it stays as it is: it was right
    steady[0] += 1.1 * 3600
    service.ask(ASKED)
    kept.flush()
    assert (kept.answer(old.id, staff=True) is None) == (jump > timedelta())
    kept.close()


class Broken:
    """An archive on a disk that takes nothing until it is mended."""

    def __init__(self) -> None:
        self.mended = False
        self.kept: list[Entry] = []

    def add(self, entries) -> None:
        if not self.mended:
            raise LibraryError("磁盘已满。")
        self.kept += entries

    def forget_before(self, _at) -> None:
        return None

    def turn(self, _talk) -> None:
        return None

    def answer(self, _answer) -> None:
        return None


def test_an_answer_that_cannot_be_kept_is_given_all_the_same_and_waits(library, monkeypatch, caplog) -> None:
    monkeypatch.setattr(archive, "_BREATH", 0.01)
    monkeypatch.setattr(archive, "_PATIENCE", 0.2)
    disk = Broken()
    kept = Answers(disk, 90)
    service = Service(library, memory=kept)
    given = [service.ask(ASKED) for _ in range(3)]
    assert [answer.status for answer in given] == ["answered"] * 3
    with pytest.raises(LibraryError, match="磁盘已满"):
        kept.flush()
    assert caplog.text.count("磁盘已满") == 1  # not once for every try
    assert kept.answer(given[0].id, staff=True) is not None  # from memory
    disk.mended = True
    kept.flush()
    assert [entry.answer for entry in disk.kept if entry.answer] == [answer.id for answer in given]
    kept.close()


class Slow(Broken):
    """An archive that takes one entry after another, each when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.mended = True
        self.let = threading.Semaphore(0)

    def add(self, entries) -> None:
        self.let.acquire()
        super().add(entries)


def test_who_answers_faster_than_can_be_written_waits_and_none_is_lost(library, monkeypatch) -> None:
    monkeypatch.setattr(archive, "_BEHIND", 2)
    monkeypatch.setattr(archive, "_WAITING", 4)
    monkeypatch.setattr(archive, "_AT_ONCE", 1)
    disk = Slow()
    kept = Answers(disk, 90)
    service = Service(library, memory=kept)
    given = []
    asking = threading.Thread(target=lambda: given.extend(service.ask(ASKED) for _ in range(6)))
    asking.start()
    for written in range(12):  # a question as it was understood and an answer, six times
        while len(disk.kept) < written:
            time.sleep(0.01)
        assert len(kept._waiting) <= 2
        disk.let.release()
    asking.join()
    kept.flush()
    assert [entry.answer for entry in disk.kept if entry.answer] == [answer.id for answer in given]
    kept.close()


def test_a_service_that_ends_does_not_wait_for_the_disk_for_ever(library, monkeypatch, caplog) -> None:
    monkeypatch.setattr(archive, "_BREATH", 0.01)
    kept = Answers(Broken(), 90)
    Service(library, memory=kept).ask(ASKED)
    kept.close()
    assert "answers are not kept" in caplog.text


def test_what_may_have_been_kept_is_handed_in_again_without_harm(library) -> None:
    entry = Entry("talk", "题", issued=True, at="2026-01-01", answer="one", body='{"a": 1}')
    for _ in range(2):
        Archive(library.store).add([entry])
    assert Archive(library.store).answer("one") is not None


def test_what_is_said_of_answers_is_read_newest_first(library, kept) -> None:
    service = Service(library, memory=kept)
    one, two = service.ask(ASKED), service.ask(ASKED)
    assert kept.remark(one.id, "down", ["数字错误"], "应为10.90")
    assert kept.remark(two.id, "up", [], "")
    assert kept.remark(one.id, "down", ["答非所问"], "")  # thought better of it
    assert not kept.remark("nothing", "up", [], "")
    said = kept.remarks(None, 10)
    assert [(remark.answer.id, remark.verdict, remark.reasons) for remark in said] == [
        (one.id, "down", ("答非所问",)),
        (two.id, "up", ()),
    ]
    assert [remark.answer.id for remark in kept.remarks(said[0].at, 10)] == [two.id]
