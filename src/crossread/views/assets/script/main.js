// The page's life. Without it all is there to be read, and links lead from an extract to its place.
import { startChoosing, readInTexts } from "./choose.js";
import { cite } from "./cite.js";
import { startFilters } from "./filters.js";
import { startKeys } from "./keys.js";
import { startPanes } from "./panes.js";
import { startPrinting } from "./print.js";
import { startSteps } from "./steps.js";
import { stops } from "./texts.js";

document.documentElement.classList.add("scripted");
stops();
startPanes();
startSteps();
startFilters();
startKeys();
startPrinting();
document.addEventListener("click", (event) => {
  const button = event.target.closest(".tools button");
  if (!button || !button.matches(".cite, .read")) return;
  const finding = button.closest(".finding");
  if (button.matches(".cite")) cite(finding);
  else readInTexts(finding);
});
startChoosing();
performance.mark("ready");
document.documentElement.dataset.ready = "yes";
