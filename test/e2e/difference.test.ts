import { compareResources, localUrn } from "../../local/report/difference/compare";
import type { PlanDocument } from "../../local/report/facts/planView";
import { planHere } from "../support/planHere";
import { Engine } from "./support/engine";
import { Project, closeProject, openProject, stackName } from "./support/project";
import { ShieldSettings, changed, overlapping, settingsIn } from "./support/shield";

/** Changes of a deployed environment that replace or delete something, and one that does neither. */
const changes: [what: string, change: (settings: ShieldSettings) => void][] = [
  ["another Entra group", ({ consumers = [] }) => consumers.forEach((one) => (one.entraGroup = "cccccccc-0000-4000-8000-000000000001"))],
  ["a region less", ({ openAi }) => openAi.regions.pop()],
  ["another place", (settings) => { settings.location = "germanywestcentral"; settings.openAi.statefulRegion = "swedencentral"; }],
  ["another prefix", (settings) => (settings.namePrefix = "contoso-other")],
  ["another range of the network", (settings) => (settings.network = { addressSpace: ["10.80.0.0/22"] })],
  ["an archive that nobody can change", (settings) => (settings.monitoring = { auditArchive: { immutable: true } })],
  ["no private link scope", (settings) => (settings.monitoring = { privateLinkScope: false })],
  ["other names of globally unique resources", (settings) => (settings.uniqueSuffix = "zq7")],
  ["another deployment type", ({ openAi }) => openAi.regions.forEach(({ deployments }) => deployments.forEach((one) => (one.sku = "GlobalStandard")))],
  ["more tokens", ({ plans }) => plans.forEach((plan) => (plan.tokensPerMinute *= 3))],
]; // prettier-ignore

/** What the difference of two plans says of replaced and deleted resources, held against what the real engine previews after an `up`. */
describe("replaced and deleted resources", () => {
  const settings = settingsIn("test/fixtures/dev.yaml");
  let project: Project;
  let engine: Engine;
  let before: PlanDocument;
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings, overlapping);
    const { failure } = await engine.up();
    expect(failure).toBeUndefined();
    before = await planHere(settings, stackName);
  });
  afterAll(() => closeProject(project));

  it.each(changes)("%s", async (_what, change) => {
    const after = changed(settings, change);
    engine.settings(after);
    const { failure, steps } = await engine.preview();
    expect(failure).toBeUndefined();
    const { replaced, deleted } = compareResources(before, await planHere(after, stackName));
    const real = (...ops: string[]) =>
      [...new Set(steps.filter(({ op }) => ops.includes(op)).map(({ urn }) => localUrn(urn)))].sort();
    const here = (all: readonly { urn: string }[]) => all.map(({ urn }) => localUrn(urn)).sort();
    expect({ replaced: here(replaced), deleted: here(deleted) }).toEqual({
      replaced: real("replace", "create-replacement"),
      deleted: real("delete"),
    });
  });
});
