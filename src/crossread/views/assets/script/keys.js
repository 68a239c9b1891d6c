// Keys. Single ones can be switched off, for those who speak to their computer.
import { one } from "./dom.js";
import { current, readInTexts } from "./choose.js";
import { cite } from "./cite.js";
import { reset, toggle } from "./filters.js";
import { close, reading, wide, widen } from "./panes.js";
import { difference, finding } from "./steps.js";
import { along } from "./texts.js";

const single = one('#keys input[name="single"]');
export const help = () => one("#keys").showModal();

const KEYS = {
  n: () => difference(1), p: () => difference(-1), j: () => finding(1), k: () => finding(-1),
  r: () => current() && readInTexts(current()), c: () => current() && cite(current()),
  e: () => current() && one("button.judge", current())?.click(),
  "/": () => one("#search input").focus(), f: () => toggle(true), t: () => widen(), "?": help,
};

function escape(event) {
  const from = event.target;
  if (from.closest("#search")) {
    if (from.value && from.type === "search") reset();
    else toggle(false);
  } else if (reading() || wide()) close();
  else if (from.closest("#texts") && current()) one("a.self", current()).focus();
  else return;
  event.preventDefault();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
  if (event.key === "Escape") return escape(event);
  if (event.target.closest("input, select, textarea")) return;
  const within = event.target.closest("article");
  if (within && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const forward = (event.key === "ArrowRight") === (getComputedStyle(event.target.closest(".part") || within).direction === "ltr");
    along(event.target, forward ? 1 : -1);
    event.preventDefault();
  } else if (single.checked && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

export function startKeys() {
  document.addEventListener("keydown", pressed);
  one("button.help").addEventListener("click", help);
}
