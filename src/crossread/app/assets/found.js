// Found stories: one is opened as a story of the library, or what is new is added to it.

import { attempt, call } from "./call.js";

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => attempt(async () => {
    location.href = `/stories/${(await call("POST", `/found/${button.dataset.open}/open`)).id}`;
  }, button));
}
