// Server-sent events out of bytes that may be cut anywhere, also within a character.

export class Events {
  #decoder = new TextDecoder();
  #rest = "";

  // The events that these bytes complete, each {event, data} with its JSON read.
  push(bytes) {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    const found = [];
    for (;;) {
      const end = /\r\n\r\n|\n\n|\r\r/.exec(this.#rest);
      if (!end) return found;
      const read = event(this.#rest.slice(0, end.index));
      if (read) found.push(read);
      this.#rest = this.#rest.slice(end.index + end[0].length);
    }
  }
}

function event(block) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return data.length ? { event: name, data: JSON.parse(data.join("\n")) } : null;
}
