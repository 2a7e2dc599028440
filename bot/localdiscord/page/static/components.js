// Buttons and menus under a message.
import { el, toast, sentence } from "./dom.js";
import { act } from "./api.js";
import { state, placeName } from "./state.js";
import { popup } from "./popup.js";
import { showForm } from "./form.js";

const styles = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };

export function rows(m) {
  return (m.components || [])
    .filter((row) => row.type === 1)
    .map((row) => el("div", { class: "row" }, (row.components || []).map((c) => (c.type === 2 ? button(m, c) : menu(m, c)))));
}

const label = (c) => [c.emoji?.name, c.label].filter(Boolean).join(" ");

function button(m, c) {
  if (c.url) return el("span", { class: "button secondary" }, label(c), " ", el("small", {}, c.url));
  const press = async (e) => send(e.currentTarget, "press", { channel: m.channel_id, message: m.id, id: c.custom_id });
  return el("button", { type: "button", class: "button " + (styles[c.style] || "secondary"), disabled: c.disabled, "data-focus": c.label || c.custom_id, onclick: press }, label(c));
}

// menu is a select menu of any kind; several values are picked one by one and
// sent together.
function menu(m, c) {
  const options = choices(c);
  const chosen = options.filter((o) => o.default).map((o) => o.label);
  const title = c.placeholder || "Make a selection";
  const several = (c.max_values ?? 1) > 1;
  const none = c.min_values === 0 && !several ? [{ label: "None", value: "", default: !chosen.length }] : [];
  const open = (e) => {
    const anchor = e.currentTarget;
    popup(anchor, {
      role: "listbox",
      label: title,
      several,
      items: none.concat(options).map((o) => ({ label: o.label, detail: o.description, value: o.value, selected: o.default })),
      choose: (values) => send(anchor, "pick", { channel: m.channel_id, message: m.id, id: c.custom_id, values: values.filter(Boolean) }),
    });
  };
  return el(
    "button",
    { type: "button", class: "select", disabled: c.disabled, "aria-haspopup": "listbox", "aria-label": chosen.length ? `${title}: ${chosen.join(", ")}` : title, "data-focus": c.custom_id, onclick: open },
    el("span", { class: chosen.length ? null : "muted" }, chosen.join(", ") || title),
    el("span", { "aria-hidden": "true" }, "⌄"),
  );
}

// choices are the options of a menu; those that the bot chose are marked.
function choices(c) {
  const chosen = new Set((c.default_values || []).map((v) => v.id));
  return all(c).map((o) => (chosen.has(o.value) ? { ...o, default: true } : o));
}

function all(c) {
  const people = [...state.users.values()].map((u) => ({ label: u.name, description: u.role, value: u.id }));
  switch (c.type) {
    case 3:
      return c.options || [];
    case 5:
    case 7:
      return people;
    case 6:
      return state.roles.map((r) => ({ label: "@" + r.name, value: r.id }));
    case 8:
      return state.channels.filter((ch) => !ch.direct).map((ch) => ({ label: placeName(ch), value: ch.id }));
  }
  return [];
}

// send does an action that the bot answers, and shows that it takes its time.
export async function send(control, action, body) {
  control.setAttribute("aria-busy", "true");
  const outcome = await act(action, body);
  control.removeAttribute("aria-busy");
  if (outcome.refused) toast(sentence(outcome.refused));
  if (outcome.form) showForm(outcome.form);
  return outcome;
}
