// Where a citation stands: its cell marked in the table as published, its sentence in the paragraph.
import * as api from "./api.js";
import { el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { quoted } from "./words.js";

// `others` are the answer's citations: those in the same table are marked lightly.
export async function original(citation, others) {
  const inTable = /^t(\d+)r\d+c\d+$/.exec(citation.anchor ?? "");
  const number = citation.table_number ?? (inTable ? Number(inTable[1]) : null);
  if (number !== null) {
    const table = await api.table(citation.document, number);
    const near = others.filter((one) => one.document === citation.document && one !== citation);
    return tableView(table, citation, near);
  }
  const found = await api.paragraphs(citation.document, citation.anchor);
  return paragraphsView(found.items, citation);
}

function points(citation, cell) {
  if (citation.anchor) return cell.anchor === citation.anchor;
  if (citation.cell) return cell.cell === citation.cell;
  return citation.fact !== null && cell.fact === citation.fact;
}

function tableView(table, citation, near) {
  const name = table.heading || table.title;
  const heading = el("h3", {}, name, table.unit ? el("span", { class: "unit" }, t(table.unit_by ? "unitBy" : "unitOf", { unit: table.unit, who: table.unit_by })) : "");
  const made = el("table", { "aria-label": name });
  const covered = new Set();
  table.cells.forEach((row, i) => {
    const line = el("tr");
    row.forEach((cell, j) => {
      if (covered.has(`${i},${j}`)) return;
      const [down, across] = [cell.row_span ?? 1, cell.column_span ?? 1];
      for (let a = 0; a < down; a++) for (let b = 0; b < across; b++) covered.add(`${i + a},${j + b}`);
      line.append(cellView(cell, i < table.header, down, across, citation, near));
    });
    made.append(line);
  });
  const notes = table.notes.map((note) => el("p", { class: "faint" }, note));
  return el("div", { class: "original-table", ...CHINESE }, heading, el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name }, made), ...notes);
}

function cellView(cell, head, down, across, citation, near) {
  const hit = points(citation, cell);
  const also = !hit && near.some((one) => points(one, cell));
  const number = /^[-−+△]?[\d,，]+(\.\d+)?%?$/.test(cell.text.trim());
  const made = el(head && cell.text.trim() ? "th" : "td", {
    class: [head ? "head" : "", hit ? "hit" : "", also ? "also" : "", number ? "number" : ""].filter(Boolean).join(" ") || null,
    rowspan: down > 1 ? down : null,
    colspan: across > 1 ? across : null,
    "aria-current": hit ? "true" : null,
  });
  if (hit && citation.kind === "sentence") highlight(made, cell.text, citation.quote);
  else made.append(hit ? el("mark", {}, cell.text.trim() || t("blank")) : cell.text);
  return made;
}

function paragraphsView(items, citation) {
  const made = el("div", { class: "prose", ...CHINESE });
  let at = items.findIndex((one) => one.anchor === citation.anchor);
  if (at < 0) at = items.findIndex((one) => find(one.text, citation.quote));
  let section = null;
  items.forEach((one, i) => {
    if (Math.abs(i - at) > 1) return;
    const heading = one.section.join(" › ");
    if (heading && heading !== section) made.append(el("h3", {}, heading));
    section = heading;
    const paragraph = el("p", { class: i === at ? "here" : "faint" });
    if (i === at) highlight(paragraph, one.text, citation.quote);
    else paragraph.append(one.text);
    made.append(paragraph);
  });
  if (at < 0) made.append(el("p", {}, quoted(citation)));
  return made;
}

// Where a quotation stands in a text, blanks left out of account: [start, end], or null.
function find(text, quote) {
  const places = [];
  let bare = "";
  for (let i = 0; i < text.length; i++) {
    if (/\s/.test(text[i])) continue;
    places.push(i);
    bare += text[i];
  }
  const wanted = quote.replace(/\s/g, "");
  const at = wanted ? bare.indexOf(wanted) : -1;
  return at < 0 ? null : [places[at], places[at + wanted.length - 1] + 1];
}

function highlight(element, text, quote) {
  const [start, end] = find(text, quote) ?? [0, text.length];
  element.append(text.slice(0, start), el("mark", { class: "hit" }, text.slice(start, end)), text.slice(end));
}
