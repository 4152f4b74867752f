"""An answer as it appears on the page, frame by frame: nothing that states a figure is ever on screen unmarked.

What is a figure is judged by `ingest.quantity`, which the page does not have: it looks at the text with eyes of its own.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from ingest import quantity
from service.answer import Service
from service.app import create_app
from service.reply import Answer, FigureReport
from service.routes.ask import events
from service.settings import Settings
from tests.support.browsing import NARROW, Visit, until
from tests.support.scripted import Scripted, held
from tests.support.served import served
from tests.support.shelf import Shelf

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"
EVALUATION = Path(__file__).parents[1] / "eval" / "building.jsonl"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]
QUESTIONS = [
    "示例市教育局2024年“三公”经费比上年减少了多少？",
    "示例市教育局2024年“三公”经费为什么减少？",
    "示例市教育局和示例市水务局谁的三公经费多？",
    "示例市教育局2024年商品和服务支出里最大的五项",
    "示例市教育局2022到2024年三公经费走势",
    "示例市财政局2024年预算是多少？",
    "三公经费多少",
    "什么是机关运行经费？",
]


def asked(question: str) -> Answer:
    """What the service answers; its chart would be fetched from a service that does not know it."""
    return replace(SERVICE.ask(question), chart=None)


# The page's own fetch, save that what is asked is answered with the bytes that a test sends.
REPLAY = """
  const real = window.fetch;
  window.fetch = (path, options) => {
    if (path !== "/v1/ask") return real(path, options);
    const body = new ReadableStream({
      start(control) {
        window.sent = control;
        options.signal.addEventListener("abort", () => control.error(new DOMException("", "AbortError")));
      },
    });
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "text/event-stream" } }));
  };
  const turn = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(null);
  });
  // [text, look of the figure that it is part of] for all that can be read, chips left out; where the figures stand.
  window.seen = () => {
    const words = document.querySelector(".turn:last-child .words");
    if (!words) return { parts: [], places: [], chips: [] };
    const parts = [];
    const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest(".chip-mark, .mark")) continue;
      const figure = parent.closest(".figure");
      const before = walk.previousNode();
      if (before) walk.nextNode();
      const block = (one) => one?.parentElement.closest("p, li, td, th");
      if (before && block(before) !== block(node)) parts.push(["\\n", null]);
      parts.push([node.data, figure ? figure.classList[1] : null]);
    }
    const at = words.getBoundingClientRect();
    const places = [...words.querySelectorAll(".figure, .mark")].map((one) => {
      const box = one.getBoundingClientRect();
      return [Math.round(box.left - at.left), Math.round(box.top - at.top), one.textContent];
    });
    const chips = [...words.querySelectorAll(".chip-mark")].map((one) => [one.classList[1], one.innerText]);
    return { parts, places, chips };
  };
  // Sends the bytes cut into pieces of these lengths (the last is repeated); what is seen after each, where it changed.
  window.replay = async (bytes, lengths) => {
    const frames = [];
    let last = "";
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const end = at + lengths[Math.min(i, lengths.length - 1)];
      window.sent.enqueue(new Uint8Array(bytes.slice(at, end)));
      at = Math.min(end, bytes.length);
      await turn();
      await turn();
      const seen = window.seen();
      const now = JSON.stringify(seen);
      if (now !== last) frames.push({ at, ...seen });
      last = now;
    }
    return frames;
  };
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    held(data)
    with served(create_app(Settings(data=data, embedding="none"), Scripted)) as address:
        yield address


@pytest.fixture(scope="module")
def visit(browser, address):
    visit = Visit(browser, address, script=REPLAY)
    visit.open()
    yield visit
    visit.close()


@pytest.fixture
def page(visit):
    visit.page.locator("#rail .fresh").click()
    return visit.page


def begin(page, question="问"):
    page.evaluate("window.sent = null")
    page.fill("#question", question)
    page.press("#question", "Enter")
    until(page, "Boolean(window.sent)")


def replay(page, sent, lengths=(1,)):
    """What is seen after each piece of a stream; each frame knows the figures that had come by then."""
    begin(page)
    data = "".join(sent).encode()
    frames = page.evaluate("([bytes, lengths]) => window.replay(bytes, lengths)", [list(data), list(lengths)])
    page.evaluate("window.sent.close()")
    page.locator(".turn .actions").wait_for()
    ends, at = [], 0
    for event in sent:
        at += len(event.encode())
        name, body = event.split("\n", 1)
        if name == "event: figure":
            ends.append((at, json.loads(body.removeprefix("data: "))["text"]))
        if name == "event: answer":
            ends += [(at, one["text"]) for one in json.loads(body.removeprefix("data: "))["figures"]]
    frames = [frame for frame in frames if frame["parts"]]
    for frame in frames:
        frame["come"] = {text for end, text in ends if end <= frame["at"]}
    return frames


def unmarked(frame):
    """The figures of a frame of which some part does not look like one, or looks verified before its event came."""
    text = "".join(part for part, _ in frame["parts"])
    looks = [look for part, look in frame["parts"] for _ in part]
    wrong = []
    for figure in quantity.find(text):
        found = set(looks[figure.start : figure.end])
        if None in found:
            wrong.append(figure.text)
    for part, look in frame["parts"]:
        if look in ("cited", "derived") and part not in frame["come"]:
            wrong.append(f"{part} looks {look}")
    return wrong


def looks(frame):
    return [(part, look) for part, look in frame["parts"] if look]


def cut_anew(answer: Answer, seed: int) -> list[str]:
    """The same answer in pieces that end anywhere, also within a figure; its figures come after the piece they end in."""
    chance, at, sent = random.Random(seed), 0, []
    while at < len(answer.answer):
        end = at + chance.randint(1, 9)
        sent.append(event("delta", {"text": answer.answer[at:end]}))
        sent += [event("figure", asdict(one)) for one in answer.figures if at < one.end <= end]
        at = end
    sent += [event("citation", asdict(one)) for one in answer.citations]
    return [*sent, event("answer", answer.to_json())]


def event(name, data):
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_of_the_service_byte_by_byte(page, question):
    """Every figure has its event before it is seen, what is seen stays as and where it is, and the whole is the answer."""
    answer = asked(question)
    frames = replay(page, list(events(iter([answer]))), lengths=[3])
    assert [wrong for frame in frames for wrong in unmarked(frame)] == []
    assert {look for frame in frames for _, look in looks(frame)} <= {"cited", "derived"}
    for before, after in itertools.pairwise(frames):
        assert "".join(p for p, _ in after["parts"]).startswith("".join(p for p, _ in before["parts"]))
        assert after["places"][: len(before["places"])] == before["places"]
    shown = [part for part, look in frames[-1]["parts"] if look]
    assert shown == [one.text for one in answer.figures]


@pytest.mark.parametrize("seed", range(6))
def test_pieces_that_end_anywhere(page, seed):
    answer = asked(QUESTIONS[seed % 5])
    frames = replay(page, cut_anew(answer, seed), lengths=[random.Random(seed).randint(1, 40) for _ in range(3000)])
    assert [wrong for frame in frames for wrong in unmarked(frame)] == []
    assert [part for part, look in frames[-1]["parts"] if look] == [one.text for one in answer.figures]


def answer_of(text: str, figures: tuple[FigureReport, ...] = ()) -> Answer:
    return Answer(id="a9", conversation="c9", question="问", status="answered", answer=text, figures=figures)


def lying(deltas: list[str], figures: tuple[FigureReport, ...] = ()) -> list[str]:
    """A stream that states figures of which it says nothing, or something else."""
    whole = answer_of("".join(deltas), figures)
    sent = [event("delta", {"text": one}) for one in deltas]
    return [*sent, *(event("figure", asdict(one)) for one in figures), event("answer", whole.to_json())]


def report(text: str, start: int, shown: str | None = None) -> FigureReport:
    """A report that a figure stands at a place, whatever stands there."""
    return FigureReport(
        text=shown or text,
        start=start,
        end=start + len(text),
        value="1",
        unit="万元",
        verdict="cited",
        certain=True,
        citations=(1,),
    )


@pytest.mark.parametrize(
    ("deltas", "figures", "stated"),
    [
        (["培训费3.80万元，会议费", "不变。", "全年如此。"], (), ["3.80万元"]),
        (["培训费3.", "80", "万", "元，比上年", "减少百分之", "十二。"], (), ["3.80万元", "百分之十二"]),
        (["共有1", "2辆", "车，", "增长５", "．２％。"], (), ["12辆", "５．２％"]),
        (["花了两", "千三百", "万元，", "减少三", "成。"], (), ["两千三百万元", "三成"]),
        (["| 项目 | 金额 |\n|---|---|\n| 培训费 | 3.80", " |\n| 会议费 | 1,24", "0.00 |\n"], (), ["3.80", "1,240.00"]),
        (["**3.80**万元，", "全年**4.1", "0万元**。"], (), ["3.80万元", "4.10万元"]),
        # The report is of another place, another text, or of a part of the figure.
        (["培训费13.80万元。", "不变。"], (report("3.80万元", 4),), ["13.80万元"]),
        (["培训费3.80万元。", "不变。"], (report("3.80万元", 3, "3.90万元"),), ["3.80万元"]),
        # It is reported as cited, but nothing is cited.
        (["培训费3.80万元。", "不变。"], (report("3.80万元", 3),), ["3.80万元"]),
    ],
)
def test_a_stream_that_states_figures_and_shows_nothing_for_them(page, deltas, figures, stated):
    frames = replay(page, lying(deltas, figures), lengths=[2])
    assert [wrong for frame in frames for wrong in unmarked(frame)] == []
    assert not {"cited", "derived"} & {look for frame in frames for _, look in looks(frame)}
    last = frames[-1]
    assert [part for part, look in last["parts"] if look == "unverified"] == stated
    assert last["chips"] == [["unverified", "未核实"]] * len(stated)


def test_who_sees_the_whole_answer_may_ask_on(page):
    """Also while its stream is still open; what breaks off after the whole answer takes nothing from it."""
    begin(page, "先问")
    page.evaluate(
        "text => { window.first = window.sent; window.first.enqueue(new TextEncoder().encode(text)) }",
        "".join(lying(["培训费没有变化。"])),
    )
    page.locator(".turn .actions").wait_for()
    begin(page, "再问")
    page.evaluate("window.first.error(new Error('broken off'))")
    page.evaluate("text => window.sent.enqueue(new TextEncoder().encode(text))", "".join(lying(["会议费也没有变化。"])))
    page.locator(".turn .actions").nth(1).wait_for()
    page.evaluate("window.sent.close()")
    assert page.locator(".words").all_inner_texts() == ["培训费没有变化。", "会议费也没有变化。"]
    assert page.locator(".answer.failed").count() == 0


def test_while_it_is_written_an_unaccounted_figure_is_being_checked(page):
    frames = replay(page, lying(["培训费3.80万元，", "会议费没有变化，", "差旅费也没有。"]))
    texts = ["".join(part for part, _ in frame["parts"]) for frame in frames]
    assert texts[0] == "培训费"  # held back while its report may still come
    assert ("3.80万元", "pending") in looks(frames[1])
    assert frames[1]["chips"] == [["pending", "核对中"]]


def test_a_number_within_a_quotation_is_cited_from_the_sentence(page):
    """The service reports no figure there; the sentence that it cites prints the clause word for word."""
    cited = next(one for one in asked(QUESTIONS[1]).citations if one.kind == "sentence")
    words = "原因是“添置了消防器材27具供各科室使用”[1]，而不是“另外添置了消防器材28具供人使用”[1]。"
    quote = "本年添置了消防器材27具供各科室使用，其余不变"
    whole = replace(answer_of(words), citations=(replace(cited, id=1, quote=quote),))
    frames = replay(page, cut_anew(whole, 3))
    assert looks(frames[-1]) == [("27", "cited"), ("28", "unverified")]
    assert [chip[0] for chip in frames[-1]["chips"]] == ["cited", "unverified"]


def test_the_page_sees_the_figures_that_the_service_sees(page):
    """With eyes of its own, and no others in what the service answers: it would mark them for nothing."""
    lines = [line for path in sorted(SAMPLES.glob("*")) for line in path.read_text().splitlines()]
    asked_for = [json.loads(line)["question"] for line in EVALUATION.read_text().splitlines()]
    texts = [text for text in (*lines, *asked_for) if isinstance(text, str)]
    seen = page.evaluate(
        "async texts => { const { unaccounted } = await import('/page/numbers.js');"
        " return texts.map(text => unaccounted(Array.from(text), { figures: [], citations: [] })"
        ".map(one => [one.start, one.end])) }",
        texts,
    )
    missed, all_ = [], 0
    for text, spans in zip(texts, seen, strict=True):
        for figure in quantity.find(text):
            all_ += 1
            if not any(start < figure.end and figure.start < end for start, end in spans):
                missed.append(figure)
    assert all_ > 1500
    assert [one.text for one in missed if one.quantity.unit and one.quantity.unit.base in ("元", "%", "百分点")] == []
    # 三项, 一辆 in passing are no figures to a reader: the page leaves such counts alone.
    counted = [one for one in missed if not re.match("[一两三](?!.*[元成倍%])", one.text)]
    assert len(counted) < all_ / 200, counted
    answers = [asked(question).to_json() for question in asked_for[:150]]
    extra = page.evaluate(
        "async answers => { const { unaccounted } = await import('/page/numbers.js');"
        " return answers.flatMap(one => unaccounted(Array.from(one.answer), one).map(() => one.answer)) }",
        answers,
    )
    assert extra == []


def test_what_is_in_doubt_is_in_doubt_where_it_is_pasted(page):
    replay(page, lying(["培训费3.80万元，", "会议费没有变化。"]), lengths=[10_000])
    page.locator(".turn").get_by_role("button", name="复制", exact=True).click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "培训费3.80万元（未核实），会议费没有变化。"


def test_years_dates_codes_and_ordinals_are_no_figures(page):
    text = "2024年1月5日，按表3第2项，科目2080505，电话010-66776677。（1）见附件2；2022—2023年同。"
    frames = replay(page, lying([text, "完。"]))
    assert looks(frames[-1]) == []


@pytest.mark.parametrize(
    ("change", "look", "words"),
    [
        ({"certain": False}, "uncertain", "存疑"),
        ({"verdict": "contradicted"}, "contradicted", "不符"),
        ({"verdict": "unverified"}, "unverified", "未核实"),
    ],
)
def test_each_verdict_has_a_look_of_its_own(page, change, look, words):
    answer = asked(QUESTIONS[0])
    changed = replace(answer, figures=(replace(answer.figures[0], **change), *answer.figures[1:]))
    replay(page, list(events(iter([changed]))), lengths=[10_000])
    chips = page.locator(".words .chip-mark")
    assert chips.nth(0).inner_text() == words
    assert look in chips.nth(0).get_attribute("class")
    styles = page.evaluate(
        "[...document.querySelectorAll('.words .chip-mark')].map(one => { const style = getComputedStyle(one);"
        " return [style.borderRadius, style.borderStyle, style.borderTopColor === style.backgroundColor,"
        " one.querySelector('path').getAttribute('d')].join() })"
    )
    assert len({styles[0], styles[1], styles[2]}) == 3  # this one, cited, derived: told apart without colour


def test_stopped_what_was_shown_stays(page):
    answer = asked(QUESTIONS[1])
    sent = list(events(iter([answer])))
    half = "".join(sent[: len(sent) // 2]) + event("delta", {"text": "另有9.99万元"})
    begin(page, "问到一半")
    page.evaluate("bytes => window.replay(bytes, [50])", list(half.encode()))
    before = page.inner_text(".turn:last-child .words")
    page.click("#send")
    cut = page.locator(".answer.cut")
    cut.wait_for()
    assert "已停止" in cut.inner_text()
    assert before[:30] in cut.locator(".words").inner_text()
    frame = {**page.evaluate("window.seen()"), "come": {one.text for one in answer.figures}}
    assert unmarked(frame) == []
    assert ("9.99万元", "unverified") in looks(frame)  # the stop came before it was known to hold
    assert page.input_value("#question") == ""


@pytest.mark.parametrize("rest", ["", 'event: delta\ndata: {"text": "还有'])
def test_a_stream_that_breaks_off_is_told(page, rest):
    begin(page, "断")
    data = event("delta", {"text": "培训费没有变化。"}) + rest
    page.evaluate("bytes => window.replay(bytes, [9])", list(data.encode()))
    page.evaluate("window.sent.close()")
    failed = page.locator(".answer.failed")
    failed.wait_for()
    assert "中断" in failed.inner_text()
    assert page.input_value("#question") == "断"
    page.fill("#question", "")


def test_it_scrolls_with_the_text_only_for_those_who_are_at_its_end(browser, address):
    visit = Visit(browser, address, NARROW, script=REPLAY)
    page = visit.open()
    begin(page, "长")
    lines = [event("delta", {"text": f"第{n}条，没有变化。\n\n"}) for n in range(1, 40)]
    send = "text => window.replay([...new TextEncoder().encode(text)], [400])"
    page.evaluate(send, "".join(lines[:8]))
    at_end = "(one => one.scrollHeight - one.scrollTop - one.clientHeight)(document.getElementById('scroll'))"
    assert page.evaluate(at_end) < 2
    page.evaluate(send, "".join(lines[8:14]))
    # It has come to the top, and stays there: what is being read does not run away under its reader.
    assert 0 <= page.evaluate("document.querySelector('.asked').getBoundingClientRect().top") < 120
    page.evaluate("document.getElementById('scroll').scrollTop = 0")
    page.evaluate(send, "".join(lines[14:20]))
    assert page.evaluate("document.getElementById('scroll').scrollTop") == 0
    page.locator("#latest").wait_for()
    page.evaluate("document.getElementById('scroll').scrollTop = 1e6")
    page.evaluate(send, "".join(lines[20:]))
    assert page.evaluate(at_end) < 2
    page.evaluate(
        "text => window.sent.enqueue(new TextEncoder().encode(text))", event("answer", answer_of("完。").to_json())
    )
    page.locator(".turn .actions").wait_for()
    visit.close()
