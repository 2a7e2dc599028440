// The message box: writing, answering, editing, mentions, and "/" for commands.
import { el, $, fill, toast, sentence } from "./dom.js";
import { act } from "./api.js";
import { state, open, name, botName, placeName, messages, commands } from "./state.js";
import { suggestions } from "./suggest.js";
import { openCommand, closeCommand } from "./command.js";

const box = $("text");
let reply = null; // the message that is answered
let editing = null; // the message that is edited

const list = suggestions(box, "Commands", (item) => item.take());

// Mentions travel as <@id>; people read and write @Name.
const people = () => [...state.users.values()];
export const encode = (text) => people().reduce((t, u) => t.replace(new RegExp("@" + u.name + "\\b", "gi"), `<@${u.id}>`), text);
const decode = (text) => text.replace(/<@!?(\d+)>/g, (all, id) => (state.users.has(id) ? "@" + state.users.get(id).name : all));

export function replyTo(m) {
  context(`Replying to ${name(m.author)}`, "Stop replying");
  reply = m;
  box.focus();
}

export function editMessage(m) {
  context("Editing your message", "Stop editing");
  editing = m;
  box.value = decode(m.content);
  grow();
  box.focus();
}

// context shows what the box is used for; "" is for a new message.
function context(text, stop) {
  closeCommand();
  if (editing) box.value = "";
  reply = editing = null;
  $("context").hidden = !text;
  fill($("context"), text && [el("span", {}, text), el("button", { type: "button", class: "icon", "aria-label": stop, onclick: leave }, "✕")]);
}

function leave() {
  context("");
  grow();
  box.focus();
}

// resetComposer is for another channel or actor.
export function resetComposer() {
  context("");
  list.hide();
  hint();
  const c = open();
  const label = c ? `Message ${c.direct ? "@" + placeName(c) : placeName(c)}` : "";
  box.placeholder = label;
  box.setAttribute("aria-label", label + " as " + name(state.users.get(state.me)));
  grow();
}

async function send() {
  const text = encode(box.value.trim());
  if (!text) return;
  const was = { text: box.value, reply, editing };
  box.value = "";
  context("");
  grow();
  const outcome = was.editing
    ? await act("edit", { message: was.editing.id, text })
    : was.reply
      ? await act("reply", { message: was.reply.id, text, ping: true })
      : await act("say", { text });
  if (outcome.refused) {
    toast(sentence(outcome.refused));
    box.value = was.text;
    grow();
  } else hint(!was.editing && unheard(text, was.reply) ? text : "");
}

// unheard reports whether the bot cannot read what was said: it reads direct
// messages, mentions and replies to its messages, but not to its answers to
// commands.
function unheard(text, to) {
  const heard = to && to.author.id === state.bot && !to.webhook_id;
  return !heard && !open()?.direct && !text.includes(`<@${state.bot}>`);
}

// hint tells who wrote without a mention why nothing comes back.
function hint(text) {
  $("hint").hidden = !text;
  fill(
    $("hint"),
    text && [
      el("span", {}, `${botName()} reads only what mentions it or replies to its messages.`),
      el("button", { type: "button", class: "button primary", onclick: () => ask(text) }, "Ask it this"),
      el("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => (hint(), box.focus()) }, "✕"),
    ],
  );
}

// ask puts a question to the bot: with a mention, where others are.
export async function ask(question) {
  hint();
  const outcome = await act("say", { text: open()?.direct ? question : `<@${state.bot}> ${question}` });
  if (outcome.refused) toast(sentence(outcome.refused));
}

function grow() {
  box.style.height = "auto";
  box.style.height = Math.min(box.scrollHeight, innerHeight * 0.4) + "px";
}

// suggest offers commands after a slash, and people after an @.
function suggest() {
  const before = box.value.slice(0, box.selectionStart);
  const slash = /^\/([\w-]*(?: [\w-]*)?)$/.exec(box.value);
  const at = /(?:^|\s)@(\w*)$/.exec(before);
  if (slash && !reply && !editing) {
    const found = commands(1).filter((c) => c.name.includes(slash[1].toLowerCase()));
    const begin = (c) => () => {
      box.value = "";
      grow();
      openCommand(c, leave);
    };
    list.show(found.map((c) => ({ label: "/" + c.name, detail: c.description, side: botName(), take: begin(c) })), "Commands");
  } else if (at) {
    const found = people().filter((u) => u.name.toLowerCase().startsWith(at[1].toLowerCase()));
    const complete = (u) => () => {
      const start = before.length - at[1].length;
      box.setRangeText(u.name + " ", start, before.length, "end");
      box.focus();
    };
    list.show(found.map((u) => ({ label: "@" + u.name, detail: u.role, take: complete(u) })), "People");
  } else list.hide();
}

box.addEventListener("input", () => (grow(), suggest()));
box.addEventListener("blur", () => list.hide());
box.addEventListener("keydown", (e) => {
  if (list.key(e) || e.isComposing) return;
  if (e.key === "Enter" && !e.shiftKey) {
    e.preventDefault();
    send();
  } else if (e.key === "Escape" && (reply || editing)) leave();
  else if (e.key === "ArrowUp" && !box.value) {
    const own = [...messages().values()].findLast((m) => m.author.id === state.me);
    if (own) (e.preventDefault(), editMessage(own));
  }
});
$("composer").addEventListener("submit", (e) => (e.preventDefault(), send()));
$("slash").addEventListener("click", () => {
  box.value = "/";
  box.focus();
  suggest();
});
// What is answered or edited may go away.
export function goneMessage(id) {
  if (reply?.id === id || editing?.id === id) leave();
}
