import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Policies } from "@pulumi/policy";
import { Baseline } from "./baseline";
import { buildPolicies, profileLevels } from "./base/policies";
import { judges, Level, Rule } from "./base/rule";
import { normalType } from "./base/typeTokens";
import { Exemptions } from "./exemptions";
import { rules } from "./rules";
import { providerAllowed } from "./rules/provider-allowed";
import { typeAllowed } from "./rules/type-allowed";

/** The pack, with the lists of the project that uses it. */
export interface Pack {
  /** Name that the pack gives itself. */
  name: string;
  /** What the pack is for. */
  description: string;
  /** The rules, in the order in which they are applied. */
  policies: Policies;
  /** Whether a policy has something to say of resources of a type; one that is no rule always may. */
  judges(policy: string, typeToken: string): boolean;
  /** Levels that differ from the rules' own. */
  levels: Record<string, Level>;
}

/**
 * The pack of a folder that holds `allowed-types.json`, `exemptions.json` and `baseline.json`.
 *
 * @param dir The folder.
 * @param configuration The stack's configuration as JSON, as the engine hands it to a pack. @default the process's own
 * @throws where a list is not there or is something else
 */
export function packIn(dir: string, configuration = process.env.PULUMI_CONFIG): Pack {
  const allowed = listIn(dir, "allowed-types.json");
  const own = new Map<string, Rule>([typeAllowed(allowed), providerAllowed(allowed)].map((rule) => [rule.name, rule]));
  const ownRules = rules.map((rule) => own.get(rule.name) ?? rule);
  const byName = new Map(ownRules.map((rule) => [rule.name, rule]));
  const exemptions = new Exemptions(listIn(dir, "exemptions.json"), rules);
  const baseline = new Baseline(listIn(dir, "baseline.json"), rules);
  return {
    name: "azure-openai-shield",
    description: "Rules for Azure OpenAI behind a private front door",
    policies: buildPolicies(ownRules, exemptions, baseline, configuration),
    judges: (policy, typeToken) => {
      const rule = byName.get(policy);
      return !rule || judges(rule, normalType(typeToken) ?? typeToken);
    },
    levels: profileLevels(rules, configuration),
  };
}

/** A list that a fork fills in. A pack without the list, or with something else in its place, does not start. */
function listIn<Entry>(dir: string, file: string): readonly Entry[] {
  const list = parsed(readFileSync(join(dir, file), "utf8"), file);
  if (!Array.isArray(list)) throw new Error(`${file}: got ${JSON.stringify(list).slice(0, 60)}; expected a list`);
  return list as Entry[];
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}; expected a list in JSON`);
  }
}
