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

/** Shows or hides what a box of the drawing holds; one at a time, so that no list covers another one. */
function unfold(toggle: Element, open: boolean): void {
  if (open) foldAll();
  const list = byId(toggle.getAttribute("data-opens") ?? "");
  toggle.setAttribute("aria-expanded", String(open));
  list?.classList.toggle("open", open);
}

function foldAll(): void {
  for (const opened of document.querySelectorAll("[data-opens][aria-expanded=true]")) unfold(opened, false);
}

const isOpen = (toggle: Element): boolean => toggle.getAttribute("aria-expanded") === "true";

const toggleOf = (event: Event): Element | null =>
  event.target instanceof Element ? event.target.closest("[data-opens]") : null;

document.addEventListener("keydown", (event) => {
  const toggle = toggleOf(event);
  if (toggle && (event.key === "Enter" || event.key === " ")) {
    unfold(toggle, !isOpen(toggle));
    event.preventDefault();
  }
  if (event.key === "Escape" && !panel?.open) foldAll();
});

document.addEventListener("click", (event) => {
  const toggle = toggleOf(event);
  if (toggle) return unfold(toggle, !isOpen(toggle));
  const several = event.target instanceof Element ? event.target.closest("[data-filter]") : null;
  if (several) showOnly(several.getAttribute("data-filter") ?? "");
  const link = event.target instanceof Element ? event.target.closest("[data-resource]") : null;
  const id = link?.getAttribute("data-resource");
  if (id && show(id)) event.preventDefault();
  // A click beside the panel closes it.
  if (event.target === panel) panel?.close();
});

byId("panel-close")?.addEventListener("click", () => panel?.close());

const filter = byId<HTMLInputElement>("filter");
function showOnly(text: string): void {
  if (filter) filter.value = text;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const entry of document.querySelectorAll<HTMLElement>("#all-resources > details")) {
    const text = entry.querySelector("summary")?.textContent?.toLowerCase() ?? "";
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) count += 1;
  }
  const shown = byId("shown");
  if (shown) shown.textContent = `${count} resources`;
}
filter?.addEventListener("input", () => showOnly(filter.value));

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
