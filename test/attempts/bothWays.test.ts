import { resolve } from "node:path";
import { readProject, readStackConfig } from "../../local/engine/config";
import type { PlannedResource } from "../../local/engine/deployment";
import { judgeHere, withPack } from "../../local/check/judge";
import { planOf, fixtureStack } from "../support/plan";
import type { Attempt } from "./attempt";
import { data } from "./cases/data";
import { deeper, deeperClean } from "./cases/deeper";
import { documents } from "./cases/documents";
import { gateway } from "./cases/gateway";
import { legitimate } from "./cases/legitimate";
import { network } from "./cases/network";
import { ordinary } from "./cases/ordinary";
import { others } from "./cases/others";
import { unseen } from "./cases/unseen";
import { unused } from "./cases/unused";
import { Changed } from "./changes";

const root = resolve(__dirname, "../..");
/** A whole plan takes its time both ways, so every thirtieth case of each kind is asked about. */
const cases: Attempt[] = [
  data,
  deeper,
  deeperClean,
  documents,
  gateway,
  legitimate,
  network,
  ordinary,
  others,
  unseen,
  unused,
].flatMap((kind: Attempt[]) => kind.filter((_, index) => index % 30 === 0));

test("`npm run check` finds of attempts of every kind what Pulumi's server for packs finds", async () => {
  const { resources } = await planOf(...fixtureStack("dev"));
  const project = readProject(root);
  const config = readStackConfig(project, resolve(root, "test/fixtures/dev.yaml"));
  const args = { project, config, packDir: resolve(root, "test/fixtures/policies") };
  const differing = await withPack({ ...args, stack: "dev" }, async (ask) => {
    const found: string[] = [];
    for (const { name, change } of cases) {
      const plan = new Changed(resources);
      change(plan);
      const judged = {
        kind: "preview" as const,
        project: project.name,
        stack: "dev",
        resources: [...plan.resources] as PlannedResource[],
      };
      const [here, apart] = [judgeHere(judged, args), await ask(judged)];
      if (JSON.stringify(here) !== JSON.stringify(apart)) found.push(name);
    }
    return found;
  });
  expect(differing).toEqual([]);
}, 1_200_000);
