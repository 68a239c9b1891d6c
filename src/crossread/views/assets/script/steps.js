// From difference to difference, and from finding to finding.
import { all, one } from "./dom.js";
import { address, choose, current } from "./choose.js";
import { reading } from "./panes.js";

const seen = (finding) => !finding.closest("[hidden]");
const differences = () => all("#conflicts .finding, #quotes .finding").filter((f) => seen(f) && (f.closest("#conflicts") || one(".laid, mark.differs", f)));

function step(list, by) {
  if (!list.length) return null;
  const now = current();
  let at = list.indexOf(now);
  if (at < 0 && now) {
    // The chosen one is none of these: go on from where it stands.
    const after = list.findIndex((f) => now.compareDocumentPosition(f) & Node.DOCUMENT_POSITION_FOLLOWING);
    at = by > 0 ? (after < 0 ? -1 : after - 1) : (after < 0 ? list.length : after);
  }
  const next = list[now || at >= 0 ? (at + by + list.length) % list.length : by > 0 ? 0 : list.length - 1];
  choose(next);
  address(next.id, true);
  if (!reading()) one("a.self", next).focus({ preventScroll: true });
  return next;
}

export function difference(by) {
  const list = differences();
  const next = step(list, by);
  if (next) one(".steps .at").textContent = `${list.indexOf(next) + 1} of ${list.length}`;
}

export const finding = (by) => step(all(".finding").filter(seen), by);

export function startSteps() {
  const list = differences();
  one(".steps .at").textContent = `${list.length} difference${list.length === 1 ? "" : "s"}`;
  if (!list.length) one(".steps").hidden = true;
  one(".steps .next").addEventListener("click", () => difference(1));
  one(".steps .previous").addEventListener("click", () => difference(-1));
}
