// Search and filters: what does not match is hidden, what is folded away and matches is unfolded.
import { all, one, words } from "./dom.js";
import { address, choose, current } from "./choose.js";
import { open, show } from "./panes.js";
import { folded, has, highlight, paragraphs, terms } from "./search.js";

const form = one("#search"), output = one("#found");
const findings = all(".finding"), sections = all("main > section"), lists = all("main details:not(.inner), #alone details, .day");
const texts = paragraphs();
const unfolded = new Set(); // by a search, to be folded again
let hits = [];

function wanted() {
  const given = new FormData(form);
  const value = (name) => given.get(name) || "";
  return {
    terms: terms(value("words")), speaker: value("speaker"), place: value("place"), report: value("report"),
    nature: value("nature"), judged: value("judged"), confidence: Number(value("confidence")),
  };
}

// The kinds of judgements that a finding carries; "none" where it could have one.
const carried = new WeakMap();
function verdicts(finding) {
  if (!carried.has(finding)) {
    const found = all(".badge", finding).map((badge) => badge.classList[1]);
    carried.set(finding, found.length ? ["judged", ...found] : /^[pcuq]\d/.test(finding.id) ? ["none"] : []);
  }
  return carried.get(finding);
}

function meets(finding, ask) {
  const data = finding.dataset;
  return (!ask.speaker || words(data.speaker).includes(ask.speaker))
    && (!ask.place || words(data.place).includes(ask.place))
    && (!ask.report || words(data.report).includes(ask.report))
    && (!ask.nature || data.nature === ask.nature)
    && (!ask.judged || verdicts(finding).includes(ask.judged))
    && (!ask.confidence || !data.confidence || Number(data.confidence) >= ask.confidence)
    && (!ask.terms.length || has(finding, ask.terms));
}

export function apply() {
  const ask = wanted();
  const filtered = Boolean(ask.speaker || ask.place || ask.report || ask.nature || ask.judged || ask.confidence);
  const active = filtered || ask.terms.length > 0;
  hits = active ? findings.filter((f) => meets(f, ask)) : findings;
  const kept = new Set(hits);
  for (const f of findings) if (f.hidden === kept.has(f)) f.hidden = !kept.has(f);
  const full = new Set();
  for (const f of hits) for (let up = f.parentElement; up && up.tagName !== "MAIN"; up = up.parentElement) {
    if (full.has(up)) break;
    full.add(up);
  }
  for (const list of lists) {
    list.hidden = active && !full.has(list);
    if (list.tagName !== "DETAILS") continue;
    if (active && full.has(list) && !list.open && hits.length < 60) { list.open = true; unfolded.add(list); }
    else if (!active && unfolded.delete(list)) list.open = false;
  }
  for (const section of sections) section.hidden = active && !full.has(section);
  const told = ask.terms.length ? texts.filter((p) => has(p, ask.terms)) : [];
  one("#none").hidden = !active || hits.length > 0;
  one("main > nav").hidden = active;
  output.textContent = !active ? "" : `${hits.length} of ${findings.length} findings` + (ask.terms.length ? `, ${told.length} paragraph${told.length === 1 ? "" : "s"} of the texts` : "");
  highlight([...told, ...hits], ask.terms);
  const set = ["speaker", "place", "report", "nature", "judged", "confidence"].filter((name) => ask[name]).length;
  one(".more", form).textContent = set ? `Filters (${set})` : "Filters";
}

// Enter goes to the next finding that matches; where none does, to the paragraph.
function enter() {
  const ask = wanted();
  const next = hits[(hits.indexOf(current()) + 1) % (hits.length || 1)];
  if (next && ask.terms.length) {
    choose(next);
    address(next.id, true);
    return;
  }
  const paragraph = texts.find((p) => has(p, ask.terms));
  if (!paragraph || !ask.terms.length) return;
  show([paragraph.closest("article").id], paragraph.closest("article").id);
  open();
  paragraph.scrollIntoView({ block: "center" });
}

export function unhide(finding) {
  if (finding && finding.closest("[hidden]")) reset();
}

export function reset() {
  form.reset();
  apply();
}

export function toggle(on) {
  const button = one(".more", form), box = one("#filters");
  box.hidden = on === undefined ? !box.hidden : !on;
  button.setAttribute("aria-expanded", String(!box.hidden));
  if (!box.hidden) one("select", box).focus();
}

export function startFilters() {
  form.addEventListener("submit", (event) => { event.preventDefault(); enter(); });
  form.addEventListener("input", apply);
  one(".more", form).addEventListener("click", () => toggle());
  for (const button of all("button.reset")) button.addEventListener("click", reset);
  const warm = () => { for (const element of [...findings, ...texts]) folded(element); };
  (globalThis.requestIdleCallback || setTimeout)(warm);
}
