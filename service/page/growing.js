// An answer while it is written: what has come, and what of it may be on screen.
//
// The service sends a figure right after the piece of text in which it ends. Until then the text from that figure on is
// held back; if the next piece comes and the figure still has not, it is shown, and marked as not yet checked.
import { unaccounted } from "./numbers.js";

const HALF_MARK = /(?:\[\d*|\*{1,2}|\\)$/; // [1 and ** are not shown before it is known what they become

export class Growing {
  #chars = [];
  #fresh = 0; // where the last piece begins
  figures = [];
  citations = [];

  take({ event, data }) {
    if (event === "delta") {
      this.#fresh = this.#chars.length;
      this.#chars.push(...Array.from(data.text));
    } else if (event === "figure") {
      this.figures.push(data);
    } else if (event === "citation") {
      this.citations.push(data);
    }
  }

  get empty() {
    return !this.#chars.length;
  }

  // The part that may be shown, in the form of an answer; nothing more is held back when it was stopped.
  shown({ stopped = false } = {}) {
    const end = stopped ? this.#chars.length : this.#safe();
    return {
      answer: this.#chars.slice(0, end).join(""),
      figures: this.#founded.filter((one) => one.end <= end),
      citations: this.citations,
      status: "answered",
    };
  }

  // What it rests on follows a figure: until then it has not come either.
  get #founded() {
    const come = new Set(this.citations.map((one) => one.id));
    return this.figures.filter((one) => one.verdict !== "cited" || come.has(one.citations?.[0]));
  }

  #safe() {
    const known = { figures: this.#founded, citations: this.citations };
    const waits = unaccounted(this.#chars, known, { open: true }).find((seen) => seen.end > this.#fresh);
    let end = waits ? waits.start : this.#chars.length;
    // A line that becomes a row is shown whole, a half mark not at all.
    const line = this.#chars.lastIndexOf("\n", end - 1) + 1;
    const whole = end === this.#chars.length && this.#chars.at(-1) === "\n";
    if (!whole && /^\s*(?:\||[-*•](?:\s|$))/.test(this.#chars.slice(line, end).join(""))) end = line;
    return end - (HALF_MARK.exec(this.#chars.slice(Math.max(0, end - 8), end).join(""))?.[0].length ?? 0);
  }
}
