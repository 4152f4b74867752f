// One question and its answer in the thread, from the waiting to the last word, and what can be done with it.
import { chart } from "./chart.js";
import { verdict } from "./chip.js";
import { button, el, renew } from "./dom.js";
import { showCitation, showFigure } from "./evidence.js";
import { feedback } from "./feedback.js";
import { CHINESE, spoken, t } from "./i18n.js";
import { icon } from "./icons.js";
import { render } from "./rendering.js";
import { act, copying, exporting, linking } from "./takealong.js";
import { understood, view as readAs } from "./understood.js";
import { source } from "./words.js";

const MOST_OFFERED = 12; // a question that is asked back may have many answers; the service offers three to go on

export class Turn {
  #host;
  #words = null;
  #made = null;
  #citations = [];

  // `host` asks, edits, asks again, and knows the filters.
  constructor(question, host) {
    this.question = question;
    this.answer = null;
    this.#host = host;
    const edit = act("pencil", t("edit"), () => host.edit(this));
    edit.classList.add("edit");
    this.element = el(
      "article",
      { class: "turn" },
      el("div", { class: "asked-line" }, edit, el("h2", { class: "asked", ...CHINESE }, question)),
    );
  }

  waiting(words) {
    this.#clear();
    this.#made = el("p", { class: "waiting", role: "status" }, words);
    this.element.append(this.#made);
  }

  // What may be shown of an answer that is being written.
  grow(growing) {
    const shown = growing.shown();
    if (!shown.answer.trim()) return;
    if (!this.#words) {
      this.#clear();
      this.#words = el("div", { class: "words", ...CHINESE });
      this.#made = el("div", { class: "answer writing", "aria-busy": "true" }, this.#words);
      this.element.append(this.#made);
    }
    renew(this.#words, render(shown, this.#open(shown), { writing: true }));
  }

  // The whole answer in place of what was written of it.
  finish(answer) {
    this.answer = answer;
    const made = this.#card(answer);
    const label = { declined: "declined", clarify: "clarify" }[answer.status];
    if (label) made.prepend(el("p", { class: "label" }, t(label)));
    made.append(this.#actions(answer, { whole: true }));
    const offered = answer.follow_ups?.length ? answer.follow_ups : answer.status === "declined" ? this.#host.starters() : [];
    if (offered.length) made.append(this.#further(answer.status, offered.slice(0, MOST_OFFERED)));
    this.#replace(made);
  }

  // What had been written when it was stopped stays, and says so.
  stopped(growing) {
    const shown = { ...growing.shown({ stopped: true }), question: this.question, follow_ups: [], notices: [] };
    this.answer = null;
    const made = this.#card(shown);
    made.classList.add("cut");
    made.append(el("p", { class: "label", role: "status" }, t(growing.empty ? "stoppedEmpty" : "stopped")));
    made.append(this.#actions(shown, { whole: false }));
    this.#replace(made);
  }

  fail(sentence, retry) {
    this.#replace(el("div", { class: "answer failed", role: "alert" }, el("p", spoken(sentence), sentence), button("chip", retry, t("retry"))));
  }

  #clear() {
    this.#made?.remove();
    this.#made = this.#words = null;
  }

  #replace(made) {
    if (this.#made) this.#made.replaceWith(made);
    else this.element.append(made);
    this.#made = made;
    this.#words = null;
  }

  // Chips stay while the answer grows around them: what they open looks at the citations there are by then.
  #open(answer) {
    this.#citations = answer.citations;
    return {
      citation: ({ id }) => showCitation(this.#citations.find((one) => one.id === id), this.#citations),
      figure: (one) => showFigure(one, this.#citations),
    };
  }

  #card(answer) {
    const open = this.#open(answer);
    // The words written so far are kept where they are the same, so that nothing moves when the answer is complete.
    const words = this.#words ?? el("div", { class: "words", ...CHINESE });
    renew(words, render(answer, open));
    const made = el("div", { class: `answer ${answer.status}` }, words);
    if (answer.chart?.points?.length) made.append(chart(answer, open));
    for (const one of answer.outdated ?? []) made.append(this.#outdated(one, answer));
    for (const notice of answer.notices) made.append(el("p", { class: "notice", ...CHINESE }, notice));
    if (answer.handoff) made.append(el("p", { class: "notice", ...CHINESE }, t("contact", { who: answer.handoff })));
    const read = answer.follow_ups ? readAs(understood(answer, this.#host.filters.documents), this.#host.filters, (one) => this.#host.without(this, one)) : null;
    if (read) made.append(read);
    made.append(this.#checked(answer, open));
    return made;
  }

  #outdated(one, answer) {
    const title = answer.citations.find((each) => each.document === one.document)?.title ?? t("aDocument");
    const words = el("p", {}, t(one.state === "removed" ? "removed" : "replaced", { title }));
    return el("div", { class: "notice outdated", role: "note" }, words, button("link", () => this.#host.ask(answer.question), t("again")));
  }

  // How the figures were checked, and where they come from.
  #checked(answer, open) {
    const citations = new Map(answer.citations.map((one) => [one.id, one]));
    const counts = {};
    for (const one of answer.figures) {
      const kind = verdict(one, citations);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const line = el("div", { class: "checked" });
    for (const kind of ["cited", "derived", "uncertain", "contradicted", "unverified"]) {
      if (counts[kind]) line.append(el("span", { class: "count" }, el("span", { class: `seal ${kind}` }, icon(kind)), t(`${kind}Count`, { n: counts[kind] })));
    }
    if (answer.mode === "llm") line.append(el("span", {}, t("byModel")));
    if (!answer.citations.length) return line;
    const list = el("ol", { class: "sources", ...CHINESE });
    for (const one of answer.citations) list.append(el("li", { value: one.id }, button("link", () => open.citation(one), source(one))));
    line.append(el("details", {}, el("summary", {}, t("sources", { n: answer.citations.length })), list));
    return line;
  }

  #actions(answer, { whole }) {
    const row = el("div", { class: "actions", role: "group" });
    if (answer.answer) row.append(copying(answer));
    if (!whole) {
      row.append(this.#again());
      return row;
    }
    const wrong = el("p", { class: "wrong", role: "alert" });
    const { thumbs, below } = feedback(answer.id);
    row.append(
      linking(answer),
      exporting("answers", () => answer.id, t("exportTo"), (words) => (wrong.textContent = words)),
      this.#again(),
      el("span", { class: "spring" }),
      ...thumbs,
    );
    return el("div", {}, row, wrong, below);
  }

  #again() {
    const made = act("again", t("again"), () => this.#host.again(this));
    made.classList.add("again");
    return made;
  }

  #further(status, offered) {
    const name = t(status === "clarify" ? "choose" : "further");
    const chips = offered.map((one) => {
      const made = button("chip", () => this.#host.ask(one), one);
      made.lang = CHINESE.lang;
      return made;
    });
    return el("div", { class: "further" }, el("p", { class: "label" }, name), el("div", { class: "chips", role: "group", "aria-label": name }, chips));
  }
}
