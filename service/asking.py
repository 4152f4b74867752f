"""One question put to the disclosures: whose they are, what is asked, and what the rules make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from index.library import DocumentRecord
from ingest import everyday, terms
from ingest.model import Document, Fact, Passage
from service import (
    across,
    amount_too,
    asides,
    asked_awards,
    asked_bar,
    asked_extent,
    asked_kind,
    asked_of_one,
    asked_particular,
    asked_projects,
    asked_years,
    body_words,
    conversation,
    counting,
    courtesies,
    decline,
    described,
    evidence,
    going_on,
    holds,
    in_table,
    names_asked,
    not_told,
    of_the_whole,
    other_bodies,
    own_measure,
    parallel_names,
    partial_names,
    parts_named,
    question,
    recall,
    rules,
    said_so,
    scopes,
    several_counts,
    slips,
    spelling,
    told_before,
    topic_first,
    units,
)
from service.asked_chapter import CHAPTERS
from service.blanking import MASK, blanked
from service.bodies import Body
from service.body_names import taken_apart
from service.coverage import (
    accounted,
    asks_a_name,
    asks_beyond,
    is_goal_for_score,
    is_money_for_number,
    is_no_part_of_each,
    is_number_for_money,
    is_of_the_first_stage,
    is_outcome_for_goal,
    occurs,
    of_all_given,
    of_unknown_project,
    prints,
)
from service.draft import Draft, Quoted, Stated
from service.goal_or_outcome import with_outcome_meant
from service.held import Held
from service.holding import Holding, labels
from service.implied import (
    KIND_OF,
    TOTAL,
    of_the_year,
    reference_year,
    with_default_item,
    with_what_is_left,
    without_budget_unmeant,
    without_carried,
    without_outturn_unmeant,
)
from service.money_in import told_by_spending
from service.organisations import Named
from service.query import Asked, Query, QueryKind
from service.rules import (
    car_uses,
    everywhere,
    glossary,
    one_project,
    overview,
    particulars,
    project_money,
    project_unspent,
    share,
    trips,
    words,
)
from service.rules.fund_scope import of_other_money, under_basic, under_fund
from service.rules.narrowed import with_columns
from service.rules.other_money import told_instead
from service.rules.project_account import is_chapter
from service.rules.scene import Scene
from service.rules.sentences import in_order
from service.together import together
from service.turn import Said, Turn, Whole, turn_of
from service.verifier import Verifier

# A question that points at something not named: 它, 那笔钱; 这个单位 and 这个项目 name what they point at.
_POINTS_AT = re.compile(
    r"^\s*(?:那么|那|请问)?(?:它们?(?!单位)|其(?![他中它余]))|^\s*(?:那么|那|请问)?(?:(?:这|那)(?:个|笔|项|些)(?:钱|数|数字|费用)?|(?:这|那)一?项(?!目)|(?:这|那)(?=[呢么是占比有为用的]))(?![里边儿么目样年次\d]|单位|部门|局|[办委厅院校处所站镇乡队]|项目|科目|经费|预算|决算|机构|区|市|县|街道|[一-鿿]{1,6}(?:费|支出|经费|收入)|[一-鿿]{1,8}(?:率|指标|资金|补贴|补助|工程|平台|系统|工资))"
)
# Which of several is asked for: 哪几项, 哪些.
_WHICH_ONES = re.compile("哪(?:些|[几两二三四五六七八九十])|[没未][^，。；？?]{1,6}的(?:是|有)?哪")
_THAT_ONE = re.compile(r"[那这]一?项(?!目)")
# A way of asking and nothing that it could be about: 占比多少？
_BARE = re.compile(
    r"^[那请问]*(?:占比|比例|比重|增幅|降幅|增长率|完成率|执行率|差额|变化|原因|金额|数额)?(?:是|有|为)?(?:多少|几|什么|为什么|怎么样)?[呢吗呀啊]?[？?]?$"
)
# What leans on the question before: 那…, 其中…, …呢.
_GOES_ON = re.compile(r"^[，,、\s]*(?:那|它|这|其|该|此|再|还|也|又)|呢[？?。！!\s]*$")
_OF_EACH_BODY = re.compile("[各每全所]有?(?:个|家|些)?(?:部门|单位|机关|局|委)")
_TELLING = 3  # characters of a word that only one body's disclosures have
_SEVERAL = 2  # years, of each of which something is asked
_TELLING_OF_MANY = 4
_NEAREST = 40  # passages that tell which of many bodies may have printed a name
_FEW_PRINTING = 6  # bodies that print a word; what more of them print tells none
_FEW = 30  # bodies whose disclosures are looked through for a name that tells whose they are


_ASKS_FOR_PAPERS = re.compile("材料|文件|资料|文档|哪[几些]份")
# What firms are called, which a budget seldom says and no list of bodies does.
_ASKS_FOR_FIRMS = re.compile(
    r"(?:公司|企业|供应商|厂家|商家|承包商|中标(?:人|单位|方))[^，。？?]{0,6}?(?:叫|名[字称]|是谁|是哪|哪些|有谁)|[哪几][一两二三四五]?家(?:公司|企业|供应商|厂家)"
)
# Named so, it is a house or a unit inside a body, or what one runs; offices and bureaus are bodies.
_FACILITY = re.compile(r"(?:中心|[学党]校|[小中大]学|医院|[文图博档展]\w*馆|[所站])$")

# What closes as a district does and is a part of a town: 盖社区中心 has a verb before it, and no place.
_NO_AREA = re.compile("[社小园校库景片街厂矿灾牧林山城]区$")


# After a change or a share of one thing another is named, of which only the amount is told.
_NEEDS_MORE = frozenset({"change", "rate", "difference", "multiple", "share"})
_AMOUNT_ALONE = "没有找到算它的变化或占比所需的数，只列出它的数额。"


@dataclass(frozen=True, slots=True)
class Put:
    """A question put to disclosures: a draft, the scenes it was made in, one a body, and what may be left out next.

    `by_model` is true where a language model took part in it.
    """

    draft: Draft
    scenes: tuple[Scene, ...] = ()
    turn: Turn | None = None
    by_model: bool = False


class Asking:
    """Puts questions to what is held."""

    def __init__(self, held: Held) -> None:
        """Take what is held."""
        self._held = held
        self._verifier = Verifier(held)

    def put(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Put:
        """What is to be answered, nothing of it verified yet; `turn` is the question before in the conversation.

        A question that is not answered is put again with what it names put right, where that stands in no disclosure.
        """
        put = self._as_written(text, records, turn)
        if put.draft.status in ("declined", "clarify") and (other := self._of_body_meant(text, records, turn)):
            return other
        if put.draft.status != "declined":
            return put
        heard = _put_right(text, put.scenes or self._scenes_before(text, records, turn))
        again = self._as_written(heard.text, records, turn) if heard.changes else put
        if again.draft.status != "answered" or not all(_tells(again.draft, *change) for change in heard.changes):
            return put
        return _noticed(again, _heard_as(heard.changes))

    def _of_body_meant(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Put | None:
        """The answer about the body whose name is written with one wrong character; None where no body is meant so."""
        spelled = self._spelled(text, records).text
        if not records or self._named(spelled, records).held:
            return None
        meant = spelling.bodies(spelled, self._held.directory(records).written)
        again = self._as_written(meant.text, records, turn) if meant.changes else None
        if again is None or again.draft.status != "answered":
            return None
        return _noticed(again, _heard_as(meant.changes))

    def _scenes_before(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> tuple[Scene, ...]:
        """The scenes of a text that names no body, by the bodies of the question before: 那hyf呢."""
        held = self._held.bodies(records)
        bodies = [held[name] for name in turn.bodies if name in held] if turn is not None else []
        return tuple(self._scene(text, body, (), named=True) for body in bodies)

    def _as_written(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Put:
        if (said := courtesies.reply(text, follows=turn is not None and bool(turn.item_spans))) is not None:
            return Put(Draft("answered", (f"{said}{decline.held(records)}" if turn is None else said,)))
        if not records:
            return Put(decline.out_of_scope(records))
        spelled = self._spelled(text, records)
        spelled = replace(spelled, text=self._topic_joined(self._without_aside(spelled.text, records), records))
        whole = self._whole(spelled.text, records, turn)
        put = self._recalled(whole, records, turn) if whole.recall and turn else self._whole_put(whole.text, records)
        missing = turn is not None and put.draft.status == "declined" and not whole.recall
        if missing and whole.amount and (told := self._verified(whole.amount, records)):
            alone = (_AMOUNT_ALONE,) if turn and turn.kind in _NEEDS_MORE else ()
            missing, put = False, _noticed(told, alone)
        if missing and turn and (other := self._of_the_other_stage(whole.text, records, turn)):
            missing, put = False, other
        if missing and turn and (own := self._in_its_own_year(whole.text, spelled.text, records, turn)):
            whole, missing, put = Whole(spelled.text), False, own
        if missing and turn and (elsewhere := self._printed_elsewhere(spelled.text, records, turn)):
            whole, put = Whole(spelled.text), elsewhere
        if whole.recall and turn is not None and put.turn is not None:
            put = replace(put, turn=turn)  # what was asked about still is what one may go on from
        elif put.turn is not None and turn is not None:
            now = going_on.next_turn(spelled.text, turn, put.turn)
            when = conversation.word_of_time(spelled.text)
            put = replace(put, turn=replace(now, trail=(*turn.trail, *put.turn.trail), said_when=when))
        elif put.turn is not None:
            put = replace(put, turn=going_on.first_turn(put.turn))
        notices = [*_heard_as(spelled.changes)]
        if (assumed := _assumed(put)) and not whole.inherited:
            notices.append(assumed)
        if scope := scopes.told(put.draft, put.scenes):
            notices.append(scope)
        if whole.inherited:
            notices.append(f"承接上文：按{'、'.join(map(_whole_quotes, whole.inherited))}作答。")
        return _noticed(put, notices)

    def _spelled(self, text: str, records: Sequence[DocumentRecord]) -> spelling.Corrected:
        """The text in one spelling, without slips of the pen in what the field and the places of the bodies are called."""
        spelled = spelling.corrected(question.normalised(text).strip())
        directory = self._held.directory(records)
        placed = spelling.places(spelled.text, directory.places, directory.spoken)
        return replace(placed, changes=(*spelled.changes, *placed.changes))

    def _without_aside(self, text: str, records: Sequence[DocumentRecord]) -> str:
        """The question without who asks it, where it names something of its own behind that, and all the bodies."""
        own = asides.without(text)
        if own == text:
            return text
        query = question.parse(own, self._held.vocabulary(()))
        asks = query.rest or query.counted or any(not set(a.keys) & terms.TOTALS for a in query.items)
        lost = set(self._named(text, records).held) - set(self._named(own, records).held)
        return text if lost or not asks else own

    def _topic_joined(self, text: str, records: Sequence[DocumentRecord]) -> str:
        """The question with the only body that it names, and opens with as a topic, right before what it asks."""
        if not topic_first.may_open(text):
            return text
        named = self._named(text, records)
        alone = len(named.held) == len(named.spans) == 1 and not named.choices and not named.strangers
        return topic_first.joined(text, named.spans[0]) if alone else text

    def _whole(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Whole:
        """The question with what it leaves out taken from the one before."""
        if turn is None:
            return Whole(text)
        if years := conversation.years_meant(text, turn):
            return Whole(text, recall="which_year", choices=years)
        text = going_on.spelled_out(conversation.year_after(told_before.without_slip(text), turn), turn)
        held = self._held.bodies(records)
        named_out = other_bodies.spelled_out(text, turn, held)
        if named_out is None:
            return Whole(text, recall="which_body")
        text = conversation.called_a_sum(named_out, turn)
        named = self._named(text, records)
        holdings = self._meant(named, records, turn)
        others = asked_projects.others(text, turn, holdings)
        if len(others) > 1:
            return Whole(text, recall="which_project", choices=others)
        for other in others:
            text = conversation.OTHER_PROJECT.sub(other, text)
        return conversation.whole(text, self._said(text, named, holdings), turn)

    def _named(self, text: str, records: Sequence[DocumentRecord]) -> Named:
        held = self._held.bodies(records)
        plain = [(m.start, m.end) for m in self._held.vocabulary(()).mentions(text)]
        directory = self._held.directory(records)
        named = directory.named(text, self._known_words(held, directory.places), plain, _spoken_items(text))
        named = replace(named, spans=_with_places(text, named))
        if named.choices:
            named = _settled(named, directory.in_places(text))
        if len(held) > 1 and not named.choices:
            named = _with_those_at(
                named, body_words.at_their_places(text, [n for n in held if n not in named.held], plain)
            )
        nobody = len(held) > 1 and not (named.held or named.strangers or named.choices)
        if nobody and (found := body_words.meant(text, held, plain)):
            return replace(named, held=(found[0],), spans=tuple(sorted((*named.spans, found[1]))))
        return named

    def whom(self, text: str, records: Sequence[DocumentRecord]) -> tuple[bool, str | None]:
        """Whether a text says whom it is about (held bodies or others, those of a place, all), and the one body it names."""
        plain = question.normalised(text).strip()
        named = self._named(plain, records)
        if named.held or named.choices or named.strangers:
            alone = len(named.held) == 1 and not named.choices and not named.strangers
            return True, named.held[0] if alone else None
        directory = self._held.directory(records)
        return bool(across.asks_of_all(plain, directory.places) or directory.in_places(plain)), None

    def of_one(self, text: str, records: Sequence[DocumentRecord]) -> tuple[Body, Hashable] | None:
        """The one body that a text names, and how the text is read beside all others' names; None for any other text.

        What is answered from that body's disclosures stays so as long as these are the same.
        """
        spelled = self._spelled(text, records).text
        named = self._named(spelled, records)
        if len(named.held) != 1 or named.strangers or named.choices:
            return None
        held = self._held.bodies(records)
        return held[named.held[0]], (spelled, named, len(held) > 1)

    def said(self, text: str, records: Sequence[DocumentRecord], turn: Turn) -> tuple[str, Said]:
        """A follow-up in the spelling that it is read in, and what it names itself."""
        spelled = self._spelled(text, records).text
        named = self._named(spelled, records)
        return spelled, self._said(spelled, named, self._meant(named, records, turn))

    def _meant(self, named: Named, records: Sequence[DocumentRecord], turn: Turn) -> list[Holding]:
        """The disclosures of the bodies that a follow-up names, or else of those of the question before."""
        held = self._held.bodies(records)
        meant = [held[name] for name in (named.held or turn.bodies) if name in held]
        return [self._held.holding(record) for body in meant for record in body.records]

    def _said(self, text: str, named: Named, holdings: Sequence[Holding]) -> Said:
        query = question.parse(text, self._held.vocabulary(holdings), _codes(holdings), named.spans)
        query = conversation.named_in_everyday_words(text, query)
        return Said(tuple(named.held or named.strangers), tuple(named.spans), query)

    def spans(self, text: str, records: Sequence[DocumentRecord]) -> tuple[tuple[int, int], ...]:
        """Where a text that is put as it is read names bodies."""
        return tuple(self._named(text, records).spans)

    def _of_the_other_stage(self, text: str, records: Sequence[DocumentRecord], turn: Turn) -> Put | None:
        """A move, or why, of what was told as planned that only what was spent is told of; said to be so."""
        kinds = ("change", "rate", "reason")
        if turn.basis != "预算" or text.count("预算") != 1 or "决算" in text:
            return None
        found = self._verified(text.replace("预算", "决算"), records)
        if found is None or any(scene.query.kind not in kinds for scene in found.scenes):
            return None
        notice = "预算数没有可比的上年数，以上是决算数的增减。"
        return replace(found, draft=replace(found.draft, notices=(notice, *found.draft.notices)))

    def _in_its_own_year(self, whole: str, text: str, records: Sequence[DocumentRecord], turn: Turn) -> Put | None:
        """A question about another body than the turn before, without the year that was that one's; None where it names one."""
        year = f"{turn.year}年"
        others = set(self._named(whole, records).held) - set(turn.bodies)
        if not turn.year or not others or year not in whole or any(asked_years.years(text)[:2]):
            return None
        return self._verified(whole.replace(year, "", 1), records)

    def _printed_elsewhere(self, text: str, records: Sequence[DocumentRecord], turn: Turn) -> Put | None:
        """A question that names all of it, put by itself; else put to the only other body that prints what it asks."""
        named = self._named(text, records)
        if len(named.held) == 1 and asked_years.years(text)[0] and not _GOES_ON.search(text):
            return self._verified(
                text, records
            )  # 甲预算多少？乙2024年办公费多少: of 乙 only what was spent may be disclosed
        if named.held or named.strangers or named.choices or _GOES_ON.search(text):
            return None
        put = self._verified(text, records)
        others = {scene.organisation for scene in put.scenes} - set(turn.bodies) if put else ()
        return put if put and len(others) == len(put.scenes) == 1 else None

    def _verified(self, text: str, records: Sequence[DocumentRecord]) -> Put | None:
        """A whole question's answer that holds; None where there is none."""
        put = self._whole_put(text, records)
        told = put.draft.status == "answered"
        return put if told and not self._verifier.faults(put.draft, put.scenes, records) else None

    def _recalled(self, whole: Whole, records: Sequence[DocumentRecord], turn: Turn) -> Put:
        """A question about the answers before: where they stand, whether they hold, what their figures come to."""
        if whole.recall == "which_body":
            return Put(decline.which_body(whole.text, records))
        if whole.recall == "which_year":
            return Put(decline.which_year(whole.text, whole.choices))
        put = self._whole_put(turn.text, records)
        if whole.recall in ("source", "checked") and not whole.facts:
            if put.draft.status != "answered":
                return put
            checked = whole.recall == "checked"
            told = recall.source(put.draft, put.scenes, checked=checked)
            other = everywhere.disagreement(put.scenes[0]) if checked and len(put.scenes) == 1 else None
            if other is not None:
                pieces = (*told.pieces, "\n\n但公开文件中还有别的写法，", *other.pieces)
                told = replace(told, pieces=pieces)
            return replace(put, draft=told)
        if not put.scenes:
            return put
        if whole.recall == "which_project":
            return replace(put, draft=decline.which_project(put.scenes[0], whole.choices))
        scenes = [*put.scenes]
        known = {h.record.id for scene in scenes for h in scene.holdings}
        if {fact.document for fact in whole.facts} - known:
            others = {fact.document for fact in whole.facts} - known
            scenes += [
                self._scene(turn.text, body, (), named=True)
                for body in self._held.bodies(records).values()
                if {record.id for record in body.records} & others
            ]
        scenes = [replace(scene, name_organisation=len(scenes) > 1 or scene.name_organisation) for scene in scenes]
        draft = recall.draft(whole.recall or "", whole.facts, scenes)
        if draft is not None and whole.recall == "source":
            draft = recall.source(draft, scenes, checked=False)
        return replace(put, draft=draft or decline.missing(scenes[0], records), scenes=tuple(scenes))

    def _whole_put(self, text: str, records: Sequence[DocumentRecord]) -> Put:
        """A question that leaves nothing to be taken from before."""
        held = self._held.bodies(records)
        named = self._named(text, records)
        if of_units := self._of_units(text, records, named):
            return of_units
        if named.strangers and len(named.held) == 1:
            named = self._without_cut_labels(text, named, held[named.held[0]])
        if named.strangers:
            return Put(decline.stranger(named.strangers, records, self._held.directory(records)))
        if not named.held and not named.choices and (place := self._held.directory(records).strange_place(text)):
            return Put(decline.stranger([place], records, self._held.directory(records)))
        if named.choices:
            return self._with_turn(Put(decline.which_of(text, named)), text, named)
        chosen = list(named.held) or (list(held) if len(held) == 1 else [])
        owned: tuple[str, ...] = ()
        if not named.held and _POINTS_AT.match(text):
            return Put(decline.which_item(records))
        of_all = not chosen and across.asks_of_all(text, self._held.directory(records).places)
        if of_all and self._is_of_one_there(text, records, named):
            of_all = False  # 那个区的营养午餐一共花了多少: of the only body there
        if of_all and not (self._asks_of_one(text, named.spans) and self._telling_of_project(text, held, named.spans)):
            return self._across(text, records, named)
        if not chosen:
            query = question.parse(text, self._held.vocabulary(()), (), named.spans)
            if query.kind == "held" and not question.names_project_code(text):
                return Put(Draft("answered", (decline.held(self._of_places(text, records), limit=50),)))
            if query.kind == "definition" and (told := self._defined(text, records, named)):
                return told
            there, places = self._held.directory(records).of_place(text) or ("", ())
            named = replace(named, spans=tuple(sorted((*named.spans, *places))))
            # Of a place that is named no other place's body is told.
            placed = {there: held[there]} if there in held else held
            owner = self._owner(text, placed, named.spans)
            if owner is None and there and self._of_its_own(text, named.spans):
                owner = there
            if owner is None:
                telling = self._telling_of_project(text, placed, named.spans)
                if len(telling) > 1:
                    return self._with_turn(Put(decline.whose_project(text, telling)), text, named)
                owner = next(iter(telling), None)
            if owner is None:
                asks = _asks_back(text, query) or across.asks_inside(text) or _MONEY_GIVEN.search(text)
                if not query.items and not _about_budgets(query) and not asks:
                    return Put(decline.out_of_scope(records))
                return self._with_turn(Put(decline.which_body(text, records)), text, named)
            chosen, owned = [owner], (_owned_by(owner),)
        heard = self._as_printed(text, held[chosen[0]]) if len(chosen) == 1 else spelling.Corrected(text)
        text = heard.text  # as long as before
        meant: tuple[units.Unit, ...] = ()
        if len(chosen) == 1 and units.may_name(text):
            whole, meant = self._units_below(text, held[chosen[0]], named.spans)
            if whole != text:
                text, named = whole, self._named(whole, records)
        scenes = tuple(self._scene(text, held[body], named.spans, named=len(held) > 1) for body in chosen)
        scenes = tuple(replace(scene, units=meant) for scene in scenes) if meant else scenes
        put = self._of_bodies(text, records, scenes, named)
        renamed = tuple(f"{was}现称{now}。" for was, now in named.formerly)
        renamed += tuple(f"把“{wrong}”理解为“{right}”。" for wrong, right in heard.changes)
        owned = owned if put.draft.status == "answered" else ()
        put = replace(put, draft=replace(put.draft, notices=(*owned, *renamed, *put.draft.notices)))
        return self._with_turn(put, text, named)

    def _as_printed(self, text: str, body: Body) -> spelling.Corrected:
        """The text with quoted names as the body's disclosures print them, where they only sound alike."""
        if not spelling.quotes(text):
            return spelling.Corrected(text)
        return spelling.quoted(text, labels(self._held.holding(record) for record in body.records))

    def _without_cut_labels(self, text: str, named: Named, body: Body) -> Named:
        """Without strangers whose name ends within a label that the one body prints: 满意率和镇街响应率 names no 镇."""
        printed = {label for record in body.records for label in self._held.holding(record).labels if len(label) > 1}
        spans = [hit.span() for label in printed if label in text for hit in re.finditer(re.escape(label), text)]

        def cut(stranger: str) -> bool:
            end = text.find(stranger) + len(stranger)
            return stranger in text and any(start < end < stop for start, stop in spans)

        kept = tuple(name for name in named.strangers if not cut(name))
        gone = [name for name in named.strangers if name not in kept]
        return replace(named, strangers=kept, spans=tuple(s for s in named.spans if text[slice(*s)] not in gone))

    def _of_units(self, text: str, records: Sequence[DocumentRecord], named: Named) -> Put | None:
        """A question about units of a held body that it does not name itself; None where it names another, or none."""
        directory = self._held.directory(records)
        asks = units.may_name(text) and not named.held and not named.choices
        within = directory.in_places(text) if asks else ()
        held = self._held.bodies(records)
        if asks and not within:
            printing = self._printing(units.tails(text), text, held)
            owned = units.by_full_name(text, {body.name: partial(self._held.units, body) for body in printing})
        elif 0 < len(within) <= _FEW:
            owned = units.owners(text, {body: partial(self._held.units, held[body]) for body in held if body in within})
        else:
            return None
        if owned is None or any(not any(m.start < b and a < m.end for m in owned[1]) for a, b in named.spans):
            return None
        body, meant = owned
        whole = units.spelled_out(text, meant)
        named = Named((body,), (), ())
        scene = self._scene(whole, held[body], (), named=len(held) > 1)
        scene = replace(scene, units=tuple(dict.fromkeys(mention.unit for mention in meant)))
        put = self._of_bodies(whole, records, (scene,), named)
        if not within and put.draft.status == "answered":
            put = replace(put, draft=replace(put.draft, notices=(_owned_by(body), *put.draft.notices)))
        return self._with_turn(put, whole, named)

    def _units_below(
        self, text: str, body: Body, spans: Sequence[tuple[int, int]]
    ) -> tuple[str, tuple[units.Unit, ...]]:
        """The text with the names of a body's units in full where no disclosure has the short form, and these units."""
        mentions = units.mentioned(blanked(text, spans), body.name, self._held.units(body), placed=False)
        words = [self._held.holding(record).words for record in body.records]

        def printed(mention: units.Mention) -> bool:
            return any(terms.normalise(text[mention.start : mention.end]) in said for said in words)

        sure = [m for m in mentions if m.unit.told_by == m.unit.core or m.unit.told_by in text[m.start : m.end]]
        if sure:  # 特殊学校教育 is a line, and not of a 特殊学校
            lines = self._held.vocabulary([self._held.holding(record) for record in body.records]).mentions(text)
            sure = [
                m
                for m in sure
                if not any(
                    line.exact and line.start <= m.start and m.end <= line.end and len(line.text) > m.end - m.start
                    for line in lines
                )
            ]
        whole = units.spelled_out(text, [mention for mention in sure if not printed(mention)])
        return whole, tuple(dict.fromkeys(mention.unit for mention in sure))

    def _of_bodies(self, text: str, records: Sequence[DocumentRecord], scenes: tuple[Scene, ...], named: Named) -> Put:
        """A question to the bodies that it names, or to the only one held."""
        if scenes[0].query.kind == "held":
            own = [holding.record for scene in scenes for holding in scene.holdings]
            papers = decline.titles(own) if named.held and _ASKS_FOR_PAPERS.search(text) else ""
            listed = decline.held(own if named.held else records, limit=50) + papers
            return Put(Draft("answered", (listed,)), scenes)
        if (asked := holds.asked(text, scenes[0].query)) and len(scenes) == 1:
            return Put(_whether_held(asked, scenes[0]), scenes)
        if len(scenes) > 1:
            return Put(together(scenes) or decline.missing(scenes[0], records), scenes)
        scene = scenes[0]
        alone = blanked(text, named.spans).replace(MASK, "").strip(" ，,：:的")
        if asks_beyond(alone):
            return Put(decline.missing(scene, records), scenes)
        if (_BARE.match(alone) or _MOVED_ALONE.match(alone)) and not scene.query.items and not scene.query.rest:
            return Put(decline.which_item(records), scenes)
        if (several := asked_projects.pointed_at(scene)) and len(several) > 1:
            return Put(decline.which_project(scene, several), scenes)
        whole = overview.overview(scene)
        if whole is not None and not self._verifier.faults(whole, (scene,), records):
            return Put(whole, scenes)
        for rule in (particulars.told, project_money.told, project_money.checked):
            of_it = rule(scene)
            if of_it is not None and not self._verifier.faults(of_it, (scene,), records):
                return Put(of_it, scenes)
        if (of_line := described.line_checked(scene)) is not None:
            scene = replace(scene, query=of_line)
        elif described.asks_of_a_line(scene.query):
            return Put(decline.missing(scene, records), scenes)
        counts = self._each_count(scene, records)
        if counts is not None and several_counts.tells_all(counts):
            return Put(counts, scenes)
        found = self._standing(scene, records)
        if found is None and scene.query.reckoning is not None:
            return Put(
                decline.missing(scene, records), scenes
            )  # nothing that is told by other words is what is reckoned
        if of_line is not None and found is not None and found.status == "answered":
            found = replace(found, notices=(*found.notices, f"按“{of_line.items[0].text}”作答。"))
        if found is not None and found.status == "answered":
            for made in (counting.with_result, said_so.confirmed):
                fuller = made(scene, found)
                found = found if self._verifier.faults(fuller, (scene,), records) else fuller
        # Which of several is meant may be told by the words beside the one that all of them have.
        if found is not None and found.status == "clarify" and (beside := described.beside_the_items(scene)):
            found = self._described(beside, records) or found
        elif found is None or not _stands(scene, found):
            meant = self._described(scene, records)
            found = found if meant is None or of_unknown_project(scene, meant) else meant
        if (
            found is None
            and (of_it := project_money.year(scene))
            and not self._verifier.faults(of_it, (scene,), records)
        ):
            found = of_it
        if found is None and (moved := counting.grown(scene)) and not self._verifier.faults(moved, (scene,), records):
            found = moved
        found = found or counts
        told = found is not None and found.status == "answered" and any(isinstance(p, Stated) for p in found.pieces)
        told = told or (found is not None and found.by_words and _tells_all_named(scene, found))
        if found is None or (found.result is None and not told and not _lists_names(scene.query, found)):
            found = _fuller(found, self._counted(scene, records))
        if found is not None and found.status == "answered" and not amount_too.said(found):
            found = self._with_amount(scene, found, records)
        if found is not None and _one_of_two(scene.query, named, found):
            found = None
        if found is None and (said := rules.by_rare_words(scene)) is not None:
            found = None if self._verifier.faults(said, (scene,), records) else said
        if found is None and not scene.query.items and _THAT_ONE.search(text):
            return Put(decline.which_item(records), scenes)
        if found is None:
            about = _about_budgets(scene.query) or scene.query.years or (scene.query.counted and named.held)
            if not scene.query.items and not about:
                return Put(decline.out_of_scope(records), scenes if named.held else ())
            found = decline.missing(scene, records)
        # However it was found: a goal is no score that was given.
        of_goal = found.result is not None and (
            is_goal_for_score(scene.query.text, found.result) or is_outcome_for_goal(scene.query.text, found.result)
        )
        if found.status == "answered" and (
            in_table.elsewhere(scene, found)
            or of_other_money(scene, found)
            or told_by_spending(scene.query, found)
            or (found.result is not None and is_money_for_number(scene.query, found.result))
            or of_goal
            or (found.result is not None and is_number_for_money(scene.query, found.result))
            or is_no_part_of_each(scene.query.text, found)
            or (found.result is not None and is_of_the_first_stage(scene.query.text, found.result))
            or asked_extent.left_open(scene.query.text, found)
            or asked_bar.is_of_another(scene.query.text, found)
            or not_told.left_open(scene.query.text, found)
            or names_asked.left_open(scene.query.text, found, of_money=_of_all_bodies(scene.query.items))
        ):
            found = decline.missing(scene, records)
        if scene.units and found.status == "answered" and not units.is_about(found, scene.units, text):
            found = decline.missing(scene, records)
        if found.result is not None and several_counts.parts(scene.query.plain):
            found = replace(found, result=None)  # the number of one is not that of all that are asked for
        return Put(found, scenes)

    def _standing(self, scene: Scene, records: Sequence[DocumentRecord]) -> Draft | None:
        """The first of the rules' answers that accounts for the question and whose every figure holds."""
        refuted: Draft | None = None
        for draft in rules.drafts(scene):
            found = accounted(scene, draft)
            if found is None:
                continue
            if not self._verifier.faults(found, (scene,), records):
                return found
            refuted = refuted or found
        return refuted

    def _with_amount(self, scene: Scene, found: Draft, records: Sequence[DocumentRecord]) -> Draft:
        """An answer about a use or a number with the amount that is asked for as well; that it is not told, where it is not."""
        thing = amount_too.asked(scene.query)
        if thing is None:
            return found
        project = next((f.project for f in found.result.facts if f.project), None) if found.result is not None else None
        if scene.query.counted and project is not None:
            thing = project[1]  # 办了几期培训 is told of a project, and what that cost is asked for
        verb = {"actual": "花了", "budget": "预算"}.get(scene.basis or "", "")
        vocabulary = self._held.vocabulary(scene.holdings)
        query = question.parse(f"{scene.target()}年{thing}{verb}多少钱", vocabulary, _codes(scene.holdings))
        again = replace(scene, query=query)
        amount = self._standing(again, records)
        if not amount_too.is_amount(amount):
            amount = self._described(again, records)
        if amount is None or not amount_too.is_amount(amount):
            unsaid = ("公开文件没有写明这一项花了多少钱。",) if scene.query.counted else ()
            return replace(found, notices=(*found.notices, *unsaid))
        notices = (*found.notices, *(notice for notice in amount.notices if notice not in found.notices))
        told = replace(found, pieces=(*found.pieces, "\n", *amount.pieces), result=amount.result, notices=notices)
        return found if self._verifier.faults(told, (scene,), records) else told

    def _each_count(self, scene: Scene, records: Sequence[DocumentRecord]) -> Draft | None:
        """The numbers of several things that are asked for in one breath, each asked for by itself."""
        asked = several_counts.parts(scene.query.plain)
        drafts = [self._number(scene, part.questions, records) for part in asked]
        draft = several_counts.told(asked, drafts) if asked else None
        return None if draft is None or self._verifier.faults(draft, (scene,), records) else draft

    def _number(self, scene: Scene, texts: Sequence[str], records: Sequence[DocumentRecord]) -> Draft | None:
        """The first number that one of some questions asks for and that is told."""
        body = self._held.bodies(records)[scene.organisation]
        for text in texts:
            again = self._scene(f"{scene.target()}年{text}", body, (), named=scene.name_organisation)
            put = self._of_bodies(again.query.text, records, (again,), Named((body.name,), (), ()))
            if several_counts.is_told(put.draft):
                return put.draft
        return None

    def _described(self, scene: Scene, records: Sequence[DocumentRecord]) -> Draft | None:
        """An answer about the one figure that the question describes without naming it."""
        if _WHICH_ONES.search(scene.query.text):
            return None  # which of several is told by no figure of one
        if car_uses.asks(scene):
            return None  # nor are the cars of one use by those of another, or by all
        if scene.query.kind == "sum" and scene.query.items and len(scene.years()) > 1:
            return None  # nor what an item came to in several years
        if pair := described.part_and_whole(scene):
            draft = share.of_figures(scene, *pair)
            return None if draft is None or self._verifier.faults(draft, (scene,), records) else draft
        if sides := described.two_sides(scene):
            query = replace(scene.query, kind="compare", items=tuple(side.asked for side in sides), rest=(), words=())
            draft = self._standing(replace(scene, query=query), records)
            return draft if draft is not None and all(side.stated_by(draft) for side in sides) else None
        found = (
            None
            if asks_a_name(scene.query.text) or trips.asks_where(scene)
            else described.meant(scene) or described.held_against_budget(scene)
        )
        if found is None:
            return None
        again = replace(scene, query=described.asking(scene.query, found))
        draft = self._standing(again, records) if found.is_item else None
        if draft is not None and again.query.kind == "lookup" and not again.query.per and not found.stated_by(draft):
            draft = None
        if again.query.per:
            return draft  # what each gets is asked for, never the whole
        if draft is None and (again.query.kind == "lookup" or (again.query.kind == "rate" and found.is_rate)):
            stated = words.stated(again, found.known)
            refused = told_instead(again, stated) or self._verifier.faults(stated, (again,), records)
            draft = None if refused else stated
        text, result = scene.query.text, draft.result if draft is not None else None
        if result is not None and (of_all_given(text, result) or is_goal_for_score(text, result)):
            return None
        if draft is not None and draft.status == "answered":
            return replace(draft, notices=(*draft.notices, f"按“{found.asked.text}”作答。"))
        return None

    def _counted(self, scene: Scene, records: Sequence[DocumentRecord]) -> Draft | None:
        """The number of things that is asked for, where a sentence tells it that no item leads to."""
        if asks_a_name(scene.query.text) or car_uses.asks(scene):
            return None  # cars of one use are told by the rule for them, or not at all
        draft = counting.told(scene)
        return None if draft is None or self._verifier.faults(draft, (scene,), records) else draft

    def _of_places(self, text: str, records: Sequence[DocumentRecord]) -> Sequence[DocumentRecord]:
        """The disclosures of bodies in the places that a text names, or all where it names none that is held."""
        within = self._held.directory(records).in_places(text)
        return [record for record in records if record.organisation in within] or records

    def _across(self, text: str, records: Sequence[DocumentRecord], named: Named) -> Put:
        """A question to all bodies, or to those of the place that it names."""
        held = self._held.bodies(records)
        directory = self._held.directory(records)
        query = question.parse(text, self._held.vocabulary(()), (), named.spans)
        if _ASKS_FOR_FIRMS.search(text):
            return Put(decline.nowhere(query, records))
        if query.kind == "held" or (not query.items and not query.basis and not _money(query)):
            if query.kind != "held" and query.rest and query.counted is None and not across.asks_who_disclosed(text):
                return Put(decline.out_of_scope(records))  # 某艺术季请了哪些团体，出场费最高的是哪家
            return Put(Draft("answered", (decline.held(self._of_places(text, records), limit=50),)))
        within = directory.in_places(text)
        if across.asks_who_disclosed(text):
            asked_for = [r for r in records if (not within or r.organisation in within) and _is_of(r, query)]
            told = Draft("answered", (decline.held(asked_for, limit=50),))
            return Put(told if asked_for else decline.undisclosed(query, records))
        query = of_the_year(with_default_item(query), ())
        asked = query.items[0] if query.items else TOTAL
        if not query.items:
            query = replace(query, items=(asked,))
        meant = [body for body in held.values() if not within or body.name in within]
        sort = _SORT_OF_BODY.search(text)
        if sort:
            meant = [body for body in meant if sort["sort"] in body.name]
            if not meant:
                return Put(decline.nowhere(query, records))
        by_id = self._held.of_item(
            [record for body in meant for record in body.records],
            [*asked.keys, *(other for key in asked.keys for other in evidence.instead(key))],
            [asked.code] if asked.code else [],
        )
        scenes = []
        for body in meant:
            holdings = tuple(by_id.get(r.id) or Holding(r, _unread, ()) for r in _in_scope(query, body.records))
            scenes.append(Scene(query, holdings, reference_year(query, holdings), body.name, name_organisation=True))
        place = "、".join(place for place in directory.places if place in text) if within else "全部"
        found = across.draft(query, asked, scenes, f"{place}{sort['sort'] if sort else ''}")
        put = Put(found or decline.nowhere(query, records), tuple(scenes))
        return self._with_turn(put, text, named)

    def _with_turn(self, put: Put, text: str, named: Named) -> Put:
        scene = put.scenes[0] if put.scenes else None
        query = scene.query if scene else question.parse(text, self._held.vocabulary(()), (), named.spans)
        facts = [
            f for piece in put.draft.pieces if isinstance(piece, Stated) and not piece.formula for f in piece.facts
        ]
        distinct: Mapping[str, Fact] = {fact.id: fact for fact in facts}
        bodies = [] if len(put.scenes) > 1 and not named.held else [s.organisation for s in put.scenes]
        year = scene.told_in() if scene else None
        result = put.draft.result
        trail = result.facts if result is not None and not result.formula else ()
        turn = turn_of(query, bodies, named.spans, year, tuple(distinct.values()), trail)
        return replace(put, turn=turn)

    def _defined(self, text: str, records: Sequence[DocumentRecord], named: Named) -> Put | None:
        """What a term of the field means, in the words of the first body whose glossary has it: no body need be named."""
        for body in list(self._held.bodies(records).values())[:_FEW]:
            scene = self._scene(text, body, named.spans, named=True)
            draft = glossary.definition(scene) if scene.query.items and not scene.query.rest else None
            if draft is not None and not self._verifier.faults(draft, (scene,), records):
                said = f"{body.name}的公开文件这样解释："
                put = self._with_turn(Put(replace(draft, pieces=(said, *draft.pieces)), (scene,)), text, named)
                # Whose words they are was asked by nobody: what is asked next is not asked of that body.
                return replace(put, turn=replace(put.turn, bodies=(), year=None) if put.turn else None)
        return None

    def _owner(self, text: str, held: Mapping[str, Body], spans: Sequence[tuple[int, int]]) -> str | None:
        """The only body whose disclosures print the name that is asked for, such as a project's.

        Of many bodies only those are looked at of whose passages nearest to the question one prints a word of it that
        tells them: who else printed the name would be among them.
        """
        owners: dict[str, bool] = {}  # and whether they print every telling word to the letter
        few = len(held) <= _FEW
        telling = _TELLING if few else _TELLING_OF_MANY
        for body in held.values() if few else self._printing(self._telling(text, spans), text, held):
            scene = self._scene(text, body, spans, named=True)
            # A form of goals may give a project's name and no code.
            if any(f.project and f.project[0] and f.project[0] in text for h in scene.holdings for f in h.facts):
                return body.name
            own = {
                key
                for asked in scene.query.items
                for key in asked.keys
                if not asked.near or asked_projects.called_so(asked.text, key)
            }
            projects = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
            projects -= set(terms.concepts())  # a project may be called as what every body has: 人员经费
            # What all disclosures call alike tells none of them: 上级掏了多少.
            common = [a.text for a in scene.query.items if not a.near and set(a.keys) & set(terms.concepts())]
            # Nor does what asks for a chapter: 负责实施 of 由谁负责实施.
            asks = [hit.span() for _, cue in CHAPTERS for hit in cue.finditer(text)]
            own_words = blanked(text, asks)
            words = [w for w in scene.query.words if len(w) >= telling and w in own_words and not _shares(w, common)]
            if own & projects or (words and all(occurs(word, scene.holdings) for word in words)):
                owners[body.name] = all(prints(word, scene.holdings) for word in words)
        to_the_letter = [name for name, exact in owners.items() if exact]
        found = list(owners) if len(owners) == 1 else to_the_letter
        return found[0] if len(found) == 1 else None

    def _telling_of_project(
        self, text: str, held: Mapping[str, Body], spans: Sequence[tuple[int, int]]
    ) -> tuple[str, ...]:
        """The bodies that tell of a project whose name the question has, in full or so much of it that it needs no body's."""
        meant = held.values() if len(held) <= _FEW else self._nearest(text, held)
        scenes = (self._scene(text, body, spans, named=True) for body in meant)
        one = asked_particular.asked(text)
        particulars_asked = [(p.start, p.end) for p in ((one,) if one is not None else asked_particular.roles(text))]
        of_one = self._asks_of_one(text, spans)

        def is_its(scene: Scene) -> bool:
            if one_project.is_called(scene):
                return True
            plain = blanked(scene.query.plain, particulars_asked)
            return of_one and one_project.is_described(scene, project_money.without_asked(plain))

        return tuple(scene.organisation for scene in scenes if is_its(scene))

    def _asks_of_one(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a question asks for what is told of one project, and for no item that all bodies have."""
        if asked_particular.asked(text) is not None or asked_particular.roles(text):
            return True
        if not project_money.asks(text):
            return False
        query = question.parse(text, self._held.vocabulary(()), (), spans)
        return not _of_all_bodies(query.items)

    def _nearest(self, text: str, held: Mapping[str, Body]) -> list[Body]:
        """The few bodies whose passages are nearest to a text."""
        of_document = {record.id: body for body in held.values() for record in body.records}
        records = (record for body in held.values() for record in body.records)
        passages = self._held.search(text, records, _NEAREST)
        found = {of_document[passage.document].name: of_document[passage.document] for passage in passages}
        return list(found.values())[:_FEW_PRINTING]

    def _telling(self, text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
        """The words of a question that not every body's disclosures have: none of what all of them call alike."""
        query = question.parse(text, self._held.vocabulary(()), (), spans)
        common = [a.text for a in query.items if terms.concepts().keys() & set(a.keys)]
        lines = [a.text for a in query.items if a.text not in common]
        return [word for word in (*query.words, *lines) if len(word) >= _TELLING_OF_MANY and not _shares(word, common)]

    def _printing(self, words: Sequence[str], text: str, held: Mapping[str, Body]) -> list[Body]:
        """The few bodies of whose passages nearest to a text one prints any of these words; none where many do."""
        if not words:
            return []
        said = [terms.normalise(word) for word in words]
        of_document = {record.id: body for body in held.values() for record in body.records}
        records = (record for body in held.values() for record in body.records)
        found = {
            of_document[passage.document].name: of_document[passage.document]
            for passage in self._held.search(text, records, _NEAREST)
            if any(word in terms.normalise(f"{passage.heading}{passage.text}") for word in said)
        }
        return list(found.values()) if len(found) <= _FEW_PRINTING else []

    def _of_its_own(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a question is about something of its own, so that one body of a place may be meant by the place.

        What every body has (收入, “三公”经费, 在职人员) may be asked of the place as a whole: then one is asked back.
        """
        query = question.parse(text, self._held.vocabulary(()), (), spans)
        return bool(query.rest) or (query.kind == "reason" and not query.items)

    def _is_of_one_there(self, text: str, records: Sequence[DocumentRecord], named: Named) -> bool:
        """Whether something of its own is asked for at a place of which one body alone is held, and not of all bodies there."""
        there, places = self._held.directory(records).of_place(text) or ("", ())
        spans = tuple(sorted((*named.spans, *places)))
        return bool(there) and not _OF_EACH_BODY.search(text) and self._of_its_own(text, spans)

    def _scene(self, text: str, body: Body, spans: Sequence[tuple[int, int]], *, named: bool) -> Scene:
        holdings = tuple(self._held.holding(record) for record in body.records)
        query = question.parse(text, self._held.vocabulary(holdings), _codes(holdings), spans)
        query = without_outturn_unmeant(without_budget_unmeant(query, holdings), holdings)
        holdings = scopes.chosen(query.text, query.scope, holdings, lambda holding: holding.record)
        with_projects = asked_projects.named(query, holdings, spans)
        if len(with_projects.items) > 1 >= len(query.items) and query.kind in ("lookup", "change", "list"):
            kind = asked_kind.kind_of(query.text, with_projects.items, query.years, query.offsets)
            with_projects = replace(with_projects, kind=kind)  # two projects set against each other
        query = with_what_is_left(without_carried(asked_awards.resolved(with_projects, holdings)))
        query = of_the_year(with_default_item(query, of_several=len(spans) > 1), holdings)

        reference = reference_year(query, holdings)

        def search(words: str) -> Sequence[Passage]:
            return self._held.search(words, _to_search(query, reference, [holding.record for holding in holdings]))

        scene = Scene(_with_labels(query, holdings), holdings, reference, body.name, named, search)
        query = of_the_whole.resolved(scene.query, holdings, scene.target())
        query = parts_named.resolved(query, holdings, scene.target())
        query = parallel_names.resolved(query, holdings, scene.target())
        told_in = replace(scene, query=query).told_in()
        query = _set_apart(partial_names.resolved(query, holdings, told_in), with_projects)
        query = own_measure.resolved(query, holdings, scene.target())
        query = described.side_by_side(replace(scene, query=query))
        scene = replace(scene, query=with_outcome_meant(query, holdings, scene.target()))
        return with_columns(under_fund(under_basic(scene)))

    def _known_words(self, held: Mapping[str, Body], places: Iterable[str]) -> Callable[[str, Iterable[str]], bool]:
        """Whether words stand in the disclosures of the bodies named, or of the only one held."""

        def placed(words: str) -> bool:
            return any(place in words or place[:-1] in words for place in places)

        def known(words: str, named: Iterable[str]) -> bool:
            # Of several, none of them named, a facility that one tells of (某某中心) is a part of what is asked about.
            a_part = len(held) == 1 or (len(held) <= _FEW and not placed(words) and _FACILITY.search(words))
            meant = set(named) or (set(held) if a_part else set())
            folded = terms.normalise(words)
            spelled = [re.escape(folded)]
            if _FACILITY.search(words):  # in short (政务中心: 政务服务中心), or behind a verb (盖社区中心)
                spelled.append(".{0,4}".join(re.findall("..?", folded)))
                if all(map(_NO_AREA.search, taken_apart(words).places)):  # a city before it makes it another one's
                    spelled += [re.escape(folded[cut:]) for cut in (1, 2, 3) if len(folded) - cut >= _TELLING + 1]
            found = re.compile("|".join(spelled))
            return any(found.search(self._held.holding(r).words) for name in meant for r in held[name].records)

        return known


# What is asked of several at once, however late they were made out.
_OF_SEVERAL: frozenset[QueryKind] = frozenset({"compare", "difference", "multiple", "sum"})


def _set_apart(query: Query, before: Query) -> Query:
    """The query as one about several things, where only the disclosures' own names told that there are several."""
    if not len(query.items) > 1 >= len(before.items) or query.kind not in ("lookup", "list"):
        return query
    kind = asked_kind.kind_of(query.text, query.items, query.years, query.offsets)
    return replace(query, kind=kind) if kind in _OF_SEVERAL else query


def _whether_held(asked: Sequence[holds.Paper], scene: Scene) -> Draft:
    """Whether disclosures are held, told by their titles; what they say is another question."""
    own = [holding.record for holding in scene.holdings]
    found = [r for r in own if any(paper.is_it(r.year, r.kind) for paper in asked)]
    if not found:
        names = "、".join(paper.name for paper in asked)
        return Draft("declined", (f"没有收录{scene.organisation}{names}的公开文件。{decline.held(own)}",))
    return Draft("answered", (f"有。{decline.held(found)}{decline.titles(found)}",))


_OPENS_WITH_PLACE = re.compile(
    r"^(?:请问|想问一?下?|问一?下|查一?下)?[，,\s]*(?P<place>[一-鿿]{1,7}?[省市区县州旗镇乡])(?=\s*(?:19|20)?\d\d年|今年|去年|前年|上年|本年|的|[，,])"
)
# Where the body's own people live says nothing of them: 在甲县上学的孩子，县教育局….
_AT_PLACE = re.compile(r"在(?P<place>[一-鿿]{1,5}?[市区县州旗])(?:境内|里|内)?(?=[一-鿿])")
_BRACKETED = re.compile(r"[（(]([一-鿿]{1,8})[）)]")
# A body and all below it: 卫健委系统有多少人; 门户网站系统运维 is something else.
_ALL_OF_IT = re.compile(
    "(?:全|整个|这个)?系统(?=[，。；、？?的里内上中下有共总到今去前全在编人20]|一共|各|整|所属|合计|$)"
)


def _settled(named: Named, placed: Collection[str]) -> Named:
    """A short name of several bodies is that of the only one in a place that the question names as well."""
    there = [[body for body in bodies if body in placed] for bodies in named.choices]
    if any(len(bodies) != 1 for bodies in there):
        return named
    return replace(named, held=(*named.held, *(bodies[0] for bodies in there)), choices=(), unsettled=None)


def _are_of(bodies: Sequence[str], place: str) -> bool:
    """Whether bodies are all of a place, and none is the place itself."""
    return all(place in body and not body.endswith(place) for body in bodies)


def _with_those_at(named: Named, found: Mapping[str, tuple[int, int]]) -> Named:
    """The named bodies with those called in short at their place (甲区城管), where nothing else was found there."""
    for name, (start, end) in sorted(found.items(), key=lambda one: one[1]):
        if any(a < end and start < b for a, b in named.spans):
            continue
        first = bool(named.spans) and start < named.spans[0][0]
        held = (name, *named.held) if first else (*named.held, name)
        named = replace(named, held=held, spans=tuple(sorted((*named.spans, (start, end)))))
    return named


def _with_places(text: str, named: Named) -> tuple[tuple[int, int], ...]:
    """The spans of names, each with what only says where the body is, 省审计厅（某省）, or that all below it are meant.

    So is its own place where the question opens with it: 甲区2024年…？城管局决算里….
    """
    spans = []
    opened = _OPENS_WITH_PLACE.match(text)
    if opened and named.spans and opened.end() <= min(named.spans)[0] and _are_of(named.held, opened["place"]):
        spans.append(opened.span("place"))
    for at in _AT_PLACE.finditer(text):
        apart = not any(start < at.end() and at.start() < end for start, end in named.spans)
        spans += [at.span()] if apart and named.held and _are_of(named.held, at["place"]) else []
    for start, end in named.spans:
        whole = _ALL_OF_IT.match(text, end)
        last = whole.end() if whole else end
        hit = _BRACKETED.match(text, last)
        spans.append((start, hit.end() if hit and any(hit[1] in body for body in named.held) else last))
    return tuple(spans)


def _whole_quotes(words: str) -> str:
    """Words cut out of a question, without half a pair of quotation marks: 三公”经费."""
    return words if words.count("“") == words.count("”") else words.translate({ord("“"): None, ord("”"): None})


def _heard_as(changes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What is said of words that were put right, each with what it was taken for."""
    return tuple(f"把“{wrong}”理解为“{meant}”。" for wrong, meant in changes)


def _noticed(put: Put, notices: Iterable[str]) -> Put:
    """The same, with something said before what it says already."""
    return replace(put, draft=replace(put.draft, notices=(*notices, *put.draft.notices)))


def _assumed(put: Put) -> str:
    """The year that an answer takes where the question names none, in a sentence; empty where nothing is assumed."""
    scene = put.scenes[0] if len(put.scenes) == 1 else None
    if scene is None or put.draft.status != "answered" or scene.query.years or scene.query.kind in _TOLD_ALIKE:
        return ""
    years = {fact.year for piece in put.draft.pieces if isinstance(piece, Stated) for fact in piece.facts if fact.year}
    if not years or len({h.record.year for h in scene.holdings}) < 2:
        return ""
    basis = {"actual": "决算", "budget": "预算"}.get(scene.query.basis or "", "")
    return f"问题没有写明年份，按{max(years)}年{basis}作答。"


_TOLD_ALIKE = frozenset({"definition", "contact", "held", "text"})


def _to_search(query: Query, reference: int, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The disclosures whose passages may tell: those of the years and the kind asked for, where any are held."""
    years = {*query.years, *(reference + offset for offset in query.offsets)} or {reference}
    wanted = KIND_OF.get(query.basis or "")
    left = [r for r in records if r.year in years] or list(records)
    return [r for r in left if wanted is None or r.kind == wanted] or left


def _with_labels(query: Query, holdings: Sequence[Holding]) -> Query:
    """Codes with the names that the disclosures print beside them, so that sentences about them are found."""
    if not any(asked.code and not asked.keys for asked in query.items):
        return query

    def labelled(asked: Asked) -> Asked:
        if not asked.code or asked.keys:
            return asked
        rows = (k.fact.row for h in holdings for k in h.by_code.get(asked.code, ()) if k.fact.row)
        return replace(asked, keys=tuple(dict.fromkeys(terms.key(row[-1]) for row in rows)))

    items = tuple(map(labelled, query.items))
    coded = [a for a in items if a.code]
    return replace(
        query, items=tuple(a for a in items if a.code or not any(_said_over(query.text, a, b) for b in coded))
    )


# Between the name of a line and its code, said of one thing: 2080505，机关事业单位基本养老保险缴费; 某事务，就是科目2010302那个.
_OR_ITS_CODE = re.compile(
    r"[，,、：:\s（(“”\"]*(?:[那这]一?[个项块][，,]?)?(?:就是|也就是|即|对应|科目|功能|编码|代码|那个|那项|的|为|是)*[“\"：:]*"
)


def _said_over(text: str, named: Asked, coded: Asked) -> bool:
    """Whether an item is named once by its name and once by its code, side by side."""
    first, second = sorted((named, coded), key=lambda asked: asked.start)
    gap = text[first.end : second.start]
    return bool(named.keys) and set(named.keys) <= set(coded.keys) and _OR_ITS_CODE.fullmatch(gap) is not None


def _codes(holdings: Iterable[Holding]) -> set[str]:
    return set[str]().union(*(holding.by_code for holding in holdings))


def _in_scope(query: Query, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Of a body's disclosures those of the scope asked for; of a year that is held of both, the department's."""
    if query.scope:
        return list(scopes.chosen(query.text, query.scope, records, lambda record: record))
    whole = {(record.year, record.kind) for record in records if record.scope != "unit"}
    return [record for record in records if record.scope != "unit" or (record.year, record.kind) not in whole]


def _unread() -> Document:
    raise AssertionError("a disclosure without a figure of the item is not read")


def _money(query: Query) -> bool:
    return any(word in query.text for word in ("钱", "预算", "决算", "支出", "收入", "经费", "花"))


_MOVED_ALONE = re.compile(
    r"^[那请问]*(?:为什么|为何|为啥|咋回事)[呢呀啊]?[？?]?$"
    r"|^[那请问]*(?:比|较|跟|和|与|同)(?:上年|去年|上一年|前一年|往年)(?:相比|比)?(?:呢|怎么样|如何|咋样)[？?]?$"
    r"|^[那请问]*(?:比|较|跟|和|与|同)(?:上年|去年|上一年|前一年|往年)(?:相比|比)?(?:是|有|又)?(?:增加|减少|增长|下降|上涨|增|减|涨|降|多|少|变化?)了?(?:多少|几成|百分之几|吗|没有|还是)[^，。]{0,4}[呢吗啊]?[？?]?$"
    r"|^[那请问]*(?:为什么|为何|为啥|怎么)?(?:又|会|就)?(?:增加|减少|上涨|下降|涨|降|变)[了化]?(?:这么多)?(?:多少|几)?[呢吗]?[？?]?$"
    r"|^[那请问这是]*(?:怎么回事|咋回事|什么情况|啥情况)[呢呀啊]?[？?]?$"
)


# How much public money something was given in a year, whatever it is called: 25年给职工上课培训这项拨了多少钱.
_MONEY_GIVEN = re.compile(
    r"(?:19|20)?\d\d年度?[^，。？?]{2,24}?(?:拨|安排|列支|列|批|报销)(?:了|过|的是)?(?:多少|几)(?:钱|[千万亿]?元)"
)


def _put_right(text: str, scenes: Sequence[Scene]) -> spelling.Corrected:
    """The text with words put right that none of the disclosures asked about prints, as these print them."""
    holdings = [holding for scene in scenes for holding in scene.holdings]
    if not holdings or any(holding.part or holding.read is _unread for holding in holdings):
        return spelling.Corrected(text)
    unknown = {word: None for scene in scenes for word in scene.query.rest}
    printed = labels(holdings) | {name for holding in holdings for name, _ in holding.projects}
    return slips.put_right(text, unknown, printed, "".join(holding.words for holding in holdings))


def _tells(draft: Draft, written: str, meant: str) -> bool:
    """Whether a word that was put right names what is told, which initials need not do in the same words."""
    named = [*(piece for piece in draft.pieces if isinstance(piece, str))]
    named += [piece.sentence for piece in draft.pieces if isinstance(piece, Quoted)]
    named += [label for fact in draft.facts.values() for label in (*fact.row, *fact.column, *(fact.project or ()))]
    return written.isascii() or any(meant in said for said in named)


def _owned_by(body: str) -> str:
    """What is said where the question names no body and one alone prints what it asks."""
    return f"问题没有写明单位，按印有所问内容的{body}作答。"


def _shares(word: str, labels: Sequence[str]) -> bool:
    """Whether a word is a piece of a label, or runs into one: 占基本 of 占基本支出."""
    return any(word[at : at + 2] in label for label in labels for at in range(len(word) - 1))


def _of_all_bodies(items: Sequence[Asked]) -> bool:
    """Whether one of the items that are read is one that every body has."""
    return any(terms.concepts().keys() & set(a.keys) for a in items)


def _asks_back(text: str, query: Query) -> bool:
    """Whether a question without a body is about some body all the same: whom to call, what it does, why it moved."""
    return (
        query.kind == "contact"
        or (query.counted is not None and not query.rest)
        or bool(_MOVED_ALONE.match(text))
        or any(topic.ask.search(terms.normalise(text)) for topic in terms.topics())
    )


_CLOSES_AS_OFFICE = re.compile("(?:[局委办厅联会]|(?<!干)部|政府|人民医院)$")


def _spoken_items(text: str) -> list[tuple[int, int]]:
    """Where everyday words for items stand in a text, unless they close as an office's name: 聋哑学校 is nobody's name."""
    return [
        (at, at + len(said))
        for at, said, _ in everyday.naming(text)
        if len(said) >= _TELLING and not _CLOSES_AS_OFFICE.search(said)
    ]


def _about_budgets(query: Query) -> bool:
    return query.basis is not None or (query.kind in ("contact", "list", "held") and not query.rest)


_WHICH_OF_TWO = re.compile(
    r"[多少大小高低](?:一些|一点|点)?[，,]?还是[^，。？?]{2,16}?[多少大小高低](?:一些|一点|点)?(?:[，,？?。]|$)"
)


def _is_of(record: DocumentRecord, query: Query) -> bool:
    """Whether a disclosure is of a year and of the kind asked for, where these are named."""
    kind = {"budget": "budget", "actual": "final_accounts"}.get(query.basis or "")
    return (not query.years or record.year in query.years) and kind in (None, record.kind)


_JOINED_BY = re.compile("[和与跟同、]")
_WHICH_IS_LARGER = re.compile(
    r"[和与跟同、][^，。？?]{2,16}[，,]?(?:到底|究竟|相比)*(?:哪|谁|孰)(?:一?[个项类款家块边])?(?:的)?[^，。？?]{0,4}[多少大小高低]"
)


def _one_of_two(query: Query, named: Named, found: Draft) -> bool:
    """Whether one figure is told where it is asked which of two things is the larger: 修路的多还是修桥的多.

    商品和服务支出 is one thing, whichever of its parts is the larger, and 文化和旅游局 one body.
    """
    text, result = query.text, found.result
    joined = [(item.start, item.end) for item in query.items if _JOINED_BY.search(item.text)]
    beside = blanked(text, [*joined, *named.spans])
    if result is None or result.formula:
        return False
    alone = sum(isinstance(piece, Stated) for piece in found.pieces) <= 1
    return bool(_WHICH_OF_TWO.search(text)) or (alone and bool(_WHICH_IS_LARGER.search(beside)))


def _fuller(found: Draft | None, counted: Draft | None) -> Draft | None:
    """The count that was found beside an answer in words, unless that answer quotes all that tells the count."""
    if found is None or counted is None:
        return counted or found
    said = [piece.text for piece in found.pieces if isinstance(piece, Quoted)]
    told = [piece.text for piece in counted.pieces if isinstance(piece, Quoted)]
    return found if told and all(any(t in s and t != s for s in said) for t in told) else counted


def _stands(scene: Scene, found: Draft) -> bool:
    """Whether an answer needs no likening: it is of an item, of a named project, or of one of what is asked for."""
    told = found.facts.values()
    of_one = asked_of_one.is_told(scene.query.text, told) or (
        scene.query.kind == "change" and any(map(asked_of_one.kind_of, told))
    )
    called = _is_called_so(scene, found) or _tells_all_named(scene, found)
    return not found.by_words or called or of_one or is_chapter(found) or project_unspent.is_told(scene, found)


def _is_called_so(scene: Scene, found: Draft) -> bool:
    """Whether what is told is the row of a table whose own name has all the words of the question: no purpose of another does more."""
    facts = found.result.facts if found.result is not None and not found.result.formula else ()
    labels = [terms.normalise(fact.row[-1]) for fact in facts if fact.source == "table" and fact.row]
    words = [terms.normalise(word) for word in scene.query.rest]
    return bool(labels and words) and all(in_order(word, label) for label in labels for word in words)


def _tells_all_named(scene: Scene, found: Draft) -> bool:
    """Whether several figures are told for one question, of one year or two, or one of an indicator that it names.

    No single figure does more.
    """
    if found.result is None or found.result.formula:
        sources = {piece.document for piece in found.pieces if isinstance(piece, Quoted)}
        return sum(isinstance(piece, Stated) for piece in found.pieces) >= _SEVERAL or len(sources) >= _SEVERAL
    said = terms.normalise(scene.query.text)
    return all(f.indicator is not None and terms.normalise(f.row[-1]) in said for f in found.result.facts)


def _lists_names(query: Query, found: Draft) -> bool:
    """Whether the things that are asked for (哪几家) are told one by one, so that their number is no better answer."""
    quoted = sum(isinstance(piece, Quoted) for piece in found.pieces)
    return query.kind in ("list", "projects") and quoted >= _SEVERAL and bool(_WHICH_ONES.search(query.text))


# 所有街道, 各局: bodies of one sort, told by their names.
_SORT_OF_BODY = re.compile("(?:所有|全部|各|每)个?的?(?P<sort>街道|镇|乡|局|委员会|学校|小学|中学|医院)(?!部门|单位)")
