// On paper nothing is folded away.
import { all } from "./dom.js";

export function startPrinting() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const list of folded) list.open = true;
  });
  addEventListener("afterprint", () => {
    for (const list of folded) list.open = false;
  });
}
