// A form (modal) that the bot shows.
import { el, $, fill, sentence } from "./dom.js";
import { act } from "./api.js";
import { markup } from "./markup.js";

export function showForm(form) {
  const dialog = $("form");
  const inputs = []; // {id, read()}
  const problem = el("p", { class: "problem", role: "alert" });
  const send = el("button", { class: "button primary" }, "Submit");
  const body = el(
    "form",
    {
      onsubmit: async (e) => {
        e.preventDefault();
        send.disabled = true;
        const outcome = await act("submit", { id: form.id, fields: Object.fromEntries(inputs.map((i) => [i.id, i.read()])) });
        send.disabled = false;
        fill(problem, outcome.refused && sentence(outcome.refused));
        if (!outcome.refused) dialog.close();
      },
    },
    el("h2", { id: "form-title" }, form.title),
    form.components.map((c) => line(c, inputs)),
    problem,
    el("div", { class: "ends" }, el("button", { type: "button", class: "button link", onclick: () => dialog.close() }, "Cancel"), send),
  );
  fill(dialog, body);
  dialog.showModal();
  inputs[0]?.node.focus();
}

function line(c, inputs) {
  if (c.type === 10) return el("div", { class: "content" }, markup(c.content));
  const inner = c.type === 1 ? c.components[0] : c.component;
  if (!inner) return null;
  const node = control(inner);
  node.id = "field-" + inputs.length;
  inputs.push({ id: inner.custom_id, node, read: () => read(inner, node) });
  const needed = inner.required !== false && inner.type !== 23;
  return el("div", { class: "line" }, el("label", { for: node.id }, c.label || inner.label, needed && el("span", { class: "needed" }, " (required)")), c.description && el("p", { class: "muted" }, c.description), node);
}

function control(c) {
  const needed = c.required !== false;
  switch (c.type) {
    case 4: {
      const props = { maxlength: c.max_length || 4000, minlength: c.min_length, placeholder: c.placeholder, required: needed };
      const node = c.style === 2 ? el("textarea", { ...props, rows: "5" }) : el("input", { ...props, type: "text" });
      node.value = c.value || "";
      return node;
    }
    case 23: {
      const node = el("input", { type: "checkbox" });
      node.checked = c.default === true;
      return node;
    }
    case 22:
    case 21:
    case 3: {
      const several = c.type === 22 || (c.type === 3 && (c.max_values ?? 1) > 1);
      return el("select", { multiple: several, required: needed }, !several && el("option", { value: "" }, c.placeholder || "choose"), (c.options || []).map((o) => el("option", { value: o.value, selected: o.default }, o.description ? `${o.label} · ${o.description}` : o.label)));
    }
  }
  return el("input", { type: "text", disabled: true, value: "This field is not part of the stand-in." });
}

function read(c, node) {
  if (c.type === 23) return node.checked;
  if (node.tagName === "SELECT") return [...node.selectedOptions].map((o) => o.value).filter(Boolean);
  return node.value;
}
