// A menu or a list of options that opens at a button. Arrow keys move, Enter
// chooses, Escape closes and goes back to the button.
import { el } from "./dom.js";

let close = () => {};

// popup opens at anchor, or at the pointer. items are {label, detail, value,
// selected, danger}; choose gets a list of values, or the item's own do() runs.
export function popup(anchor, { role, label, items, choose, several, at }) {
  close();
  const picked = new Set(several ? items.filter((i) => i.selected).map((i) => i.value) : []);
  const item = (i) =>
    el(
      "button",
      {
        type: "button",
        role: role === "menu" ? "menuitem" : "option",
        tabindex: "-1",
        class: i.danger ? "danger" : null,
        "aria-selected": role === "menu" ? null : String(Boolean(i.selected)),
        onclick: (e) => {
          if (several) {
            picked.has(i.value) ? picked.delete(i.value) : picked.add(i.value);
            e.currentTarget.setAttribute("aria-selected", String(picked.has(i.value)));
            return;
          }
          close();
          i.do ? i.do() : choose([i.value]);
        },
      },
      el("span", {}, i.label),
      i.detail && el("small", {}, i.detail),
    );
  const list = el("div", { class: "popup " + role, role, "aria-label": label, "aria-multiselectable": several ? "true" : null }, items.map(item));
  if (several) list.append(el("button", { type: "button", class: "button primary", tabindex: "-1", onclick: () => (close(), choose([...picked])) }, "Apply"));
  const outside = (e) => list.contains(e.target) || close(false);
  const key = (e) => {
    const all = [...list.querySelectorAll("button")];
    const now = all.indexOf(document.activeElement);
    const move = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[e.key];
    if (move !== undefined) all[(move + all.length) % all.length].focus();
    else if (e.key === "Escape" || e.key === "Tab") close();
    else if (e.key.length === 1 && /\S/.test(e.key)) {
      const rest = [...all.slice(now + 1), ...all.slice(0, now + 1)];
      rest.find((b) => b.textContent.toLowerCase().startsWith(e.key.toLowerCase()))?.focus();
    } else return;
    if (e.key !== "Tab") e.preventDefault();
    e.stopPropagation();
  };
  close = (back = true) => {
    close = () => {};
    document.removeEventListener("pointerdown", outside);
    list.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (back && anchor.isConnected) anchor.focus();
  };
  list.addEventListener("keydown", key);
  document.body.append(list);
  anchor.setAttribute("aria-expanded", "true");
  place(list, anchor, at);
  (list.querySelector('[aria-selected="true"]') || list.querySelector("button"))?.focus();
  setTimeout(() => document.addEventListener("pointerdown", outside));
}

export const closePopup = () => close(false);

// place puts the list where there is room: below, else above, inside the page.
function place(list, anchor, at) {
  const a = anchor.getBoundingClientRect();
  const from = at ? { left: at.clientX, top: at.clientY, bottom: at.clientY, width: 0 } : a;
  list.style.minWidth = Math.min(Math.max(from.width, 200), innerWidth - 16) + "px";
  const { width, height } = list.getBoundingClientRect();
  const below = from.bottom + 4;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, from.top - height - 4);
  list.style.top = top + "px";
  list.style.left = Math.max(8, Math.min(from.left, innerWidth - width - 8)) + "px";
}
