import { PolicyPack } from "@pulumi/policy";
import { Baseline } from "./baseline";
import known from "./baseline.json";
import { buildPolicies, profileLevels } from "./base/policies";
import { Exemptions } from "./exemptions";
import entries from "./exemptions.json";
import { rules } from "./rules";

// Making the pack starts its server, so this module is required by `index.js` only; tests take the policies from `buildPolicies`.
new PolicyPack(
  "azure-openai-shield",
  {
    description: "Rules for Azure OpenAI behind a private front door",
    enforcementLevel: "advisory",
    policies: buildPolicies(rules, new Exemptions(entries, rules), new Baseline(known)),
  },
  profileLevels(rules),
);
