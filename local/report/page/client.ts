/// <reference lib="dom.iterable" />
/** What the page does beyond links and folding: a panel for the chosen resource, a filter, and everything open for print. */
const byId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

const panel = byId<HTMLDialogElement>("panel");
const content = byId("panel-content");

/** Shows what the page says of a resource, beside the drawing. */
function show(id: string): boolean {
  const entry = byId(id);
  if (!panel || !content || !entry) return false;
  const title = entry.querySelector("summary");
  const parts = [...entry.children].filter((child) => child.tagName !== "SUMMARY").map((child) => child.cloneNode(true));
  content.replaceChildren(...parts);
  const heading = byId("panel-title");
  if (heading && title) heading.replaceChildren(...[...title.childNodes].map((child) => child.cloneNode(true)));
  panel.showModal();
  panel.scrollTop = 0;
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-resource]") : null;
  const id = link?.getAttribute("data-resource");
  if (id && show(id)) event.preventDefault();
  // A click beside the panel closes it.
  if (event.target === panel) panel?.close();
});

byId("panel-close")?.addEventListener("click", () => panel?.close());

const filter = byId<HTMLInputElement>("filter");
filter?.addEventListener("input", () => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const entry of document.querySelectorAll<HTMLElement>("#all-resources > details")) {
    const text = entry.querySelector("summary")?.textContent?.toLowerCase() ?? "";
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) count += 1;
  }
  const shown = byId("shown");
  if (shown) shown.textContent = `${count} resources`;
});

/** A link to a resource opens it. */
function openTarget(): void {
  const entry = byId(decodeURIComponent(location.hash.slice(1)));
  if (entry instanceof HTMLDetailsElement) entry.open = true;
}
window.addEventListener("hashchange", openTarget);
openTarget();

window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll<HTMLDetailsElement>("main details:not(.resource)")) folded.open = true;
});

export {};
