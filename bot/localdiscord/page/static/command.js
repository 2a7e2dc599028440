// A slash command being filled in: one field an option, in place of the
// message box.
import { el, $, fill, toast, sentence } from "./dom.js";
import { act } from "./api.js";
import { state, placeName } from "./state.js";
import { suggestions } from "./suggest.js";
import { send } from "./components.js";

const pause = 120; // ms without a key before choices are asked for

let leave = () => {};

// openCommand shows the fields of c. back() runs when it is sent or left.
export function openCommand(c, back) {
  closeCommand();
  const form = $("command");
  const fields = []; // {option, read(), node}
  const values = (except) => Object.fromEntries(fields.filter((f) => f !== except).map((f) => [f.option.name, f.read()]).filter(([, v]) => v !== undefined));
  const row = el("div", { class: "fields" });
  const more = el("div", { class: "more" });
  const done = el("button", { class: "icon", "aria-label": `Run /${c.name}` }, "➤");

  function add(option, focus) {
    const f = field(c, option, (self) => values(self));
    fields.push(f);
    row.append(f.node);
    if (focus) f.focus();
  }
  const optional = (c.options || []).filter((o) => !o.required);
  (c.options || []).filter((o) => o.required).forEach((o) => add(o));
  for (const o of optional) {
    const plus = el("button", { type: "button", class: "plus", title: o.description, onclick: () => (plus.remove(), add(o, true)) }, "+ " + o.name);
    more.append(plus);
  }
  fill(form, el("div", { class: "name" }, el("b", {}, "/" + c.name), el("span", { class: "muted" }, c.description)), row, more, el("div", { class: "ends" }, done, el("button", { type: "button", class: "icon", "aria-label": "Leave the command", onclick: () => end() }, "✕")));
  form.setAttribute("aria-label", "/" + c.name);
  form.onsubmit = async (e) => {
    e.preventDefault();
    const missing = fields.find((f) => f.option.required && f.read() === undefined);
    if (missing) {
      toast(`Please fill in “${missing.option.name}”.`);
      return missing.focus();
    }
    const outcome = await send(done, "slash", { name: c.name, options: values() });
    if (!outcome.refused) end();
  };
  form.onkeydown = (e) => {
    if (e.key === "Escape") end();
  };
  const end = () => (closeCommand(), back());
  leave = () => fields.forEach((f) => f.close?.());
  form.hidden = false;
  $("composer").hidden = true;
  (fields[0]?.focus ?? (() => done.focus()))();
}

export function closeCommand() {
  leave();
  leave = () => {};
  $("command").hidden = true;
  $("composer").hidden = false;
  fill($("command"));
}

const yesNo = [["True", true], ["False", false]];

// field is the input of one option. read returns undefined when it is empty.
function field(c, option, others) {
  const id = `option-${option.name}`;
  const label = el("label", { for: id, title: option.description }, option.name);
  const fixed = option.choices?.length
    ? option.choices.map((o) => [o.name, o.value])
    : { 5: yesNo, 6: [...state.users.values()].map((u) => ["@" + u.name, u.id]), 7: state.channels.filter((ch) => !ch.direct).map((ch) => [placeName(ch), ch.id]) }[option.type];
  if (fixed) {
    const select = el("select", { id, "aria-description": option.description }, el("option", { value: "" }, "choose"), fixed.map(([text], i) => el("option", { value: i }, text)));
    return { option, node: el("div", { class: "field" }, label, select), read: () => (select.value === "" ? undefined : fixed[select.value][1]), focus: () => select.focus() };
  }
  const input = el("input", { id, type: "text", maxlength: option.max_length || 6000, placeholder: option.description, "aria-description": option.description, "aria-required": option.required ? "true" : null, role: option.autocomplete ? "combobox" : null, "aria-expanded": option.autocomplete ? "false" : null });
  const self = { option, node: el("div", { class: "field wide" }, label, input), focus: () => input.focus() };
  let picked = null; // the choice whose name stands in the input
  const number = option.type === 4 || option.type === 10;
  self.read = () => {
    const text = input.value.trim();
    if (picked && picked.name === input.value) return picked.value;
    return text === "" ? undefined : number ? Number(text) : text;
  };
  if (option.autocomplete) self.close = complete(c, option, input, () => others(self), (choice) => (picked = choice));
  return self;
}

// complete asks the bot for choices while one types. It returns how to stop.
function complete(c, option, input, others, pick) {
  const list = suggestions(input, option.description, (item) => {
    pick(item.choice);
    input.value = item.choice.name;
    input.focus();
  });
  let timer = 0;
  let asked = 0;
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const outcome = await act("type", { name: c.name, option: option.name, text: input.value, options: others() });
      if (turn !== asked || document.activeElement !== input) return;
      if (outcome.refused) toast(sentence(outcome.refused));
      list.show((outcome.choices || []).map((choice) => ({ label: choice.name, choice })), option.description);
    }, pause);
  };
  const stop = () => {
    clearTimeout(timer);
    asked++;
    list.hide();
  };
  input.addEventListener("input", ask);
  input.addEventListener("focus", () => input.value || ask());
  input.addEventListener("blur", stop);
  input.addEventListener("keydown", (e) => list.key(e));
  return stop;
}
