// Where questions are written: it grows, Enter sends, Shift+Enter breaks, an input method's Enter only takes its word.
import { t } from "./i18n.js";
import { read, write } from "./kept.js";

const DRAFT = "mingzhang.draft";
const form = document.getElementById("composer");
const input = document.getElementById("question");
const send = document.getElementById("send");
let busy = false;
let composed = false; // Safari ends the composition before it tells of the Enter that ended it

export function composer({ ask, stop }) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return stop();
    const question = input.value.trim();
    // Emptied first: whatever refuses the question gives it back.
    if (question) {
      set("");
      ask(question);
    }
  });
  input.addEventListener("input", ready);
  input.addEventListener("compositionend", () => {
    composed = true;
    setTimeout(() => (composed = false), 50);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    // Some browsers tell of an input method by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!busy && !composed) form.requestSubmit();
  });
  window.addEventListener("resize", ready);
  set(read("sessionStorage", DRAFT, ""));
}

export function set(text) {
  input.value = text;
  ready();
}

// What was asked in vain is not lost; what was written since is not overwritten.
export function giveBack(question) {
  if (!input.value.trim()) set(question);
}

export function takeBack(question) {
  if (input.value.trim() === question) set("");
}

export function working(on) {
  busy = on;
  send.classList.toggle("stopping", on);
  send.setAttribute("aria-label", on ? t("stop") : t("ask"));
  send.title = on ? t("stop") : t("ask");
  ready();
}

export function focus() {
  input.focus({ preventScroll: true });
}

function ready() {
  send.disabled = !busy && !input.value.trim();
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
  write("sessionStorage", DRAFT, input.value || null);
}
