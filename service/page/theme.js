// Light, dark or as the system has it; runs before the first paint, hence a plain script and not a module.
"use strict";

(() => {
  const KEPT = "mingzhang.theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const CHOICES = ["system", "light", "dark"];
  let chosen = "system";
  try {
    chosen = localStorage.getItem(KEPT) ?? "system";
  } catch {
    // where nothing may be kept, the system decides
  }

  function apply() {
    const shown = chosen === "system" ? (system.matches ? "dark" : "light") : chosen;
    document.documentElement.dataset.theme = shown;
    document.dispatchEvent(new CustomEvent("themechange", { detail: shown }));
  }

  system.addEventListener("change", apply);
  window.mingzhangTheme = {
    choices: CHOICES,
    get chosen() {
      return CHOICES.includes(chosen) ? chosen : "system";
    },
    choose(choice) {
      chosen = choice;
      try {
        localStorage.setItem(KEPT, choice);
      } catch {
        // it holds until the page is left
      }
      apply();
    },
  };
  apply();
})();
