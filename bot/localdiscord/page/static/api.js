// Talking to the server: actions go up, events come down.
import { state } from "./state.js";

const key = document.querySelector('meta[name="key"]').content;

// act does something as the chosen actor, in the open channel unless body says
// otherwise. What was not possible comes back as {refused: "a sentence"}.
export async function act(action, body) {
  const full = { as: state.as, channel: state.channel, ...body };
  try {
    const response = await fetch("/api/" + action, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Briefbot-Key": key },
      body: JSON.stringify(full),
    });
    return response.ok ? await response.json() : { refused: await response.text() };
  } catch {
    return { refused: "Briefbot is not running any more." };
  }
}

// fetchFile gets a file of a message as {data: a Blob}, or {refused}.
export async function fetchFile(message, id) {
  try {
    const response = await fetch(`/api/files/${message}/${id}?as=${state.as}`, { headers: { "X-Briefbot-Key": key } });
    return response.ok ? { data: await response.blob() } : { refused: await response.text() };
  } catch {
    return { refused: "Briefbot is not running any more." };
  }
}

// follow calls handle(kind, data) with every event that the actor sees, until
// signal aborts, and connects again when the connection is lost. It calls
// lost(why) meanwhile: "gone", or "stale" when another run answers.
export async function follow(as, signal, handle, lost) {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 5000)) {
    try {
      const response = await fetch("/api/events?as=" + as, { headers: { "X-Briefbot-Key": key }, signal });
      if (response.status === 403) return lost("stale");
      if (response.ok) {
        wait = 250;
        await read(response.body.pipeThrough(new TextDecoderStream()).getReader(), handle);
      }
    } catch {
      // told below, unless it was us who ended it
    }
    if (signal.aborted) return;
    lost("gone");
    await new Promise((done) => setTimeout(done, wait));
  }
}

// read takes server-sent events apart; each has one line of data.
async function read(reader, handle) {
  for (let rest = ""; ; ) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const [, kind, data] = part.match(/^event: (\w+)\ndata: (.*)$/) || [];
      if (kind && kind !== "beat") handle(kind, JSON.parse(data));
    }
  }
}
