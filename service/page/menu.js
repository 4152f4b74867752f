// A button that opens a small box beside it; Escape, a press elsewhere or a choice closes it.
let shut = null;

export function menu(trigger, box, { opened = () => {} } = {}) {
  box.hidden = true;
  trigger.setAttribute("aria-expanded", "false");
  const close = (focus) => {
    if (box.hidden) return;
    box.hidden = true;
    trigger.setAttribute("aria-expanded", "false");
    if (shut === close) shut = null;
    if (focus) trigger.focus();
  };
  trigger.addEventListener("click", () => {
    if (!box.hidden) return close(true);
    shut?.(false);
    shut = close;
    box.hidden = false;
    trigger.setAttribute("aria-expanded", "true");
    opened();
  });
  // Left by the keyboard, it closes too; a press inside that focuses nothing leaves it open.
  const leave = (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget) && event.relatedTarget !== trigger) close(false);
  };
  box.addEventListener("focusout", leave);
  trigger.addEventListener("focusout", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      close(true);
    }
  });
  trigger.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target) && !trigger.contains(event.target) && event.target.isConnected) close(false);
  });
  return { close };
}
