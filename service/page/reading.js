// What was read beside the page as published: a table with its codes, units and years, or the text.
import * as api from "./api.js";
import * as desk from "./desk.js";
import { button, el, unseen } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { original } from "./original.js";
import { picture } from "./picture.js";
import { may } from "./session.js";

const UNITS = ["元", "千元", "万元", "亿元"];

// `again` opens the document anew, after its figures were read anew.
export function reading(record, again) {
  const tables = record.structure.tables;
  const choice = el(
    "select",
    { id: "table-choice" },
    tables.map((one) => el("option", { value: one.number, ...CHINESE }, `${one.number}. ${one.heading || one.title}`)),
    record.structure.paragraphs ? el("option", { value: "" }, t("text")) : null,
  );
  const read = el("div", { class: "read" });
  const beside = pages(record);
  let shown = 0; // counts what was chosen, so that a table that comes late does not overwrite the one chosen after it
  const show = () => {
    const view = ++shown;
    const table = tables.find((one) => String(one.number) === choice.value);
    beside.turn(table?.page ?? 1, table?.file ?? null, null);
    (table ? tableSide(record, table, beside, again) : textSide(record)).then(
      (made) => view === shown && read.replaceChildren(...made),
      (error) => view === shown && read.replaceChildren(el("p", { class: "wrong", role: "alert" }, error.message)),
    );
  };
  choice.addEventListener("change", show);
  show();
  const left = el("div", {}, el("p", { class: "choose" }, el("label", { for: "table-choice" }, t("chooseTable")), choice), read);
  return el("div", { class: "beside" }, left, beside.place);
}

async function tableSide(record, table, beside, again) {
  const printed = await original({ document: record.id, table_number: table.number, kind: "cell", fact: null, quote: "" }, []);
  return [unitNote(record, table, again), printed, await numbers(record, table, beside)].filter(Boolean);
}

async function textSide(record) {
  const found = await api.paragraphs(record.id, null);
  const made = el("div", { class: "prose", ...CHINESE });
  let section = null;
  for (const one of found.items) {
    const heading = one.section.join(" › ");
    if (heading && heading !== section) made.append(el("h3", {}, heading));
    section = heading;
    made.append(el("p", {}, one.text));
  }
  return [made];
}

// A table without a unit supplies no amounts; an administrator who knows it may say it.
function unitNote(record, table, again) {
  if (table.unit && !(table.unit_by && may("admin"))) return null;
  const words = el("p", {}, table.unit ? t("unitBy", { unit: table.unit, who: table.unit_by }) : t("unitMissing"));
  if (!may("admin")) return el("div", { class: "note" }, words);
  const options = [el("option", { value: "" }, t("chooseUnit")), ...UNITS.map((one) => el("option", { ...CHINESE }, one))];
  const unit = el("select", { "aria-label": t("unitSet") }, options);
  const wrong = el("p", { class: "wrong", role: "alert" });
  const set = async () => {
    if (!unit.value) {
      wrong.textContent = t("chooseUnit");
      unit.focus();
      return;
    }
    try {
      await desk.setUnit(record.id, table.number, unit.value);
      document.dispatchEvent(new CustomEvent("said", { detail: t("unitDone", { unit: unit.value }) }));
      again();
    } catch (error) {
      wrong.textContent = error.message;
    }
  };
  return el("div", { class: "note" }, words, el("p", { class: "row-end" }, unit, button("solid", set, t("unitSet"))), wrong);
}

async function numbers(record, table, beside) {
  const body = el("tbody");
  const more = el("p", { class: "row-end" });
  const name = t("numbersRead");
  const heads = ["code", "item", "column", "value", "unitColumn", "year", "basis"];
  const head = el("thead", {}, el("tr", {}, heads.map((one) => el("th", { scope: "col" }, t(one)))));
  const fill = async (cursor) => {
    const page = await desk.facts(record.id, table.number, cursor);
    body.append(...page.items.map((fact) => factLine(fact, record, beside)));
    more.replaceChildren(...(page.next ? [button("plain", () => fill(page.next), t("moreNumbers"))] : []));
  };
  await fill(null);
  if (!body.children.length) return el("p", { class: "faint" }, t("noNumbers"));
  const grid = el("table", { class: "numbers" }, el("caption", { class: "unseen" }, name), head, body);
  return el("section", {}, el("h3", {}, name), el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name }, grid), more);
}

function factLine(fact, record, beside) {
  const mark = () => beside.turn(fact.page, fact.file, { ...fact, fact: fact.id, document: record.id });
  const value = record.pages && fact.page ? button("link", mark, fact.quote.trim(), unseen(t("markNumber", { value: "" }))) : fact.quote.trim();
  return el(
    "tr",
    CHINESE,
    el("td", {}, fact.code ?? ""),
    el("td", {}, fact.row.at(-1) ?? ""),
    el("td", {}, fact.column.join(" › ")),
    el("td", { class: "number" }, value, fact.status === "uncertain" ? el("span", { class: "badge doubt" }, t("uncertain")) : null),
    el("td", {}, fact.unit ?? t("none")),
    el("td", {}, fact.year ?? t("none")),
    el("td", {}, fact.basis ? t(`basis_${fact.basis}`) : ""),
  );
}

// The pages of the original, one at a time; a number is marked in its own.
function pages(record) {
  const heading = el("h3", {}, t("originalPage"));
  const frame = el("div");
  const where = el("span", { "aria-live": "polite" });
  let at = { number: 1, file: null };
  const step = (by) => () => turn(at.number + by, at.file, null);
  const [before, after] = [button("plain", step(-1), `‹ ${t("earlierPage")}`), button("plain", step(1), `${t("laterPage")} ›`)];
  const place = el("aside", { class: "pages", "aria-label": t("originalPage") }, heading);
  if (record.pages) place.append(el("p", { class: "page-steps" }, before, where, after), frame);
  else place.append(el("p", { class: "faint" }, t("noPages")));
  function turn(number, file, fact) {
    if (!record.pages || !number) return;
    at = { number, file };
    where.textContent = t("pageNumber", { n: number, all: record.pages });
    before.disabled = number <= 1;
    after.disabled = number >= record.pages;
    const shown = picture({ document: record.id, page: number, file, fact: null, bbox: null, quote: "", ...fact });
    frame.replaceChildren(shown);
  }
  return { place, turn };
}
