// An answer to take along: copied with its sources, as a link, as a Word or Excel file.
import * as api from "./api.js";
import { verdict } from "./chip.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { unaccounted } from "./numbers.js";
import { source } from "./words.js";

const SAID_FOR = 2000; // milliseconds

export function act(sign, words, press) {
  const made = button("act", press, icon(sign));
  made.setAttribute("aria-label", words);
  made.title = words;
  return made;
}

// The button says for a moment what came of it; a status is heard too.
function say(made, sign, words, before) {
  made.replaceChildren(icon(sign), el("span", { role: "status" }, words));
  setTimeout(() => made.replaceChildren(icon(before)), SAID_FOR);
}

export function copying(answer) {
  const made = act("copy", t("copy"), () => put(made, "copy", asText(answer)));
  return made;
}

export function linking(answer) {
  const made = act("link", t("link"), () => put(made, "link", `${window.location.origin}/#a=${encodeURIComponent(answer.id)}`));
  return made;
}

async function put(made, sign, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(made, sign, t("copied"), sign);
  } catch {
    say(made, sign, t("notCopied"), sign);
  }
}

// The words and the sources; what is in doubt on the page is in doubt where it is pasted.
export function asText(answer) {
  const chars = Array.from(answer.answer);
  const citations = new Map(answer.citations.map((one) => [one.id, one]));
  const doubts = unaccounted(chars, answer).map((one) => [one.end, "unverified"]);
  doubts.push(...answer.figures.map((one) => [one.end, verdict(one, citations)]));
  for (const [end, kind] of doubts.sort((a, b) => b[0] - a[0])) {
    if (!["cited", "derived"].includes(kind)) chars.splice(end, 0, t(`doubt_${kind}`));
  }
  const sources = answer.citations.map((one) => `[${one.id}] ${source(one)}`);
  return [chars.join("").replaceAll("**", ""), ...sources].join("\n");
}

// A menu of the two formats; `failed` is told what went wrong.
export function exporting(what, id, words, failed) {
  const trigger = act("down", words, () => {});
  const formats = { docx: "word", xlsx: "excel" };
  const box = el("div", { class: "menu" });
  const opened = menu(trigger, box);
  for (const [format, name] of Object.entries(formats)) {
    box.append(button("choice", () => {
      opened.close(true);
      download(what, id(), format).catch((error) => failed(error.message));
    }, t(name)));
  }
  return el("span", { class: "anchor" }, trigger, box);
}

async function download(what, id, format) {
  const { file, name } = await api.exported(what, id, format);
  const address = URL.createObjectURL(file);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
