// The side panel: a cited cell marked in its table, a sentence in its paragraph, a calculation, the held documents.
import * as api from "./api.js";
import { el } from "./dom.js";
import { KINDS, formula, labels, quoted, where } from "./words.js";

const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const body = document.getElementById("panel-body");
let opener = null;
let shown = 0; // counts what was opened, so that a late reply does not overwrite a newer view

const PIXELS_A_POINT = 2; // of a page's picture; only a poster has fewer, and is then not rolled to the very place

const covering = window.matchMedia("(max-width: 999px)");
const talk = document.querySelector(".talk");

// Where the panel covers the page, what is under it is out of reach of the keyboard and of screen readers too.
function cover() {
  talk.inert = covering.matches && !panel.hidden;
}
covering.addEventListener("change", cover);

function begin(heading) {
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = false;
  cover();
  document.body.classList.add("with-panel");
  title.textContent = heading;
  body.replaceChildren();
  body.scrollTop = 0;
  title.focus({ preventScroll: true });
  return ++shown;
}

export function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  cover();
  document.body.classList.remove("with-panel");
  shown++;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

document.getElementById("close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) close();
});

// A cited cell or sentence in its place. `others` are the answer's citations: those nearby are marked lightly.
export async function showCitation(citation, others) {
  const view = begin(`出处 ${citation.id}`);
  body.append(card(citation));
  const place = el("div", { class: "place", "aria-busy": "true" }, el("p", { class: "faint" }, "正在打开原文……"));
  body.append(place);
  try {
    const made = await original(citation, others);
    if (view !== shown) return;
    place.replaceChildren(...[picture(citation), made].filter(Boolean));
    place.removeAttribute("aria-busy");
    place.querySelector(".hit")?.scrollIntoView({ block: "center", inline: "center" });
  } catch (error) {
    if (view !== shown) return;
    const again = el("button", { type: "button", class: "chip", onclick: () => showCitation(citation, others) }, "重试");
    place.replaceChildren(el("p", { class: "wrong", role: "alert" }, error.message), again);
  }
}

function card(citation) {
  const about = [citation.organisation, citation.year ? `${citation.year}年` : null];
  const rows = [
    ["材料", citation.title],
    [citation.table ? "表" : "章节", where(citation)],
    ["行", citation.kind === "cell" ? citation.row.join(" › ") : ""],
    ["列", citation.kind === "cell" ? citation.column.join(" › ") : ""],
    ["页", citation.page ? `第${citation.page}页` : ""],
    ["原文", citation.kind === "cell" ? quoted(citation) : ""],
  ];
  const list = el("dl", { class: "card", "aria-label": about.filter(Boolean).join("，") });
  for (const [name, value] of rows) {
    if (value) list.append(el("dt", {}, name), el("dd", { class: name === "原文" ? "original" : null }, value));
  }
  if (/^https?:\/\//.test(citation.source_url ?? "")) {
    const link = el("a", { href: citation.source_url, target: "_blank", rel: "noopener noreferrer" }, "打开公开网页");
    list.append(el("dt", {}, "来源"), el("dd", {}, link));
  }
  return list;
}

// The page as it was published, rolled to the mark; where it cannot be had, what is below it says the same.
function picture(citation) {
  const address = api.pagePicture(citation);
  if (!address) return null;
  const alt = `原件第${citation.page}页${citation.fact ? `，标出了“${citation.quote.trim()}”` : ""}`;
  const image = el("img", { alt, loading: "lazy", decoding: "async" });
  const link = el("a", { href: address, target: "_blank", rel: "noopener", title: "打开大图" }, image);
  const frame = el("div", { class: "page-picture" }, link);
  image.addEventListener("error", () => frame.remove());
  image.addEventListener("load", () => {
    if (!citation.bbox) return;
    const middle = ((citation.bbox[1] + citation.bbox[3]) / 2) * PIXELS_A_POINT;
    frame.scrollTop = (middle * image.clientWidth) / image.naturalWidth - frame.clientHeight / 2;
  });
  image.src = address;
  return frame;
}

async function original(citation, others) {
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
  const heading = el("h3", {}, name, table.unit ? el("span", { class: "unit" }, `单位：${table.unit}`) : "");
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
  return el("div", { class: "original-table" }, heading, el("div", { class: "wide", tabindex: "0" }, made), ...notes);
}

function cellView(cell, head, down, across, citation, near) {
  const hit = points(citation, cell);
  const also = !hit && near.some((one) => points(one, cell));
  const number = /^[-−+△]?[\d,，]+(\.\d+)?%?$/.test(cell.text.trim());
  const made = el(head ? "th" : "td", {
    class: [hit ? "hit" : "", also ? "also" : "", number ? "number" : ""].filter(Boolean).join(" ") || null,
    rowspan: down > 1 ? down : null,
    colspan: across > 1 ? across : null,
    "aria-current": hit ? "true" : null,
  });
  if (hit && citation.kind === "sentence") highlight(made, cell.text, citation.quote);
  else made.append(hit ? el("mark", {}, cell.text.trim() || "（空）") : cell.text);
  return made;
}

function paragraphsView(items, citation) {
  const made = el("div", { class: "prose" });
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

// How a figure was computed, each operand leading to its place.
export function showFigure(figure, citations) {
  begin("计算过程");
  body.append(el("p", { class: "formula" }, formula(figure), el("strong", {}, ` = ${figure.text}`)));
  const list = el("ul", { class: "operands" });
  for (const operand of figure.operands) {
    const citation = citations.find((one) => one.id === operand.citation);
    const value = el("strong", {}, operand.value + (operand.unit ?? ""));
    const words = citation ? [where(citation), citation.kind === "cell" ? labels(citation) : quoted(citation)] : [];
    const text = words.filter(Boolean).join("，");
    const press = citation ? () => showCitation(citation, citations) : null;
    list.append(
      el("li", {}, press ? el("button", { type: "button", class: "row", onclick: press }, value, el("span", {}, text)) : value),
    );
  }
  body.append(list);
  if (!figure.certain) body.append(el("p", { class: "wrong" }, "其中有识别不确定的数，请核对原文。"));
  body.append(el("p", { class: "faint" }, "由计算器按原文数字精确计算，最后一步四舍五入。"));
}

// What is held; the ticked documents alone are asked, none ticked means all.
export function showDocuments(documents, selected, missing, changed) {
  begin("已收录的材料");
  if (!documents.length) {
    body.append(el("p", {}, "还没有收录材料。请管理员在终端运行："), el("pre", {}, "mingzhang ingest 文件或文件夹"));
  } else {
    body.append(el("p", { class: "faint" }, "默认依据全部材料回答；勾选后只依据选中的材料。"));
  }
  const list = el("ul", { class: "documents" });
  for (const one of documents) {
    const tick = el("input", { type: "checkbox", value: one.id, disabled: one.status !== "ready" });
    tick.checked = selected.has(one.id);
    tick.addEventListener("change", () => {
      if (tick.checked) selected.add(one.id);
      else selected.delete(one.id);
      changed();
    });
    const facts = [one.year ? `${one.year}年${KINDS[one.kind] ?? ""}` : null, `${one.tables}张表`, `${one.facts}个数字`];
    if (one.status !== "ready") facts.push("待核对，暂不参与回答");
    if (one.supersedes) facts.push("有旧版");
    const about = el("span", { class: "faint" }, facts.filter(Boolean).join(" · "));
    list.append(el("li", {}, el("label", {}, tick, el("span", {}, el("span", { class: "name" }, one.title), about))));
  }
  body.append(list, ...Object.values(missing).map((sentence) => el("p", { class: "faint" }, sentence)));
}


