// Whether the rail stands beside the conversation is known before the first paint, so that it neither flashes nor moves.
"use strict";

(() => {
  let shut = window.matchMedia("(max-width: 1199px)").matches;
  try {
    shut ||= localStorage.getItem("mingzhang.rail-shut") === "true";
  } catch {
    // where nothing may be kept, it stands
  }
  document.documentElement.classList.toggle("rail-shut", shut);
})();
