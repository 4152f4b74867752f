// An answer's Markdown as elements: bold, tables, lists, line breaks, citation marks and verified figures.
//
// Figures are given by places in the text (in Unicode characters), so the text is walked with its places kept; nothing
// of it is ever parsed as HTML.
import { el, inlineButton } from "./dom.js";
import { formula, source } from "./words.js";

// `open` is called with a citation, or with a computed figure.
export function render(answer, open) {
  const writer = new Writer(answer, open);
  return writer.blocks();
}

class Writer {
  constructor(answer, open) {
    this.chars = Array.from(answer.answer);
    this.open = open;
    this.citations = new Map(answer.citations.map((one) => [one.id, one]));
    this.figures = new Map(answer.figures.map((one) => [one.start, one]));
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
      const mark = /^(\s*)(?:([-*•])|(\d+)[.、])\s+/.exec(line.text);
      if (!line.text.trim()) {
        block = null;
      } else if (/^\s*\|/.test(line.text)) {
        if (begin("table", el("div", { class: "wide", tabindex: "0" }, el("table")))) block.rows = 0;
        this.row(line, block);
      } else if (mark) {
        begin(mark[2] ? "ul" : "ol", el(mark[2] ? "ul" : "ol", mark[3] ? { start: mark[3] } : {}));
        block.element.append(this.inline(el("li"), line.start + Array.from(mark[0]).length, line.end));
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
      const cell = this.inline(el(block.rows ? "td" : "th", block.rows ? {} : { scope: "col" }), from, to);
      if (/^[-−+\d]/.test(cell.textContent)) cell.className = "number";
      made.append(cell);
    }
    block.rows++;
    table.append(made);
  }

  // The characters of one line from `start` to `end`, appended to an element.
  inline(parent, start, end) {
    let into = parent;
    let plain = "";
    let group = null; // a figure with its marks and the punctuation after them: never parted by a line's end
    const flush = () => {
      if (plain) into.append(plain);
      plain = "";
    };
    for (let at = start; at < end; ) {
      const figure = this.figures.get(at);
      if (figure && figure.end <= end) {
        flush();
        group = el("span", { class: "whole" }, this.figure(figure));
        into.append(group);
        at = figure.end;
        continue;
      }
      const rest = this.chars.slice(at, Math.min(end, at + 8)).join("");
      const mark = /^\[(\d+)\]/.exec(rest);
      if (rest.startsWith("**")) {
        flush();
        if (into === parent) {
          group = null;
          into = el("strong");
          parent.append(into);
        } else {
          // The marks after a bold figure stand beside it, not in it.
          group = group ? wrapped(into) : null;
          into = parent;
        }
        at += 2;
      } else if (mark && this.citations.has(Number(mark[1]))) {
        flush();
        group ??= into.appendChild(el("span", { class: "whole" }));
        group.append(this.mark(this.citations.get(Number(mark[1]))));
        at += mark[0].length;
      } else if (group && /^[，。；：、！？）”》]/.test(rest)) {
        group.append(this.chars[at]);
        group = null;
        at++;
      } else {
        group = null;
        if (rest.length > 1 && /^\\[*_`#|\\[\]]/.test(rest)) at++;
        plain += this.chars[at];
        at++;
      }
    }
    flush();
    return parent;
  }

  figure(figure) {
    const text = this.chars.slice(figure.start, figure.end).join("");
    const cited = this.citations.get(figure.citations[0]);
    const known = ["cited", "derived"].includes(figure.verdict);
    const kind = (known ? figure.verdict : "unverified") + (figure.certain ? "" : " uncertain");
    if (figure.verdict === "derived" && figure.formula) {
      const how = `${formula(figure)} = ${text}`;
      return inlineButton(
        { class: `figure ${kind}`, "data-tip": `计算得出：${how}`, "aria-label": `${text}，计算得出，${how}` },
        () => this.open.figure(figure),
        text,
      );
    }
    if (!cited) return el("span", { class: `figure ${kind}` }, text);
    return inlineButton(
      { class: `figure ${kind}`, "data-tip": source(cited), "aria-label": `${text}，引自出处 ${cited.id}` },
      () => this.open.citation(cited),
      text,
    );
  }

  mark(citation) {
    return inlineButton(
      {
        class: "mark",
        "data-tip": source(citation),
        "data-citation": citation.id,
        "aria-label": `出处 ${citation.id}`,
      },
      () => this.open.citation(citation),
      String(citation.id),
    );
  }
}

function wrapped(element) {
  const made = el("span", { class: "whole" });
  element.replaceWith(made);
  made.append(element);
  return made;
}
