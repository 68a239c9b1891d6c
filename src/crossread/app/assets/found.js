// Found stories: the reports of one are shown; it is opened as a story of the library, or what is new is added to it.

import { attempt, call } from "./call.js";

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => attempt(async () => {
    location.href = `/stories/${(await call("POST", `/found/${button.dataset.open}/open`)).id}`;
  }, button));
}

for (const shown of document.querySelectorAll("[data-reports]")) {
  shown.addEventListener("toggle", () => attempt(async () => {
    const list = shown.querySelector("ol");
    if (!shown.open || list.children.length) return;
    const reports = await call("GET", `/found/${shown.dataset.reports}`);
    list.append(...reports.map((report) => line(report, reports)));
  }));
}

/** A report in a list: its headline, then its outlet, day and what it is a copy or a version of. */
function line(report, reports) {
  const item = document.createElement("li");
  const title = document.createElement("bdi");
  title.textContent = report.title || report.id;
  const first = reports.find((other) => other.id === report.original);
  const of = report.kind === "report" ? "" : `${report.kind} of ${first?.outlet || report.original}`;
  const about = document.createElement("span");
  about.className = "meta";
  about.textContent = [report.outlet, report.date.slice(0, 10), of].filter(Boolean).join(" · ");
  item.append(title, about);
  return item;
}
