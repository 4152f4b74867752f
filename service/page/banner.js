// What is told above the conversation, each matter once, until it is over or has been read.
import { button, el } from "./dom.js";
import { spoken, t } from "./i18n.js";

const banner = document.getElementById("banner");
const told = new Map();
const quiet = new Set(); // lasting matters that were read and sent away

// `press` is a button in place of the one that sends it away; what is `lasting` is told once a visit.
export function tell(matter, words, { press = null, lasting = false } = {}) {
  if (quiet.has(matter)) return;
  told.set(matter, { words, press, lasting });
  showBanner();
}

export function hush(matter) {
  if (told.delete(matter)) showBanner();
}

function showBanner() {
  banner.hidden = !told.size;
  banner.replaceChildren(
    ...[...told].map(([matter, { words, press, lasting }]) => {
      const away = button("link", () => {
        if (lasting) quiet.add(matter);
        hush(matter);
      }, t("dismiss"));
      return el("p", {}, el("span", spoken(words), words), press ?? away);
    }),
  );
}
