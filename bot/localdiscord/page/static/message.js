// One message as Discord shows it.
import { el } from "./dom.js";
import { markup } from "./markup.js";
import { state, name, messages, plain, moderates } from "./state.js";
import { files } from "./file.js";
import { rows } from "./components.js";
import { messageMenu } from "./menu.js";
import { act } from "./api.js";

const together = 7 * 60 * 1000; // messages of one author within this stand under one name
const ephemeral = 1 << 6;
const loading = 1 << 7;

// show makes the list item of a message; before is the message above it.
export function show(m, before) {
  const role = m.author.bot ? "bot" : state.users.get(m.author.id)?.role;
  const top = reference(m);
  const grouped =
    !top && before && before.author.id === m.author.id && !(before.flags & ephemeral) && Date.parse(m.timestamp) - Date.parse(before.timestamp) < together;
  const mine = (m.mentions || []).some((u) => u.id === state.me);
  const tools = el("div", { class: "tools" }, el("button", { class: "icon", "aria-label": `More about this message`, title: "More", "aria-haspopup": "menu", "data-focus": "more", onclick: (e) => messageMenu(m, e.currentTarget) }, "⋯"));
  const item = el(
    "li",
    { class: ["message", grouped && "grouped", mine && "mine", m.flags & ephemeral && "private"].filter(Boolean).join(" "), id: "m" + m.id, tabindex: "-1" },
    top,
    grouped ? null : el("span", { class: "avatar " + avatar(m.author), "aria-hidden": "true" }, name(m.author).charAt(0)),
    el(
      "div",
      { class: "head" + (grouped ? " unseen" : "") },
      el("b", { class: "author " + role }, name(m.author)),
      m.author.bot && el("span", { class: "app" }, "APP"),
      el("time", { datetime: m.timestamp, title: new Date(m.timestamp).toLocaleString() }, clock(m.timestamp)),
    ),
    el(
      "div",
      { class: "body" },
      m.flags & loading ? el("div", { class: "content muted" }, `${name(m.author)} is thinking…`) : null,
      m.content && el("div", { class: "content" }, markup(m.content), m.edited_timestamp && !m.author.bot ? el("small", { class: "edited" }, " (edited)") : null),
      (m.embeds || []).map(embed),
      files(m),
      rows(m),
      reactions(m),
      m.flags & ephemeral ? only(m) : null,
    ),
    tools,
  );
  item.addEventListener("contextmenu", (e) => {
    if (getSelection().toString()) return;
    e.preventDefault();
    messageMenu(m, tools.firstChild, e);
  });
  return item;
}

export const avatar = (user) => (user.bot ? "bot" : state.users.get(user.id)?.role === "moderator" ? "c2" : "c1");

const clock = (stamp) => new Date(stamp).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

// reference is the small line above a message: what it answers.
function reference(m) {
  if (m.type === 20 && m.interaction) {
    return el("div", { class: "reference" }, el("b", {}, name(m.interaction.user)), " used ", el("span", { class: "mention" }, "/" + m.interaction.name));
  }
  if (m.type === 23 && m.interaction) {
    return el("div", { class: "reference" }, el("b", {}, name(m.interaction.user)), " used ", el("span", { class: "mention" }, m.interaction.name));
  }
  if (m.type !== 19 || !m.message_reference) return null;
  const to = messages(m.channel_id).get(m.message_reference.message_id);
  if (!to) return el("div", { class: "reference" }, el("i", {}, "The message was deleted"));
  return el(
    "div",
    { class: "reference" },
    el("button", { type: "button", "data-jump": to.id, "aria-label": `Reply to ${name(to.author)}: ${excerpt(to)}` }, el("b", {}, (m.mentions || []).some((u) => u.id === to.author.id) ? "@" + name(to.author) : name(to.author)), " ", excerpt(to)),
  );
}

const excerpt = (m) => plain(m.content ? { content: m.content } : m).slice(0, 160);

function embed(e) {
  const box = el(
    "article",
    { class: "embed" },
    e.author && el("p", { class: "embed-author" }, e.author.name),
    e.title && el("p", { class: "embed-title", role: "heading", "aria-level": "3" }, markup(e.title, false)),
    e.description && el("div", { class: "embed-text" }, markup(e.description)),
    e.fields?.length ? el("dl", { class: "fields" }, e.fields.map((f) => el("div", { class: f.inline ? "inline" : null }, el("dt", {}, markup(f.name, false)), el("dd", {}, markup(f.value))))) : null,
    e.footer && el("p", { class: "embed-footer" }, e.footer.text),
  );
  if (e.color) box.style.borderInlineStartColor = "#" + e.color.toString(16).padStart(6, "0");
  return box;
}

function reactions(m) {
  if (!m.reactions?.length) return null;
  return el("ul", { class: "reactions" }, m.reactions.map((r) => el("li", { "aria-label": `${r.emoji.name}, ${r.count}` }, r.emoji.name, " ", el("b", {}, String(r.count)))));
}

// only marks what nobody else sees.
function only(m) {
  return el("p", { class: "only" }, "Only you can see this · ", el("button", { type: "button", class: "link", "data-focus": "dismiss", onclick: () => act("delete", { channel: m.channel_id, message: m.id }) }, "Dismiss message"));
}

// deletable reports whether the actor may delete m.
export const deletable = (m) => m.author.id === state.me || moderates() || m.visible_to === state.me;
