"""A small share of `make eval-audit`: nothing is found in clean disclosures, and one planted error in others is."""

import pytest

from tests.audit_evaluation import clean, planted
from tests.support.invented import invent, shelf
from tests.support.planted import KINDS, plant

SEED = 808


@pytest.mark.parametrize("subject", shelf(30, seed=SEED), ids=lambda one: f"{one.year}-{one.kind}")
def test_a_clean_disclosure_breaks_nothing(subject):
    found = clean(subject, SEED)
    assert found.broken == ()
    assert found.outcomes["exact"] > 100


@pytest.mark.parametrize("numbered", list(enumerate(shelf(36, seed=SEED + 1))), ids=lambda one: str(one[0]))
def test_a_planted_error_is_found_by_its_rule_with_both_places(numbered):
    found = planted(numbered, SEED + 1)
    assert found is not None
    assert found.rule is not None, (found.name, found.kind, found.mark, found.others)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_changes_the_text_in_one_place(kind):
    done = 0
    for subject in shelf(24, seed=SEED + 2):
        disclosure = invent(subject, SEED + 2)
        one = plant(disclosure, kind, SEED)
        if one is None:
            continue
        done += 1
        before, after = disclosure.text.split("\n"), one.text.split("\n")
        assert len(before) == len(after)
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        assert changed >= 1
        assert changed == 1 or kind == "错行"
    assert done >= 3
