// Calls of the API, and what is said of them.

const token = document.querySelector("meta[name=token]").content;

/** Calls the API; a refusal is thrown as an Error whose message is the API's sentence. */
export async function call(method, path, body) {
  const headers = { "x-crossread-token": token };
  let sent = body;
  if (body !== undefined && !(body instanceof FormData)) {
    headers["content-type"] = "application/json";
    sent = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`/api${path}`, { method, headers, body: sent });
  } catch {
    throw new Error("The app does not answer: start it again with `crossread serve`, then load this page again.");
  }
  if (answer.status === 204) return null;
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.message || `The app answered ${answer.status}.`);
  return said;
}

/** Says something where a screen reader hears it. */
export function say(message, wrong = false) {
  const place = document.getElementById("says");
  place.textContent = message;
  place.classList.toggle("wrong", wrong);
  place.hidden = !message;
  if (wrong) place.scrollIntoView({ block: "nearest" });
}

/** Runs something and says what went wrong with it; the button that began it rests meanwhile. */
export async function attempt(doing, button) {
  if (button) button.disabled = true;
  try {
    say("");
    await doing();
  } catch (error) {
    say(error.message, true);
  } finally {
    if (button) button.disabled = false;
  }
}
