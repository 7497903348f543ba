import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { FunctionError } from "../../../local/protocol/provider";
import {
  Props,
  providerFor,
  subscriptionFromEnvironment,
  subscriptionId,
  tenantId,
  UNKNOWN,
  UnknownTypeError,
} from "../../../local/azure";
import { resourceTypes } from "../../../local/azure/services";
import { isolationIs } from "../../support/features";

const sdk = path.dirname(require.resolve("@pulumi/azure-native/package.json"));
const urn = "urn:pulumi:dev::shield::t::n";
const created = (token: string, inputs: Props) => providerFor("azure-native").created(`azure-native:${token}`, urn, inputs);
const inGroup = { resourceGroupName: "rg", location: "swedencentral" };

describe("a preview of what is not there yet", () => {
  const planned = (token: string, inputs: Props) => providerFor("azure-native").planned(`azure-native:${token}`, inputs);

  it("knows the inputs that are outputs, and nothing else", () => {
    expect(planned("managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id", tags: { a: "b" } })).toEqual({
      location: "swedencentral",
      tags: { a: "b" },
    });
  });

  it("does not know what Azure adds inside of an object", () => {
    const { properties } = planned("keyvault:Vault", {
      ...inGroup,
      vaultName: "kv",
      properties: { tenantId, softDeleteRetentionInDays: 7 },
    });
    expect(properties).toMatchObject({ tenantId, softDeleteRetentionInDays: 7, vaultUri: UNKNOWN, provisioningState: UNKNOWN });
  });

  it("keeps unknown inputs unknown", () => {
    expect(
      planned("keyvault:Vault", { ...inGroup, vaultName: UNKNOWN, properties: { tenantId: UNKNOWN } }).properties,
    ).toMatchObject({ tenantId: UNKNOWN });
  });

  it("does not know the ids of subnets", () => {
    expect(planned("network:VirtualNetwork", { ...inGroup, virtualNetworkName: "v", subnets: [{ name: "s" }] }).subnets).toEqual([
      { name: "s", id: UNKNOWN, type: UNKNOWN, provisioningState: UNKNOWN },
    ]);
  });

  it("does not know the principals of assigned identities", () => {
    const { identity } = planned("apimanagement:ApiManagementService", {
      ...inGroup,
      serviceName: "apim",
      identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/a"] },
    });
    expect(identity).toEqual({ type: "UserAssigned", userAssignedIdentities: UNKNOWN });
  });
});

it("does not know what Azure holds, and says so to the program", () => {
  const read = () =>
    providerFor("azure-native").invoke("azure-native:keyvault:getVault", { resourceGroupName: "rg", vaultName: "kv" });
  expect(read).toThrow(FunctionError);
  expect(read).toThrow("a preview without Azure does not know what is there");
});

describe("what is not simulated", () => {
  it.each([
    [
      "a type",
      () => created("compute:VirtualMachine", {}),
      "the stand-in Azure does not simulate the resource type azure-native:compute:VirtualMachine",
    ],
    [
      "a function",
      () => providerFor("azure-native").invoke("azure-native:compute:getVirtualMachine", {}),
      "the function azure-native:compute:getVirtualMachine",
    ],
    ["a package", () => providerFor("aws"), "the package aws"],
    [
      "a random type",
      () => providerFor("random").created("random:index/randomPet:RandomPet", urn, {}),
      "the resource type random:index/randomPet:RandomPet",
    ],
  ])("%s stops with its name", (_what, run, message) => {
    expect(run).toThrow(UnknownTypeError);
    expect(run).toThrow(message);
  });
});

describe("functions", () => {
  it("tells who is signed in", () => {
    expect(providerFor("azure-native").invoke("azure-native:authorization:getClientConfig", {})).toMatchObject({
      subscriptionId,
      tenantId,
    });
  });

  it("tells the keys of a subscription, each time the same", () => {
    const keys = (sid: string) =>
      providerFor("azure-native").invoke("azure-native:apimanagement:listSubscriptionSecrets", {
        resourceGroupName: "rg",
        serviceName: "apim",
        sid,
      });
    expect(keys("a")).toEqual(keys("a"));
    expect(keys("a")).not.toEqual(keys("b"));
  });
});

describe("features of the subscription", () => {
  const token = "azure-native:features:getSubscriptionFeatureRegistration";
  const isolation = { providerNamespace: "Microsoft.Network", featureName: "EnableApplicationGatewayNetworkIsolation" };
  const asked = (environment: NodeJS.ProcessEnv = {}) =>
    providerFor("azure-native", subscriptionFromEnvironment(environment)).invoke(token, isolation).properties;

  it("are registered", () => expect(asked()).toMatchObject({ ...isolation, state: "Registered", subscriptionId }));

  it("are in the state that AZURE_FEATURES says", () => {
    expect(asked(isolationIs("Pending"))).toMatchObject({ state: "Pending" });
  });

  it("cannot be read by a caller without the right", () => {
    expect(() => asked(isolationIs("forbidden"))).toThrow("does not have authorization to perform action");
  });

  it.each([
    ["registered", "AZURE_FEATURES must be JSON"],
    ["[]", "AZURE_FEATURES must be a JSON object of features and their states, got []"],
    ['{"Microsoft.Network/A":"On"}', "AZURE_FEATURES: Microsoft.Network/A must be one of Registered, NotRegistered"],
  ])("refuse AZURE_FEATURES=%s", (text, message) => {
    expect(() => asked({ AZURE_FEATURES: text })).toThrow(message);
  });
});

describe("secret outputs", () => {
  it.each([
    ["random:index/randomPassword:RandomPassword", ["bcryptHash", "result"]],
    ["random:index/randomBytes:RandomBytes", ["base64", "hex"]],
    ["random:index/randomString:RandomString", []],
    ["azure-native:applicationinsights:Component", []],
  ])("%s", (type, names) => {
    expect(providerFor(type.split(":")[0] ?? "").secretOutputs(type)).toEqual(names);
  });
});

/** The API version that the SDK says its resource uses. */
function sdkVersion(token: string): string | undefined {
  const [module = "", name = ""] = token.split(":");
  const file = path.join(sdk, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
  return /Uses Azure REST API version ([\d-]+(?:-preview)?)\./.exec(fs.readFileSync(file, "utf8"))?.[1];
}

it.each(Object.entries(resourceTypes).map(([token, { apiVersion }]) => [token, apiVersion]))(
  "%s has the API version of the installed SDK",
  (token, apiVersion) => expect(apiVersion).toBe(sdkVersion(token)),
);

it("knows every type that the components and stacks make", () => {
  const folders = ["components", "stacks"].map((name) => path.join(__dirname, "../../..", name));
  const found = execFileSync("grep", ["-rhoE", "new [a-z]+\\.[A-Z][A-Za-z]+\\(", ...folders], { encoding: "utf8" });
  const packages = new Set(Object.keys(resourceTypes).map((token) => token.split(":")[0]));
  const used = found
    .split("\n")
    .map((line) => /new ([a-z]+)\.(\w+)\(/.exec(line))
    .flatMap((match) => (match && packages.has(match[1]) ? [`${match[1]}:${match[2]}`] : []));
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((token) => !(token in resourceTypes))).toEqual([]);
});
