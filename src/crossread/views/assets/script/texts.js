// The reports' texts: their pieces by offset, and the marks on them.
import { all, one } from "./dom.js";

const pieces = new Map();
let marked = [];

export const pane = (report) => document.getElementById(report);
export const parse = (name) => {
  const found = /^(r\d+)-(\d+)-(\d+)$/.exec(name);
  return found && { name, report: found[1], start: Number(found[2]), end: Number(found[3]) };
};

// The elements that make up a place: pieces are cut so that each place is a run of them.
export function run(place) {
  if (!pieces.has(place.report)) {
    pieces.set(place.report, all("[data-at]", pane(place.report)).map((element) => [Number(element.dataset.at), element]));
  }
  const list = pieces.get(place.report);
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] < place.start) low = middle + 1; else high = middle;
  }
  const found = [];
  for (; low < list.length && list[low][0] < place.end; low++) found.push(list[low][1]);
  return found;
}

export function clear() {
  for (const element of marked) element.classList.remove("lit", "value", "now");
  marked = [];
}

export function mark(place, ...how) {
  const elements = run(place);
  for (const element of elements) element.classList.add("lit", ...how);
  marked.push(...elements);
}

// Scrolls a report's pane to a place, a third from the top; to its head if there is none.
export function scroll(report, place) {
  const box = pane(report);
  const first = place && run(place)[0];
  if (!first) box.scrollTop = 0;
  else box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

// One statement of each pane can be reached with Tab, the others from there with the arrows.
export function stop(link) {
  const box = link.closest("article");
  for (const other of all('.in[tabindex="0"]', box)) other.tabIndex = -1;
  link.tabIndex = 0;
}

export function stops() {
  for (const link of all("article .in")) link.tabIndex = -1;
  for (const box of all("article")) {
    const first = one(".in", box);
    if (first) first.tabIndex = 0;
  }
}

export function along(from, step) {
  const box = from.closest("article");
  const links = all(".in", box);
  const at = links.indexOf(from);
  const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step];
  if (!next) return;
  stop(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
