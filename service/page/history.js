// The list of one's own conversations: ids, titles and dates, kept by the browser. The service keeps what was answered;
// the turns of the newest few are kept here too, for when the service has them no more.
import { read, write } from "./kept.js";

const LIST = "mingzhang.history";
const TURNS = "mingzhang.turns.";
const MOST = 200;
const WITH_TURNS = 12;
const TITLE = 40; // characters

export const list = () => read("localStorage", LIST, []);

function put(entries) {
  for (const old of entries.slice(WITH_TURNS)) write("localStorage", TURNS + old.id, null);
  write("localStorage", LIST, entries.slice(0, MOST));
}

// A conversation goes to the top when something was asked in it.
export function note(id, turns) {
  const entries = list();
  const known = entries.find((one) => one.id === id);
  const now = new Date().toISOString();
  const asked = Array.from(turns[0].question.replace(/\s+/g, " "));
  const title = asked.length > TITLE ? `${asked.slice(0, TITLE).join("")}……` : asked.join("");
  const entry = { created: now, ...known, id, updated: now, title: known?.named ? known.title : title };
  put([entry, ...entries.filter((one) => one.id !== id)]);
  write("localStorage", TURNS + id, turns);
}

// An answer that another took the place of: the service still has it in the conversation, its reader does not want it.
export function drop(id, answer) {
  put(list().map((one) => (one.id === id ? { ...one, dropped: [...(one.dropped ?? []), answer] } : one)));
}

export function dropped(id) {
  return new Set(list().find((one) => one.id === id)?.dropped);
}

export function rename(id, title) {
  put(list().map((one) => (one.id === id ? { ...one, title, named: true } : one)));
}

export function remove(id) {
  write("localStorage", TURNS + id, null);
  put(list().filter((one) => one.id !== id));
}

export const turns = (id) => read("localStorage", TURNS + id, null);

// Conversations in whose title, or questions and answers as far as they are kept here, all the words stand.
export function matching(wanted) {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return list();
  return list().filter((one) => {
    const said = (turns(one.id) ?? []).map((turn) => `${turn.question} ${turn.answer.answer}`);
    const text = [one.title, ...said].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
