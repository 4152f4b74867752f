// The conversation: asks, shows answers as they are written, goes back to earlier ones.
import * as api from "./api.js";
import { hush, tell } from "./banner.js";
import * as composer from "./composer.js";
import { button, el } from "./dom.js";
import { filterbar } from "./filterbar.js";
import { Filters } from "./filters.js";
import { Growing } from "./growing.js";
import * as history from "./history.js";
import { showDocuments } from "./holdings.js";
import { CHINESE, language, switchLanguage, t, translate } from "./i18n.js";
import { read, write } from "./kept.js";
import * as panel from "./panel.js";
import * as rail from "./rail.js";
import * as session from "./session.js";
import { atBottom, follow, offerLatest } from "./sight.js";
import { starters } from "./starters.js";
import { exporting } from "./takealong.js";
import { watch } from "./tip.js";
import { Turn } from "./turn.js";

const CURRENT = "mingzhang.current";
const byId = (id) => document.getElementById(id);
const [thread, scroll, welcome, heading] = ["thread", "scroll", "welcome", "talk-title"].map(byId);

const filters = new Filters();
const state = { conversation: null, turns: [], asking: null, missing: {}, opened: 0 };
const host = { ask, edit, again, without, filters, starters: () => starters(filters.matching).slice(0, 3) };

// ---- asking

// `instead` is a turn that the new one takes the place of, once it has its answer. Where it was the first, the
// conversation begins anew: nothing of it shall be carried on.
async function ask(question, { instead = null } = {}) {
  if (state.asking) return;
  if (!session.mayAsk()) {
    composer.giveBack(question);
    session.enter();
    return;
  }
  if (filters.any && !filters.matching.length) {
    composer.giveBack(question);
    tell("filters", t("noneMatches"));
    return;
  }
  const anew = instead !== null && state.turns.every((one) => one === instead || !one.answer);
  if (instead?.answer) instead.element.hidden = true;
  else if (instead) remove(instead);
  state.opened++; // what was being opened comes too late
  leaveShared();
  hush("filters");
  const turn = add(new Turn(question, host));
  const many = filters.any ? filters.matching.length : filters.documents.length;
  turn.waiting(many ? t("waitingIn", { n: many }) : t("waiting"));
  scroll.scrollTop = scroll.scrollHeight;
  const growing = new Growing();
  const control = new AbortController();
  state.asking = control;
  busy(true);
  const free = () => {
    if (state.asking !== control) return;
    state.asking = null;
    busy(false);
  };
  try {
    const asked = { documents: filters.ids, conversation: anew ? null : state.conversation, signal: control.signal };
    for await (const events of api.asking(question, asked)) {
      const there = atBottom();
      const whole = events.find((one) => one.event === "answer");
      events.forEach((one) => growing.take(one));
      if (whole) {
        finish(turn, whole.data, instead?.answer ? instead : null, anew);
        free(); // whoever sees the whole answer may ask on, though the stream has not been closed yet
      } else {
        turn.grow(growing);
      }
      if (there) follow(turn);
      offerLatest();
    }
  } catch (error) {
    if (turn.answer) return; // what breaks off after the whole answer takes nothing from it
    if (instead) instead.element.hidden = false;
    if (!thread.contains(turn.element)) return; // another conversation was begun meanwhile
    if (error.name === "AbortError") {
      turn.stopped(growing);
      if (growing.empty) composer.giveBack(question);
    } else {
      composer.giveBack(question);
      turn.fail(error.message, () => {
        remove(turn);
        composer.takeBack(question);
        ask(question, { instead: instead?.answer ? instead : null });
      });
      if (error.status === 401 || error.status === 403) session.look();
    }
  } finally {
    free();
  }
}

function finish(turn, answer, instead, anew) {
  turn.finish(answer);
  if (instead) {
    remove(instead);
    if (!anew) {
      history.drop(state.conversation, instead.answer.id);
    } else if (state.conversation) {
      history.remove(state.conversation);
      api.forget(state.conversation).catch(() => null); // a service that has it no more has nothing to delete
    }
  }
  state.conversation = answer.conversation;
  keep();
  byId("said").textContent = t("answerReady");
}

// The last question goes back to where it can be changed; sent, it replaces itself.
function edit(turn) {
  if (state.asking) return;
  state.editing = turn;
  byId("editing").hidden = false;
  composer.set(turn.question);
  composer.focus();
}

function again(turn) {
  if (state.turns.at(-1) === turn) ask(turn.question, { instead: turn });
  else ask(turn.question);
}

// Asked again of everything but what was inferred.
function without(turn, { name, value }) {
  filters.only(name, filters.values(name).filter((one) => one !== value));
  again(turn);
}

function submit(question) {
  const instead = state.editing && state.turns.at(-1) === state.editing ? state.editing : null;
  stopEditing();
  ask(question, { instead });
}

function stopEditing() {
  state.editing = null;
  byId("editing").hidden = true;
}

function busy(on) {
  composer.working(on);
  thread.setAttribute("aria-busy", String(on));
  if (on) byId("said").textContent = "";
}

// ---- the thread

function add(turn) {
  welcome.hidden = true;
  state.turns.push(turn);
  thread.append(turn.element);
  return turn;
}

function remove(turn) {
  state.turns = state.turns.filter((one) => one !== turn);
  turn.element.remove();
}

function show(turns) {
  state.turns = [];
  thread.replaceChildren();
  for (const { question, answer } of turns) add(new Turn(question, host)).finish(answer);
  welcome.hidden = turns.length > 0;
  scroll.scrollTop = scroll.scrollHeight;
}

// ---- conversations

function keep() {
  const turns = state.turns.filter((one) => one.answer && !one.shared).map(({ question, answer }) => ({ question, answer }));
  if (state.conversation && turns.length) history.note(state.conversation, turns);
  write("sessionStorage", CURRENT, state.conversation);
  retitle();
  rail.show();
}

function retitle() {
  const known = history.list().find((one) => one.id === state.conversation);
  heading.textContent = known?.title ?? "";
  byId("export-talk").hidden = !state.conversation || !state.turns.length;
}

// An empty page, whatever was on it before.
function empty() {
  state.asking?.abort();
  state.opened++;
  state.conversation = null;
  stopEditing();
  hush("gone");
  show([]);
  byId("shared").hidden = true;
  panel.close();
}

function fresh() {
  empty();
  leaveShared();
  write("sessionStorage", CURRENT, null);
  retitle();
  rail.show();
}

async function resume(id) {
  fresh();
  const mine = state.opened;
  let turns = null;
  try {
    const kept = await api.conversation(id);
    const gone = history.dropped(id);
    turns = kept.turns.filter((one) => !gone.has(one.id)).map((answer) => ({ question: answer.question, answer }));
  } catch {
    turns = history.turns(id); // what the browser kept of it
  }
  if (mine !== state.opened) return;
  if (!turns?.length) {
    tell("gone", t("gone"));
    return;
  }
  state.conversation = id;
  write("sessionStorage", CURRENT, id);
  show(turns);
  retitle();
  rail.show();
}

// One answer that somebody shared; asking on begins a conversation of one's own.
async function showShared(id) {
  empty();
  const mine = state.opened;
  try {
    const answer = await api.answer(id);
    if (mine !== state.opened) return;
    show([{ question: answer.question, answer }]);
    state.turns[0].shared = true;
    byId("shared").hidden = false;
    scroll.scrollTop = 0;
  } catch (error) {
    if (mine === state.opened) tell("gone", error.status === 404 ? t("noAnswer") : error.message);
  }
  retitle();
  rail.show();
}

function leaveShared() {
  byId("shared").hidden = true;
  if (window.location.hash) window.history.replaceState(null, "", window.location.pathname + window.location.search);
}

// ---- what is held

async function refresh() {
  if (!session.mayAsk()) return; // nor may they see what is held
  try {
    const [documents, readiness] = await Promise.all([api.documents(), api.readiness()]);
    filters.hold(documents);
    state.missing = readiness.missing;
    hush("offline");
    // That no embedder was set is the operator's choice and no fault to report to those who ask.
    const lacking = Object.values(readiness.missing).filter((words) => !words.startsWith("没有设置"));
    if (lacking.length) tell("degraded", `${lacking.join("")}${t("stillWorks")}`, { lasting: true });
    else hush("degraded");
  } catch (error) {
    tell("offline", error.message, { press: button("link", refresh, t("retry")) });
  }
  const bodies = new Set(filters.documents.map((one) => one.organisation).filter(Boolean)).size;
  const figures = filters.documents.reduce((sum, one) => sum + one.facts, 0);
  const said = { bodies, documents: filters.documents.length, figures: figures.toLocaleString("en-US") };
  byId("counts").textContent = filters.documents.length ? t("counts", said) : t("nothingHeld");
}

function offer() {
  const made = starters(filters.matching).map((one) => {
    const chip = button("starter", () => ask(one), one);
    chip.lang = CHINESE.lang;
    return chip;
  });
  byId("starters").replaceChildren(...made);
}

// ---- the page

function settings() {
  const theme = byId("theme");
  for (const choice of window.mingzhangTheme.choices) {
    const option = el("option", { value: choice }, t(choice));
    theme.append(option);
  }
  theme.value = window.mingzhangTheme.chosen;
  theme.addEventListener("change", () => window.mingzhangTheme.choose(theme.value));
  const other = byId("language");
  other.lang = language === "en" ? "zh-CN" : "en";
  other.addEventListener("click", switchLanguage);
}

translate();
settings();
watch();
composer.composer({ ask: submit, stop: () => state.asking?.abort() });
byId("filters").append(filterbar(filters));
byId("export-talk").append(exporting("conversations", () => state.conversation, t("exportTalk"), (words) => tell("export", words)));
for (const one of document.querySelectorAll(".fresh")) {
  one.addEventListener("click", () => {
    rail.move(false);
    fresh();
    composer.focus();
  });
}
byId("stop-editing").addEventListener("click", () => {
  stopEditing();
  composer.set("");
});
byId("holdings").addEventListener("click", async () => {
  await refresh();
  showDocuments(filters, state.missing);
});
rail.start({
  current: () => state.conversation,
  resume,
  retitled: retitle,
  removed: (id) => id === state.conversation && fresh(),
});
filters.onChange(offer);
session.onChange(() => {
  if (session.mayAsk()) hush("key");
  else tell("key", t("askNeedsKey"), { press: button("link", session.enter, t("signIn")) });
  return refresh();
});

const sharedId = () => new URLSearchParams(window.location.hash.slice(1)).get("a");
window.addEventListener("hashchange", () => sharedId() && showShared(sharedId()));
await session.look();
const current = read("sessionStorage", CURRENT, null);
if (sharedId()) await showShared(sharedId());
else if (current) await resume(current);
document.body.classList.add("ready");
if (window.matchMedia("(hover: hover)").matches) composer.focus();
