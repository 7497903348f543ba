import { readFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";
import { Baseline } from "./baseline";
import { buildPolicies, profileLevels } from "./base/policies";
import { shareProperties } from "./base/sharedProperties";
import { Exemptions } from "./exemptions";
import { rules } from "./rules";
import { typeAllowed } from "./rules/type-allowed";

/**
 * A list that a fork fills in. It stands beside the `PulumiPolicy.yaml` that was started: Pulumi starts a pack in its folder. A pack
 * without the list, or with something else in its place, does not start.
 */
function listIn<Entry>(file: string): readonly Entry[] {
  const list = JSON.parse(readFileSync(file, "utf8")) as unknown;
  if (!Array.isArray(list)) throw new Error(`${file}: got ${JSON.stringify(list).slice(0, 60)}; expected a list`);
  return list as Entry[];
}

const ownTypes = typeAllowed(listIn("allowed-types.json"));
const ownRules = rules.map((rule) => (rule.name === ownTypes.name ? ownTypes : rule));

shareProperties();

// Making the pack starts its server, so this module is required by `index.js` only; tests take the policies from `buildPolicies`.
new PolicyPack(
  "azure-openai-shield",
  {
    description: "Rules for Azure OpenAI behind a private front door",
    enforcementLevel: "advisory",
    policies: buildPolicies(ownRules, new Exemptions(listIn("exemptions.json"), rules), new Baseline(listIn("baseline.json"))),
  },
  profileLevels(rules),
);
