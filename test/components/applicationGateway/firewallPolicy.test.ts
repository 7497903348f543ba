import { firewallPolicy } from "../../../components/applicationGateway/firewallPolicy";
import {
  ruleGroupOverrides,
  scrubbingRules,
  textExcludedGroups,
  textExclusions,
  textFields,
} from "../../../components/applicationGateway/firewallRules";
import { ingress } from "../../../stacks/settings/schema/ingress";
import { named, record } from "../../support/record";
import { place } from "../monitoring/sample";

const policy = async (changes = {}) => {
  const settings = ingress.parse({ hostName: "ai.contoso.com", certificate: {}, firewall: changes }).firewall;
  return named(
    await record(() => firewallPolicy("waf", { ...place(), settings }, {})),
    "network:WebApplicationFirewallPolicy",
    "waf",
  ).inputs;
};

describe("policy", () => {
  it("has name, place and tags", async () => {
    expect(await policy()).toMatchObject({
      policyName: "waf-acme",
      resourceGroupName: "rg-acme",
      location: "swedencentral",
      tags: { owner: "platform" },
    });
  });

  it("blocks, and inspects bodies", async () => {
    expect((await policy()).policySettings).toMatchObject({
      state: "Enabled",
      mode: "Prevention",
      requestBodyCheck: true,
      requestBodyEnforcement: false,
      maxRequestBodySizeInKb: 2000,
      requestBodyInspectLimitInKB: 128,
      fileUploadEnforcement: true,
      fileUploadLimitInMb: 512,
    });
  });

  it("answers what it blocks in the shape of OpenAI's errors", async () => {
    const { customBlockResponseStatusCode: status, customBlockResponseBody: body } = (await policy()).policySettings;
    expect(status).toBe(403);
    expect(JSON.parse(Buffer.from(body as string, "base64").toString())).toMatchObject({
      error: { code: "blocked_by_firewall", type: "invalid_request_error", param: null },
    });
  });

  it("takes its limits from the settings", async () => {
    const limits = { maxRequestBodyKb: 1000, inspectRequestBodyKb: 256, enforceRequestBodyLimit: true };
    expect((await policy(limits)).policySettings).toMatchObject({
      requestBodyEnforcement: true,
      maxRequestBodySizeInKb: 1000,
      requestBodyInspectLimitInKB: 256,
    });
  });

  it("has Microsoft's default and bot rules", async () => {
    const sets = (await policy()).managedRules.managedRuleSets as { ruleSetType: string; ruleSetVersion: string }[];
    expect(sets.map((set) => [set.ruleSetType, set.ruleSetVersion])).toEqual([
      ["Microsoft_DefaultRuleSet", "2.2"],
      ["Microsoft_BotManagerRuleSet", "1.1"],
    ]);
  });

  it("has the exclusions and scrubbing rules of the tables", async () => {
    const made = await policy();
    expect(made.managedRules.exclusions).toEqual(textExclusions());
    expect(made.policySettings.logScrubbing).toEqual({ state: "Enabled", scrubbingRules: scrubbingRules() });
  });
});

describe("rule tuning", () => {
  it("lets noisy SQL rules log instead of block, and blocks what only logs by default", () => {
    expect(ruleGroupOverrides()).toEqual([
      {
        ruleGroupName: "SQLI",
        rules: ["942110", "942150", "942260", "942430", "942440"].map((ruleId) => ({ ruleId, state: "Enabled", action: "Log" })),
      },
      { ruleGroupName: "MS-ThreatIntel-CVEs", rules: [{ ruleId: "99001017", state: "Enabled", action: "Block" }] },
    ]);
  });

  it("switches no rule off", () => {
    expect(ruleGroupOverrides().flatMap((group) => group.rules.map((rule) => rule.state))).not.toContain("Disabled");
  });
});

describe("exclusions", () => {
  it("are one for each text field", () => {
    expect(textExclusions().map((exclusion) => exclusion.selector)).toEqual([...textFields]);
  });

  it("are limited to the values of the field and to groups that look for code", () => {
    expect(textExclusions()[0]).toEqual({
      matchVariable: "RequestArgValues",
      selectorMatchOperator: "Contains",
      selector: "messages",
      exclusionManagedRuleSets: [
        {
          ruleSetType: "Microsoft_DefaultRuleSet",
          ruleSetVersion: "2.2",
          ruleGroups: textExcludedGroups.map((ruleGroupName) => ({
            ruleGroupName,
          })),
        },
      ],
    });
  });

  it("leave PROTOCOL-ENFORCEMENT on, which is about the request and not its text", () => {
    expect(textExcludedGroups).not.toContain("PROTOCOL-ENFORCEMENT");
  });
});

describe("log scrubbing", () => {
  it.each(["Authorization", "api-key", "Ocp-Apim-Subscription-Key"])("takes the header %s out", (selector) => {
    expect(scrubbingRules()).toContainEqual({
      matchVariable: "RequestHeaderNames",
      selectorMatchOperator: "Equals",
      selector,
      state: "Enabled",
    });
  });

  it.each(["RequestPostArgNames", "RequestJSONArgNames"])("takes every value of %s out", (matchVariable) => {
    expect(scrubbingRules()).toContainEqual({
      matchVariable,
      selectorMatchOperator: "EqualsAny",
      selector: "*",
      state: "Enabled",
    });
  });
});
