// A list of suggestions above a text box, worked from the text box: arrows
// move, Enter or Tab takes, Escape closes.
import { el, $, fill } from "./dom.js";

let count = 0;

// suggestions belongs to input. take(item) runs when one is taken.
export function suggestions(input, title, take) {
  const host = $("suggest");
  const id = "suggest-" + ++count;
  let items = [];
  let at = 0;
  let list = null;

  function hide() {
    if (!list) return;
    list.parentElement.remove();
    list = null;
    input.removeAttribute("aria-activedescendant");
    if (input.role) input.setAttribute("aria-expanded", "false");
  }
  function mark(n) {
    at = (n + items.length) % items.length;
    [...list.children].forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }
  function choose(n) {
    const item = items[n];
    hide();
    take(item);
  }
  function show(next, heading) {
    items = next;
    if (!items.length) return hide();
    list = el(
      "div",
      { role: "listbox", id, "aria-label": heading || title },
      items.map((item, i) =>
        el(
          "div",
          { role: "option", id: `${id}-${i}`, "aria-selected": "false", onpointerdown: (e) => (e.preventDefault(), e.button === 0 && choose(i)), onpointermove: () => at !== i && mark(i) },
          el("b", {}, item.label),
          item.detail && el("span", { class: "muted" }, item.detail),
          item.side && el("small", { class: "muted" }, item.side),
        ),
      ),
    );
    fill(host, el("div", { class: "suggestions" }, el("p", { class: "muted" }, heading || title), list));
    input.setAttribute("aria-controls", id);
    if (input.role) input.setAttribute("aria-expanded", "true");
    mark(0);
  }
  // key handles a keydown event and reports whether it did.
  function key(e) {
    if (!list || e.isComposing) return false;
    if (e.key === "ArrowDown") mark(at + 1);
    else if (e.key === "ArrowUp") mark(at - 1);
    else if (e.key === "Enter" || (e.key === "Tab" && !e.shiftKey)) choose(at);
    else if (e.key === "Escape") hide();
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }
  input.setAttribute("aria-autocomplete", "list");
  return { show, hide, key, isOpen: () => Boolean(list) };
}
