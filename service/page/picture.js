// The page as it was published, rolled to the mark; where it cannot be had, what is below it says the same.
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

const PIXELS_A_POINT = 2; // of a page's picture; only a poster has fewer, and is then not rolled to the very place

const LEGIBLE = 420; // pixels of width, below which a whole page cannot be read

export function picture(citation) {
  const address = api.pagePicture(citation);
  if (!address) return null;
  const frame = el("div", { class: "page-picture", tabindex: "0", role: "region", "aria-label": t("pictureOf", { n: citation.page }) });
  const zoom = button("zoom", () => near(!frame.classList.contains("zoomed")), icon("zoom"));
  const near = (to) => {
    frame.classList.toggle("zoomed", to);
    zoom.setAttribute("aria-label", t(to ? "zoomOut" : "zoomIn"));
    roll(frame, citation);
  };
  const load = () => {
    const marked = citation.fact ? t("pictureMarked", { n: citation.page, quote: citation.quote.trim() }) : t("pictureOf", { n: citation.page });
    const image = el("img", { alt: marked, decoding: "async" });
    image.addEventListener("load", () => {
      zoom.hidden = false;
      near(frame.clientWidth < LEGIBLE);
    });
    image.addEventListener("error", () => {
      const again = button("chip", load, t("retry"));
      frame.replaceChildren(el("div", { class: "picture-failed", role: "alert" }, el("p", {}, t("pictureFailed")), again));
      zoom.hidden = true;
    });
    image.src = address;
    frame.replaceChildren(image);
  };
  zoom.hidden = true;
  load();
  return el("div", { class: "picture-place" }, frame, zoom);
}

function roll(frame, citation) {
  const image = frame.querySelector("img");
  if (!image || !citation.bbox) return;
  const scale = (PIXELS_A_POINT * image.clientWidth) / image.naturalWidth;
  const [left, top, right, bottom] = citation.bbox;
  frame.scrollTop = ((top + bottom) / 2) * scale - frame.clientHeight / 2;
  frame.scrollLeft = ((left + right) / 2) * scale - frame.clientWidth / 2;
}
