// Which of the held documents are asked: those of the chosen organisations, years and kinds, or chosen one by one.
import { read, write } from "./kept.js";

const KEPT = "mingzhang.filters";
export const DIMENSIONS = ["organisation", "year", "kind", "document"];

export class Filters {
  #chosen;
  #changed = [];
  documents = [];

  constructor() {
    const kept = read("sessionStorage", KEPT, {});
    this.#chosen = Object.fromEntries(DIMENSIONS.map((name) => [name, new Set(kept[name] ?? [])]));
  }

  onChange(tell) {
    this.#changed.push(tell);
  }

  // What is held now; what was chosen and is held no more is chosen no more.
  hold(documents) {
    this.documents = documents;
    for (const name of DIMENSIONS) {
      const there = new Set(documents.map((one) => value(one, name)));
      for (const one of this.#chosen[name]) if (!there.has(one)) this.#chosen[name].delete(one);
    }
    this.#tell();
  }

  // The values that a dimension has among what is held: years from the newest, organisations as they came.
  values(name) {
    const found = [...new Set(this.documents.filter((one) => one.status === "ready").map((one) => value(one, name)))];
    const known = found.filter((one) => one !== null && one !== undefined);
    return name === "year" ? known.sort((a, b) => b - a) : known;
  }

  has(name, one) {
    return this.#chosen[name].has(one);
  }

  chosen(name) {
    return [...this.#chosen[name]];
  }

  get any() {
    return DIMENSIONS.some((name) => this.#chosen[name].size);
  }

  set(name, one, on) {
    if (on) this.#chosen[name].add(one);
    else this.#chosen[name].delete(one);
    this.#tell();
  }

  only(name, values) {
    this.#chosen[name] = new Set(values);
    this.#tell();
  }

  clear() {
    for (const name of DIMENSIONS) this.#chosen[name].clear();
    this.#tell();
  }

  // The documents that match all that is chosen.
  get matching() {
    const fits = (one, name) => !this.#chosen[name].size || this.#chosen[name].has(value(one, name));
    return this.documents.filter((one) => one.status === "ready" && DIMENSIONS.every((name) => fits(one, name)));
  }

  // Their ids as /v1/ask wants them; none chosen means all, and so does the empty list.
  get ids() {
    return this.any ? this.matching.map((one) => one.id) : [];
  }

  #tell() {
    const kept = Object.fromEntries(DIMENSIONS.map((name) => [name, [...this.#chosen[name]]]));
    write("sessionStorage", KEPT, kept);
    for (const tell of this.#changed) tell();
  }
}

const value = (document, name) => (name === "document" ? document.id : document[name]);
