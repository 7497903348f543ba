import * as path from "node:path";
import { Cloud } from "../../local/azure/cloud";
import { projectFolder } from "../../local/folders";
import { Engine, Run, RunOptions } from "./support/engine";
import { deployedPlan, offlinePlan, realPlan } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";
import { seedLandingZone } from "./support/landingZone";
import { rules, settingsIn } from "./support/shield";

/** Settings, and the rules that they break: `level rule`, for each resource. */
interface Judged {
  file: string;
  /** File with levels of the rules. Default: those of the pack. */
  levels?: string;
  broken: string[];
}

const times = (count: number, text: string): string[] => Array<string>(count).fill(text);
const twice = (text: string): string[] => times(2, text);
/** The choices of profile dev: one zone, keys and copies of Microsoft's, an archive that `destroy` can take away (four properties). */
const ofDevelopment = [
  "advisory appgw-zones",
  ...times(4, "advisory archive-immutable"),
  ...twice("advisory cog-cmk"),
  ...twice("advisory st-replication"),
];
/** What the first preview cannot know of the storage account for training, which lets in the accounts: five properties. */
const unknownTraining = times(5, "advisory st-closed");
/** What the first preview cannot know of the two accounts, whose names end with a random value. */
const unknownAccounts = [
  // Eleven properties.
  ...times(2 * 11, "advisory cog-closed"),
  ...twice("advisory cog-local-auth-disabled"),
  // The default action, the addresses and the subnets.
  ...times(2 * 3, "advisory cog-network-acls-deny"),
  ...twice("advisory cog-public-network-disabled"),
  ...twice("advisory cog-restrict-outbound"),
];
/** What the rules say of dev before its first deployment. */
const undeployedDev = [...ofDevelopment, ...unknownTraining, ...unknownAccounts];
const standardV2 = "test/fixtures/standard-v2.yaml";
const closedLater = "test/fixtures/rules/standard-v2.json";

const undeployed: Judged[] = [
  { file: "test/fixtures/dev.yaml", broken: undeployedDev },
  { file: standardV2, broken: [...undeployedDev, "mandatory apim-private-ingress"] },
  { file: standardV2, levels: closedLater, broken: ["advisory apim-private-ingress", ...undeployedDev] },
  // The endpoints of two accounts, vault, training data and archive.
  {
    file: "test/fixtures/adopt-policy.yaml",
    broken: [...twice("advisory cog-cmk"), ...unknownTraining, ...times(5, "mandatory pe-dns-zone-group")],
  },
];
const deployed: Judged[] = [
  { file: "test/fixtures/dev.yaml", broken: ofDevelopment },
  { file: "test/fixtures/prod.yaml", broken: times(3, "advisory cog-cmk") },
  { file: "test/fixtures/max.yaml", broken: twice("advisory rbac-data-plane-role") },
  { file: standardV2, levels: closedLater, broken: ["advisory apim-private-ingress", ...ofDevelopment] },
];

const titled = (cases: Judged[]): [title: string, Judged][] =>
  cases.map((one) => [one.levels ? `${one.file} with ${one.levels}` : one.file, one]);
const optionsOf = ({ levels }: Judged): RunOptions => ({
  policyPacks: [rules],
  ...(levels && { policyPackConfigs: [path.join(projectFolder, levels)] }),
});

/** `level rule` of each finding. */
const rulesIn = ({ violations }: Run): string[] =>
  violations.map((violation) => violation.replace(/^(\S+) \S+ (\S+) .*$/s, "$1 $2")).sort();

/** Where the two engines differ, the offline one is wrong. */
describe("the offline preview says what the real engine says", () => {
  let project: Project;
  afterEach(() => closeProject(project));

  it.each(["test/fixtures/dev.yaml", "test/fixtures/prod.yaml", "test/fixtures/max.yaml"])(
    "before the first deployment of %s",
    async (file) => {
      project = await openProject("shield");
      const engine = await Engine.open(project, settingsIn(file));
      const offline = await offlinePlan(engine, { firstRun: true });
      expect(realPlan(engine)).toEqual(offline.resources);
    },
  );

  it.each(titled(undeployed))("of the rules, before the first deployment of %s", async (_title, judged) => {
    project = await openProject("shield");
    const engine = await Engine.open(project, settingsIn(judged.file));
    const options = optionsOf(judged);
    const run = await engine.preview(options);
    const isRefused = judged.broken.some((rule) => rule.startsWith("mandatory"));
    if (isRefused) expect(run.failure).toContain("preview failed");
    else expect(run.failure).toBeUndefined();
    expect(rulesIn(run)).toEqual([...judged.broken].sort());
    const offline = await offlinePlan(engine, { ...options, firstRun: true });
    expect(run.violations).toEqual(offline.violations);
  });

  it.each(titled(deployed))("once %s is deployed, with the same results of the rules", async (_title, judged) => {
    project = await openProject("shield");
    const settings = settingsIn(judged.file);
    seedLandingZone(new Cloud({ dir: project.home.azure }));
    const engine = await Engine.open(project, settings);
    const options = optionsOf(judged);
    const run = await engine.up(options);
    expect(run.failure).toBeUndefined();
    expect(rulesIn(run)).toEqual([...judged.broken].sort());
    const offline = await offlinePlan(engine, { ...options, firstRun: false });
    expect(await deployedPlan(engine)).toEqual(offline.resources);
    expect(run.violations).toEqual(offline.violations);
  });
});
