import { Props, providerFor } from "../../../local/azure";
import { changes } from "../../../local/azure/diff";
import { UNKNOWN } from "../../../local/azure/base/provider";
import { resourceTypes } from "../../../local/azure/services";

const diff = (token: string, olds: Props, news: Props, outputs: Props = {}) =>
  providerFor("azure-native").diff(`azure-native:${token}`, { inputs: olds, outputs }, news);

describe("paths of changes", () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [["a", "update"]]],
    [{}, { a: { b: 1 } }, [["a", "add"]]],
    [{ a: { b: 1 } }, { a: {} }, [["a.b", "delete"]]],
    [
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ b: 1 }, { b: 3 }, { b: 4 }] },
      [
        ["a[1].b", "update"],
        ["a[2]", "add"],
      ],
    ],
    [{ a: [1, 2] }, { a: [1] }, [["a[1]", "delete"]]],
    [{ a: [1] }, { a: { b: 1 } }, [["a", "update"]]],
  ])("%j → %j", (olds, news, paths) => {
    expect(changes(olds, news)).toEqual(paths);
  });
});

describe("changes that replace", () => {
  const account = {
    resourceGroupName: "rg",
    accountName: "oai",
    location: "swedencentral",
    kind: "OpenAI",
    properties: { customSubDomainName: "oai" },
  };
  const endpoint = { resourceGroupName: "rg", privateEndpointName: "p", location: "a", subnet: { id: "/s/1" } };
  const tier = (name: string): Props => ({ sku: { name } });
  it.each<[string, Props, Props, string[]]>([
    ["cognitiveservices:Account", account, { ...account, accountName: "other" }, ["accountName"]],
    ["cognitiveservices:Account", account, { ...account, resourceGroupName: "other" }, ["resourceGroupName"]],
    ["cognitiveservices:Account", account, { ...account, location: "eastus2" }, ["location"]],
    ["cognitiveservices:Account", account, { ...account, kind: "SpeechServices" }, ["kind"]],
    ["apimanagement:ApiManagementService", tier("Developer"), tier("StandardV2"), ["sku.name"]],
    ["apimanagement:ApiManagementService", tier("PremiumV2"), tier("Premium"), ["sku.name"]],
    [
      "apimanagement:ApiManagementService",
      { ...tier("PremiumV2"), virtualNetworkType: "External" },
      { ...tier("PremiumV2"), virtualNetworkType: "Internal" },
      ["virtualNetworkType"],
    ],
    ["storage:StorageAccount", tier("Standard_LRS"), tier("Standard_ZRS"), ["sku.name"]],
    ["storage:StorageAccount", tier("Standard_LRS"), tier("Premium_LRS"), ["sku.name"]],
    ["storage:StorageAccount", { kind: "StorageV2" }, { kind: "BlockBlobStorage" }, ["kind"]],
    ["eventhub:Namespace", tier("Standard"), tier("Premium"), ["sku.name"]],
    ["cognitiveservices:Deployment", tier("DataZoneStandard"), tier("GlobalStandard"), ["sku.name"]],
    [
      "consumption:Budget",
      { timePeriod: { startDate: "2026-11-01T00:00:00Z" } },
      { timePeriod: { startDate: "2026-12-01T00:00:00Z" } },
      ["timePeriod.startDate"],
    ],
    [
      "cognitiveservices:Account",
      account,
      { ...account, properties: { customSubDomainName: "b" } },
      ["properties.customSubDomainName"],
    ],
    [
      "cognitiveservices:Deployment",
      { properties: { model: { name: "gpt-5", version: "1" } } },
      { properties: { model: { name: "gpt-5.1", version: "1" } } },
      ["properties.model.name"],
    ],
    ["network:PrivateEndpoint", endpoint, { ...endpoint, subnet: { id: "/s/2" } }, ["subnet.id"]],
    ["authorization:RoleAssignment", { scope: "/a", principalId: "1" }, { scope: "/a", principalId: "2" }, ["principalId"]],
    [
      "keyvault:Vault",
      { properties: { softDeleteRetentionInDays: 7 } },
      { properties: { softDeleteRetentionInDays: 90 } },
      ["properties.softDeleteRetentionInDays"],
    ],
    ["eventhub:EventHub", { partitionCount: 4 }, { partitionCount: 8 }, ["partitionCount"]],
    ["privatedns:PrivateRecordSet", { relativeRecordSetName: "@" }, { relativeRecordSetName: "www" }, ["relativeRecordSetName"]],
    [
      "storage:StorageAccount",
      { immutableStorageWithVersioning: { enabled: false } },
      { immutableStorageWithVersioning: { enabled: true } },
      ["immutableStorageWithVersioning.enabled"],
    ],
    ["storage:StorageAccount", {}, { immutableStorageWithVersioning: { enabled: true } }, ["immutableStorageWithVersioning"]],
    ["storage:StorageAccount", { immutableStorageWithVersioning: { enabled: true } }, {}, ["immutableStorageWithVersioning"]],
    [
      "network:PrivateEndpoint",
      { privateLinkServiceConnections: [{ privateLinkServiceId: "/a" }] },
      { privateLinkServiceConnections: [{ privateLinkServiceId: "/a" }, { privateLinkServiceId: "/b" }] },
      ["privateLinkServiceConnections[1]"],
    ],
  ])("%s (%#)", (token, olds, news, replaces) => {
    expect(diff(token, olds, news)).toMatchObject({ changed: true, replaces, deleteBeforeReplace: true });
  });

  it.each<[string, Props, Props, Props, string]>([
    [
      "keyvault:Vault",
      { properties: {} },
      { properties: { softDeleteRetentionInDays: 90 } },
      { properties: { softDeleteRetentionInDays: 30 } },
      "properties.softDeleteRetentionInDays",
    ],
    [
      "storage:StorageAccount",
      {},
      { immutableStorageWithVersioning: { enabled: false } },
      { immutableStorageWithVersioning: { enabled: true } },
      "immutableStorageWithVersioning",
    ],
  ])("%s, of a property that Azure has with another value or none (%#)", (token, olds, outputs, news, path) => {
    expect(diff(token, olds, news, outputs).detailed).toEqual({ [path]: "add-replace" });
  });

  it("says so of every path", () => {
    expect(diff("authorization:RoleAssignment", { scope: "/a", principalId: "1" }, { scope: "/a" }).detailed).toEqual({
      principalId: "delete-replace",
    });
  });
});

describe("changes in place", () => {
  it("of an object that a preview does not know yet", () => {
    const olds = { properties: { customSubDomainName: "oai" } };
    expect(diff("cognitiveservices:Account", olds, { properties: UNKNOWN }).detailed).toEqual({ properties: "update" });
  });

  it.each<[string, Props, Props, string[]]>([
    [
      "cognitiveservices:Account",
      { properties: { publicNetworkAccess: "Enabled" } },
      { properties: { publicNetworkAccess: "Disabled" } },
      ["properties.publicNetworkAccess"],
    ],
    [
      "cognitiveservices:Deployment",
      { properties: { model: { name: "gpt-5", version: "1" } } },
      { properties: { model: { name: "gpt-5", version: "2" } } },
      ["properties.model.version"],
    ],
    ["cognitiveservices:Deployment", { sku: { capacity: 1 } }, { sku: { capacity: 2 } }, ["sku.capacity"]],
    // The upgrade to Foundry and the way back.
    ["cognitiveservices:Account", { kind: "OpenAI" }, { kind: "AIServices" }, ["kind"]],
    ["cognitiveservices:Account", { kind: "AIServices" }, { kind: "OpenAI" }, ["kind"]],
    [
      "cognitiveservices:Account",
      { properties: {} },
      { properties: { customSubDomainName: "oai" } },
      ["properties.customSubDomainName"],
    ],
    ["apimanagement:ApiManagementService", { sku: { name: "Developer" } }, { sku: { name: "Premium" } }, ["sku.name"]],
    ["apimanagement:ApiManagementService", { sku: { name: "StandardV2" } }, { sku: { name: "PremiumV2" } }, ["sku.name"]],
    ["storage:StorageAccount", { sku: { name: "Standard_ZRS" } }, { sku: { name: "Standard_GZRS" } }, ["sku.name"]],
    ["storage:StorageAccount", { kind: "Storage" }, { kind: "StorageV2" }, ["kind"]],
    ["eventhub:Namespace", { sku: { name: "Basic" } }, { sku: { name: "Standard" } }, ["sku.name"]],
    [
      "apimanagement:ApiManagementService",
      { virtualNetworkType: "External" },
      { virtualNetworkType: "Internal" },
      ["virtualNetworkType"],
    ],
    ["operationalinsights:Workspace", { retentionInDays: 30 }, { retentionInDays: 90 }, ["retentionInDays"]],
    ["network:VirtualNetwork", { subnets: [{ name: "a" }] }, { subnets: [{ name: "a" }, { name: "b" }] }, ["subnets[1]"]],
    ["keyvault:Secret", { properties: { value: "a" } }, { properties: { value: "b" } }, ["properties.value"]],
    [
      "storage:StorageAccount",
      { immutableStorageWithVersioning: { immutabilityPolicy: { state: "Unlocked" } } },
      { immutableStorageWithVersioning: { immutabilityPolicy: { state: "Locked" } } },
      ["immutableStorageWithVersioning.immutabilityPolicy.state"],
    ],
    [
      "storage:StorageAccount",
      { immutableStorageWithVersioning: { enabled: true } },
      { immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state: "Unlocked" } } },
      ["immutableStorageWithVersioning.immutabilityPolicy"],
    ],
  ])("%s (%#)", (token, olds, news, diffs) => {
    expect(diff(token, olds, news)).toMatchObject({ changed: true, diffs, replaces: [], deleteBeforeReplace: false });
  });
});

describe("no change", () => {
  it("when the inputs are equal", () => {
    expect(diff("keyvault:Vault", { a: [{ b: 1 }] }, { a: [{ b: 1 }] })).toEqual({
      changed: false,
      replaces: [],
      diffs: [],
      deleteBeforeReplace: false,
      detailed: {},
    });
  });

  it("when a region is only written in another way", () => {
    expect(diff("keyvault:Vault", { location: "Sweden Central" }, { location: "swedencentral" }).changed).toBe(false);
  });

  it("when a parameter with one possible value is written out", () => {
    expect(diff("apimanagement:ApiPolicy", { apiId: "a" }, { apiId: "a", policyId: "policy" }).changed).toBe(false);
  });
});

it.each<[string, Props, Props, Props, string]>([
  ["cognitiveservices:Account", {}, { kind: "OpenAI" }, { kind: "OpenAI" }, "kind"],
  [
    "keyvault:Vault",
    { properties: {} },
    { properties: { softDeleteRetentionInDays: 90, provisioningState: "Succeeded" } },
    { properties: { softDeleteRetentionInDays: 90 } },
    "properties.softDeleteRetentionInDays",
  ],
  [
    "storage:StorageAccount",
    {},
    { immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state: "Unlocked" } } },
    { immutableStorageWithVersioning: { enabled: true } },
    "immutableStorageWithVersioning",
  ],
])("%s does not replace for a property that Azure already has with that value (%#)", (token, olds, outputs, news, path) => {
  expect(diff(token, olds, news, outputs)).toMatchObject({ changed: true, replaces: [], diffs: [path] });
});

it("gives the source of every immutable property, and its date", () => {
  const rows = Object.values(resourceTypes).flatMap(({ immutable = {} }) => Object.values(immutable));
  const sources = rows.map((row) => (typeof row === "string" ? row : row.source));
  expect(sources.length).toBeGreaterThan(40);
  expect(sources.filter((source) => !/ \(20\d\d-\d\d-\d\d\)$/.test(source))).toEqual([]);
});
