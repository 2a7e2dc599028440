// The page: puts the parts together and keeps them up to date.
import { el, $, fill, say, notice } from "./dom.js";
import { follow } from "./api.js";
import { state, take, open, name, placeName, messages, plain } from "./state.js";
import { show } from "./message.js";
import { resetComposer, goneMessage, ask } from "./composer.js";
import { closePopup } from "./popup.js";

const phone = matchMedia("(max-width: 700px)");
let stream = new AbortController();

// start follows what an actor sees.
function start(as) {
  stream.abort();
  stream = new AbortController();
  state.as = as;
  follow(as, stream.signal, handle, (why) => {
    if (why === "stale") notice("Briefbot was started anew. ", el("button", { class: "button primary", onclick: () => location.reload() }, "Reload the page"));
    else notice("Briefbot has stopped. Start it again with “go run .”");
  });
}

function handle(kind, data) {
  switch (kind) {
    case "hello":
      notice("");
      take(data);
      return all();
    case "commands":
      state.commands = data;
      return;
    case "typing":
      return typing(data);
    case "delete":
      messages(data.channel_id).delete(data.id);
      goneMessage(data.id);
      if (data.channel_id === state.channel) list();
      return;
  }
  message(kind, data);
}

// message puts in a new message or another version of one.
function message(kind, m) {
  const known = messages(m.channel_id);
  const isNew = !known.has(m.id);
  if (isNew && kind !== "message") return; // deleted meanwhile
  known.set(m.id, m);
  if (m.channel_id !== state.channel) {
    if (isNew) (state.unread.add(m.channel_id), rooms());
    return;
  }
  if (m.author.id === state.bot) fill($("typing"));
  const before = [...known.values()].slice(-2)[0];
  if (isNew) append(m, before === m ? null : before);
  else replace(m, known);
  if (m.author.id !== state.me && (isNew || kind === "edit")) say(`${name(m.author)}${isNew ? "" : " changed"}: ${plain(m)}`);
}

// atEnd reports whether the end of the channel is in sight.
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 160;

function append(m, before) {
  const box = $("scroll");
  const near = atEnd(box);
  $("messages").append(show(m, before));
  if (near || m.author.id === state.me || m.visible_to) box.scrollTop = box.scrollHeight;
}

// replace shows another version and keeps the focus, and the end, where they
// were: the last message may have grown.
function replace(m, known) {
  const box = $("scroll");
  const near = atEnd(box);
  const old = $("m" + m.id);
  const focus = old.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  const order = [...known.values()];
  const next = show(m, order[order.indexOf(m) - 1]);
  old.replaceWith(next);
  if (near) box.scrollTop = box.scrollHeight;
  if (focus !== undefined) ([...next.querySelectorAll("[data-focus]")].find((b) => b.dataset.focus === focus) || next).focus({ preventScroll: true });
}

function all() {
  closePopup();
  rooms();
  list();
  resetComposer();
  const bottom = $("scroll");
  bottom.scrollTop = bottom.scrollHeight;
}

function rooms() {
  const entry = (c) =>
    el("li", {}, el("button", { type: "button", "aria-current": c.id === state.channel ? "page" : null, class: state.unread.has(c.id) ? "unread" : null, onclick: () => go(c.id) }, c.direct ? el("span", { class: "avatar bot", "aria-hidden": "true" }, "B") : el("span", { "aria-hidden": "true" }, "#"), c.direct ? placeName(c) : c.name, state.unread.has(c.id) && el("span", { class: "unseen" }, ", new messages")));
  fill($("channels"), state.channels.filter((c) => !c.direct).map(entry));
  fill($("directs"), state.channels.filter((c) => c.direct).map(entry));
}

function go(channel) {
  state.channel = channel;
  state.unread.delete(channel);
  drawer(null);
  all();
  if (!phone.matches) $("text").focus();
}

// list shows the open channel anew.
function list() {
  const c = open();
  fill($("title"), placeName(c));
  document.title = placeName(c) + " · Briefbot";
  const intro = c.direct ? `These are your direct messages with ${placeName(c)}. No mention is needed here.` : `This is the beginning of ${placeName(c)}. Mention @Briefbot to ask it.`;
  fill($("welcome"), el("span", { class: "sign " + (c.direct ? "bot" : ""), "aria-hidden": "true" }, c.direct ? "B" : "#"), el("h2", {}, c.direct ? placeName(c) : `Welcome to ${placeName(c)}`), el("p", { class: "muted" }, intro), el("div", { class: "try" }, el("p", { class: "muted" }, "Try one of these:"), el("ul", { class: "examples" })));
  $("messages").setAttribute("aria-label", "Messages in " + placeName(c));
  const order = [...messages().values()];
  fill($("messages"), order.map((m, i) => show(m, order[i - 1])));
  for (const box of document.querySelectorAll(".examples")) {
    fill(box, state.examples.map((q) => el("li", {}, el("button", { type: "button", onclick: () => (drawer(null), ask(q)) }, q))));
  }
}

let typed = 0;
function typing({ channel_id: channel, user_id: user }) {
  if (channel !== state.channel || user === state.me) return;
  fill($("typing"), `${name(state.users.get(user))} is typing…`);
  clearTimeout(typed);
  typed = setTimeout(() => fill($("typing")), 9000);
}

// drawer opens one of the side parts where there is no room for both; null
// closes them.
function drawer(which) {
  const was = document.querySelector(".opened");
  for (const id of ["rooms", "about"]) {
    $(id).classList.toggle("opened", id === which);
    $("show-" + id).setAttribute("aria-expanded", String(id === which));
  }
  $("shade").hidden = !which;
  if (which) $(which).querySelector("button, input").focus();
  else if (was?.contains(document.activeElement)) $("show-" + was.id).focus();
}

for (const id of ["rooms", "about"]) $("show-" + id).addEventListener("click", () => drawer($(id).classList.contains("opened") ? null : id));
$("hide-about").addEventListener("click", () => drawer(null));
$("shade").addEventListener("click", () => drawer(null));
document.addEventListener("keydown", (e) => e.key === "Escape" && drawer(null));
document.addEventListener("click", (e) => {
  const link = e.target.closest("[data-jump]");
  if (!link) return;
  if (link.dataset.channel && link.dataset.channel !== state.channel) go(link.dataset.channel);
  const to = $("m" + link.dataset.jump);
  to?.scrollIntoView({ block: "center" });
  to?.focus({ preventScroll: true });
});
for (const radio of document.querySelectorAll("[name=as]")) radio.addEventListener("change", () => (state.unread.clear(), drawer(null), start(radio.value)));
start(document.querySelector("[name=as]:checked").value);
