"""What one body handed over to another: 机构改革时某委给某局划过来什么职责, 从哪里划来几名编制."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service import counting
from service.draft import Draft
from service.one_of_several import is_one_giver
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, newest_first, overlap

_ASKED = re.compile(
    r"划(?:过来|转|入|归|给|到|来|出|走)|转(?:过来|入|隶|出|来|到|过去|自)|移交|接收|[调并](?:入|过来|进)|剥离|(?:接|交)过来"
)
_TOLD = re.compile(r"划(?:转|入|归|给|到|出|走)|转(?:入|隶|出)|移交|接收|并入|剥离")
_WHAT = re.compile("职[责能]|机构|编制|人员?|单位|业务|资产|事|工作|什么|啥|哪些")
_MONEY = re.compile("多少钱|万元|经费|资金|预算|支出|收入")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_CLAUSE = re.compile("[，,；;。]")
_BODY = re.compile("[局委厅办部院所站队]$|中心$|公司$|银行$")
_SHARED = 0.6
_OF_THEM = 0.5  # of a body's name, which the words before it may be joined to


def told(scene: Scene) -> Draft | None:
    """The sentence that tells what was handed over, in which most of the question's words stand; None where none tells."""
    text = scene.query.text
    if not (_ASKED.search(text) and _WHAT.search(text)) or _MONEY.search(text) or scene.query.kind == "reason":
        return None
    body = terms.normalise(scene.organisation)
    words = [w for w in map(terms.normalise, scene.query.words) if w not in body]
    for holding in newest_first(scene):
        scored = []
        for paragraph in holding.paragraphs:
            for hit in _SENTENCE.finditer(paragraph.text):
                line = terms.normalise(hit[0])
                if _TOLD.search(line):
                    around = line + terms.normalise("".join(paragraph.section))
                    if any(_BODY.search(word) and overlap(word, around) < _OF_THEM for word in words):
                        continue  # handed over by another
                    score = sum(overlap(word, around) >= _SHARED for word in words)
                    scored.append((score, Line(hit[0].strip(), holding.record.id, paragraph.section, paragraph.place)))
        best = max((score for score, _ in scored), default=0)
        top = [line for score, line in scored if score == best]
        if any(is_one_giver(line.text, text) for line in top):
            continue  # how many of them came from one of several is told nowhere
        if best and len({_clause(line.text) for line in top}) == 1:  # however often it is told
            return counting.with_result(scene, replace(answered(top[0].quoted()), by_words=True))
    return None


def _clause(sentence: str) -> str:
    """The clause that tells what was handed over."""
    return next((clause for clause in _CLAUSE.split(sentence) if _TOLD.search(clause)), sentence)
