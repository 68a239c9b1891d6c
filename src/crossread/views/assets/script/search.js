// Words in findings and texts: case, accents and the shape of quotation marks aside.
import { all } from "./dom.js";

const SHOWN = 400; // matches that are lit at most
const index = new WeakMap();
const light = (c) => c.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'").replace(/[“”„«»]/g, '"').toLowerCase();

export const terms = (asked) => (light(asked).match(/"[^"]+"?|\S+/g) || []).map((t) => t.replace(/"/g, "")).filter(Boolean);

export function folded(element) {
  if (!index.has(element)) index.set(element, light(element.textContent));
  return index.get(element);
}

export const has = (element, wanted) => wanted.every((t) => folded(element).includes(t));

function* ranges(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = light(node.data);
    if (text.length !== node.data.length) continue; // offsets would be wrong
    for (const t of wanted) {
      for (let at = text.indexOf(t); at >= 0; at = text.indexOf(t, at + t.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + t.length);
        yield range;
      }
    }
  }
}

// Lights up what was found, without touching the document.
export function highlight(elements, wanted) {
  if (!globalThis.Highlight) return;
  CSS.highlights.delete("found");
  if (!wanted.length) return;
  const found = [];
  for (const element of elements) {
    for (const range of ranges(element, wanted)) {
      found.push(range);
      if (found.length >= SHOWN) break;
    }
    if (found.length >= SHOWN) break;
  }
  if (found.length) CSS.highlights.set("found", new Highlight(...found));
}

export const paragraphs = () => all("article .part");
