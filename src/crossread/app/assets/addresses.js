// Addresses of pages: found in what is pasted or dropped, fetched by the app, each refused one shown with its reason.

import { attempt, call } from "./call.js";

const ADDRESS = /^https?:\/\/\S+$/i;

/** The addresses that a text is made of, one or several; nothing if anything else stands in it. */
export function addressesIn(text) {
  const words = text.split(/\s+/).filter(Boolean);
  return words.every((word) => ADDRESS.test(word)) ? words : [];
}

/** The addresses that were dropped: a link of another page. */
export function addressesDropped(data) {
  const lines = data.getData("text/uri-list").split(/\r?\n/).filter((line) => line && !line.startsWith("#"));
  return lines.filter((line) => ADDRESS.test(line));
}

const SAID = { waiting: "waits to be fetched", fetching: "is being fetched …" };

/** Shows the addresses of a story that wait or were refused; how many wait. */
export async function showAddresses(path) {
  const section = document.getElementById("addresses");
  const listed = await call("GET", `${path}/addresses`);
  section.hidden = !listed.length;
  const list = section.querySelector("ul");
  const button = (words, label, doing) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => attempt(doing, made));
    return made;
  };
  // what is as it was stays, with the focus that may be in it
  const known = new Map([...list.children].map((item) => [item.dataset.said, item]));
  list.replaceChildren(...listed.map((one) => {
    const said = `${one.number} ${one.url} ${one.state} ${one.message}`;
    if (known.has(said)) return known.get(said);
    const item = document.createElement("li");
    item.dataset.said = said;
    item.className = one.state;
    const url = document.createElement("bdi");
    url.textContent = one.url;
    const words = document.createElement("span");
    words.className = "meta";
    words.textContent = one.state === "refused" ? `It ${one.message}.` : SAID[one.state];
    item.append(url, " ", words, " ");
    if (one.state === "refused") {
      item.append(button("Try again", `Try ${one.url} again`, async () => {
        await call("POST", `${path}/addresses`, { urls: [one.url] });
        location.reload();
      }), " ");
    }
    item.append(button("Take off the list", `Take ${one.url} off the list`, async () => {
      await call("DELETE", `${path}/addresses/${one.number}`);
      await showAddresses(path);
    }));
    return item;
  }));
  return listed.filter((one) => one.state !== "refused").length;
}
