/// <reference lib="dom.iterable" />
/** What the live page does: shows the parts that the stand-in sends, and tells it what a button says. */
const connection = document.getElementById("connection");
const say = (text: string): void => {
  if (connection) connection.textContent = text;
};

/** Puts a part in its place, and keeps what is unfolded and where the reader is. */
function put(id: string, html: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && place.contains(active) ? selectorOf(active) : undefined;
  const open = [...place.querySelectorAll<HTMLDetailsElement>("details[open]")].map((one) => one.id);
  place.innerHTML = html;
  for (const one of open) document.getElementById(one)?.setAttribute("open", "");
  if (focused) place.querySelector<HTMLElement>(focused)?.focus();
}

/** How to find an element again after its part was written anew. */
function selectorOf({ dataset, parentElement }: HTMLElement): string | undefined {
  if (dataset.region) return `[data-region="${dataset.region}"][data-state="${dataset.state ?? ""}"]`;
  return parentElement?.id ? `#${parentElement.id} > summary` : undefined;
}

const events = new EventSource("events");
events.addEventListener("open", () => say("connected"));
events.addEventListener("error", () => say("no connection: is the stand-in still running?"));
events.addEventListener("message", ({ data }) => {
  for (const [id, html] of Object.entries(JSON.parse(String(data)) as Record<string, string>)) put(id, html);
});

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>("button[data-region]") : null;
  const { region, state } = button?.dataset ?? {};
  if (!region || !state) return;
  void fetch(`regions/${region}`, { method: "PUT", body: JSON.stringify({ state }) }).then((answer) => {
    if (!answer.ok) say(`the stand-in answered ${answer.status}`);
  });
});

/** Puts what the stand-in answers into its place. */
async function fill(id: string, address: string): Promise<void> {
  const answer = await fetch(address);
  if (answer.ok) put(id, await answer.text());
  else say(`the stand-in answered ${answer.status}`);
}

void fill("questions", "questions");
document.getElementById("ask")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = document.getElementById("questions");
  if (!(chosen instanceof HTMLSelectElement)) return;
  put("answer", "<p>Asking …</p>");
  void fill("answer", `answer?question=${encodeURIComponent(chosen.value)}`);
});

export {};
