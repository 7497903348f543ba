import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGateway } from "../../../local/gateway";
import { environmentOfScenario, withPolicy } from "../../../local/simulate/environment";
import type { Result } from "../../../local/simulate/measure";
import { simulate } from "../../../local/simulate/run";
import { Scenario, readScenario } from "../../../local/simulate/scenario";

const folder = join(__dirname, "..", "..", "..", "local", "simulate");
const file = (name: string): string => join(folder, "scenarios", `${name}.yaml`);
const quiet = (): void => undefined;

/** Runs a scenario, with changes, under the environment's own policies or another one. */
async function run(name: string, changes: Partial<Scenario> = {}, policy?: string): Promise<Result> {
  const scenario = { ...readScenario(file(name)), ...changes };
  const environment = await environmentOfScenario(file(name), scenario, quiet);
  const plan = policy === undefined ? environment.plan : withPolicy(environment.plan, join(folder, "peers", policy));
  return (await simulate({ scenario, environment, plan, createGateway })).result;
}

test("every scenario can be read", () => {
  const names = readdirSync(join(folder, "scenarios")).filter((name) => name !== "environment.yaml");
  expect(names.map((name) => readScenario(join(folder, "scenarios", name)).what)).not.toContain("");
  expect(names.length).toBeGreaterThanOrEqual(8);
});

test("the README's figures are those of docs/decisions/simulation.md", () => {
  const read = (path: string): string => readFileSync(join(folder, "..", "..", path), "utf8");
  const own = read("docs/decisions/simulation.md")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, , policy]) => policy === "this package");
  const cell = (scenario: string, column: number): string => own.find(([, name]) => name === scenario)![column]!;
  const readme = read("README.md");
  expect(readme).toContain(`| ${cell("overload", 8)} of it served`);
  for (const scenario of ["region-lost", "region-silent"])
    expect(readme).toMatch(new RegExp(`${scenario}.yaml\`[^|]*\\| ${cell(scenario, 6)} errors at clients`));
  expect(readme).toContain(`| ${cell("steady", 7)} attempt a call`);
  const [, speed] = /^(\d+) simulated calls a second/m.exec(read("docs/decisions/simulation.md"))!;
  expect(readme).toContain(`| ${speed} calls a second`);
});

test("a wrong scenario is refused with everything that is wrong", () => {
  const dir = mkdtempSync(join(tmpdir(), "scenario-"));
  const wrong = join(dir, "wrong.yaml");
  writeFileSync(
    wrong,
    "what: x\nseconds: -1\ntraffic:\n  - { model: gpt-5.1, load: 1, promptTokens: 10, answerTokens: 1 }\nevents: [{ at: 1, region: x, state: gone }]\n",
  );
  try {
    expect(() => readScenario(wrong)).toThrow(/seconds: .*\n.*traffic\.0: give consumers or consumerCount\n.*events\.0\.state/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("at a steady load everybody is served, by one attempt, the same each time", async () => {
  const shorter = { seconds: 40, warmUpSeconds: 10 };
  const result = await run("steady", shorter);
  expect(result).toMatchObject({ clientErrors: 0, refused: {}, attemptsPerCall: 1 });
  expect(result.served).toBe(result.calls);
  expect(await run("steady", shorter)).toEqual(result);
});

test("one region lost costs no client an error", async () => {
  const events: Scenario["events"] = [{ at: 30, region: "swedencentral", state: "down" }];
  const result = await run("region-lost", { seconds: 90, warmUpSeconds: 0, events });
  expect(result).toMatchObject({ clientErrors: 0, refused: {} });
});

test("one silent region costs the calls that were on their way, and no others", async () => {
  const events: Scenario["events"] = [{ at: 30, region: "swedencentral", state: "silent" }];
  const result = await run("region-silent", { seconds: 400, warmUpSeconds: 0, events });
  // Half of the calls of five seconds, at about two a second.
  expect(result.refused["504 timeout"] ?? 0).toBeLessThanOrEqual(10);
  expect(result.served / result.calls).toBeGreaterThanOrEqual(0.99);
});

test("with a limit for each person, a script of one takes nothing from the others of its team", async () => {
  const { traffic } = readScenario(file("users-of-a-day"));
  const limited = { seconds: 600, traffic: traffic.map((one) => ({ ...one, daily: false })) };
  const plans = [{ name: "open", models: ["gpt-5.1"], tokensPerMinute: 30_000, requestsPerMinute: 1000 }];
  const hurt = ({ consumers }: Result) => consumers.filter(({ servedShare }) => servedShare < 1).map(({ consumer }) => consumer);
  expect(hurt(await run("users-of-a-day", limited))).toEqual(["team-1/script"]);
  const others = hurt(await run("users-of-a-day", { ...limited, settings: { plans } }));
  expect(others.filter((name) => name !== "team-1/script")).not.toEqual([]);
  expect(others.filter((name) => name.startsWith("team-2"))).toEqual([]);
});

test("what was bought for one plan serves that plan alone, however much another plan asks for", async () => {
  const short = { seconds: 180 };
  const bought = ({ deployments }: Result) => deployments.find(({ region, deployment }) => region === "swedencentral" && deployment === "gpt-5.1"); // prettier-ignore
  const of = ({ consumers }: Result, name: string) => consumers.find(({ consumer }) => consumer === name)!;
  const apart = await run("bought-for-one-plan", short);
  expect(of(apart, "batch").servedShare).toBeLessThan(0.9);
  expect([of(apart, "team-1").servedShare, bought(apart)?.calls]).toEqual([1, of(apart, "team-1").calls]);
  const { settings } = readScenario(file("bought-for-one-plan"));
  const plans = (settings.plans as object[]).map((plan) => ({ ...plan, usesProvisioned: true }));
  const together = await run("bought-for-one-plan", { ...short, settings: { ...settings, plans } });
  expect(bought(together)?.calls).toBeGreaterThan(of(together, "team-1").calls);
});

test("the same calls come, whatever policy answers them", async () => {
  const [own, peer] = [await run("overload", { seconds: 90 }), await run("overload", { seconds: 90 }, "ai-gateway.xml")];
  expect([own.calls, own.served === peer.served]).toEqual([peer.calls, false]);
});

test("at 120 % load no capacity is lost and nobody gets a server error", async () => {
  const result = await run("overload", { seconds: 120, warmUpSeconds: 60 });
  expect(result.capacityServed).toBeGreaterThanOrEqual(0.98);
  expect(result.clientErrors).toBe(0);
});

test.each(["ai-gateway.xml", "apim-samples.xml", "openai-apim-lb.xml"])(
  "the policy %s runs in the place of the environment's",
  async (policy) => {
    const result = await run("steady", { seconds: 20, warmUpSeconds: 0 }, policy);
    expect(result.served).toBe(result.calls);
  },
);
