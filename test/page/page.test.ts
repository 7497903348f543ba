import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { factsOf } from "../../local/report/facts";
import { escaped } from "../../local/report/markdown";
import { anchorOf } from "../../local/report/page/anchors";
import { unstyled } from "../../local/report/style";
import { terminalText } from "../../local/report/terminal";
import { Opened, Written, changedFile, keepPage, openBrowser, openPage, pictures, preview } from "./support";

const environments = {
  dev: ["--stack", "dev", "--config", "test/fixtures/dev.yaml"],
  prod: ["--stack", "prod", "--config", "test/fixtures/prod.yaml"],
  max: ["--stack", "max", "--config", "test/fixtures/max.yaml"],
} as const;

let browser: Browser;
const made: Record<string, Written> = {};
beforeAll(async () => {
  browser = await openBrowser();
  await Promise.all(Object.entries(environments).map(async ([name, args]) => (made[name] = await preview(...args))));
  const changed = changedFile("dev", (settings) => {
    settings.network = { readerRanges: ["10.0.0.0/8"] };
    settings.openAi.regions = settings.openAi.regions.slice(0, 1);
    settings.consumers[0].entraGroup = "cccccccc-0000-4000-8000-000000000001";
    settings.monitoring = { eventHub: { enabled: true } };
  });
  made.difference = await preview(
    "--stack",
    "dev",
    "--config",
    changed,
    "--against",
    (made.dev as Written).file.replace("report.html", "plan.json"),
  );
  for (const [name, { file }] of Object.entries(made)) keepPage(file, name);
}, 600_000);
afterAll(() => browser?.close());

const names = [...Object.keys(environments), "difference"];
const writtenOf = (name: string): Written => made[name] as Written;

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on a page: rule, and the first element. */
async function axeFindings(page: Page): Promise<string[]> {
  // The page's own policy refuses scripts from elsewhere; this one is evaluated by the browser's debugger.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
  });
}

describe.each(names)("the page of %s", (name) => {
  let opened: Opened;
  beforeAll(async () => (opened = await openPage(browser, writtenOf(name).file, 1280)));
  afterAll(() => opened.page.close());

  it("is one file of less than 2 MB", () => {
    expect(statSync(writtenOf(name).file).size).toBeLessThan(2_000_000);
  });

  it("shows what each reader opens, folded", async () => {
    const books = opened.page.locator("#workbooks details");
    expect(await books.locator("summary").allTextContents()).toEqual(
      ["On-call", "Auditor", "Cost owner", "Team lead"].map((who) => expect.stringContaining(`: ${who} (`) as string),
    );
    const widths = await books.locator("img").evaluateAll((all) => Promise.all(all.map(async (one) => (await (one as HTMLImageElement).decode(), (one as HTMLImageElement).naturalWidth)))); // prettier-ignore
    expect(widths).toEqual([1280, 1280, 1280, 1280]);
    expect(await books.locator("img").first().isVisible()).toBe(false);
    await books.locator("summary").first().click();
    expect(await books.locator("img").first().isVisible()).toBe(true);
    await books.locator("summary").first().click();
  });

  it("complains of nothing and asks nobody for anything", async () => {
    await opened.page.mouse.wheel(0, 20_000);
    expect([opened.complaints, opened.requests]).toEqual([[], []]);
  });

  it("says in the summary what report.md says", async () => {
    const facts = await opened.page.locator("#summary dd").allTextContents();
    expect(facts.filter((text) => !writtenOf(name).markdown.includes(escaped(text)))).toEqual([]);
    expect(facts.length).toBeGreaterThan(40);
  });

  it("says what alarms in the terminal too", async () => {
    const alarms = await opened.page.locator("#summary .alarm dt").allTextContents();
    // Beside a difference the terminal has only what changes of the summary.
    const missing = alarms.filter((label) => !writtenOf(name).terminal.includes(`${label}: `));
    expect(name === "difference" ? [] : missing).toEqual([]);
  });

  it("lists every resource of the plan", async () => {
    const custom = writtenOf(name).plan.resources.filter((one: { custom: boolean }) => one.custom);
    expect(await opened.page.locator("#all-resources > details").count()).toBe(custom.length);
  });

  it("draws every service of the plan, and what is gone, once: as a box, an area, or folded into a box", async () => {
    const services =
      /:(ApplicationGateway|ApiManagementService|Account|Vault|StorageAccount|Workspace|Component|PrivateLinkScope|Namespace|PrivateEndpoint|PrivateZone)$/;
    const { resources, difference } = writtenOf(name).plan;
    const drawn: { urn: string; type: string; custom?: boolean }[] = [...resources, ...(difference?.deleted ?? [])];
    const wanted = drawn.filter(({ type, custom }) => custom !== false && services.test(type)).map(({ urn }) => anchorOf(urn));
    const found = await opened.page
      .locator(".drawing a[data-resource]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-resource") ?? ""));
    const times = (anchor: string) => found.filter((one) => one === anchor).length;
    expect(wanted.filter((anchor) => times(anchor) === 0)).toEqual([]);
    // A box for several has the name of the first of them.
    expect(wanted.filter((anchor) => times(anchor) > 1).length).toBeLessThanOrEqual(2);
  });

  it("shows on request what a box holds, and hides it again", async () => {
    const { page } = opened;
    const button = page.getByRole("button", { name: /^Show what API Management/ });
    const list = page.locator(`#${await button.getAttribute("data-opens")}`);
    expect([await list.isVisible(), await button.getAttribute("aria-expanded")]).toEqual([false, "false"]);
    await button.click();
    expect([await list.isVisible(), await button.getAttribute("aria-expanded")]).toEqual([true, "true"]);
    const held = writtenOf(name).plan.resources.filter(({ type }: { type: string }) => type.endsWith("apimanagement:Backend"));
    await list.getByText(`${held.length} × Backend`).click();
    expect(await page.locator("#all-resources > details:visible").count()).toBe(held.length);
    await page.locator("#filter").fill("");
    // One list at a time, so that none covers another one.
    await page.getByRole("button", { name: /^Show what Application Gateway/ }).focus();
    await page.keyboard.press("Enter");
    expect([await list.isVisible(), await page.locator(".inside.open").count()]).toEqual([false, 1]);
    await page.keyboard.press("Escape");
    expect(await page.locator(".inside.open").count()).toBe(0);
  });

  it("overlaps no label of the drawing with another one, and keeps each in its box", async () => {
    const overlaps = await opened.page.evaluate(() => {
      const texts = [...document.querySelectorAll(".drawing .node > text, .drawing .area text")].map((text) => ({ text: text.textContent ?? "", box: text.getBoundingClientRect() })); // prettier-ignore
      const crossed = texts.flatMap(
        (one, index) =>
        texts.slice(index + 1).filter(({ box }) => one.box.left < box.right && box.left < one.box.right && one.box.top < box.bottom - 1 && box.top < one.box.bottom - 1).map(({ text }) => `${one.text} / ${text}`), // prettier-ignore
      );
      const outside = [...document.querySelectorAll(".drawing .node, .drawing .area")].flatMap((node) => {
        const frame = node.querySelector("rect")?.getBoundingClientRect();
        return [...node.querySelectorAll(".title, .detail, :scope > text")].filter((text) => frame && text.getBoundingClientRect().right > frame.right).map((text) => text.textContent); // prettier-ignore
      });
      return [...crossed, ...outside];
    });
    expect(overlaps).toEqual([]);
  });

  it.each(["dark", "light"] as const)("has nothing that axe finds, %s", async (colorScheme) => {
    await opened.page.emulateMedia({ colorScheme });
    expect(await axeFindings(opened.page)).toEqual([]);
  });

  it.each([1280, 390])("looks as it should at %d pixels", async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 900 });
    // The focus of the tests before, and the navigation that stays at the top, are no part of a picture.
    const picture = (part: string) => ({ path: join(pictures, `${name}-${width}${part}.png`), style: "nav { position: static !important }" }); // prettier-ignore
    await page.evaluate(() => (scrollTo(0, 0), (document.activeElement as HTMLElement | null)?.blur()));
    await page.screenshot(picture(""));
    await page.locator(".drawing").screenshot(picture("-architecture"));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    for (const part of ["summary", "exposure", "consumers", "rules", "cost", "timeline"])
      await page.locator(`#${part}`).screenshot(picture(`-${part}`));
  });
});

describe.each(Object.keys(environments))("the terminal has %s on one screen", (name) => {
  it.each([80, 100, 120])("of %d columns", (width) => {
    const { plan } = writtenOf(name);
    const links = [["Page", "report.html"], ["Plan", "plan.json"]] as const; // prettier-ignore
    const shown = { firstRun: false, links, style: unstyled, tree: false, width };
    const lines = terminalText(plan, factsOf(plan), shown).split("\n");
    expect(lines.length).toBeLessThanOrEqual(46);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });
});

describe("figures that the test computes itself", () => {
  let page: Page;
  beforeAll(async () => ({ page } = await openPage(browser, writtenOf("prod").file, 1280)));
  afterAll(() => page.close());

  /** Cells of the rows of a table by its caption. */
  const rows = (caption: string) =>
    page.locator("table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? ""))); // prettier-ignore

  it("the fixed cost of the accounts is that of their provisioned units", async () => {
    // 50 data zone units, $1.10 an hour, 730 hours.
    expect(await rows("Fixed cost by service")).toContainEqual(["Azure OpenAI, provisioned", "$40,150"]);
  });

  it("API Management costs its three units", async () => {
    expect(await rows("Fixed cost by service")).toContainEqual([
      "API Management",
      `$${Math.round(3 * 2795.17).toLocaleString("en-US")}`,
    ]);
  });

  it("the share of a consumer is its limit by what the model has", async () => {
    const [first] = (await rows("Consumers and their limits")).filter(
      ([consumer, , , model]) => consumer === "claims-assistant" && model === "gpt-5.1",
    );
    // 150,000 of three pay-as-you-go deployments of 300,000.
    expect(first?.slice(4, 7)).toEqual(["150,000", "no quota", "16.7 %"]);
  });

  it("the deployment ends when API Management, the gateway and what they wait for have been made", async () => {
    // Group 3 s, rules 10 s, network 30 s, service 50 min, address 3 s, gateway 8 min, a role 6 s.
    expect(await page.locator("#timeline .intro").textContent()).toContain(
      `About ${Math.round((3 + 10 + 30 + 3000 + 3 + 480 + 6) / 60)} min.`,
    );
  });

  it("the Internet reaches nothing", async () => {
    const [internet] = await rows("Reachability matrix");
    expect(internet?.slice(1, -1).every((cell) => cell.includes("✕ stopped"))).toBe(true);
  });

  it("a public front end is reached from its ranges only", async () => {
    const max = await openPage(browser, writtenOf("max").file, 1280);
    const front = await max.page.locator(".matrix tbody tr").evaluateAll((all) => all.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent ?? ""))); // prettier-ignore
    const reached = front.filter(([, cell]) => cell?.includes("✓ reached")).map(([place]) => place);
    expect(reached).toEqual(expect.arrayContaining(["198.51.100.0/24", "203.0.113.16/28", "10.70.0.0/22"]));
    expect(reached).not.toContain("Internet");
    await max.page.close();
  });
});

describe("with the keyboard alone", () => {
  it("every box of the drawing is reached, opens its resource, and gives the focus back", async () => {
    const { page } = await openPage(browser, writtenOf("dev").file, 1280);
    const boxes = await page.locator("a.node").evaluateAll((all) => all.map((one) => one.textContent));
    const reached: (string | null)[] = [];
    await page.locator(".drawing .scroll").focus();
    for (let presses = 0; presses < 4 * boxes.length && reached.length < boxes.length; presses += 1) {
      await page.keyboard.press("Tab");
      const box = await page.evaluate(() => document.activeElement?.matches("a.node") && document.activeElement.textContent);
      if (box) reached.push(box);
    }
    expect(reached.sort()).toEqual([...boxes].sort());
    await page.keyboard.press("Enter");
    expect(await page.locator("#panel").isVisible()).toBe(true);
    expect(await page.locator("#panel-content pre").textContent()).toContain("{");
    await page.keyboard.press("Escape");
    expect(await page.locator("#panel").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.classList.contains("node"))).toBe(true);
    await page.close();
  });

  it("what a box holds is shown with Enter and hidden with the space bar", async () => {
    const { page } = await openPage(browser, writtenOf("dev").file, 1280);
    const button = page.getByRole("button", { name: /^Show what API Management/ });
    const seen: (string | null)[] = [];
    await button.focus();
    for (const key of ["Enter", " "]) {
      await page.keyboard.press(key);
      seen.push(await button.getAttribute("aria-expanded"));
    }
    expect(seen).toEqual(["true", "false"]);
    await page.close();
  });

  it("the first link leads past the navigation", async () => {
    const { page } = await openPage(browser, writtenOf("dev").file, 1280);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("To the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.close();
  });

  it("the filter of the resources counts what it shows", async () => {
    const { page } = await openPage(browser, writtenOf("dev").file, 1280);
    await page.locator("#filter").fill("PrivateZone");
    const zones = writtenOf("dev").plan.resources.filter(({ type }: { type: string }) => type.endsWith(":PrivateZone")).length;
    expect(await page.locator("#shown").textContent()).toBe(`${zones} resources`);
    await page.close();
  });
});

describe("the page of a difference", () => {
  it("marks on the drawing what is added, replaced and gone", async () => {
    const { page } = await openPage(browser, writtenOf("difference").file, 1280);
    const marked = async (word: string) => (await page.locator(`a.node.${word} .title`).allTextContents()).sort();
    expect([await marked("added"), await marked("gone")]).toEqual([["Event Hubs"], ["Azure OpenAI", "Private endpoint"]]); // prettier-ignore
    expect(await page.locator(".content.added").allTextContents()).toContain("+ event-hub");
    // Lines to what is gone are paler: to the account and to its endpoint.
    expect(await page.locator(".edge.gone").count()).toBe(2);
    // Something in them is another thing: the subscription of a consumer, the backends of the region that goes.
    expect(await marked("changed")).toEqual(expect.arrayContaining(["API Management", "Private endpoints"]));
    await page.close();
  });

  it("shows what is gone as it was", async () => {
    const { page } = await openPage(browser, writtenOf("difference").file, 1280);
    const { deleted } = writtenOf("difference").plan.difference;
    expect(await page.locator("#gone-resources > details").count()).toBe(deleted.length);
    await page.locator("a.node.gone", { hasText: "Azure OpenAI" }).click();
    expect(await page.locator("#panel-content pre").textContent()).toContain('"location": "francecentral"');
    await page.close();
  });

  it("begins with what must be accepted, and prints", async () => {
    const { page } = await openPage(browser, writtenOf("difference").file, 1280);
    const first = await page.locator("#difference .fact dt").allTextContents();
    expect(first.slice(0, 3)).toEqual(["DELETED", "NEW WAY IN", "NEW WAY IN"]);
    expect((await page.locator(".verdicts span").allTextContents()).slice(0, 2)).toEqual([
      "replaced or deleted",
      "against the other plan",
    ]);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(20_000);
    // On paper it is light, bars are there, and nothing is cut at the edge.
    await page.setViewportSize({ width: 700, height: 1000 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const paper = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.body);
      const { printColorAdjust } = getComputedStyle(document.querySelector(".bar.critical") as Element);
      const cut = [...document.querySelectorAll("main table, main figure, main .card")].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth); // prettier-ignore
      return { backgroundColor, printColorAdjust, cut: cut.map((one) => one.className || one.textContent?.slice(0, 40)) };
    });
    expect(paper).toEqual({ backgroundColor: "rgb(255, 255, 255)", printColorAdjust: "exact", cut: [] });
    await page.close();
  });
});
