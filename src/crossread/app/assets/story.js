// A story: its comparison watched, its reports, what changed.

import { addressesIn, showAddresses } from "./addresses.js";
import { attempt, call, say } from "./call.js";

const head = document.getElementById("story");
const id = head.dataset.id;
export const path = `/stories/${id}`;
export let version = Number(head.dataset.version);

// --- the comparison ---------------------------------------------------------------------------------------------------

const works = (story) => ["waiting", "running"].includes(story.state) || Number(story.fetching) > 0;
const busy = () => works(head.dataset);

async function watch() {
  const running = document.getElementById("running");
  running.hidden = false;
  let most = 0;
  for (;;) {
    const told = await call("GET", `${path}/progress`).catch(() => null);
    if (told && !works(told)) break;
    const bar = document.getElementById("progress");
    most = Math.max(most, told?.fetching ?? 0);
    if (told?.fetching) {
      bar.max = most;
      bar.value = most - told.fetching;
      await showAddresses(path).catch(() => null);
    } else if (told?.total) { bar.max = told.total; bar.value = told.done; } else bar.removeAttribute("value");
    document.getElementById("stage").textContent = !told ? "the app does not answer"
      : told.fetching ? `fetching, ${told.fetching} to come` : told.stage || told.state;
    await new Promise((done) => setTimeout(done, 500));
  }
  location.reload();
}
if (busy()) watch();
attempt(() => showAddresses(path));

export const act = (button, doing) => button.addEventListener("click", () => attempt(doing, button));
act(document.getElementById("cancel"), () => call("POST", `${path}/cancel`));
const grown = document.querySelector("[data-open]");
if (grown) act(grown, async () => { await call("POST", `/found/${grown.dataset.open}/open`); location.reload(); });
act(document.getElementById("again"), async () => { await call("POST", `${path}/compare`); location.reload(); });
act(document.getElementById("remove"), async () => {
  if (!confirm("Remove this story with its reports and judgements?")) return;
  await call("DELETE", `${path}?version=${version}`);
  location.href = "/";
});
for (const button of document.querySelectorAll("[data-remove]")) {
  act(button, async () => {
    await call("DELETE", `${path}/sources/${encodeURIComponent(button.dataset.remove)}?version=${version}`);
    location.reload();
  });
}

const submit = (name, doing) => document.getElementById(name).addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => doing(event.target.elements), event.submitter);
});
submit("rename", async (fields) => {
  await call("PATCH", path, { title: fields.title.value, version });
  location.reload();
});
submit("add", async (fields) => {
  const text = fields.text.value;
  if (!text.trim() && !fields.files.files.length) throw new Error("No report is chosen: choose files or paste a text.");
  const urls = addressesIn(text);
  if (urls.length) await call("POST", `${path}/addresses`, { urls });
  else if (text.trim()) {
    const page = /^\s*<(?:!doctype|html)/i.test(text);
    const name = `pasted-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${page ? "html" : "txt"}`;
    await call("POST", `${path}/texts`, { texts: [{ name, text }] });
  }
  if (fields.files.files.length) {
    const data = new FormData();
    for (const file of fields.files.files) data.append("files", file, file.name);
    await call("POST", `${path}/files`, data);
  }
  location.reload();
});

/** The story is being compared again: `version` is now this, and the page is loaded anew when that is done. */
export function compared(story) {
  version = story.version;
  head.dataset.state = story.state;
  watch();
}

// --- what changed -----------------------------------------------------------------------------------------------------

async function changed() {
  // since the dossier that had been looked at before this page was made
  const seen = Number(head.dataset.seen);
  if (!seen || seen === Number(head.dataset.dossier)) return;
  const found = await call("GET", `${path}/changes?since=${seen}`);
  const count = found.reports.length + [...Object.values(found.new), ...Object.values(found.gone)].flat().length;
  if (!count) return;
  const place = document.getElementById("changes");
  const short = (text) => (text.length > 140 ? `${text.slice(0, 139)}…` : text);
  const list = (title, items) => {
    if (!items.length) return;
    const heading = document.createElement("h3");
    heading.textContent = title;
    const listed = document.createElement("ul");
    listed.append(...items.map((item) => {
      const one = document.createElement("li");
      const words = document.createElement(item.id ? "a" : "span");
      if (item.id) words.href = `#${item.id}`;
      words.dir = "auto";
      words.textContent = item.id ? `${item.id} · ${short(item.text)}` : `“${short(item)}”`;
      one.append(words);
      return one;
    }));
    place.append(heading, listed);
  };
  list("New reports", found.reports);
  for (const [kind, findings] of Object.entries(found.new)) list(`New ${kind}`, findings);
  for (const [kind, texts] of Object.entries(found.gone)) list(`No longer among the ${kind}`, texts);
  const box = document.getElementById("changed");
  box.hidden = false;
  box.querySelector("summary").textContent = `Changed since you last looked (${count})`;
}

attempt(changed);

// Another window may have changed the story meanwhile.
setInterval(async () => {
  if (busy() || document.hidden) return;
  const now = await call("GET", path).catch(() => null);
  if (now && now.version !== version) say("This story was changed in another window: load the page again to see it.", true);
}, 5000);
