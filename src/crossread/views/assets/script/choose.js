// One finding, or one place, is chosen: every pane in sight scrolls to its own version, which is marked.
import { all, beside, one, tell, unfold, words } from "./dom.js";
import * as panes from "./panes.js";
import { clear, mark, pane, parse, run, scroll, stop } from "./texts.js";

let chosen = null; // { finding, places, place, still }: `still` is a report whose pane stays where it is

export const current = () => chosen && chosen.finding;
export const findingAt = (place) => one(`.finding[data-at~="${place.name}"]`);

function align() {
  if (!chosen) return;
  for (const report of panes.inSight()) {
    const here = chosen.places.filter((p) => p.report === report);
    const article = pane(report);
    article.classList.add("asked");
    one(".status", article).textContent = here.length ? (here.length > 1 ? `${here.length} places` : "1 place") : "not found here";
    if (report === chosen.still) continue;
    const first = chosen.place && chosen.place.report === report ? chosen.place : here[0];
    if (first) {
      scroll(report, first);
      const link = run(first).find((element) => element.matches(".in"));
      if (link) stop(link);
    }
  }
}

export function choose(finding, { place = null, still = null, bring = true, quiet = false } = {}) {
  for (const old of all(".chosen, .place.now")) old.classList.remove("chosen", "now");
  clear();
  const places = words(finding && finding.dataset.at).map(parse);
  if (place && !places.some((p) => p.name === place.name)) places.push(place);
  chosen = { finding, places, place, still };
  const reports = finding ? words(finding.dataset.report) : [place.report];
  const needed = place ? place.report : still;
  for (const p of places) mark(p);
  for (const p of words(finding && finding.dataset.value).map(parse)) mark(p, "value");
  if (place) mark(place, "now");
  panes.there(reports);
  panes.show(reports, needed);
  if (finding) {
    finding.classList.add("chosen");
    unfold(finding);
    if (place) for (const link of all(`.place[href="#${place.name}"]`, finding)) link.classList.add("now");
    if (bring) finding.scrollIntoView({ block: "nearest" });
  }
  if (!quiet) {
    const lacking = panes.inSight().filter((r) => !reports.includes(r));
    tell(`${finding ? finding.id : place.name}: in ${reports.join(", ")}${lacking.length ? `; not found in ${lacking.join(", ")}` : ""}`);
  }
}

// What the address names: a finding (#c1), a place (#r1-0-9), a report (#r1); anything else is the browser's.
export function follow(name, from = null) {
  const place = parse(name);
  if (place && pane(place.report)) {
    choose((from && from.closest(".finding")) || findingAt(place), { place, bring: !from });
    return true;
  }
  const target = name && document.getElementById(name);
  if (target && target.matches("article")) {
    panes.show([name], name);
    scroll(name, null);
    return true;
  }
  const finding = target && target.closest(".finding");
  if (finding) choose(finding);
  return Boolean(finding);
}

export function address(name, replace = false) {
  if (location.hash === `#${name}`) return;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", `#${name}`);
  } catch {
    // A page inside another, as in a notebook, has no address of its own.
  }
}

export function readInTexts(finding) {
  choose(finding);
  address(finding.id);
  panes.open();
  const report = panes.inSight()[0];
  if (report) pane(report).focus({ preventScroll: true });
}

function clicked(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('a[href^="#"]');
  const quote = !link && event.target.closest(".finding blockquote");
  if (quote && !getSelection().isCollapsed) return;
  const source = link || (quote && one("a.place", quote));
  if (!source) return;
  const name = source.getAttribute("href").slice(1);
  if (source.matches(".in")) {
    // Clicked again, the next finding that stands here.
    const here = [name, ...words(source.dataset.more)];
    const next = here[(here.indexOf(current() && current().id) + 1) % here.length];
    const finding = document.getElementById(next).closest(".finding");
    stop(source);
    choose(finding, { still: source.closest("article").id });
    address(next);
    event.preventDefault();
  } else if (follow(name, source)) {
    event.preventDefault();
    address(name);
    if (parse(name) || document.getElementById(name).matches("article")) panes.open();
    else if (!source.matches(".finding .self")) one("a.self", current())?.focus({ preventScroll: true });
  }
}

export function startChoosing() {
  panes.whenShown(align);
  document.addEventListener("click", clicked);
  const route = () => follow(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", route);
  addEventListener("popstate", route);
  if (location.hash) requestAnimationFrame(() => { if (route() && !current() && !beside()) panes.open(); });
}
