import { rules } from "../../../policies/rules";
import { runRules, Sample, unknown } from "../support";

/** What a rule says about one resource. */
const said = (rule: string, type: string, inputs: Sample["inputs"]) =>
  runRules(
    rules.filter(({ name }) => name === rule),
    [{ type, name: "one", inputs }],
  );
const messages = (...args: Parameters<typeof said>) => said(...args).map(({ message }) => message);
const own = (type: string) => `expected azure-native's own ${type}, which the rules judge`;

describe("a generic resource", () => {
  const generic = (namespace: string, parents: string, type: string, name: string | undefined = "x") =>
    messages("resource-no-judged-type", "resources:Resource", {
      resourceProviderNamespace: namespace,
      parentResourcePath: parents,
      resourceType: type,
      resourceName: name,
    });
  const of = (armType: string, type: string) => [`the generic resource is of type ${armType}; ${own(type)}`];

  test.each([
    ["Microsoft.CognitiveServices", "", "accounts", "cognitiveservices:Account", "Microsoft.CognitiveServices/accounts"],
    ["microsoft.network", "virtualNetworks/v", "Subnets", "network:Subnet", "microsoft.network/virtualNetworks/Subnets"],
    ["Microsoft.Network", "", "virtualNetworks/v/subnets", "network:Subnet", "Microsoft.Network/virtualNetworks/subnets"],
    [
      "Microsoft.KeyVault",
      "vaults/v/Providers/Microsoft.Authorization",
      "roleAssignments",
      "authorization:RoleAssignment",
      "Microsoft.Authorization/roleAssignments",
    ],
    ["Microsoft.Resources", "", "deployments", "resources:Deployment", "Microsoft.Resources/deployments"],
  ])("of %s %s %s is refused", (namespace, parents, resourceType, type, armType) => {
    expect(generic(namespace, parents, resourceType)).toEqual(of(armType, type));
  });

  test("with type and name in one input is refused", () => {
    expect(generic("Microsoft.Network", "", "virtualNetworks", "v/subnets/s")).toEqual(
      of("Microsoft.Network/virtualNetworks/subnets", "network:Subnet"),
    );
  });

  test("without a name of its own is refused", () => {
    const inputs = { resourceProviderNamespace: "Microsoft.KeyVault", parentResourcePath: "", resourceType: "vaults" };
    expect(messages("resource-no-judged-type", "resources:Resource", inputs)).toEqual(
      of("Microsoft.KeyVault/vaults", "keyvault:Vault"),
    );
  });

  test.each([
    ["Microsoft.ApiManagement", "service/apim/apis/openai", "diagnostics"],
    ["Microsoft.ApiManagement", unknown, "diagnostics"],
    ["Microsoft.OperationalInsights", "queryPacks/pack", "queries"],
  ])("of %s %s %s is good", (namespace, parents, type) => {
    expect(generic(namespace, parents, type)).toEqual([]);
  });

  test("with unknown parents is a violation when its last type may be one that is judged", () => {
    expect(generic("Microsoft.Network", unknown, "subnets")).toEqual([
      `parentResourcePath is not known before deployment; expected none that makes it ${own("network:Subnet").replace("expected ", "")}`,
    ]);
  });

  test("of an unknown type is a violation", () => {
    expect(generic("Microsoft.Network", "", unknown)).toEqual([
      "resourceType is not known before deployment; expected a type that is known",
    ]);
  });
});

describe("an ARM template", () => {
  const template = (resources: unknown, more: object = {}) =>
    messages("template-no-judged-type", "resources:Deployment", {
      properties: { mode: "Incremental", template: { resources }, ...more },
    });
  const vault = { type: "Microsoft.KeyVault/vaults", name: "kv" };
  const refused = (path: string, type = "Microsoft.KeyVault/vaults", token = "keyvault:Vault") => [
    `properties.template.resources${path}.type is "${type}"; ${own(token)}`,
  ];

  test("with a vault is refused", () => {
    expect(template([vault])).toEqual(refused("[0]"));
  });

  test("with symbolic names is looked through too", () => {
    expect(template({ secrets: vault, there: { ...vault, existing: true } })).toEqual(refused(".secrets"));
  });

  test("with a child resource of a judged type is refused", () => {
    const network = { type: "Microsoft.Storage/storageAccounts", resources: [{ type: "blobServices/containers" }] };
    expect(template([network])).toEqual([
      ...refused("[0]", "Microsoft.Storage/storageAccounts", "storage:StorageAccount"),
      ...refused("[0].resources[0]", "blobServices/containers", "storage:BlobContainer"),
    ]);
  });

  test("with a role assignment on another resource is refused", () => {
    const type = "Microsoft.OperationalInsights/workspaces/providers/roleAssignments";
    expect(template([{ type }])).toEqual(refused("[0]", type, "authorization:RoleAssignment"));
  });

  test("in a template is looked through", () => {
    const inner = { type: "Microsoft.Resources/deployments", properties: { template: { resources: [vault] } } };
    expect(template([inner])).toEqual(refused("[0].properties.template.resources[0]"));
  });

  test("that is somewhere else is refused", () => {
    expect(template([], { templateLink: { uri: unknown } })).toEqual([
      "properties.templateLink is an object; expected a template in the program, where its types can be seen",
    ]);
  });

  test.each([
    [
      "a list that is unknown",
      unknown,
      "properties.template.resources is not known before deployment; expected resources that are known",
    ],
    [
      "a type that is unknown",
      [{ type: unknown }],
      "properties.template.resources[0].type is not known before deployment; expected a type that is known",
    ],
    [
      "a type that is computed",
      [{ type: "[parameters('t')]" }],
      `properties.template.resources[0].type is "[parameters('t')]"; expected a type that is known`,
    ],
  ])("with %s is a violation", (_, resources, message) => {
    expect(template(resources)).toEqual([message]);
  });

  test("of types that no rule judges is good", () => {
    expect(template([{ type: "Microsoft.OperationalInsights/workspaces/tables" }])).toEqual([]);
  });

  test.each(["DeploymentAtSubscriptionScope", "DeploymentAtTenantScope"])("at another scope is judged (%s)", (type) => {
    const inputs = { properties: { template: { resources: [vault] } } };
    expect(messages("template-no-judged-type", `resources:${type}`, inputs)).toEqual(refused("[0]"));
  });

  test("of a deployment stack is judged", () => {
    const inputs = { template: { resources: [vault] } };
    expect(messages("template-no-judged-type", "resources:DeploymentStackAtResourceGroup", inputs)).toEqual(
      refused("[0]").map((message) => message.replace("properties.", "")),
    );
  });

  test("hidden in properties that are unknown as a whole is advice", () => {
    expect(said("template-no-judged-type", "resources:Deployment", { properties: unknown })).toEqual([
      {
        rule: "template-no-judged-type",
        resource: "one",
        message:
          "properties.template is not known before deployment; expected a template that is known; judged before it is created",
        level: "advisory",
      },
    ]);
  });
});

test.each([
  ["azure:cognitive/account:Account", "azure"],
  ["azapi:index/resource:Resource", "azapi"],
  ["azurerm:index/subnet:Subnet", "azurerm"],
])("%s is refused", (type, provider) => {
  expect(messages("provider-azure-native", type, {})).toEqual([
    `the resource is made with the provider ${provider}; expected azure-native, whose types the rules judge`,
  ]);
});
