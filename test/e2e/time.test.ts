import { Chain, after, asProgrammed, durationOf, longestChain, unavoidable } from "./support/chain";
import { Engine, Run, StateResource } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/** Share of the real time that the local Azure takes: the longest chain of dev, 49 minutes, in about 35 seconds. */
const scale = 0.012;
/** More than there are resources, so that only dependencies order them. */
const parallel = 400;
/** How much longer than the unavoidable chain a deployment may take. */
const tolerance = 1.02;

/** Seconds from the first operation to the end of the last one. */
const makespan = ({ steps }: Run): number =>
  Math.max(...steps.map(({ ended }) => ended)) - Math.min(...steps.map(({ began }) => began));

/** Most operations under way at one time. */
function mostAtOnce({ steps }: Run): number {
  return Math.max(...steps.map(({ began }) => steps.filter((other) => other.began <= began && other.ended > began).length));
}

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;

describe("the time of a deployment", () => {
  const projects: Project[] = [];
  let state: StateResource[];
  /** Nothing takes time in Azure: what is left is the engine, the program and this machine. */
  let bare: Run;
  let again: Run;
  let timed: Run;
  let chain: { programmed: Chain; unavoidable: Chain };

  const deploy = async (environment: Record<string, string>) => {
    const project = await openProject("shield");
    projects.push(project);
    const engine = await Engine.open(project, settingsIn("Pulumi.dev.yaml"), environment);
    return { engine, run: await engine.up({ parallel }) };
  };

  beforeAll(async () => {
    const { engine, run } = await deploy({});
    bare = run;
    again = await engine.up({ parallel });
    state = await engine.state();
    chain = { programmed: longestChain(state, asProgrammed), unavoidable: longestChain(state, unavoidable) };
    timed = (await deploy({ AZURE_TIME_SCALE: String(scale) })).run;
    process.stdout.write(report());
  });
  afterAll(() => projects.forEach(closeProject));

  const report = () =>
    [
      `longest unavoidable chain: ${minutes(chain.unavoidable.seconds)}: ${chain.unavoidable.resources.join(" → ")}`,
      `longest chain as programmed: ${minutes(chain.programmed.seconds)}: ${chain.programmed.resources.join(" → ")}`,
      `all operations one after another: ${minutes(state.reduce((sum, resource) => sum + durationOf(resource), 0))}`,
      `makespan at ${scale} of real time: ${makespan(timed).toFixed(0)} s, of which the chain is ${(chain.unavoidable.seconds * scale).toFixed(0)} s; ` +
        `without time in Azure: ${makespan(bare).toFixed(0)} s; at most ${mostAtOnce(timed)} operations at once`,
      `first up ${bare.seconds.toFixed(1)} s, second up ${again.seconds.toFixed(1)} s, on this machine`,
      "",
    ].join("\n");

  it("is that of runs that succeed", () => {
    expect([bare.failure, again.failure, timed.failure, again.operations]).toEqual([undefined, undefined, undefined, []]);
  });

  it("is bound by API Management and then Application Gateway: no edge of the program makes the chain longer", () => {
    expect(chain.programmed.seconds).toBeLessThanOrEqual(tolerance * chain.unavoidable.seconds);
    expect(chain.unavoidable.resources).toEqual(
      expect.arrayContaining(["apimanagement:ApiManagementService apim", "network:ApplicationGateway gateway"]),
    );
  });

  it("is that of the longest unavoidable chain, beside what the engine takes when Azure takes none", () => {
    // Half of the engine's own time more: two runs of the same thing differ by that on a shared machine.
    expect(makespan(timed)).toBeLessThanOrEqual(tolerance * chain.unavoidable.seconds * scale + 1.5 * makespan(bare));
  });

  it("is spent on independent things at once: what does not need API Management is there before it is", () => {
    const service = timed.steps.find(({ type }) => type === "apimanagement:ApiManagementService");
    const waiting = after(service?.urn ?? "", state);
    const late = timed.steps.filter(({ urn, ended }) => !waiting.has(urn) && ended > (service?.ended ?? 0));
    expect(late.map(({ text }) => text)).toEqual([]);
    expect(mostAtOnce(timed)).toBeGreaterThan(20);
  });

  it("is short when nothing has changed: a second up takes no longer than the first one without Azure's time", () => {
    expect(again.seconds).toBeLessThanOrEqual(bare.seconds);
  });
});
