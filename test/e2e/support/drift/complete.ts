import { rules } from "../../../../policies/rules";
import { Sample, runRules } from "../../../policies/support";
import { Environment, environments } from "./environments";

/** Types of which no property keeps the environment closed or traceable, and why. That one is deleted is found for them too. */
export const harmless: Readonly<Record<string, string>> = {
  "applicationinsights:Workbook": "shows what the logs hold; changes nothing of them",
  "managedidentity:UserAssignedIdentity": "has a name only; who may act as it is in resources of their own",
  "operationalinsights:QueryPack": "holds queries; has no property but its name",
  "privatedns:PrivateZone": "has a name only; links and records are resources of their own",
  "random:index/randomString:RandomString": "is in Pulumi's state only",
  "resources:ResourceGroup": "has no property but name, location and tags",
};

const typeIn = (resource: string): string => resource.split(" ")[0] ?? "";

/** Types that a change of an environment, or one that is known not to be found, is made on. */
export const changedTypes = (some: readonly Environment[] = environments): Set<string> =>
  new Set(
    some.flatMap(({ rows, deleted, unseen }) => [
      ...rows.map(({ resource }) => typeIn(resource)),
      ...deleted.map(typeIn),
      ...unseen.changes.map(({ resource }) => typeIn(resource)),
    ]),
  );

/** Names of the rules that find something in what Azure holds. */
export const brokenRules = (samples: readonly Sample[]): Set<string> =>
  new Set(runRules(rules, [...samples]).map(({ rule }) => rule));

/** Names of the rules that judge one of the types. */
export const rulesOver = (types: ReadonlySet<string>): string[] =>
  rules.filter((rule) => rule.types.some((type) => types.has(type))).map(({ name }) => name);
