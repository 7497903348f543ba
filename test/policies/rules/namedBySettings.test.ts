import type { Rule } from "../../../policies/base/rule";
import archiveImmutable from "../../../policies/rules/archive-immutable";
import cogOutboundHosts from "../../../policies/rules/cog-outbound-hosts";
import referenceOfStack from "../../../policies/rules/reference-of-stack";
import wafNoExclusions from "../../../policies/rules/waf-no-exclusions";
import { runRules, Sample } from "../support";

const group = "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg/providers";
const said = (rule: Rule, samples: Sample[], stack: Record<string, unknown> = {}, environment = {}) =>
  runRules([rule], samples, { environment }, undefined, JSON.stringify({ "test:profile": "dev", ...stack })).filter(
    ({ rule: name }) => name === rule.name,
  );

test("an account calls hosts that the stack's setting names, and no other", () => {
  const properties = { allowedFqdnList: ["files.contoso.com", "files.contoso.com.evil.example"] };
  const account = { type: "cognitiveservices:Account", name: "account", inputs: { properties } };
  const openAi = JSON.stringify({ allowedFqdns: ["files.contoso.com"] });
  expect(said(cogOutboundHosts, [account], { "test:openAi": openAi }).map(({ message }) => message)).toEqual([
    expect.stringContaining("allowedFqdnList[1]"),
  ]);
  expect(said(cogOutboundHosts, [account])).toHaveLength(2);
});

test("the firewall leaves out fields that the stack's setting names, and no other", () => {
  const exclusion = (selector: string) => ({
    matchVariable: "RequestArgValues",
    selectorMatchOperator: "Contains",
    selector,
    exclusionManagedRuleSets: [{ ruleGroups: [{ ruleGroupName: "SQLI" }] }],
  });
  const inputs = { managedRules: { exclusions: [exclusion("query"), exclusion("user")] } };
  const policy = { type: "network:WebApplicationFirewallPolicy", name: "firewall", inputs };
  const ingress = JSON.stringify({ firewall: { textFields: ["query"] } });
  expect(said(wafNoExclusions, [policy], { "test:ingress": ingress }).map(({ message }) => message)).toEqual([
    expect.stringContaining("exclusions[1].selector"),
  ]);
  expect(said(wafNoExclusions, [policy])).toHaveLength(2);
});

describe("a private endpoint to what is not in the stack", () => {
  const gateway = (keyVaultSecretId: string): Sample => ({
    type: "network:ApplicationGateway",
    name: "gateway",
    inputs: { sslCertificates: [{ keyVaultSecretId }] },
  });
  const endpoint = (id: string): Sample => ({
    type: "network:PrivateEndpoint",
    name: "endpoint",
    inputs: { privateLinkServiceConnections: [{ privateLinkServiceId: `${group}/${id}` }] },
  });
  const certificate = gateway("https://kv-certificates.vault.azure.net/secrets/ai");

  test("leads to the vault of the certificate", () => {
    expect(said(referenceOfStack, [certificate, endpoint("Microsoft.KeyVault/vaults/kv-certificates")])).toEqual([]);
  });

  test.each([
    "Microsoft.KeyVault/vaults/kv",
    "Microsoft.KeyVault/vaults/kv-other",
    "Microsoft.Storage/storageAccounts/kv-certificates",
    "Microsoft.Network/privateLinkServices/kv-certificates",
  ])("does not lead to %s", (id) => {
    expect(said(referenceOfStack, [certificate, endpoint(id)])).toHaveLength(1);
  });
});

test("an archive that can be changed is refused, and is advice in the profile dev", () => {
  const inputs = { accountName: "archive", resourceGroupName: "rg" };
  const samples: Sample[] = [
    { type: "storage:StorageAccount", name: "archive", inputs },
    {
      type: "operationalinsights:DataExport",
      name: "export",
      inputs: { resourceId: `${group}/Microsoft.Storage/storageAccounts/archive` },
    },
  ];
  const levels = (profile: string) => [...new Set(said(archiveImmutable, samples, {}, { profile }).map(({ level }) => level))];
  expect(archiveImmutable.severity).toBe("high");
  expect(levels("prod")).toEqual([undefined]);
  expect(levels("dev")).toEqual(["advisory"]);
});
