import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { ApplicationGateway } from "../../../components/applicationGateway";
import { ingress } from "../../../stacks/settings/schema/ingress";
import { named, ofType, record } from "../../support/record";
import { idOf, place, workspaceId } from "../monitoring/sample";

const id = "/subscriptions/s/resourceGroups/rg-acme/providers/Microsoft.Network/applicationGateways/agw-acme";
const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id-acme-gateway");
const subnetId = `${idOf("Microsoft.Network/virtualNetworks", "vnet-acme")}/subnets/gateway`;
const at = (kind: string, name: string) => ({ id: `${id}/${kind}/${name}` });

type Changes = Parameters<typeof ingress.parse>[0];

/** A gateway that waits for a resource group of the test. */
const recorded = (changes: Changes = {}, keyInOtherHeaders = false) =>
  record(() => {
    const before = new resources.ResourceGroup("before");
    new ApplicationGateway("gateway", {
      ...place(),
      settings: ingress.parse({ hostName: "ai.contoso.com", certificate: {}, ...(changes as object) }),
      subscriptionId: pulumi.output("s"),
      subnetId,
      subnetRange: "10.40.0.0/24",
      identityId,
      certificateSecretId: "https://kv-acme.vault.azure.net/secrets/host-name",
      backendHostName: "apim-acme.azure-api.net",
      keyInOtherHeaders,
      diagnostics: { workspaceId },
      ready: [before],
      protect: true,
    });
  });
const gateway = async (changes: Changes = {}) => named(await recorded(changes), "network:ApplicationGateway", "gateway").inputs;
const open = { frontEnd: { mode: "public", allowedRanges: ["203.0.113.0/24"] } };

it("moves a key to api-key only where a plan's key is enough", async () => {
  expect(await gateway()).not.toHaveProperty("rewriteRuleSets");
  const moving = named(await recorded(open as Changes, true), "network:ApplicationGateway", "gateway").inputs;
  const sets = (moving.requestRoutingRules as { name: string; rewriteRuleSet?: unknown }[]).map((one) => [
    one.name,
    one.rewriteRuleSet,
  ]);
  expect(Object.fromEntries(sets)).toEqual({
    "https-private": at("rewriteRuleSets", "key"),
    "https-public": at("rewriteRuleSets", "key"),
    "http-public": undefined,
  });
  expect(moving.rewriteRuleSets).toHaveLength(1);
});

describe("gateway", () => {
  it("has name, place, tags, tier and scale", async () => {
    expect(await gateway()).toMatchObject({
      applicationGatewayName: "agw-acme",
      resourceGroupName: "rg-acme",
      location: "swedencentral",
      tags: { owner: "platform" },
      sku: { name: "WAF_v2", tier: "WAF_v2" },
      autoscaleConfiguration: { minCapacity: 2, maxCapacity: 10 },
    });
  });

  it("has the zones of the settings", async () => {
    expect((await gateway({ zones: ["1", "2", "3"] })).zones).toEqual(["1", "2", "3"]);
  });

  it("names no zones where there are none", async () => {
    expect(await gateway()).not.toHaveProperty("zones");
  });

  it("accepts TLS 1.2 and later", async () => {
    expect((await gateway()).sslPolicy).toEqual({ policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" });
  });

  it("lets streamed answers through as they come", async () => {
    expect((await gateway()).globalConfiguration).toEqual({ enableRequestBuffering: true, enableResponseBuffering: false });
  });

  it("is guarded by its own firewall policy", async () => {
    const all = await recorded();
    expect(ofType(all, "network:WebApplicationFirewallPolicy")).toHaveLength(1);
    expect(named(all, "network:ApplicationGateway", "gateway").propertyDependencies.firewallPolicy).toEqual([
      named(all, "network:WebApplicationFirewallPolicy", "gateway-firewall").urn,
    ]);
  });

  it("reads its certificate from the vault with its identity", async () => {
    expect(await gateway()).toMatchObject({
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
      sslCertificates: [{ name: "host-name", keyVaultSecretId: "https://kv-acme.vault.azure.net/secrets/host-name" }],
    });
  });

  it("is protected", async () => {
    expect(named(await recorded(), "network:ApplicationGateway", "gateway").protect).toBe(true);
  });

  it("waits for what it reads at creation", async () => {
    const all = await recorded();
    const before = named(all, "resources:ResourceGroup", "before").urn;
    expect(named(all, "network:ApplicationGateway", "gateway").dependencies).toContain(before);
  });

  it("logs everything", async () => {
    const setting = named(await recorded(), "monitor:DiagnosticSetting", "gateway-diagnostics").inputs;
    expect(setting.logs).toEqual([{ categoryGroup: "allLogs", enabled: true }]);
  });
});

describe("way to API Management", () => {
  it("goes to its host name", async () => {
    expect((await gateway()).backendAddressPools).toEqual([
      { name: "api-management", backendAddresses: [{ fqdn: "apim-acme.azure-api.net" }] },
    ]);
  });

  it("is HTTPS with the time-out of the settings", async () => {
    expect((await gateway({ requestTimeoutSeconds: 900 })).backendHttpSettingsCollection).toEqual([
      {
        name: "api-management",
        port: 443,
        protocol: "Https",
        hostName: "apim-acme.azure-api.net",
        pickHostNameFromBackendAddress: false,
        cookieBasedAffinity: "Disabled",
        requestTimeout: 900,
        connectionDraining: { enabled: true, drainTimeoutInSec: 900 },
        probe: at("probes", "api-management"),
      },
    ]);
  });

  it("drains for at most an hour", async () => {
    const [settings] = (await gateway({ requestTimeoutSeconds: 7200 })).backendHttpSettingsCollection;
    expect(settings.connectionDraining.drainTimeoutInSec).toBe(3600);
  });

  it("is probed by the status path", async () => {
    expect((await gateway()).probes).toEqual([
      {
        name: "api-management",
        protocol: "Https",
        host: "apim-acme.azure-api.net",
        path: "/status-0123456789abcdef",
        interval: 30,
        timeout: 30,
        unhealthyThreshold: 3,
        pickHostNameFromBackendHttpSettings: false,
        match: { statusCodes: ["200"] },
      },
    ]);
  });
});

describe("private front end", () => {
  it("is a fixed address of the subnet, and nothing else", async () => {
    expect((await gateway()).frontendIPConfigurations).toEqual([
      { name: "private", privateIPAddress: "10.40.0.251", privateIPAllocationMethod: "Static", subnet: { id: subnetId } },
    ]);
  });

  it("takes the address of the settings", async () => {
    const [frontEnd] = (await gateway({ frontEnd: { privateIpAddress: "10.40.0.9" } })).frontendIPConfigurations;
    expect(frontEnd.privateIPAddress).toBe("10.40.0.9");
  });

  it("has no public address", async () => {
    expect(ofType(await recorded(), "network:PublicIPAddress")).toEqual([]);
  });

  it("listens on HTTPS with the host name only", async () => {
    expect((await gateway()).httpListeners).toEqual([
      {
        name: "https-private",
        hostName: "ai.contoso.com",
        protocol: "Https",
        frontendIPConfiguration: at("frontendIPConfigurations", "private"),
        frontendPort: at("frontendPorts", "https"),
        sslCertificate: at("sslCertificates", "host-name"),
        requireServerNameIndication: true,
      },
    ]);
  });

  it("opens port 443 only", async () => {
    expect((await gateway()).frontendPorts).toEqual([{ name: "https", port: 443 }]);
  });
});

describe("public front end", () => {
  it("is beside the private one", async () => {
    expect((await gateway(open)).frontendIPConfigurations.map((frontEnd: { name: string }) => frontEnd.name)).toEqual([
      "private",
      "public",
    ]);
  });

  it("has a static address, in all zones where the gateway has zones", async () => {
    const all = await recorded({ ...open, zones: ["1", "2"] });
    expect(named(all, "network:PublicIPAddress", "gateway-public-ip").inputs).toMatchObject({
      publicIpAddressName: "pip-acme-gateway",
      location: "swedencentral",
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      zones: ["1", "2", "3"],
    });
  });

  it("logs attacks on the address", async () => {
    const setting = named(await recorded(open), "monitor:DiagnosticSetting", "gateway-public-ip-diagnostics").inputs;
    expect(setting.logs).toEqual([{ categoryGroup: "allLogs", enabled: true }]);
  });

  it("redirects HTTP to HTTPS for good", async () => {
    const made = await gateway(open);
    expect(made.redirectConfigurations).toEqual([
      {
        name: "to-https",
        redirectType: "Permanent",
        targetListener: at("httpListeners", "https-public"),
        includePath: true,
        includeQueryString: true,
      },
    ]);
    expect(made.requestRoutingRules.at(-1)).toEqual({
      name: "http-public",
      ruleType: "Basic",
      priority: 300,
      httpListener: at("httpListeners", "http-public"),
      redirectConfiguration: at("redirectConfigurations", "to-https"),
    });
  });

  it("sends HTTPS of both front ends to API Management", async () => {
    const rules = (await gateway(open)).requestRoutingRules as { name: string; backendAddressPool?: { id: string } }[];
    const served = rules.filter((rule) => rule.backendAddressPool?.id === at("backendAddressPools", "api-management").id);
    expect(served.map((rule) => rule.name)).toEqual(["https-private", "https-public"]);
  });
});
