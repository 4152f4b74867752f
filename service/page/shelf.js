// The list of what is held: found by words, narrowed by status, each opening its document.
import * as api from "./api.js";
import { button, el, renew } from "./dom.js";
import { CHINESE, KINDS, t } from "./i18n.js";

const [list, find, status, shown] = ["records", "find", "status", "shown"].map((id) => document.getElementById(id));
const listeners = [];
const A_SCREEN = 200; // lines shown at first, and as many more each time
let most = A_SCREEN;
let records = null;
let failed = null;

export const onRecords = (tell) => listeners.push(tell);
export const held = () => records ?? [];

export async function reload() {
  try {
    [records, failed] = [await api.documents(), null];
  } catch (error) {
    [records, failed] = [null, error];
  }
  for (const tell of listeners) tell();
}

export function badges(record, newer) {
  return [
    record.status === "needs_review" ? el("span", { class: "badge doubt" }, t("needs_review")) : el("span", { class: "badge" }, t("ready")),
    record.visibility === "staff" ? el("span", { class: "badge staff" }, t("staff")) : null,
    newer ? el("span", { class: "badge" }, t("superseded")) : null,
  ];
}

export function described(record) {
  return [
    record.organisation ?? t("unknownOrganisation"),
    record.year ?? t("unknownYear"),
    record.kind ? KINDS[record.kind] : t("unknownKind"),
    record.scope ? t(record.scope) : null,
  ].filter(Boolean).join(" · ");
}

function line(record, newer) {
  const counts = `${t("tables", { n: record.tables })} · ${t("figures", { n: record.facts })}`;
  return el(
    "li",
    {},
    el(
      "a",
      { class: "record", href: `#/${encodeURIComponent(record.id)}` },
      el("strong", CHINESE, record.title),
      el("span", { class: "faint" }, described(record)),
      el("span", { class: "faint" }, counts),
      el("span", { class: "badges" }, badges(record, newer)),
    ),
  );
}

function matches(record, words) {
  const text = [record.title, described(record), ...record.files].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

export function show() {
  const made = document.createDocumentFragment();
  if (failed) {
    const words = [401, 403].includes(failed.status) ? t("needsAsk") : failed.message;
    made.append(el("li", { class: "faint", role: "alert" }, words));
    shown.textContent = "";
  } else {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = status.value;
    const found = held().filter((one) => matches(one, words) && (!wanted || one.status === wanted || one.visibility === wanted));
    const older = new Set(held().map((one) => one.supersedes));
    made.append(...found.toReversed().slice(0, most).map((one) => line(one, older.has(one.id))));
    if (found.length > most) made.append(el("li", { class: "row-end" }, further(found.length - most)));
    if (!found.length) made.append(el("li", { class: "faint" }, t(held().length ? "noneMatches" : "nothing")));
    shown.textContent = t("shown", { n: found.length });
  }
  renew(list, made);
}

function further(left) {
  const more = () => {
    most += A_SCREEN;
    show();
  };
  return button("plain", more, t("furtherDocuments", { n: left }));
}

function anew() {
  most = A_SCREEN;
  show();
}

find.addEventListener("input", anew);
status.addEventListener("change", anew);
