import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { createGateway } from "../../local/gateway";
import type { Stand } from "../../local/stand/stand";
import { clientsOf } from "../local/stand/clients";
import { control, startFixture } from "../local/stand/support";
import { openBrowser } from "./support";

let browser: Browser;
let stand: Stand;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  [browser, stand] = [await openBrowser(), await startFixture("dev", createGateway)];
  page = await browser.newPage();
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${stand.addresses.control}/`);
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

it("shows a call when it comes, without a reload", async () => {
  const { v1 } = await clientsOf(stand, "service-desk");
  await v1.chat.completions.create({ model: "gpt-5.1", messages: [{ role: "user", content: "Hello" }] });
  await page.locator("#calls td", { hasText: "service-desk" }).waitFor();
  expect(await page.locator("#consumers td", { hasText: "service-desk" }).count()).toBe(1);
});

it("answers a question of the library over what was logged", async () => {
  await page.locator('#questions option[value="tokens-by-caller"]').waitFor({ state: "attached", timeout: 60_000 });
  await page.selectOption("#questions", "tokens-by-caller");
  await page.locator("#ask button").click();
  await page.locator("#answer td", { hasText: "service-desk" }).waitFor({ timeout: 60_000 });
  expect(await page.locator("#answer th", { hasText: "TotalTokens" }).count()).toBe(1);
});

it("takes a region down and brings it back", async () => {
  const button = (state: string) => page.locator(`[data-region="swedencentral"][data-state="${state}"]`);
  await button("down").click();
  await page.locator("h3", { hasText: "swedencentral: down" }).waitFor();
  const regions = await control<{ location: string; state: string }[]>(stand, "GET", "/regions");
  expect(regions.body.find(({ location }) => location === "swedencentral")?.state).toBe("down");
  await button("up").click();
  await page.locator("h3", { hasText: "swedencentral: up" }).waitFor();
});

it("asks nobody but the control door and complains of nothing", () => {
  expect(asked.filter((url) => !url.startsWith(stand.addresses.control) && !url.startsWith("data:"))).toEqual([]);
  expect(complaints).toEqual([]);
});

it("can be used by everybody, as far as axe finds", async () => {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
});
