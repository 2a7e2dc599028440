// Discord's markup, as far as messages use it, turned into DOM nodes. Text
// stays text: the only attributes are classes of our own.
import { el } from "./dom.js";
import { state, placeName, messages } from "./state.js";

// The marks inside a line, tried in this order at each place. Each expression
// is sticky: it matches where it stands or not at all.
const inline = [
  [/\\([^A-Za-z0-9\s])/y, (m) => m[1]],
  [/(`{1,2})(?!`)([^]*?[^`])\1(?!`)/y, (m) => el("code", {}, m[2])],
  [/\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/y, (m) => el("strong", {}, spans(m[1]))],
  [/__((?:\\[^]|[^\\])+?)__(?!_)/y, (m) => el("u", {}, spans(m[1]))],
  [/\*(?=\S)((?:\*\*|\\[^]|\s+(?:\\[^]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, (m) => el("em", {}, spans(m[1]))],
  [/(?<!\w)_((?:__|\\[^]|[^\\_])+?)_(?!\w)/y, (m) => el("em", {}, spans(m[1]))],
  [/~~((?:\\[^]|[^\\])+?)~~/y, (m) => el("s", {}, spans(m[1]))],
  [/\|\|((?:\\[^]|[^\\])+?)\|\|/y, (m) => el("span", { class: "spoiler" }, spans(m[1]))],
  [/<@!?(\d+)>/y, (m) => mention("@" + (state.users.get(m[1])?.name || "unknown-user"))],
  [/<@&\d+>/y, () => mention("@role")],
  [/<#(\d+)>/y, (m) => mention(placeName(state.channels.find((c) => c.id === m[1])) || "#unknown")],
  [/<\/([\w -]+):\d+>/y, (m) => mention("/" + m[1])],
  [/<a?(:\w+:)\d+>/y, (m) => m[1]],
  [/<t:(-?\d+)(?::[tTdDfFR])?>/y, (m) => el("span", { class: "stamp" }, new Date(m[1] * 1000).toLocaleString())],
  [/@(?:everyone|here)\b/y, (m) => mention(m[0])],
  [/\[((?:\\[^]|[^\\\]])+)\]\((?:<)?(https?:\/\/[^\s)>]+)>?\)/y, (m) => [spans(m[1]), " (", m[2], ")"]],
  [/<?https:\/\/discord\.com\/channels\/(\d+|@me)\/(\d+)\/(\d+)>?/y, jump],
  [/<?(https?:\/\/[^\s<>]+)>?/y, (m) => el("span", { class: "address" }, m[1])],
];

const mention = (text) => el("span", { class: "mention" }, text);

// jump is a link to a message of this page; one to elsewhere stays text.
function jump(m) {
  const channel = state.channels.find((c) => c.id === m[2]);
  if (!channel || !messages(m[2]).has(m[3])) return el("span", { class: "address" }, m[0]);
  return el("button", { type: "button", class: "mention", "data-channel": m[2], "data-jump": m[3] }, placeName(channel) + " › message");
}

// spans reads the marks inside a line or paragraph.
export function spans(text) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(plain);
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = match(text, at);
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (typeof found.node === "string") plain += found.node;
    else {
      flush();
      out.push(found.node);
    }
    at = found.end;
  }
  flush();
  return out;
}

const marks = "\\`*_~|<@[h";

function match(text, at) {
  if (!marks.includes(text[at])) return null;
  for (const [pattern, make] of inline) {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    if (m) {
      const end = pattern.lastIndex; // make reads further with the same patterns
      return { node: make(m), end };
    }
  }
  return null;
}

// What a line may begin with.
const heading = /^(#{1,3}) +(.+)$/;
const subtext = /^-# +(.+)$/;
const bullet = /^( *)([-*]|\d{1,3}\.) +(.+)$/;

// markup reads a whole text. Without blocks, as in an embed's title, marks at
// the beginning of lines are text.
export function markup(text, blocks = true) {
  const out = document.createDocumentFragment();
  if (!blocks) {
    out.append(...spans(text).flat(3));
    return out;
  }
  const lines = text.split("\n");
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) out.append(...spans(paragraph.join("\n")).flat(3));
    paragraph = [];
  };
  const block = (node) => {
    if (paragraph.at(-1) === "") paragraph.push(""); // else the blank line above a block has no height
    flush();
    out.append(node);
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    let m;
    if (line.startsWith("```")) {
      const end = fence(lines, i);
      if (end >= 0) {
        block(code(lines.slice(i, end + 1).join("\n")));
        i = end;
        continue;
      }
    }
    if (line.startsWith(">>> ")) {
      block(el("blockquote", {}, markup(lines.slice(i).join("\n").slice(4))));
      break;
    }
    if (/^> |^>$/.test(line)) {
      const quoted = [];
      while (i < lines.length && /^> |^>$/.test(lines[i])) quoted.push(lines[i++].slice(2));
      i--;
      block(el("blockquote", {}, markup(quoted.join("\n"))));
    } else if ((m = heading.exec(line))) block(el("p", { class: "heading h" + m[1].length, role: "heading", "aria-level": 3 + m[1].length }, spans(m[2])));
    else if ((m = subtext.exec(line))) block(el("small", { class: "subtext" }, spans(m[1])));
    else if (bullet.test(line)) {
      const items = [];
      while (i < lines.length && (m = bullet.exec(lines[i]))) {
        items.push(el("li", { class: m[1].length > 1 ? "deep" : null, value: /\d/.test(m[2]) ? parseInt(m[2], 10) : null }, spans(m[3])));
        i++;
      }
      i--;
      block(el(/^ *\d/.test(line) ? "ol" : "ul", {}, items));
    } else paragraph.push(line);
  }
  flush();
  return out;
}

// fence returns the line in which the code block that begins in line i ends.
function fence(lines, i) {
  if (lines[i].length > 5 && lines[i].endsWith("```")) return i;
  for (let j = i + 1; j < lines.length; j++) if (lines[j].endsWith("```")) return j;
  return -1;
}

function code(text) {
  const inside = text.slice(3, -3).replace(/^[\w+-]*\n/, "").replace(/\n$/, "");
  return el("pre", { tabindex: "0" }, el("code", {}, inside));
}
