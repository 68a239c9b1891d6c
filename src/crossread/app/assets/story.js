// A story: its comparison watched, its findings judged, what changed.

import { addressesIn, showAddresses } from "./addresses.js";
import { attempt, call, say } from "./call.js";

const head = document.getElementById("story");
const id = head.dataset.id;
const path = `/stories/${id}`;
const frame = document.getElementById("dossier");
let version = Number(head.dataset.version);

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

const act = (button, doing) => button.addEventListener("click", () => attempt(doing, button));
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

// --- judgements -------------------------------------------------------------------------------------------------------

const form = document.getElementById("judge");
form.elements.kind.addEventListener("change", () => {
  document.getElementById("speaker").hidden = form.elements.kind.value !== "speaker";
});
submit("judge", async (fields) => {
  const kind = fields.kind.value;
  await call("POST", `${path}/judgements`, {
    kind, findings: fields.finding.value.trim().split(/[\s,]+/), note: fields.note.value, version,
    speaker: kind === "speaker" ? fields.speaker.value : null,
  });
  location.reload();
});

async function history() {
  const list = document.getElementById("history");
  const judged = await call("GET", `${path}/judgements`);
  list.replaceChildren(...judged.map((one) => {
    const item = document.createElement("li");
    const words = document.createElement(one.undone ? "s" : "span");
    const exact = (one.record.anchors || one.record.groups || []).flat().map((a) => a.exact).filter(Boolean)[0];
    words.textContent = [one.record.kind, one.record.speaker, one.record.note, exact && `“${exact.slice(0, 80)}”`].filter(Boolean).join(" · ");
    item.append(words, ` ${one.made.slice(0, 16).replace("T", " ")} `);
    if (!one.undone) {
      const undo = document.createElement("button");
      undo.type = "button";
      undo.textContent = "Undo";
      act(undo, async () => {
        await call("DELETE", `${path}/judgements/${one.number}?version=${version}`);
        location.reload();
      });
      item.append(undo);
    } else item.append("(undone)");
    return item;
  }));
  document.querySelector("#judged > summary").textContent = `Judgements (${judged.filter((j) => !j.undone).length})`;
}
attempt(history);

// --- the dossier in its frame -----------------------------------------------------------------------------------------

async function changed() {
  // since the dossier that had been looked at when this page was made: the frame counts as having looked
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

/** Shows in the frame what the address names: #c3 leads to conflict 3 there. */
function follow() {
  if (location.hash && frame?.contentWindow) frame.contentWindow.location.hash = location.hash;
}

/** Gives each finding in the frame a button that takes it into the form. */
function editable() {
  const page = frame.contentDocument;
  for (const finding of page.querySelectorAll(".finding[id]")) {
    if (!/^[pcuq]\d+$/.test(finding.id)) continue;
    const button = page.createElement("button");
    button.type = "button";
    button.className = "judge";
    button.textContent = `Judge ${finding.id}`;
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      event.preventDefault();
      const box = document.getElementById("judged");
      box.open = true;
      const field = form.elements.finding;
      field.value = event.shiftKey && field.value ? `${field.value} ${finding.id}` : finding.id;
      form.elements.kind.focus();
      box.scrollIntoView({ block: "start" });
    });
    finding.append(button);
  }
}

if (frame) {
  attempt(changed);
  frame.addEventListener("load", () => { editable(); follow(); });
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.querySelector("[id]")) { editable(); follow(); }
  addEventListener("hashchange", follow);
}

// Another window may have changed the story meanwhile.
setInterval(async () => {
  if (busy() || document.hidden) return;
  const now = await call("GET", path).catch(() => null);
  if (now && now.version !== version) say("This story was changed in another window: load the page again to see it.", true);
}, 5000);
