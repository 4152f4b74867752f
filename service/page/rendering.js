// An answer's Markdown as elements: bold, tables, lists, line breaks, citation marks, figures with their chips.
//
// Figures are given by places in the text (in Unicode characters), so the text is walked with its places kept; nothing
// of it is ever parsed as HTML. A number that no figure accounts for is marked, while the answer is written and after.
import { chip, mark, unfounded, verdict } from "./chip.js";
import { el } from "./dom.js";
import { beyond } from "./numbers.js";

// `open` is called with a citation, or with a computed figure. `writing` is true while more is to come.
export function render(answer, open, { writing = false } = {}) {
  return new Writer(answer, open, writing).blocks();
}

class Writer {
  constructor(answer, open, writing) {
    this.chars = Array.from(answer.answer);
    this.open = open;
    this.doubt = writing ? "pending" : "unverified";
    this.citations = new Map(answer.citations.map((one) => [one.id, one]));
    const stands = (one) => one.end > one.start && this.chars.slice(one.start, one.end).join("") === one.text;
    this.figures = new Map(answer.figures.filter(stands).map((one) => [one.start, one]));
    this.beyond = new Map(beyond(this.chars, answer).map((one) => [one.start, one]));
    this.key = answer.answer.includes("**") ? null : keyFigure(answer);
  }

  *lines() {
    let start = 0;
    for (let at = 0; at <= this.chars.length; at++) {
      if (at === this.chars.length || this.chars[at] === "\n") {
        yield { start, end: at, text: this.chars.slice(start, at).join("") };
        start = at + 1;
      }
    }
  }

  blocks() {
    const made = document.createDocumentFragment();
    let block = null;
    const begin = (kind, element) => {
      if (block?.kind !== kind) {
        block = { kind, element };
        made.append(element);
        return true;
      }
      return false;
    };
    for (const line of this.lines()) {
      const pair = this.pair(line);
      const item = /^(\s*)(?:([-*•])|(\d+)[.、])\s+/.exec(line.text);
      if (!line.text.trim()) {
        block = null;
      } else if (/^\s*\|/.test(line.text)) {
        if (begin("table", el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "表格" }, el("table")))) block.rows = 0;
        this.row(line, block);
      } else if (pair) {
        begin("pairs", el("table", { class: "pairs" }));
        const name = this.inline(el("th", { scope: "row" }), pair.start, pair.colon);
        block.element.append(el("tr", {}, name, this.inline(el("td", { class: "number" }), pair.colon + 1, line.end)));
      } else if (item) {
        begin(item[2] ? "ul" : "ol", el(item[2] ? "ul" : "ol", item[3] ? { start: item[3] } : {}));
        block.element.append(this.inline(el("li"), line.start + Array.from(item[0]).length, line.end));
      } else {
        if (!begin("p", el("p"))) block.element.append(el("br"));
        const heading = /^#{1,6}\s+/.exec(line.text);
        const into = heading ? el("strong") : block.element;
        this.inline(into, line.start + (heading?.[0].length ?? 0), line.end);
        if (heading) block.element.append(into);
      }
    }
    return made;
  }

  // An item of a list that is a name and one figure (- 2024年培训费：3.80万元[1]): such items make a table.
  pair(line) {
    const mark = /^\s*[-*•]\s+(?![-*•])/.exec(line.text);
    if (!mark) return null;
    const colon = this.chars.lastIndexOf("：", line.end - 1);
    const start = line.start + mark[0].length;
    if (colon <= start) return null;
    const figure = this.figures.get(this.chars[colon + 1] === "*" ? colon + 3 : colon + 1);
    const rest = figure ? this.chars.slice(figure.end, line.end).join("") : null;
    return figure && figure.end <= line.end && /^\**(?:\[\d+\])*[。；]?$/.test(rest) ? { start, colon } : null;
  }

  row(line, block) {
    if (/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/.test(line.text)) return;
    const table = block.element.firstChild;
    const made = el("tr");
    const bars = [];
    for (let at = line.start; at < line.end; at++) {
      if (this.chars[at] === "|" && this.chars[at - 1] !== "\\") bars.push(at);
    }
    if (bars.at(-1) !== line.end - 1) bars.push(line.end);
    for (let i = 0; i + 1 < bars.length; i++) {
      let [from, to] = [bars[i] + 1, bars[i + 1]];
      while (from < to && this.chars[from] === " ") from++;
      while (to > from && this.chars[to - 1] === " ") to--;
      const name = !block.rows ? { scope: "col" } : i === 0 ? { scope: "row" } : null;
      const cell = this.inline(el(name ? "th" : "td", name ?? {}), from, to);
      if (/^[-−+\d]/.test(cell.textContent)) cell.classList.add("number");
      made.append(cell);
    }
    block.rows++;
    table.append(made);
  }

  // The characters of one line from `start` to `end`, appended to an element.
  inline(parent, start, end) {
    const out = new Line(parent);
    let owed = null; // a figure whose chip comes after the bold that it ends
    const settle = (number) => {
      if (!owed) return;
      const { figure, kind, element } = owed;
      owed = null;
      const { made, press } = chip(figure, kind, number ?? figure.citations?.[0], this.citations, this.open);
      out.joined(made);
      // The words themselves may be clicked too; the chip is what the keyboard and screen readers have.
      if (press) element.addEventListener("click", press);
    };
    for (let at = start; at < end; ) {
      const figure = this.figures.get(at);
      const other = this.beyond.get(at);
      const rest = this.chars.slice(at, Math.min(end, at + 8)).join("");
      const numbered = /^\[(\d+)\]/.exec(rest);
      if (figure && figure.end <= end) {
        settle();
        const kind = verdict(figure, this.citations);
        const element = el("span", { class: `figure ${kind}` }, figure.text);
        out.apart(figure === this.key ? el("strong", {}, element) : element);
        owed = { figure, kind, element };
        at = figure.end;
      } else if (other) {
        settle();
        const stop = Math.min(other.end, end);
        const text = this.chars.slice(at, stop).join("").replaceAll("*", "");
        const kind = other.citation ? "cited" : this.doubt;
        const element = el("span", { class: `figure ${kind}` }, text);
        out.apart(element);
        if (other.citation) {
          const { id } = other.citation;
          owed = { figure: { text, verdict: "cited", certain: true, citations: [id] }, kind, element };
        } else {
          out.joined(unfounded(text, kind));
        }
        at = stop;
      } else if (rest.startsWith("**")) {
        out.bold();
        at += 2;
      } else if (numbered) {
        const number = Number(numbered[1]);
        if (owed?.kind === "cited" && owed.figure.citations.includes(number)) settle(number);
        else {
          settle();
          out.joined(mark(number, this.citations.get(number), this.open));
        }
        at += numbered[0].length;
      } else {
        settle();
        if (rest.length > 1 && /^\\[*_`#|\\[\]]/.test(rest)) at++;
        out.char(this.chars[at]);
        at++;
      }
    }
    settle();
    return out.end();
  }
}

// One line as it is put together. A figure, its marks and the punctuation after them are never parted by a line's end.
class Line {
  #plain = "";
  #group = null;
  #strong = null;

  constructor(parent) {
    this.parent = parent;
  }

  get #into() {
    return this.#strong ?? this.parent;
  }

  #flush() {
    if (this.#plain) this.#into.append(this.#plain);
    this.#plain = "";
  }

  apart(element) {
    this.#flush();
    this.#group = el("span", { class: "whole" }, element);
    this.#into.append(this.#group);
  }

  joined(element) {
    this.#flush();
    this.#group ??= this.#into.appendChild(el("span", { class: "whole" }));
    this.#group.append(element);
  }

  bold() {
    this.#flush();
    if (!this.#strong) {
      this.#group = null;
      this.#strong = this.parent.appendChild(el("strong"));
      return;
    }
    // The chip after a bold figure stands beside it, not in it.
    if (this.#group && this.#strong.childNodes.length === 1) {
      const outer = el("span", { class: "whole" });
      this.#strong.replaceWith(outer);
      outer.append(this.#strong);
      this.#group = outer;
    } else {
      this.#group = null;
    }
    this.#strong = null;
  }

  char(one) {
    if (this.#group && /[，。；：、！？）”》]/.test(one)) {
      this.#group.append(one);
      this.#group = null;
      return;
    }
    this.#group = null;
    this.#plain += one;
  }

  end() {
    this.#flush();
    return this.parent;
  }
}

// The figure that is the answer to the question: the one that equals its result.
function keyFigure({ result, figures }) {
  if (!result) return null;
  const size = result.value.replace(/^[-−]/, "");
  return figures.find((one) => one.value.replace(/^[-−]/, "") === size && one.unit === result.unit) ?? null;
}
