"""True sentences shaken together at random out of all words that may be written: what goes out of that is still true."""

from __future__ import annotations

import random
import re

from service import letter
from service.claims import Claim
from service.composing import _Desk
from service.draft import Draft
from tests.support.letters import Case, Town, cases, town, untrue

SHAKEN = 1500
# What makes clumsy Chinese and no false one, and what an answer that says less leaves out.
_HARMLESS = ("what was asked", "words that", "computed without", "hedged", "its item is not named")
_KNOWN = r"\{\w+\}|20\d\d年|预算数|决算数|增加|减少|增长|下降|合计|占|完成|比|，|。|的|、|其中|上年"


def shaken(case: Case, chance: random.Random) -> str:
    """One true sentence with a few words put in, taken out, doubled or in each other's places."""
    given = case.material
    names = sorted(given.names, key=len, reverse=True)
    pools = [
        [f"{{{one.id}}}" for one in (*given.figures, *given.sayings)],
        names,
        [*(f"{year}年" for year in sorted(given.years)), "上年", "去年"],
        ["预算数", "决算数", "预算"],
        ["增加", "减少", "增长", "下降", "多", "少"],
        ["合计", "占", "完成", "相差"],
        ["比", "和", "、", "，", "的", "为", "其中", "（", "）", "与", "；"],
        [word for word, kind in letter.words().kinds.items() if kind != "told"],
        list(given.bodies),
    ]
    sentence = chance.choice(case.sentences)
    words = [w for w in re.split(f"({'|'.join((_KNOWN, *map(re.escape, names)))})", sentence) if w]
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        how = chance.randrange(6)
        if how < 2:
            words.insert(at, chance.choice(chance.choice(pools)))
        elif how < 4:
            words[at] = chance.choice(chance.choice(pools))
        elif how == 4:
            words[at], words[other] = words[other], words[at]
        elif len(words) > 1:
            del words[at]
    return "".join(words)


def test_nothing_false_comes_of_true_words_shaken_together() -> None:
    house, chance = town(), random.Random(8)
    accepted, wrong = 0, []
    for _ in range(SHAKEN):
        case = chance.choice(cases())
        said = shaken(case, chance)
        if (draft := _taken(house, case, said)) is not None:
            accepted += 1
            wrong += [f"{why} || {said}" for why in untrue(house, draft, case) if not why.startswith(_HARMLESS)]
    assert not wrong, wrong[:5]
    assert SHAKEN // 10 < accepted < SHAKEN // 2, accepted


def _taken(house: Town, case: Case, said: str) -> Draft | None:
    """What is made of a sentence, None where it is refused."""
    vocabulary = house.service._held.vocabulary(case.material.scene.holdings)
    desk = _Desk(case.put, case.material, house.records, house.service._verifier, vocabulary)
    desk.take(Claim(text=said))
    return None if desk.faults else Draft("answered", desk._pieces())
