import { PolicyPack } from "@pulumi/policy";
import { shareProperties } from "./base/sharedProperties";
import { packIn } from "./packIn";

// The lists stand beside the `PulumiPolicy.yaml` that was started: Pulumi starts a pack in its folder.
const { name, description, policies, levels } = packIn(".");

shareProperties();

// Making the pack starts its server, so this module is required by `index.js` only; tests take the policies from `buildPolicies`.
new PolicyPack(name, { description, enforcementLevel: "advisory", policies }, levels);
