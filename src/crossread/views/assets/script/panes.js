// Which reports are in sight: those of the finding chosen, as many as fit, unless the user picks them.
import { all, beside, one, tell, words } from "./dom.js";
import { pane } from "./texts.js";

const PANE = 18; // rem that a text should have
const reader = one("#texts"), box = one(".panes");
const reports = all("article", box).map((article) => article.id);
let picked = null; // the user's own choice, in the order of the reports
let wanted = words(box.dataset.first); // reports that the finding chosen stands in, the most telling first
let shown = [];
let opener = null;
let aligned = () => {};

export const inSight = () => shown;
export const whenShown = (call) => { aligned = call; };
export const reading = () => document.body.classList.contains("reading");
const room = () => Math.max(1, Math.floor(box.clientWidth / (PANE * parseFloat(getComputedStyle(document.documentElement).fontSize))));

function lay() {
  if (!beside()) shown = (picked || wanted).concat(reports).slice(0, 1);
  else if (picked && picked.length) shown = reports.filter((r) => picked.includes(r));
  else {
    const best = [...new Set([...wanted, ...shown, ...reports])].slice(0, room());
    shown = reports.filter((r) => best.includes(r));
  }
  for (const r of reports) pane(r).hidden = !shown.includes(r);
  for (const chip of all(".chip")) chip.setAttribute("aria-pressed", String(shown.includes(chip.dataset.report)));
  one(".auto").setAttribute("aria-pressed", String(!picked));
  aligned();
}

// Shows these reports as far as there is room; one that is `needed` surely.
export function show(list, needed) {
  wanted = needed ? [needed, ...list.filter((r) => r !== needed)] : list;
  if (!beside()) picked = null;
  else if (picked && needed && !picked.includes(needed)) picked.push(needed);
  lay();
}

export function there(list) {
  for (const chip of all(".chip")) one(".there", chip).textContent = list.includes(chip.dataset.report) ? "●" : "";
}

export function open() {
  if (beside() || reading()) return;
  opener = document.activeElement;
  document.body.classList.add("reading");
  one(".column").inert = true;
  one("button.open").hidden = true;
  lay();
  pane(shown[0])?.focus({ preventScroll: true });
}

export function close() {
  if (reading()) {
    document.body.classList.remove("reading");
    one(".column").inert = false;
    one("button.open").hidden = false;
    if (opener && opener !== document.body) opener.focus();
  }
  widen(false);
}

export const wide = () => document.body.classList.contains("wide-texts");
export function widen(on = !wide()) {
  document.body.classList.toggle("wide-texts", on);
  one(".widen").setAttribute("aria-pressed", String(on));
  lay();
}

export function startPanes() {
  reader.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".chip")) {
      const report = button.dataset.report;
      if (!beside()) picked = [report];
      else picked = shown.includes(report) ? shown.filter((r) => r !== report) : [...shown, report];
      if (!picked.length) picked = null;
      lay();
      tell(`Shown: ${shown.join(", ")}`);
    } else if (button.matches(".auto")) { picked = null; lay(); }
    else if (button.matches(".widen")) widen();
    else if (button.matches(".close")) close();
  });
  one("button.open").addEventListener("click", open);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    if (beside() && reading()) close();
    lay();
  });
  lay();
}
