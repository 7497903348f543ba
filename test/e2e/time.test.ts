import { Chain, after, durationOf, longestChain, needlessEdges } from "./support/chain";
import { Stop, criticalPath } from "./support/criticalPath";
import { Engine, Run, StateResource, asPublished } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/** Share of the real time that the local Azure takes: the longest chain of dev, 49 minutes, in about 35 seconds. */
const scale = 0.012;
/** More than there are resources, so that only dependencies order them. */
const parallel = 400;

/** The chain that bounds dev, first to last. Where several things of one kind take equally long, any of them may be the last. */
const expectedChain: readonly RegExp[] = [
  /^resources:ResourceGroup resource-group$/,
  /^network:NetworkSecurityGroup /,
  /^network:VirtualNetwork network$/,
  /^apimanagement:ApiManagementService apim$/,
  /^privatedns:PrivateRecordSet apim-hosts-/,
  /^network:ApplicationGateway gateway$/,
];
/** What may come after it, for a fraction of a second: the engine's stamps may not tell that it ended last. */
const mayFollow = /^(?:authorization:RoleAssignment|monitor:DiagnosticSetting|monitor:MetricAlert) /;
/** What Azure takes for it, in seconds of real time; test/stacks/deploymentTime.test.ts holds it for prod and max too. */
const chainSeconds = 2932;

/** Seconds from the first operation to the end of the last one. */
const makespan = ({ steps }: Run): number =>
  Math.max(...steps.map(({ ended }) => ended)) - Math.min(...steps.map(({ began }) => began));

/** Most operations under way at one time. */
function mostAtOnce({ steps }: Run): number {
  return Math.max(...steps.map(({ began }) => steps.filter((other) => other.began <= began && other.ended > began).length));
}

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What depends on the load of the machine (waits between operations, elapsed time) is printed, and no bound. */
describe("the time of a deployment", () => {
  const projects: Project[] = [];
  let state: StateResource[];
  /** Nothing takes time in Azure: what is left is the engine, the program and this machine. */
  let bare: Run;
  let again: Run;
  let timed: Run;
  let chain: Chain;
  let path: Stop[];

  // Its figures are those of a user.
  const deploy = async (environment: Record<string, string>) => {
    const project = await openProject("shield");
    projects.push(project);
    const engine = await Engine.open(project, settingsIn("test/fixtures/dev.yaml"), { ...asPublished, ...environment });
    return { engine, run: await engine.up({ parallel }) };
  };

  beforeAll(async () => {
    const first = await deploy({});
    bare = first.run;
    again = await first.engine.up({ parallel });
    const { engine, run } = await deploy({ AZURE_TIME_SCALE: String(scale) });
    timed = run;
    state = await engine.state();
    chain = longestChain(state);
    path = criticalPath(timed.steps, state);
    process.stdout.write(report());
  });
  afterAll(() => projects.forEach(closeProject));

  /** Seconds that pass between an operation of the path and the next one. */
  const waits = () => sum(path.map(({ gap }) => gap));

  const report = () =>
    [
      `longest chain: ${minutes(chain.seconds)}: ${chain.resources.join(" → ")}`,
      `all operations one after another: ${minutes(sum(state.map(durationOf)))}`,
      `at ${scale} of real time ${makespan(timed).toFixed(1)} s, of which the chain is ${(chain.seconds * scale).toFixed(1)} s; ` +
        `without time in Azure ${makespan(bare).toFixed(1)} s; at most ${mostAtOnce(timed)} operations at once`,
      "critical path, from the engine's events (waited + took, in whole seconds):",
      ...path.map(({ resource, gap, took }) => `  ${gap} + ${took} s ${resource}`),
      `waits between its operations: ${waits()} s`,
      `first up ${bare.seconds.toFixed(1)} s, second up ${again.seconds.toFixed(1)} s, on this machine`,
      "",
    ].join("\n");

  it("is that of runs that succeed", () => {
    expect([bare.failure, again.failure, timed.failure, again.operations]).toEqual([undefined, undefined, undefined, []]);
  });

  it("is bound by API Management and then Application Gateway, and by no edge that need not be", () => {
    expect([chain.seconds, needlessEdges(state)]).toEqual([chainSeconds, []]);
  });

  it("is that of the same chain by the engine's own events", () => {
    const [bounding, following] = [path.slice(0, expectedChain.length), path.slice(expectedChain.length)];
    expect(bounding.map(({ resource }) => resource)).toEqual(
      expectedChain.map((pattern) => expect.stringMatching(pattern) as string),
    );
    expect(following.filter(({ resource }) => !mayFollow.test(resource))).toEqual([]);
  });

  it("is spent on independent things at once: what does not need API Management is there before it is", () => {
    const service = timed.steps.find(({ type }) => type === "apimanagement:ApiManagementService");
    const waiting = after(service?.urn ?? "", state);
    const late = timed.steps.filter(({ urn, ended }) => !waiting.has(urn) && ended > (service?.ended ?? 0));
    expect(late.map(({ text }) => text)).toEqual([]);
    expect(mostAtOnce(timed)).toBeGreaterThan(20);
  });
});
