import { rules } from "../../../policies/rules";
import { runRules, Sample, unknown } from "../support";

/** What a rule says about one resource. */
const messages = (rule: string, type: string, inputs: Sample["inputs"]) =>
  runRules(
    rules.filter(({ name }) => name === rule),
    [{ type, name: "one", inputs }],
  ).map(({ message }) => message);

test.each([
  ["has none and a location", { location: "swedencentral" }, ["tags.owner is not set; expected a value"]],
  ["has another", { location: "swedencentral", tags: { cost: "1" } }, ["tags.owner is not set; expected a value"]],
  ["has it", { location: "swedencentral", tags: { owner: "a" } }, []],
  ["has no location, as what is inside another", {}, []],
])("required-tags of a resource that %s", (_what, inputs, expected) => {
  const judged = rules.filter(({ name }) => name === "required-tags");
  const found = runRules(judged, [{ type: "keyvault:Vault", name: "one", inputs }], { "required-tags": { tags: ["owner"] } });
  expect(found.map(({ message }) => message)).toEqual(expected);
});

describe("a generic resource", () => {
  const hidden = { queryParams: [{ value: "api-key", mode: "Hide" }] };
  const masked = { body: { bytes: 0 }, headers: [], dataMasking: hidden };
  const logged = {
    frontend: { request: masked, response: masked },
    backend: { request: masked, response: masked },
    largeLanguageModel: {
      logs: "enabled",
      requests: { messages: "all", maxSizeInBytes: 262_144 },
      responses: { messages: "all", maxSizeInBytes: 262_144 },
    },
  };
  const generic = (namespace: string, parents: string, type: string, properties: unknown = {}, name: string = "x") =>
    messages("resource-no-judged-type", "resources:Resource", {
      resourceProviderNamespace: namespace,
      parentResourcePath: parents,
      resourceType: type,
      resourceName: name,
      properties,
    });

  test.each([
    ["Microsoft.CognitiveServices", "", "accounts", "Microsoft.CognitiveServices/accounts"],
    ["microsoft.COGNITIVEservices", "/", "/Accounts/", "microsoft.COGNITIVEservices/Accounts"],
    ["Microsoft.Network", "", "virtualNetworks/v/subnets", "Microsoft.Network/virtualNetworks/subnets"],
    [
      "Microsoft.KeyVault",
      "vaults/v/Providers/Microsoft.Authorization",
      "roleAssignments",
      "Microsoft.Authorization/roleAssignments",
    ],
    ["Microsoft.Network", unknown, "subnets", "Microsoft.Network/…/subnets"],
    ["Microsoft.Cdn", "", "profiles", "Microsoft.Cdn/profiles"],
  ])("of %s %s %s is refused as what it is", (namespace, parents, type, armType) => {
    expect(generic(namespace, parents, type)).toEqual([
      expect.stringContaining(`makes ${armType}; expected azure-native's own type`),
    ]);
  });

  test("with type and name in one input is refused", () => {
    expect(generic("Microsoft.Network", "", "virtualNetworks", {}, "v/subnets/s")).toEqual([
      expect.stringContaining("Microsoft.Network/virtualNetworks/subnets"),
    ]);
  });

  test.each(["service/apim/apis/openai", unknown])("that logs prompts of the API under %s is good", (parents) => {
    expect(generic("Microsoft.ApiManagement", parents, "diagnostics", logged)).toEqual([]);
  });

  test("that logs no prompts is refused", () => {
    const off = { ...logged, largeLanguageModel: { ...logged.largeLanguageModel, logs: "disabled" } };
    expect(generic("Microsoft.ApiManagement", "service/apim/apis/openai", "diagnostics", off)).toEqual([
      'properties.largeLanguageModel.logs is "disabled"; expected "enabled"',
    ]);
  });

  test("whose properties are not written out is refused", () => {
    expect(generic("Microsoft.OperationalInsights", "queryPacks/p", "queries", unknown)).toHaveLength(1);
  });

  test("of a type that is not known yet is refused", () => {
    expect(generic("Microsoft.Network", "", unknown)).toEqual([
      "resourceType is not known before deployment; expected a type that is known",
    ]);
  });
});

describe("an ARM template", () => {
  const table = {
    type: "Microsoft.OperationalInsights/workspaces/tables",
    name: "log/T",
    properties: { plan: "Analytics", retentionInDays: 30, totalRetentionInDays: 90 },
  };
  const deployed = (template: unknown, more: object = {}) =>
    messages("template-no-judged-type", "resources:Deployment", { properties: { mode: "Incremental", template, ...more } });

  test("of a table of the workspace is good", () => {
    expect(deployed({ $schema: "x", contentVersion: "1.0.0.0", resources: [table] })).toEqual([]);
  });

  test.each(
    (
      [
        ["as JSON text", JSON.stringify({ resources: [] })],
        ["that is not known", unknown],
        ["that is somewhere else", undefined, { templateLink: { uri: "https://x.example/t.json" } }],
        ["with a link besides", { resources: [] }, { templateLink: { uri: "https://x.example/t.json" } }],
        ["with parameters", { resources: [] }, { parameters: { p: { value: 1 } } }],
        ["that deletes what it does not name", { resources: [] }, { mode: "Complete" }],
        ["with an account", { resources: [{ type: "Microsoft.CognitiveServices/accounts", properties: {} }] }],
        ["with symbolic names and dots in them", { resources: { "a.b": { type: "Microsoft.CognitiveServices/accounts" } } }],
        ["in a template", { resources: [{ type: "Microsoft.Resources/deployments", properties: {} }] }],
        ["whose type is an expression", { resources: [{ ...table, type: "[variables('t')]" }] }],
        ["whose properties are an expression", { resources: [{ ...table, properties: "[parameters('p')]" }] }],
        [
          "with an expression in its properties",
          { resources: [{ ...table, properties: { ...table.properties, plan: "[parameters('p')]" } }] },
        ],
        ["with a loop", { resources: [{ ...table, copy: { name: "c", count: 2 } }] }],
        ["with children", { resources: [{ ...table, resources: [table] }] }],
        ["with parameters of its own", { parameters: { t: { type: "object" } }, resources: [] }],
        ["that keeps a table for less", { resources: [{ ...table, properties: { ...table.properties, retentionInDays: 4 } }] }],
        ["that makes a table cheap and blind", { resources: [{ ...table, properties: { ...table.properties, plan: "Basic" } }] }],
      ] as [string, unknown, object?][]
    ).map(([name, template, more]) => ({ name, template, more })),
  )("$name is refused", ({ template, more }) => {
    expect(deployed(template, more)).not.toEqual([]);
  });
});

describe("a type that nobody judges", () => {
  test.each([
    "azapi:index/resource:Resource",
    "azure:cognitive/account:Account",
    "azurerm:index/cognitiveAccount:CognitiveAccount",
    "azure-nextgen:cognitiveservices/latest:Account",
    "azure-native:web:WebApp",
    "azure-native:network/v20240101:LoadBalancer",
    "azure-native_cdn_v20240901:cdn:Profile",
    "kubernetes:core/v1:Service",
    "command:local:Command",
    "aws:s3/bucketV2:BucketV2",
  ])("%s is refused", (type) => {
    expect(messages("type-allowed", type, {})).toEqual([`no rule judges ${type}; expected a type of the pack`]);
  });

  test.each([
    "azure-native:keyvault:Vault",
    "azure-native:keyvault/v20240101:Vault",
    "random:index/randomString:RandomString",
    "contoso:index:Component",
  ])("%s is known", (type) => {
    expect(messages("type-allowed", type, {})).toEqual([]);
  });
});
