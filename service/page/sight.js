// What of the conversation is in sight: it moves with the text only for those who are at its end.
const NEAR = 48; // pixels from the end that still count as being there
const FAR = 240; // from where on there is a button to go back to the end
const scroll = document.getElementById("scroll");
const latest = document.getElementById("latest");

export const atBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;

export function offerLatest() {
  latest.hidden = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < FAR;
}

// Down with the text as it grows; the question that it answers stays in sight until its reader has scrolled past it.
export function follow(turn) {
  const top = turn.element.offsetTop;
  scroll.scrollTop = scroll.scrollTop > top + 1 ? scroll.scrollHeight : top;
}

latest.addEventListener("click", () => {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: still ? "auto" : "smooth" });
});
scroll.addEventListener("scroll", offerLatest, { passive: true });
