// What a person knows better: the document's organisation, year, kind, scope and origin; its removal; the log of it all.
import * as desk from "./desk.js";
import { button, el } from "./dom.js";
import { CHINESE, KINDS, t } from "./i18n.js";

const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }));
const FIELDS = ["organisation", "year", "kind", "scope", "visibility", "published", "source_url"];
const NAMES = { source_url: "sourceUrl" };
const nameOf = (field) => t(NAMES[field] ?? field);
const optional = new Set(["published", "source_url"]);

// The form and the log; `then` hears the id of the corrected document, which another one may have been joined with.
export function corrections(record, then) {
  return el("div", { class: "correcting" }, form(record, then), log(record));
}

function select(field, value, options) {
  const known = value ? [] : [el("option", { value: "" }, t("unknown"))];
  const made = el("select", { name: field }, known, Object.entries(options).map(([one, words]) => el("option", { value: one }, words)));
  made.value = value ?? "";
  return made;
}

function inputs(record) {
  return {
    organisation: el("input", { name: "organisation", value: record.organisation ?? "", maxlength: 200, ...CHINESE }),
    year: el("input", { name: "year", type: "number", min: 1990, max: 2100, value: record.year ?? "" }),
    kind: select("kind", record.kind, KINDS),
    scope: select("scope", record.scope, { department: t("department"), unit: t("unit") }),
    visibility: select("visibility", record.visibility, { public: t("public"), staff: t("staff") }),
    published: el("input", { name: "published", type: "date", value: record.published ?? "" }),
    source_url: el("input", { name: "source_url", type: "url", placeholder: "https://", value: record.source_url ?? "" }),
  };
}

function form(record, then) {
  const given = inputs(record);
  const wrong = el("p", { class: "wrong", role: "alert" });
  const made = el(
    "form",
    { class: "fields upright" },
    FIELDS.map((field) => el("label", {}, el("span", {}, nameOf(field)), given[field])),
    wrong,
    el("p", { class: "row-end" }, el("button", { class: "solid" }, t("saveCorrection"))),
  );
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    const patch = {};
    for (const field of FIELDS) {
      const value = given[field].value.trim();
      if (value === String(record[field] ?? "")) continue;
      if (value) patch[field] = field === "year" ? Number(value) : value;
      else if (optional.has(field)) patch[field] = null;
    }
    if (!Object.keys(patch).length) {
      wrong.textContent = t("nothingChanged");
      return;
    }
    try {
      const corrected = await desk.correct(record.id, patch);
      say(t(corrected.id === record.id ? "corrected" : "joined"));
      then(corrected.id);
    } catch (error) {
      wrong.textContent = error.message;
    }
  });
  return made;
}

function log(record) {
  const made = el("section", { class: "log" }, el("h3", {}, t("tabLog")));
  desk.corrections(record.id).then(
    (items) => made.append(items.length ? logTable(items) : el("p", { class: "faint" }, t("noLog"))),
    (error) => made.append(el("p", { class: "wrong", role: "alert" }, error.message)),
  );
  return made;
}

function logTable(items) {
  const heads = ["when", "who", "what", "before", "after"].map((one) => el("th", { scope: "col" }, t(one)));
  const rows = items.map((one) =>
    el(
      "tr",
      {},
      el("td", {}, new Date(one.at).toLocaleString(document.documentElement.lang)),
      el("td", CHINESE, one.by ?? ""),
      el("td", {}, fieldName(one.field)),
      el("td", CHINESE, shown(one.field, one.old)),
      el("td", CHINESE, one.field === "document" ? t("removedValue") : shown(one.field, one.new)),
    ),
  );
  const grid = el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("tabLog") }, grid);
}

function fieldName(field) {
  const table = /^unit of table (\d+)$/.exec(field);
  return table ? t("unitOfTable", { n: table[1] }) : nameOf(field);
}

function shown(field, value) {
  if (value === null) return t("none");
  if (field === "kind") return KINDS[value] ?? value;
  return ["scope", "visibility"].includes(field) ? t(value) : value;
}

// Asked once more, since nothing brings it back.
export function remove(record) {
  const wrong = el("p", { class: "wrong", role: "alert" });
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "remove-title" });
  const go = async () => {
    try {
      await desk.remove(record.id);
      dialog.close();
      window.location.hash = "#/";
      setTimeout(() => say(t("removedDocument", { title: record.title })));
    } catch (error) {
      wrong.textContent = error.message;
    }
  };
  dialog.append(
    el("h2", { id: "remove-title" }, t("removeTitle")),
    el("p", {}, t("removeHelp", { title: record.title, facts: record.facts })),
    wrong,
    el("p", { class: "row-end" }, button("plain", () => dialog.close(), t("cancel")), button("solid danger", go, t("removeConfirm"))),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
