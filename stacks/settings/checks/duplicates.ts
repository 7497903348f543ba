import { nameOf } from "../../../components/openAi/deployments";
import { accountLists } from "../deployments";
import { Problem } from "../problem";
import { SoundSettings } from "../schema";
import { Check, check, problem, problemIf } from "./check";

/** What must be named once is named once. */
export const duplicates: readonly Check[] = [
  check(["plans"], ({ plans }) => [
    ...repeated(["plans"], "name", namesOf(plans), "another plan has this name"),
    ...plans.flatMap(({ models }, index) => repeated(["plans", index, "models"], undefined, models, "stands here twice")),
  ]),
  check(["consumers"], ({ consumers }) => repeated(["consumers"], "name", namesOf(consumers), "another consumer has this name")),
  check(["openAi"], ({ openAi }) => [
    ...repeated(
      ["openAi", "regions"],
      "location",
      openAi.regions.map(({ location }) => location),
      "the region stands here twice; give one region all its deployments",
    ),
    ...repeated(
      ["openAi", "storedObjectAccounts"],
      "consumer",
      openAi.storedObjectAccounts.map(({ consumer }) => consumer),
      "the consumer stands here twice; it has one account for all that it stores",
    ),
    ...sameResourceNames(openAi),
    ...accountLists.flatMap((list) =>
      openAi[list].flatMap(({ deployments }, index) =>
        repeated(
          ["openAi", list, index, "deployments"],
          "name",
          deployments.map(nameOf),
          "another deployment of the account has this name (default: the model), or one that gives the same id",
        ),
      ),
    ),
    ...repeated(["openAi", "restore"], undefined, openAi.restore, "stands here twice"),
  ]),
  check(["monitoring"], ({ monitoring: { alertReceivers } }) =>
    repeated(["monitoring", "alertReceivers"], "name", namesOf(alertReceivers), "another receiver has this name"),
  ),
  check(["ingress"], ({ ingress }) => repeated(["ingress", "zones"], undefined, ingress.zones, "stands here twice")),
  check(["apiManagement"], ({ apiManagement }) =>
    repeated(["apiManagement", "zones"], undefined, apiManagement.zones, "stands here twice"),
  ),
];

/** The name of a deployment's resource is made of its account's and its own: two accounts, of `a` and of `a-b`, could come to the same. */
function sameResourceNames(openAi: SoundSettings["openAi"]): Problem[] {
  const owners = new Map<string, string>();
  return openAi.storedObjectAccounts.flatMap(({ consumer, deployments }, account) =>
    deployments.flatMap((deployment, index) => {
      const name = `${consumer}-${nameOf(deployment)}`;
      const owner = owners.get(name) ?? consumer;
      owners.set(name, owner);
      const path = ["openAi", "storedObjectAccounts", account, "deployments", index, "name"];
      const message = `with the consumer's name before it, the same as a deployment for ${owner}`;
      return problemIf(owner !== consumer, path, nameOf(deployment), "another name", message);
    }),
  );
}

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
