// What the page knows. The server is right about everything; this is a copy.
export const state = {
  as: "member",
  me: "", // user ids
  bot: "",
  guild: "",
  users: new Map(), // id → {id, name, role}
  roles: [], // {id, name}
  channels: [], // {id, name, direct}
  channel: "", // the open one
  messages: new Map(), // channel id → Map of message id → message, oldest first
  commands: {}, // channel id → commands
  examples: [],
  unread: new Set(), // channel ids
};

export const open = () => state.channels.find((c) => c.id === state.channel);
export const messages = (channel) => state.messages.get(channel ?? state.channel) || new Map();

// name is how a user is called here.
export function name(user) {
  if (!user) return "somebody";
  return state.users.get(user.id)?.name || user.global_name || user.username;
}

export const botName = () => state.users.get(state.bot)?.name || "Briefbot";

// placeName is how a channel is called: "#briefing", or the bot's name.
export const placeName = (c) => (!c ? "" : c.direct ? botName() : "#" + c.name);

// commands of a kind in the open channel: 1 slash, 3 for messages. A command
// with subcommands is as many commands.
export const commands = (type) => (state.commands[state.channel] || []).filter((c) => c.type === type).flatMap(expand);

function expand(c) {
  const subs = (c.options || []).filter((o) => o.type === 1);
  return subs.length ? subs.map((s) => ({ ...c, name: `${c.name} ${s.name}`, description: s.description, options: s.options || [] })) : [c];
}

// moderates reports whether the actor may delete what others wrote here.
export const moderates = () => state.as === "moderator" && !open()?.direct;

// take copies what the server said at first.
export function take(hello) {
  state.me = hello.me;
  state.bot = hello.bot;
  state.guild = hello.guild;
  state.users = new Map(hello.users.map((u) => [u.id, u]));
  state.roles = hello.roles || [];
  state.commands = hello.commands;
  state.examples = hello.examples || [];
  const old = open();
  state.channels = hello.channels.map(({ id, name: title, direct }) => ({ id, name: title, direct }));
  state.messages = new Map(hello.channels.map((c) => [c.id, new Map(c.messages.map((m) => [m.id, m]))]));
  const same = state.channels.find((c) => c.id === old?.id || (c.direct && old?.direct));
  state.channel = (same || state.channels[0]).id;
}

// text is what a reader reads of a message, without marks.
export function plain(m) {
  const parts = [m.content];
  for (const e of m.embeds || []) parts.push(e.title, e.description);
  return parts
    .filter(Boolean)
    .join(" ")
    .replace(/<@!?(\d+)>/g, (_, id) => "@" + (state.users.get(id)?.name || "somebody"))
    .replace(/\\([^A-Za-z0-9\s])|[*_~`]|^> /gm, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
