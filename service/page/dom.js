// Elements made from values: whatever comes from a document or an answer becomes text, never markup.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// A button in running text: its words stay selectable, which a real button's are not everywhere.
export function inlineButton(attributes, press, ...children) {
  const made = el("span", { role: "button", tabindex: "0", ...attributes }, ...children);
  made.addEventListener("click", press);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      press(event);
    }
  });
  return made;
}
