// One tooltip for whatever has something to tell: beside it on hover and on keyboard focus, Escape sends it away.
const tip = document.getElementById("tip");
const GAP = 8;
const LINGER = 120; // milliseconds in which the pointer may cross over to the tooltip itself
const told = new WeakMap();
let leaving = null;

// `tell` makes what the tooltip shows, at the time it is wanted.
export function tipped(element, tell) {
  element.dataset.tip = "";
  told.set(element, tell);
  return element;
}

function show(target) {
  const tell = told.get(target);
  if (!tell) return;
  clearTimeout(leaving);
  tip.replaceChildren(...tell());
  tip.hidden = false;
  for (const other of document.querySelectorAll("[aria-describedby=tip]")) other.removeAttribute("aria-describedby");
  target.setAttribute("aria-describedby", "tip");
  const [at, own] = [target.getBoundingClientRect(), tip.getBoundingClientRect()];
  const left = Math.min(Math.max(GAP, at.left + at.width / 2 - own.width / 2), window.innerWidth - own.width - GAP);
  const above = at.top - own.height - GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
}

function hide() {
  clearTimeout(leaving);
  tip.hidden = true;
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}

const meant = (event) => (event.target instanceof Element ? event.target.closest("[data-tip]") : null);

export function watch() {
  document.addEventListener("mouseover", (event) => {
    if (!window.matchMedia("(hover: hover)").matches) return;
    const target = meant(event);
    if (target) show(target);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (!tip.hidden) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, LINGER);
    }
  });
  document.addEventListener("focusin", (event) => {
    const target = meant(event);
    if (target?.matches(":focus-visible")) show(target);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    if (!tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("scroll", hide, { capture: true, passive: true });
}
