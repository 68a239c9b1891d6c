// Lights up the whole of the extract that the address names (#report-start-end); without this its first piece is lit.
"use strict";
(function () {
  const texts = document.getElementById("texts");

  // Where the texts stand beside the findings they scroll by themselves, and the findings stay where they are.
  function beside() {
    return getComputedStyle(texts).position === "sticky";
  }

  function show() {
    document.querySelectorAll(".lit, .open").forEach(function (x) { x.classList.remove("lit", "open"); });
    const found = /^#(r\d+)(?:-(\d+)-(\d+))?$/.exec(location.hash);
    const report = found && document.getElementById(found[1]);
    if (!report) return;
    let first = report;
    if (found[2]) {
      const start = Number(found[2]), end = Number(found[3]);
      const pieces = Array.from(report.querySelectorAll("[data-at]")).filter(function (piece) {
        return Number(piece.dataset.at) >= start && Number(piece.dataset.at) < end;
      });
      pieces.forEach(function (piece) { piece.classList.add("lit"); });
      first = pieces[0] || report;
    }
    document.querySelectorAll('a[href="' + location.hash + '"]').forEach(function (a) { a.classList.add("open"); });
    if (beside()) {
      const above = first === report ? 0 : texts.clientHeight / 3;
      texts.scrollTop += first.getBoundingClientRect().top - texts.getBoundingClientRect().top - above;
    } else {
      first.scrollIntoView({ block: first === report ? "start" : "center" });
    }
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("main a, header a");
    if (!link || !/^#r\d+(-|$)/.test(link.getAttribute("href")) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!beside()) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    show();
  });
  addEventListener("hashchange", show);
  addEventListener("popstate", show);
  show();
})();
