"""Query and evidence become a draft without a language model: one small module for each way of asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from service.asked_remainder import asks_what_remains, taken_away
from service.draft import Draft
from service.query import QueryKind
from service.rules import (
    audits,
    awards_added,
    beside_its_class,
    blank_before,
    bought,
    bounded,
    by_whom,
    car_uses,
    carried_out,
    cars,
    cell,
    change,
    changes_added,
    code_names,
    columns,
    comparison,
    complement,
    completion,
    consistency,
    contacts,
    core_indicators,
    counted_share,
    counterparts,
    counts_apart,
    divided,
    done_and_goal,
    either_said,
    ends,
    enumeration,
    evaluations,
    form_indicators,
    forms,
    founding,
    funds_apart,
    gathering_means,
    gatherings,
    glossary,
    goal_met,
    goals,
    grades,
    guests,
    headcounts,
    in_unit,
    indicator_points,
    indicators,
    invested,
    kinds,
    left_unspent,
    lines_of_amount,
    listing,
    lookup,
    mean_of_counts,
    meaning,
    means,
    members,
    members_changed,
    members_in_order,
    moved_by_parts,
    movers,
    moves_apart,
    named_in_order,
    notes,
    of_one_name,
    offices,
    one_path,
    other_money,
    paid_from,
    paid_together,
    people,
    per_one,
    posts,
    prices,
    printed_means,
    printed_rates,
    project_account,
    project_sources,
    project_unspent,
    projects,
    projects_executed,
    purchases,
    purpose,
    quarters,
    raised,
    ranking,
    rare_words,
    rate_checks,
    reached,
    reason,
    reckoned,
    remainder,
    reserved,
    rounded,
    said_amount,
    scores,
    share,
    share_of_move,
    share_said,
    shares_added,
    shortfall,
    spent_too,
    spread,
    staffing,
    staged_money,
    staged_projects,
    stages,
    sum_against,
    the_others,
    told_of_another,
    told_projects,
    topics,
    totals,
    transfers,
    trend,
    trips,
    two_places,
    two_told,
    undone,
    unit_kinds,
    unplanned,
    visitors,
    which_table,
    whole_moved,
    whole_plan,
    wordings,
    words,
)
from service.rules.scene import Scene

_RULES: dict[QueryKind, tuple[Callable[[Scene], Draft | None], ...]] = {
    "lookup": (
        raised.raised_to,
        per_one.printed,
        purchases.contents,
        stages.both,
        completion.of_named,
        kinds.kinds,
        prices.cost_by_head,
        prices.printed_mean,
        prices.per_head,
        purchases.purchase,
        columns.cells,
        projects.field,
        means.average,
        words.counted,
        whole_plan.whole_plan,
        lookup.lookup,
        staged_projects.number_alone,
        moved_by_parts.before,
        topics.topic,
    ),
    "change": (
        raised.raised,
        per_one.moved,
        goals.moved,
        trend.trend,
        reason.parts_moved,
        change.change,
        moved_by_parts.moved,
        blank_before.change,
    ),
    "rate": (lookup.target, change.rate, moved_by_parts.moved, lookup.percentage),
    "share": (bought.share, comparison.divided, counted_share.share, share.share, lookup.target),
    "sum": (lookup.guests_counted, purchases.purchase, totals.sum_of),
    "completion": (indicators.reached, share.of_all_planned, completion.completion),
    "difference": (sum_against.gap, comparison.difference, comparison.compare, trend.trend, comparison.moved),
    "compare": (comparison.compare,),
    "multiple": (comparison.multiple, comparison.times),
    "projects": (projects.of_fund, totals.project_list, told_projects.told, listing.listing),
    "blank_tables": (notes.blank_tables,),
    "weights": (totals.weights,),
    "rank": (
        named_in_order.ranked,
        purchases.largest,
        completion.saved_most,
        scores.ranked,
        columns.extreme,
        ranking.rank,
    ),
    "list": (
        glossary.source,
        per_one.printed,
        stages.both,
        purchases.contents,
        purchases.purchase,
        projects.field,
        listing.listing,
    ),
    "reason": (left_unspent.why_left, project_unspent.told, reason.reason),
    "purpose": (
        purchases.contents,
        columns.cells,
        purpose.car_bought,
        purpose.counted_things,
        guests.whom,
        purpose.purpose,
        topics.topic,
        said_amount.cause,
    ),
    "consistency": (consistency.consistency, audits.overall, audits.of_item, audits.without_figures),
    "definition": (purchases.contents, projects.field, purpose.counted_things, glossary.definition, topics.topic),
    "contact": (contacts.contact,),
    "text": (topics.topic,),
    "held": (listing.listing,),
}
_TOLD_FIRST: tuple[Callable[[Scene], Draft | None], ...] = (topics.topic, words.told, forms.field, meaning.sentence)
_LAST: tuple[Callable[[Scene], Draft | None], ...] = (
    topics.topic,
    forms.field,
    words.figure_in_words,
    words.told,
    meaning.figure,
    meaning.sentence,
)


# Which items moved, or did not, is a question of its own however it is put.
_FIRST: tuple[Callable[[Scene], Draft | None], ...] = (
    told_of_another.told,
    founding.told,
    wordings.compared,
    unit_kinds.counted,
    which_table.told,
    lines_of_amount.told,
    notes.why_blank,
    beside_its_class.told,
    core_indicators.told,
    counterparts.added_areas,
    either_said.told,
    shares_added.checked,
    cars.moved,
    projects_executed.told,
    printed_rates.checked,
    share_said.checked,
    printed_means.checked,
    divided.told,
    spread.told,
    form_indicators.told,
    staged_money.gap,
    staged_money.beside,
    staged_money.share,
    staged_projects.told,
    staged_projects.in_clauses,
    staged_projects.in_sentences,
    done_and_goal.told,
    goal_met.told,
    quarters.quarters,
    project_account.told,
    members.of_a_unit,
    members.all_of_them,
    members_changed.told,
    members_in_order.told,
    visitors.came,
    guests.whence,
    gatherings.told,
    bought.bought,
    awards_added.checked,
    reserved.awarded,
    other_money.besides,
    stages.over_years,
    stages.against_outturn,
    unplanned.unplanned,
    unplanned.unspent,
    code_names.told,
    of_one_name.told,
    bounded.told,
    movers.movers,
    offices.office,
    offices.which_office,
    carried_out.told,
    people.work,
    enumeration.listed,
    said_amount.told,
    undone.told,
    undone.done,
    guests.told,
    indicator_points.points,
    evaluations.in_one_passage,
    topics.problems,
    scores.and_lost,
    projects.lost_points,
    headcounts.kinds,
    shortfall.told,
    mean_of_counts.mean,
    invested.left,
    gathering_means.mean,
    means.of_one,
    reached.reached,
    evaluations.evaluations,
    grades.graded,
    grades.counted,
    grades.without,
    scores.apart,
    scores.compared,
    scores.score,
    ends.both,
    posts.vacant,
    staffing.each,
    trips.where,
    trips.told,
    spent_too.both,
    paid_from.funds,
    paid_from.together,
    paid_together.told,
    transfers.told,
    rate_checks.checked,
    trips.purpose,
    by_whom.told,
)


_TWO = 2
_LEAVES_OUT = re.compile(
    r"除(?:了|去|开|掉)?[^，。？?]{2,16}?(?:之外|以外|外)[，,]?[^。？?]*最|(?:之外|以外)的?[，,]?[^。？?]*最"
)


def drafts(scene: Scene) -> Iterator[Draft]:
    """What the rules have to say, the fittest first, each made when it is asked for; nothing where no disclosure says."""
    if scene.query.reckoning is not None:
        yield from _reckoned(scene)
        return
    scene = one_path.on_one_path(scene)
    if (furthest := completion.furthest(scene)) is not None:
        yield furthest
        return
    if (listed := two_places.in_each(scene) or cell.told(scene)) is not None:
        yield in_unit.as_asked(scene.query, listed)  # what two are apart, or come to together, is another question
        return
    if (counted := counts_apart.apart(scene)) is not None:
        yield counted  # what one of the two is by itself is another question
        return
    if scene.query.kind not in ("consistency", "share") and (apart := funds_apart.told(scene)) is not None:
        yield in_unit.as_asked(scene.query, apart)  # what one of the two is by itself is another question
        return
    if scene.query.between_bases and scene.query.kind != "reason":
        # Which of them were overspent is not answered by all of them.
        whole = () if movers.asks(scene) else (comparison.difference,)
        rules: tuple[Callable[[Scene], Draft | None], ...] = (*_FIRST, *whole)
    elif the_others.asks(scene):
        rules = (the_others.told,)  # what the one left out is made of is another question
    elif scene.query.kind != "share" and comparison.of_one_item_in_tables(scene):
        rules = (comparison.difference,)  # how it moved is another question
    elif scene.query.kind == "difference" and taken_away(scene.query.text, scene.query.items):
        # By how much the two differ is another question, unless it is plain arithmetic that is told.
        plain = () if asks_what_remains(scene.query.text) else (comparison.difference,)
        rules = (other_money.besides, remainder.remainder, *plain)
    elif scene.query.kind == "multiple" and len(scene.query.items) > _TWO:
        rules = (comparison.multiple,)  # how each of them moved is another question
    elif complement.asks(scene):
        rules = (complement.rest,)  # what part the item itself is, which is left out, is another question
    elif car_uses.asks(scene):
        rules = (car_uses.told,)  # all the cars are none of one use
    elif whole_moved.asks(scene):
        rules = (whole_moved.checked,)  # that the amounts come to their whole is another question
    elif project_sources.asks(scene):
        rules = (project_sources.told, projects.of_fund)  # all projects are not those that one source pays for
    elif share_of_move.asks(scene):
        rules = (share_of_move.told,)  # what part an amount itself is of the whole is another question
    elif moves_apart.asks(scene):
        rules = (moves_apart.gap,)
    elif changes_added.asks(scene):
        rules = (changes_added.moved,)
    elif comparison.sets_apart_in_percent(scene):
        rules = (comparison.in_percent,)
    elif scene.query.without:
        rules = (bounded.told, ranking.rank)  # no other rule leaves anything out
    elif scene.query.kind == "rank" and _LEAVES_OUT.search(scene.query.text):
        rules = ()  # the largest beside one that is left out is not the largest of that one
    elif comparison.sets_apart(scene):
        # How each of them moved is another question.
        rules = (*_FIRST, sum_against.gap, comparison.difference, comparison.compare)
    elif scene.query.per_head and not printed_means.asks(scene):
        # 每人一年涨了多少, of what each is given.
        told = (raised.raised, per_one.moved) if scene.query.kind == "change" else ()
        rules = (
            *told,
            raised.raised_to,
            per_one.printed,
            divided.told,
            spread.told,
            form_indicators.told,
            prices.by_staff,
            gathering_means.mean,
            prices.cost_by_head,
            prices.printed_mean,
            prices.per_head,
            means.given_to_each,
        )
    else:
        last = _TOLD_FIRST if scene.query.kind in ("purpose", "text", "reason", "definition") else _LAST
        rules = (*_FIRST, *_RULES[scene.query.kind], *(last if _may_search(scene) else ()))
    for rule in rules:
        if (found := rule(scene)) is not None:
            drafted = two_told.with_gap(scene, glossary.and_source(scene, found))
            yield in_unit.as_asked(scene.query, rounded.as_asked(scene.query.text, drafted))


def _reckoned(scene: Scene) -> Iterator[Draft]:
    """What plain arithmetic comes to: no other rule reckons with the figures that a question gives.

    What a year is printed with, or follows from a printed move, comes before what a move that the question tells comes to.
    """
    before = scene.query.reckoning is not None and scene.query.reckoning.operator == "before"
    for rule in (*((lookup.lookup,) if before else ()), reckoned.told):
        if (found := rule(scene)) is not None:
            yield in_unit.as_asked(scene.query, rounded.as_asked(scene.query.text, found))


def draft(scene: Scene) -> Draft | None:
    """The first that the rules have to say; None where the disclosures do not say."""
    return next(drafts(scene), None)


def by_words(scene: Scene) -> Draft | None:
    """What the question's own words find in sentences and labels, whatever item it names."""
    return words.figure_in_words(scene)


def by_rare_words(scene: Scene) -> Draft | None:
    """The sentence that has the words of a question that asks for no amount, where nothing else was found."""
    return rare_words.told(scene)


def _may_search(scene: Scene) -> bool:
    """Whether the question's own words may be searched for: an item that is named has already been looked up."""
    return scene.query.kind in ("lookup", "list", "text", "purpose", "definition") and (
        not scene.query.items
        or bool(scene.query.rest)
        or bool(scene.query.counted)
        or any(asked.near for asked in scene.query.items)
    )
