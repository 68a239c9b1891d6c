// A finding as a citation: each extract with its outlet, date, and the selectors of the Web Annotation model.
import { one, tell, words } from "./dom.js";
import { parse } from "./texts.js";

const AROUND = 32; // characters before and after an extract that tell it from the same words elsewhere
const reports = JSON.parse(one("#data").textContent);
const characters = new Map(); // offsets count code points, not the halves that strings are indexed by
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const hex = (c) => c.charCodeAt(0).toString(16).padStart(4, "0");
const visible = (text) => text.replace(/[\n\t]/g, " ").replace(UNSEEN, (c) => `⟨U+${hex(c).toUpperCase()}⟩`);

function slice(report, start, end) {
  if (!characters.has(report)) characters.set(report, Array.from(reports[report].text));
  return characters.get(report).slice(Math.max(0, start), end).join("");
}

export function selectors({ report, start, end }) {
  return [
    { type: "TextQuoteSelector", exact: slice(report, start, end), prefix: slice(report, start - AROUND, start), suffix: slice(report, end, end + AROUND) },
    { type: "TextPositionSelector", start, end },
  ];
}

function citation(place) {
  const r = reports[place.report];
  const about = [r.name || "outlet not told", r.published || "undated", r.url || r.source].map(visible).join(", ");
  const target = JSON.stringify({ source: r.url || r.source, selector: selectors(place) }).replace(UNSEEN, (c) => `\\u${hex(c)}`);
  return `“${visible(slice(place.report, place.start, place.end))}”\n${about}\n${target}\n`;
}

export const text = (finding) => words(finding.dataset.at).map(parse).map(citation).join("\n");

export async function cite(finding) {
  const made = text(finding);
  try {
    await navigator.clipboard.writeText(made);
    tell(`Copied ${finding.id} as a citation`, true);
  } catch {
    // No clipboard for this page: the text is shown, to be copied by hand.
    one("#citation textarea").value = made;
    one("#citation").showModal();
    one("#citation textarea").select();
  }
}
