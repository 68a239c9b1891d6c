// Findings judged on the page of their dossier, each judgement undone there or in the history.

import { attempt, call, say } from "./call.js";
import { act, compared, path, version } from "./story.js";

const dialog = document.getElementById("judge");
const form = dialog.querySelector("form");
const WHAT = { p: "point", u: "utterance", c: "conflict", q: "quotation" };
const SHORT = 110; // characters of an extract by which it is chosen from a list
const LEFT = "crossread-judged"; // what is said, and where, after the page was loaded anew
const NAME = "crossread-name";
let judged = null; // the finding that is being judged: its element

const short = (text) => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text);

// --- the dossier behind the page, fetched when it is first needed -----------------------------------------------------

let fetched = null;
async function looked() {
  fetched ||= call("GET", `${path}/dossier`);
  const dossier = await fetched;
  const by = (list) => new Map(list.map((one) => [one.id, one]));
  const found = { points: by(dossier.points), utterances: by(dossier.utterances), statements: by(dossier.statements), quotations: by(dossier.quotations) };
  const words = {
    p: (id) => found.statements.get(found.points.get(id).clearest).text,
    u: (id) => found.quotations.get(found.utterances.get(id).members[0]).text,
    q: (id) => found.quotations.get(id).text,
    s: (id) => found.statements.get(id).text,
  };
  const said = (id) => words[id[0]](id);
  const members = (id) => (found.points.get(id) || found.utterances.get(id)).members;
  const others = { p: [...found.points.keys()], u: [...found.utterances.keys()], q: [...found.quotations.keys()] };
  const report = (id) => (found.statements.get(id) || found.quotations.get(id)).report;
  const speakers = [...new Set([...found.quotations.values()].map((q) => q.speaker.name).filter(Boolean))].sort();
  return { said, members, others, report, speakers };
}

// --- the dialog ---------------------------------------------------------------------------------------------------------

function option(value, words) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = words;
  return made;
}

async function fill(id) {
  const story = await looked();
  const with_ = form.elements.other;
  with_.replaceChildren(...(story.others[id[0]] || []).filter((other) => other !== id).map((other) => option(other, `${other} · ${short(story.said(other))}`)));
  document.getElementById("judge-speakers").replaceChildren(...story.speakers.map((name) => option(name, "")));
  const parts = form.querySelector(".parts");
  for (const old of parts.querySelectorAll("label")) old.remove();
  if (!"pu".includes(id[0])) return;
  parts.append(...story.members(id).map((member) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.name = "part";
    box.value = member;
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = `${story.report(member)} · ${short(story.said(member))}`;
    label.append(box, words);
    return label;
  }));
}

const kind = () => form.elements.kind.value;

function suit() {
  for (const field of form.querySelectorAll("[data-with]")) field.hidden = !field.dataset.with.split(" ").includes(kind());
  form.elements.note.required = kind() === "note";
  document.getElementById("judge-note").textContent = kind() === "note" ? "Note" : "Note, if you like";
}

function wrong(message) {
  const place = document.getElementById("judge-wrong");
  place.textContent = message;
  place.hidden = !message;
}

function open(button) {
  judged = button.closest(".finding");
  const id = button.dataset.finding;
  form.reset();
  wrong("");
  form.elements.by.value = localStorage.getItem(NAME) || "";
  document.getElementById("judge-what").textContent = `${WHAT[id[0]]} ${id}`;
  document.getElementById("judge-text").textContent = extract(judged);
  for (const label of form.querySelectorAll("[data-for]")) {
    label.hidden = !label.dataset.for.includes(id[0]);
    label.querySelector("input").disabled = label.hidden;
  }
  suit();
  dialog.showModal();
  attempt(() => fill(id));
}

/** What a finding says: the values of a conflict's sides, else its first extract without its places. */
function extract(finding) {
  const first = (within) => {
    const found = (within.querySelector("h4") || within.querySelector("blockquote"))?.cloneNode(true);
    found?.querySelector(".places")?.remove();
    return found?.textContent.trim() ?? "";
  };
  const sides = [...finding.querySelectorAll(".sides > section")];
  return sides.length ? sides.map(first).join(" ↔ ") : first(finding);
}

async function judge() {
  const id = judged.querySelector("button.judge").dataset.finding;
  const fields = form.elements;
  const parts = [...form.querySelectorAll("[name=part]:checked")].map((box) => box.value);
  if (kind() === "split" && !parts.length) throw new Error("Nothing is chosen: say what is no part of it.");
  const findings = { split: [id, ...parts], join: [id, fields.other.value], same: [id, fields.other.value], "not-same": [id, fields.other.value] };
  const words = form.querySelector("[name=kind]:checked").parentElement.textContent.trim();
  const story = await call("POST", `${path}/judgements`, {
    kind: kind(), findings: findings[kind()] || [id], note: fields.note.value, by: fields.by.value, version,
    speaker: kind() === "speaker" ? fields.speaker.value : null,
  });
  try {
    localStorage.setItem(NAME, fields.by.value);
  } catch {
    // A browser that keeps nothing: the name is asked for again.
  }
  dialog.close();
  after(story, `Judged: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`, judged);
}

/** What was said is said again when the page has been loaded anew, at the same words: ids may have changed by then. */
function after(story, message, finding) {
  const place = finding?.dataset.at?.split(" ")[0];
  sessionStorage.setItem(LEFT, JSON.stringify({ message, place }));
  if (place) history.replaceState(null, "", `#${place}`);
  say(`${message} The story is being compared again.`);
  compared(story);
}

function back() {
  const left = JSON.parse(sessionStorage.getItem(LEFT) || "null");
  if (!left || ["waiting", "running"].includes(document.getElementById("story").dataset.state)) return;
  sessionStorage.removeItem(LEFT);
  say(left.message);
  // the page chooses what its address names in the next frame
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const chosen = document.querySelector(".finding.chosen");
    (chosen?.querySelector("button.judge") || chosen?.querySelector("a.self"))?.focus({ preventScroll: true });
    chosen?.scrollIntoView({ block: "nearest" }); // what was said above has moved it
  }));
}

// --- the history ----------------------------------------------------------------------------------------------------------

function undo(one) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "undo";
  button.textContent = "Undo";
  button.setAttribute("aria-label", `Undo: ${told(one)}`);
  act(button, async () => {
    const finding = button.closest(".finding");
    const story = await call("DELETE", `${path}/judgements/${one.number}?version=${version}`);
    after(story, "Undone.", finding);
  });
  return button;
}

const list = document.getElementById("history");
const KINDS = JSON.parse(list.dataset.words);
const exact = (record) => (record.groups || []).flat().map((anchor) => anchor.exact).filter(Boolean)[0] || "";
const told = ({ record }) => [KINDS[record.kind] || record.kind, record.speaker, record.note].filter(Boolean).join(": ") + (exact(record) ? ` “${short(exact(record))}”` : "");

async function past() {
  const all = await call("GET", `${path}/judgements`);
  list.replaceChildren(...all.map((one) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = told(one);
    if (one.undone) words.className = "undone";
    const when = document.createElement("span");
    when.className = "meta";
    when.textContent = `${one.record.by || ""} ${one.made.slice(0, 16).replace("T", " ")} UTC${one.undone ? " · undone" : ""}`;
    item.append(words, when);
    if (!one.undone) {
      item.append(undo(one));
      const entry = document.getElementById(one.record.id);
      if (entry?.matches(".finding")) {
        const tools = document.createElement("span");
        tools.className = "tools";
        tools.append(undo(one));
        entry.prepend(tools);
      }
    }
    return item;
  }));
  document.querySelector("#judged > summary").textContent = `Judgements (${all.filter((one) => !one.undone).length})`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.judge");
  if (button) open(button);
});
form.addEventListener("change", suit);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  button.disabled = true;
  wrong("");
  try {
    await judge();
  } catch (error) {
    wrong(error.message);
  } finally {
    button.disabled = false;
  }
});
dialog.querySelector(".ends [value=cancel]").addEventListener("click", () => dialog.close());
attempt(past);
back();
