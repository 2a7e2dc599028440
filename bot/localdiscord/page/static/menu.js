// What can be done with a message: the ⋯ button, or a right click.
import { el, toast, sentence } from "./dom.js";
import { act } from "./api.js";
import { state, plain, commands } from "./state.js";
import { popup } from "./popup.js";
import { send } from "./components.js";
import { deletable } from "./message.js";
import { replyTo, editMessage } from "./composer.js";

export function messageMenu(m, anchor, at) {
  const hidden = Boolean(m.visible_to);
  const items = [];
  if (!hidden) {
    for (const c of commands(3)) {
      items.push({ label: c.name, detail: "Apps", do: () => send(anchor, "menu", { channel: m.channel_id, message: m.id, name: c.name }) });
    }
    items.push({ label: "Reply", do: () => replyTo(m) });
  }
  if (m.author.id === state.me) items.push({ label: "Edit message", do: () => editMessage(m) });
  items.push({ label: "Copy text", do: () => copy(plain(m)) });
  if (hidden) items.push({ label: "Dismiss message", do: () => remove(m) });
  else if (deletable(m)) items.push({ label: "Delete message", danger: true, do: () => remove(m) });
  popup(anchor, { role: "menu", label: "Message", items, at });
}

async function remove(m) {
  const outcome = await act("delete", { channel: m.channel_id, message: m.id });
  if (outcome.refused) toast(sentence(outcome.refused));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", {}, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
