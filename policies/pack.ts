import { readFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";
import { Baseline } from "./baseline";
import known from "./baseline.json";
import { buildPolicies, profileLevels } from "./base/policies";
import { Exemptions } from "./exemptions";
import { rules } from "./rules";

/** The exemptions of whoever forks. They stand beside the `PulumiPolicy.yaml` that was started: Pulumi starts a pack in its folder. */
const entries = JSON.parse(readFileSync("exemptions.json", "utf8")) as readonly unknown[];

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
