// The conversation: asks, shows answers, keeps what was asked for as long as the tab is open.
import * as api from "./api.js";
import { el } from "./dom.js";
import * as panel from "./panel.js";
import { render } from "./rendering.js";
import { watch } from "./tip.js";
import { KINDS, source } from "./words.js";

const KEPT = "mingzhang.conversation";
const byId = (id) => document.getElementById(id);
const [thread, scroll, welcome, composer] = ["thread", "scroll", "welcome", "composer"].map(byId);
const [input, send, scope, banner] = ["question", "send", "scope", "banner"].map(byId);

const state = { conversation: null, turns: [], selected: new Set(), documents: [], missing: {}, asking: null };

// ---- what is kept while the tab is open

function keep() {
  const { conversation, turns, selected } = state;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ conversation, turns, selected: [...selected] }));
  } catch {
    // a full or forbidden store costs the reload's memory, nothing else
  }
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept) return;
    state.conversation = kept.conversation;
    state.selected = new Set(kept.selected);
    for (const turn of kept.turns) {
      showAnswer(showQuestion(turn.question), turn.answer);
      state.turns.push(turn);
    }
  } catch {
    sessionStorage.removeItem(KEPT);
  }
}

// ---- asking

async function ask(question) {
  if (state.asking) return;
  banner.hidden = true;
  const turn = showQuestion(question);
  const waiting = el("p", { class: "waiting", role: "status" }, waitingWords());
  turn.append(waiting);
  turn.scrollIntoView({ block: "start" });
  const control = new AbortController();
  state.asking = control;
  busy(true);
  try {
    const { conversation, selected } = state;
    const answer = await api.ask(question, { documents: [...selected], conversation, signal: control.signal });
    state.conversation = answer.conversation;
    state.turns.push({ question, answer });
    waiting.remove();
    showAnswer(turn, answer);
    turn.scrollIntoView({ block: "start" });
    keep();
  } catch (error) {
    waiting.remove();
    if (!input.value.trim()) setInput(question); // what was typed is not lost
    showFailure(turn, question, error.name === "AbortError" ? "已停止。" : error.message);
  } finally {
    state.asking = null;
    busy(false);
  }
}

function waitingWords() {
  const many = state.selected.size || state.documents.length;
  return many ? `正在${many}份材料里查找，并逐个核对数字……` : "正在查找，并逐个核对数字……";
}

function busy(on) {
  send.classList.toggle("stopping", on);
  send.setAttribute("aria-label", on ? "停止" : "提问");
  thread.setAttribute("aria-busy", String(on));
  ready();
}

// ---- the thread

function showQuestion(question) {
  welcome.hidden = true;
  const turn = el("article", { class: "turn" }, el("h2", { class: "asked" }, question));
  thread.append(turn);
  return turn;
}

function showAnswer(turn, answer) {
  const open = {
    citation: (one) => panel.showCitation(one, answer.citations),
    figure: (one) => panel.showFigure(one, answer.citations),
  };
  const words = el("div", { class: "words" }, render(answer, open));
  const made = el("div", { class: `answer ${answer.status}` }, words);
  const label = { declined: "材料里没有说明", clarify: "需要再确认一下" }[answer.status];
  if (label) made.prepend(el("p", { class: "label" }, label));
  for (const notice of answer.notices) made.append(el("p", { class: "notice" }, notice));
  if (answer.handoff) made.append(el("p", { class: "notice" }, `可以联系：${answer.handoff}`));
  made.append(below(answer, open));
  if (answer.follow_ups.length) {
    const name = answer.status === "clarify" ? "请选择" : "还可以问";
    made.append(el("div", { class: "chips", role: "group", "aria-label": name }, answer.follow_ups.map(chip)));
  }
  turn.append(made);
}

// How the figures were checked, where they come from, and the answer to take along.
function below(answer, open) {
  const cited = answer.figures.filter((one) => one.verdict === "cited").length;
  const derived = answer.figures.length - cited;
  const key = [];
  if (cited) key.push(el("span", {}, el("i", { class: "figure cited" }, `${cited}个数`), "引自原文"));
  if (derived) key.push(el("span", {}, el("i", { class: "figure derived" }, `${derived}个数`), "计算得出"));
  if (answer.mode === "llm") key.push(el("span", { class: "mode" }, "有语言模型参与，数字经核算"));
  const copy = el("button", { type: "button", class: "link" }, "复制");
  copy.addEventListener("click", () => copied(copy, answer));
  const line = el("div", { class: "checked" }, key, copy);
  if (!answer.citations.length) return line;
  const list = el("ol", { class: "sources" });
  for (const one of answer.citations) {
    const press = () => open.citation(one);
    list.append(el("li", { value: one.id }, el("button", { type: "button", class: "link", onclick: press }, source(one))));
  }
  return el("div", {}, line, el("details", {}, el("summary", {}, `${answer.citations.length}处出处`), list));
}

async function copied(button, answer) {
  const sources = answer.citations.map((one) => `[${one.id}] ${source(one)}`);
  const text = [answer.answer.replaceAll("**", ""), ...sources].join("\n");
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "已复制";
  } catch {
    button.textContent = "浏览器不允许复制";
  }
  setTimeout(() => (button.textContent = "复制"), 2000);
}

function showFailure(turn, question, sentence) {
  const again = el("button", { type: "button", class: "chip" }, "重试");
  again.addEventListener("click", () => {
    turn.remove();
    if (input.value.trim() === question) setInput("");
    ask(question);
  });
  turn.append(el("div", { class: "answer failed", role: "alert" }, el("p", {}, sentence), again));
}

function chip(text) {
  return el("button", { type: "button", class: "chip", onclick: () => ask(text) }, text);
}

// ---- the composer

function setInput(text) {
  input.value = text;
  ready();
}

function ready() {
  send.disabled = !state.asking && !input.value.trim();
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state.asking) {
    state.asking.abort();
    return;
  }
  const question = input.value.trim();
  if (!question) return;
  setInput("");
  ask(question);
});

input.addEventListener("input", ready);
input.addEventListener("keydown", (event) => {
  // While an input method composes, Enter takes its word; some browsers tell it by the key code alone.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  if (!state.asking) composer.requestSubmit();
});

byId("fresh").addEventListener("click", () => {
  state.asking?.abort();
  Object.assign(state, { conversation: null, turns: [] });
  keep();
  thread.replaceChildren();
  welcome.hidden = false;
  panel.close();
  input.focus();
});

// ---- what is held

function showScope() {
  const titles = state.documents.filter((one) => state.selected.has(one.id)).map((one) => one.title);
  scope.hidden = !titles.length;
  const words = titles.length === 1 ? titles[0] : `选中的${titles.length}份材料`;
  const all = el("button", { type: "button", class: "link" }, "改为全部");
  all.addEventListener("click", () => {
    state.selected.clear();
    showScope();
    panel.close();
  });
  scope.replaceChildren(el("span", {}, `只依据：${words}`), all);
  keep();
}

byId("holdings").addEventListener("click", async () => {
  await refresh();
  panel.showDocuments(state.documents, state.selected, state.missing, showScope);
});

async function refresh() {
  try {
    const [documents, readiness] = await Promise.all([api.documents(), api.readiness()]);
    state.documents = documents;
    state.missing = readiness.missing;
    const held = new Set(documents.map((one) => one.id));
    for (const id of state.selected) if (!held.has(id)) state.selected.delete(id);
    banner.hidden = true;
  } catch (error) {
    banner.textContent = error.message;
    banner.hidden = false;
  }
  const bodies = new Set(state.documents.map((one) => one.organisation).filter(Boolean)).size;
  const figures = state.documents.reduce((sum, one) => sum + one.facts, 0);
  byId("counts").textContent = state.documents.length
    ? `已收录${bodies}家单位${state.documents.length}份材料、${figures}个数字`
    : "还没有收录材料";
  showScope();
}

// Questions that the held documents can answer: about the newest of each of up to two organisations.
function starters() {
  const ready = state.documents.filter((one) => one.status === "ready");
  const newest = new Map();
  for (const one of ready) if (!(newest.get(one.organisation)?.year >= one.year)) newest.set(one.organisation, one);
  const [first, second] = [...newest.values()];
  if (!first) return [];
  const who = (one) => (newest.size > 1 ? one.organisation : "");
  const kind = (one) => KINDS[one.kind];
  return [
    `${who(first)}${first.year}年“三公”经费${kind(first)}是多少？`,
    `${who(first)}${first.year}年“三公”经费比上年变化多少，为什么？`,
    `${who(second ?? first)}${(second ?? first).year}年基本支出占总支出的比例是多少？`,
    "什么是机关运行经费？",
  ];
}

watch();
restore();
await refresh();
byId("starters").replaceChildren(...starters().map(chip));
ready();
scroll.scrollTop = scroll.scrollHeight;
if (window.matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
