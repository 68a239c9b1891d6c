// The library: a new story out of files, folders, pasted text and addresses.

import { addressesDropped, addressesIn } from "./addresses.js";
import { attempt, call, say } from "./call.js";

const ENDINGS = /\.(?:html?|xhtml|txt|text|md)$/i; // of the files that are taken from a folder
const form = document.getElementById("new");
if (form) begin();

/** The file of an entry that was dropped, or the reports of a folder with all its folders. */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return files;
    for (const one of some) {
      if (one.name.startsWith(".") || (one.isFile && !ENDINGS.test(one.name))) continue;
      files.push(...await filesOf(one));
    }
  }
}

function begin() {
  const drop = document.getElementById("drop");
  const list = document.getElementById("chosen");
  let story = null;
  const chosen = []; // {name, file}, {name, text} or {name, url}

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
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    addUrls(addressesDropped(event.dataTransfer));
    // what was dropped can be taken hold of only now; the files of a folder come later
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const given = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
    attempt(async () => { for (const one of given) add(one instanceof File ? [one] : await filesOf(one)); });
  });

  const addUrls = (urls) => {
    for (const url of urls) if (!chosen.some((one) => one.url === url)) chosen.push({ name: url, url });
    show();
  };
  const take = () => {
    const text = form.elements.text.value;
    const urls = addressesIn(text);
    if (urls.length) addUrls(urls);
    else if (text.trim()) {
      const page = /^\s*<(?:!doctype|html)/i.test(text);
      chosen.push({ name: `pasted-${chosen.length + 1}.${page ? "html" : "txt"}`, text });
    }
    form.elements.text.value = "";
    show();
  };
  document.getElementById("paste").addEventListener("click", () => {
    if (!form.elements.text.value.trim()) return say("Nothing is pasted: paste a report or an address first.", true);
    say("");
    take();
  });

  document.getElementById("import").addEventListener("change", (event) => attempt(async () => {
    const data = new FormData();
    data.append("file", event.target.files[0]);
    location.href = `/stories/${(await call("POST", "/import", data)).id}`;
  }));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      const folder = form.elements.folder?.value.trim();
      take();
      if (!chosen.length && !folder) throw new Error("No report is chosen: drop files, paste a text or an address, or name a folder.");
      // what failed half-way is sent again to the same story, which leaves out what it has
      story ||= await call("POST", "/stories", { title: form.elements.title.value.trim() || undefined });
      const urls = chosen.filter((one) => one.url).map((one) => one.url);
      if (urls.length) await call("POST", `/stories/${story.id}/addresses`, { urls }); // the comparison waits for them
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
