import OpenAI, { NotFoundError, toFile } from "openai";
import { createGateway } from "../../../local/gateway";
import type { Stand } from "../../../local/stand/stand";
import { clientsOf, errorOf } from "./clients";
import { control, startFixture } from "./support";

/** Two consumers with stored objects: one has the region's account, the other one of its own. */
let stand: Stand;
let claims: OpenAI;
let legal: OpenAI;

beforeAll(async () => {
  stand = await startFixture("max", createGateway);
  claims = (await clientsOf(stand, "claims-assistant")).v1;
  legal = (await clientsOf(stand, "legal-review")).v1;
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

const model = "gpt-5.1";
const pairs = (): [string, OpenAI, OpenAI][] => [
  ["the region's account", claims, legal],
  ["the consumer's own account", legal, claims],
];
const accountOf = () => stand.parts.openAi.received.at(-1)?.account ?? "";

it("each consumer stores in its own account, and what is not stored goes to the pool", async () => {
  await legal.responses.create({ model, input: "Hi" });
  expect(accountOf()).toContain("stored-legal-review");
  await claims.responses.create({ model, input: "Hi" });
  expect(accountOf()).toBe("oai-contoso-sweden");
  for (let call = 0; call < 6; call++) {
    await legal.responses.create({ model, input: "Hi", store: false });
    expect(accountOf()).not.toContain("stored-");
    await legal.chat.completions.create({ model, messages: [{ role: "user", content: "Hi" }] });
    expect(accountOf()).not.toContain("stored-");
  }
});

it("a response, streamed or not, is the consumer's that made it", async () => {
  for (const [, own, other] of pairs()) {
    const made = await own.responses.create({ model, input: "Hi" });
    const streamed = await own.responses.stream({ model, input: "Hi" }).finalResponse();
    for (const { id } of [made, streamed]) {
      expect((await own.responses.retrieve(id)).id).toBe(id);
      expect(await errorOf(other.responses.retrieve(id))).toBeInstanceOf(NotFoundError);
      expect(await errorOf(other.responses.inputItems.list(id))).toBeInstanceOf(NotFoundError);
      expect(await errorOf(other.responses.delete(id))).toBeInstanceOf(NotFoundError);
      expect((await errorOf(other.responses.create({ model, input: "Go on", previous_response_id: id }))).status).toBe(400);
      expect((await own.responses.create({ model, input: "Go on", previous_response_id: id })).output_text).toContain("Go on");
    }
  }
});

it("a file is the consumer's that made it, and a list shows one's own", async () => {
  for (const [what, own, other] of pairs()) {
    const file = await own.files.create({ purpose: "user_data", file: await toFile(Buffer.from(what), "a.txt") });
    expect((await own.files.list()).data.map(({ id }) => id)).toContain(file.id);
    expect((await other.files.list()).data.map(({ id }) => id)).not.toContain(file.id);
    expect(await errorOf(other.files.retrieve(file.id))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(other.files.content(file.id))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(other.files.delete(file.id))).toBeInstanceOf(NotFoundError);
    expect(await (await own.files.content(file.id)).text()).toBe(what);
  }
});

it("the live page shows a region once, with the deployments of both accounts, and the breakers of the pool's only", async () => {
  const error = { state: "throttled" };
  await control(stand, "PUT", "/regions/francecentral", error);
  await control(stand, "PUT", "/regions/swedencentral", error);
  await control(stand, "PUT", "/regions/eastus2", error);
  await errorOf(claims.chat.completions.create({ model, messages: [{ role: "user", content: "Hi" }] }));
  const html = await (await fetch(`${stand.addresses.control}/`)).text();
  const own = stand.parts.openAi.accounts.find(({ name }) => name.includes("stored"))!;
  expect(html.split("francecentral: throttled")).toHaveLength(2);
  const rowOf = (account: string) => html.split("<tr>").find((row) => row.includes(`gpt-5.1 (${account})`)) ?? "";
  expect(rowOf(own.name)).toContain("<td>closed</td>");
  const shared = stand.parts.openAi.accounts.find(({ name, location }) => location === own.location && name !== own.name)!;
  expect(rowOf(shared.name)).toMatch(/<td>open for \d+ s<\/td>/);
});
