// Elements made from values: whatever comes from a document or an answer becomes text, never markup.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return made;
}

export const button = (name, press, ...children) => el("button", { type: "button", class: name, onclick: press }, ...children);

// What is to be read by those who hear the page.
export const unseen = (words) => el("span", { class: "unseen" }, words);

// New children, of which those that say the same as before stay the elements they were: nothing flickers or loses focus.
export function renew(parent, fragment) {
  const made = [...fragment.childNodes];
  made.forEach((one, i) => {
    const old = parent.childNodes[i];
    if (!old) parent.append(one);
    else if (!old.isEqualNode(one)) old.replaceWith(one);
  });
  while (parent.childNodes.length > made.length) parent.lastChild.remove();
}
