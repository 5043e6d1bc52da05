/** Reads server-sent events (WHATWG HTML, 9.2.6): pure. */

export interface ServerSentEvent {
  /** `message` where the server names none. */
  readonly name: string;
  readonly data: string;
  /** The last id the stream told, with this event or before; undefined: none yet. */
  readonly lastEventId: string | undefined;
}

export interface EventParser {
  /** Takes the next piece of the stream, cut anywhere, and answers the events it completes. */
  push(text: string): ServerSentEvent[];
}

export function createEventParser(): EventParser {
  let rest = "";
  let endedWithReturn = false;
  let name = "";
  let data: string[] = [];
  let lastEventId: string | undefined;

  function takeEvent(): ServerSentEvent | undefined {
    const event = data.length === 0 ? undefined : { name: name || "message", data: data.join("\n"), lastEventId };
    name = "";
    data = [];
    return event;
  }

  function takeLine(line: string): void {
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") name = value;
    else if (field === "id" && !value.includes("\0")) lastEventId = value;
  }

  return {
    push(text) {
      // A line may end in \r\n, and the piece before this one in the middle of that.
      const piece = endedWithReturn && text.startsWith("\n") ? text.slice(1) : text;
      if (text !== "") endedWithReturn = text.endsWith("\r");
      const lines = (rest + piece).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? "";
      const events: ServerSentEvent[] = [];
      for (const line of lines) {
        if (line !== "") {
          takeLine(line);
          continue;
        }
        const event = takeEvent();
        if (event) events.push(event);
      }
      return events;
    },
  };
}
