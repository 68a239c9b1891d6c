// Short ways to the document.
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
export const words = (text) => (text ? text.split(" ") : []);
export const beside = () => matchMedia("(min-width: 64rem)").matches; // texts and findings are both in sight

// Tells a screen reader, and for a moment everybody if `seen`.
let hiding = 0;
export function tell(text, seen = false) {
  const said = one("#said");
  said.textContent = text;
  said.classList.toggle("seen", seen);
  clearTimeout(hiding);
  hiding = setTimeout(() => said.classList.remove("seen"), 2500);
}

// Unfolds whatever an element is folded away in.
export function unfold(element) {
  for (let up = element.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
}
