// Making elements. Whatever comes from a message goes through here as text
// nodes and plain attributes: nothing is ever parsed as HTML.

// el makes an element. Properties that begin with "on" are listeners; true is
// an attribute without a value; null, undefined and false are left out.
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

export const $ = (id) => document.getElementById(id);

// fill replaces what is in node.
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
}

// say lets screen readers read text when they are done with what they read.
export function say(text) {
  const line = el("p", {}, text);
  $("said").append(line);
  setTimeout(() => line.remove(), 4000);
}

// notice shows a line above the messages; "" hides it.
export function notice(text, action) {
  const box = $("notice");
  box.hidden = !text;
  fill(box, text, action);
}

// toast shows a refusal for a few seconds.
export function toast(text) {
  document.querySelector(".toast")?.remove();
  const box = el("div", { class: "toast", role: "alert" }, text);
  document.body.append(box);
  setTimeout(() => box.remove(), 6000);
}

// sentence makes a refusal read like one.
export function sentence(text) {
  text = text.trim();
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}
