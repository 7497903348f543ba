import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";
import { ruleGroupOverrides, ruleSets, scrubbingRules, textExclusions } from "./firewallRules";

/** Largest file in a multipart upload, in MB: that of a training or batch file (Microsoft Learn, "Azure OpenAI quotas and limits"). */
const fileUploadLimitInMb = 512;

/** Limits of the firewall. */
export interface FirewallSettings {
  /** Largest request body, in KB. */
  maxRequestBodyKb: number;
  /** How much of a request body is inspected, in KB. */
  inspectRequestBodyKb: number;
  /** Refuse larger bodies; off: they pass, inspected up to the limit. */
  enforceRequestBodyLimit: boolean;
  /** Fields with free text besides those that the package knows. */
  textFields: readonly string[];
}

/** What a blocked caller gets, in the shape of OpenAI's errors: the SDKs cannot read the page that Application Gateway would send. */
const blocked = {
  error: {
    code: "blocked_by_firewall",
    message:
      "The firewall in front of the gateway blocked this request: it looks like an attack, or its body or file is larger than allowed.",
    type: "invalid_request_error",
    param: null,
  },
};

/** What the firewall policy is made from. */
export interface FirewallPolicyArgs extends Placement {
  /** Limits of request bodies, and further fields with free text. */
  settings: FirewallSettings;
}

/** The web application firewall of Application Gateway: managed rules that block, with prompts kept out of rules and logs. */
export function firewallPolicy(
  name: string,
  args: FirewallPolicyArgs,
  opts: pulumi.CustomResourceOptions,
): network.WebApplicationFirewallPolicy {
  return new network.WebApplicationFirewallPolicy(
    name,
    {
      policyName: args.naming.local("firewallPolicy"),
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      tags: args.tags,
      policySettings: {
        state: "Enabled",
        mode: "Prevention",
        requestBodyCheck: true,
        requestBodyEnforcement: args.settings.enforceRequestBodyLimit,
        maxRequestBodySizeInKb: args.settings.maxRequestBodyKb,
        requestBodyInspectLimitInKB: args.settings.inspectRequestBodyKb,
        fileUploadEnforcement: true,
        fileUploadLimitInMb,
        customBlockResponseStatusCode: 403,
        customBlockResponseBody: Buffer.from(JSON.stringify(blocked)).toString("base64"),
        logScrubbing: { state: "Enabled", scrubbingRules: scrubbingRules() },
      },
      managedRules: {
        managedRuleSets: [{ ...ruleSets.default, ruleGroupOverrides: ruleGroupOverrides() }, ruleSets.bots],
        exclusions: textExclusions(args.settings.textFields),
      },
    },
    opts,
  );
}
