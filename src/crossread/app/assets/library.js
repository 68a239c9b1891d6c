// The library: a new story out of files, pasted text or a folder.

import { attempt, call, say } from "./call.js";

const form = document.getElementById("new");
if (form) begin();

function begin() {
  const drop = document.getElementById("drop");
  const list = document.getElementById("chosen");
  const chosen = []; // {name, file} or {name, text}

  const show = () => {
    list.replaceChildren(
      ...chosen.map((one, n) => {
        const item = document.createElement("li");
        const name = document.createElement("bdi");
        name.textContent = one.name;
        const out = document.createElement("button");
        out.type = "button";
        out.textContent = "Take out";
        out.setAttribute("aria-label", `Take ${one.name} out`);
        out.addEventListener("click", () => { chosen.splice(n, 1); show(); });
        item.append(name, " ", out);
        return item;
      }),
    );
  };
  const add = (files) => { for (const file of files) chosen.push({ name: file.name, file }); show(); };

  form.elements.files.addEventListener("change", (event) => { add(event.target.files); event.target.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });

  document.getElementById("paste").addEventListener("click", () => {
    const text = form.elements.text.value;
    if (!text.trim()) return say("The text is empty: paste a report into it first.", true);
    const page = /^\s*<(?:!doctype|html)/i.test(text);
    chosen.push({ name: `pasted-${chosen.length + 1}.${page ? "html" : "txt"}`, text });
    form.elements.text.value = "";
    show();
  });

  document.getElementById("import").addEventListener("change", (event) => attempt(async () => {
    const data = new FormData();
    data.append("file", event.target.files[0]);
    location.href = `/stories/${(await call("POST", "/import", data)).id}`;
  }));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      const folder = form.elements.folder.value.trim();
      const text = form.elements.text.value;
      if (text.trim()) chosen.push({ name: `pasted-${chosen.length + 1}.txt`, text });
      if (!chosen.length && !folder) throw new Error("No report is chosen: drop files, paste a text or name a folder.");
      const story = await call("POST", "/stories", { title: form.elements.title.value });
      const texts = chosen.filter((one) => one.text !== undefined).map(({ name, text }) => ({ name, text }));
      if (texts.length) await call("POST", `/stories/${story.id}/texts`, { texts });
      if (folder) await call("POST", `/stories/${story.id}/folder`, { path: folder });
      const files = chosen.filter((one) => one.file);
      if (files.length) {
        const data = new FormData();
        for (const one of files) data.append("files", one.file, one.name);
        await call("POST", `/stories/${story.id}/files`, data);
      }
      location.href = `/stories/${story.id}`;
    }, event.submitter);
  });
}
