// What the browser keeps between visits, or while the tab is open. A full or forbidden store costs the memory, no more.

export function read(store, key, otherwise) {
  try {
    return JSON.parse(window[store].getItem(key) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function write(store, key, value) {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
