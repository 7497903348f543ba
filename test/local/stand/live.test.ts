import { createGateway } from "../../../local/gateway";
import type { Stand } from "../../../local/stand/stand";
import { clientsOf } from "./clients";
import { control, startFixture } from "./support";

let stand: Stand;
beforeAll(async () => {
  stand = await startFixture("dev", createGateway);
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

/** Reads events until one has what is looked for; fails after five seconds. */
async function eventWith(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  const decoder = new TextDecoder();
  let seen = "";
  const until = Date.now() + 5_000;
  while (!seen.includes(text)) {
    const { value, done } = await reader.read();
    seen += decoder.decode(value);
    if (done || Date.now() > until) throw new Error(`no event with ${text}: ${seen.slice(-500)}`);
  }
  return seen;
}

test("the page shows what there is, loads nothing, and its script is in it", async () => {
  const answer = await fetch(`${stand.addresses.control}/`);
  const html = await answer.text();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(html).toContain(stand.addresses.gateway);
  expect(html).toContain("francecentral: up");
  expect(html).toContain("EventSource");
  expect(html.match(/(?:src|href)="(?!#|data:)[^"]*"/g)).toBeNull();
  expect(html).toContain("default-src 'none'");
});

test("a call, its tokens and a region that is taken down come as events", async () => {
  const leave = new AbortController();
  const events = await fetch(`${stand.addresses.control}/events`, { signal: leave.signal });
  const reader = events.body!.getReader();
  const { v1 } = await clientsOf(stand, "claims-assistant");
  await v1.chat.completions.create({ model: "gpt-5.1", messages: [{ role: "user", content: "Hello" }] });
  const shown = await eventWith(reader, "createChatCompletion");
  expect(shown).toContain("claims-assistant");
  await control(stand, "PUT", "/regions/francecentral", { state: "down" });
  await eventWith(reader, "francecentral: down");
  await control(stand, "POST", "/reset");
  await eventWith(reader, "Nothing yet");
  leave.abort();
});

test("questions of the library are answered over the rows so far, and an unknown one is said to be so", async () => {
  const { v1 } = await clientsOf(stand, "claims-assistant");
  await v1.chat.completions.create({ model: "gpt-5.1", messages: [{ role: "user", content: "Hello" }] });
  const read = async (path: string): Promise<string> => (await fetch(`${stand.addresses.control}/${path}`)).text();
  const options = await read("questions");
  expect(options).toContain('<option value="usage">');
  expect(options).not.toContain('value="one-call"');
  expect(await read("answer?question=tokens-by-consumer")).toContain("<td>claims-assistant</td>");
  expect(await read("answer?question=<script>")).toBe('<p role="alert">there is no question &lt;script></p>');
}, 120_000);
