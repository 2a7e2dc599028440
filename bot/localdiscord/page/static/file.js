// Files under a message, to be saved.
import { el, toast, sentence } from "./dom.js";
import { fetchFile } from "./api.js";

export function files(m) {
  return (m.attachments || []).map((f) =>
    el("div", { class: "row" }, el("button", { type: "button", class: "button secondary", "data-focus": "file " + f.id, onclick: () => save(m, f) }, `Save ${f.filename} (${size(f.size)})`)),
  );
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`);

// save hands the file to the browser's downloads under its name. A plain link
// could not carry the key of the run.
async function save(m, f) {
  const { refused, data } = await fetchFile(m.id, f.id);
  if (refused) return toast(sentence(refused));
  const address = URL.createObjectURL(data);
  const link = el("a", { href: address, download: f.filename, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
