// The signs on buttons and chips: a path each, on a field of 24 by 24.
const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h10",
  add: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  search: "M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14M16 16l4.5 4.5",
  pencil: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
  filter: "M4 6h16M7 12h10M10 18h4",
  books: "M5 4h5v16H5zM10 4h5v16h-5zM15.5 5l4-1 3 15-4 1z",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  down: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5",
  good: "M7 11v9H4v-9zM7 11l4-8a2 2 0 0 1 2 2.5L12.5 9H19a1.5 1.5 0 0 1 1.5 1.8l-1.3 7.5A2 2 0 0 1 17.2 20H7",
  bad: "M7 13V4H4v9zM7 13l4 8a2 2 0 0 0 2-2.5L12.5 15H19a1.5 1.5 0 0 0 1.5-1.8l-1.3-7.5A2 2 0 0 0 17.2 4H7",
  before: "M15 5l-7 7 7 7",
  after: "M9 5l7 7-7 7",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  zoom: "M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14M16 16l4.5 4.5M8 11h6M11 8v6",
  person: "M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21c0-4 3.5-6 8-6s8 2 8 6",
  // The four verdicts have a shape each.
  cited: "M5 12.5l4.5 4.5L19 7.5",
  derived: "M6 9.5h12M6 14.5h12",
  uncertain: "M8.5 9a3.5 3.5 0 1 1 5 3.1c-1 .5-1.5 1.2-1.5 2.4M12 18.5v.1",
  contradicted: "M7 7l10 10M17 7 7 17",
  unverified: "M12 6v8M12 18v.1",
  pending: "M12 5a7 7 0 1 1-7 7",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
