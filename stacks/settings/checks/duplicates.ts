import { nameOf } from "../../../components/openAi/deployments";
import { Problem } from "../problem";
import { Check, check, problem } from "./check";

/** What must be named once is named once. */
export const duplicates: readonly Check[] = [
  check(["plans"], ({ plans }) => [
    ...repeated(["plans"], "name", namesOf(plans), "another plan has this name"),
    ...plans.flatMap(({ models }, index) => repeated(["plans", index, "models"], undefined, models, "stands here twice")),
  ]),
  check(["consumers"], ({ consumers }) => repeated(["consumers"], "name", namesOf(consumers), "another consumer has this name")),
  check(["openAi"], ({ openAi: { regions, restore } }) => [
    ...repeated(
      ["openAi", "regions"],
      "location",
      regions.map(({ location }) => location),
      "the region stands here twice; give one region all its deployments",
    ),
    ...regions.flatMap(({ deployments }, index) =>
      repeated(
        ["openAi", "regions", index, "deployments"],
        "name",
        deployments.map(nameOf),
        "another deployment of the account has this name (default: the model), or one that gives the same id",
      ),
    ),
    ...repeated(["openAi", "restore"], undefined, restore, "stands here twice"),
  ]),
  check(["monitoring"], ({ monitoring: { alertReceivers } }) =>
    repeated(["monitoring", "alertReceivers"], "name", namesOf(alertReceivers), "another receiver has this name"),
  ),
  check(["ingress"], ({ ingress }) => repeated(["ingress", "zones"], undefined, ingress.zones, "stands here twice")),
  check(["apiManagement"], ({ apiManagement }) =>
    repeated(["apiManagement", "zones"], undefined, apiManagement.zones, "stands here twice"),
  ),
];

const namesOf = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);

/** Azure compares names without regard to case; ids made of them hold letters, digits and hyphens only. */
const sameAs = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "-");

function repeated(list: readonly PropertyKey[], entry: string | undefined, names: readonly string[], message: string): Problem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const known = seen.has(sameAs(name));
    seen.add(sameAs(name));
    return known ? [problem([...list, index, ...(entry ? [entry] : [])], name, "each name once", message)] : [];
  });
}
