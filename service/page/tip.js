// One tooltip for whatever has words in `data-tip`: shown beside it on hover and on keyboard focus.
const tip = document.getElementById("tip");
const GAP = 8;

function show(target) {
  tip.textContent = target.dataset.tip;
  tip.hidden = false;
  target.setAttribute("aria-describedby", "tip");
  const [at, own] = [target.getBoundingClientRect(), tip.getBoundingClientRect()];
  const left = Math.min(Math.max(GAP, at.left + at.width / 2 - own.width / 2), window.innerWidth - own.width - GAP);
  const above = at.top - own.height - GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
}

function hide() {
  tip.hidden = true;
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
}

const tipped = (event) => (event.target instanceof Element ? event.target.closest("[data-tip]") : null);

export function watch() {
  document.addEventListener("mouseover", (event) => {
    const target = tipped(event);
    if (target && window.matchMedia("(hover: hover)").matches) show(target);
    else hide();
  });
  document.addEventListener("focusin", (event) => {
    const target = tipped(event);
    if (target?.matches(":focus-visible")) show(target);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", hide);
  document.addEventListener("scroll", hide, { capture: true, passive: true });
}
