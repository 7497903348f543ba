import { Attempt, here, service, subscription } from "../attempt";
import type { Changed } from "../changes";

const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);

/** One attempt for each place that the architecture leaves alone, in a resource that it uses. */
const places: [what: string, type: string, name: string | undefined, path: string, value: unknown][] = [
  ["an API is a web socket by its other type", "apimanagement:Api", "apim-openai", "soapApiType", "websocket"],
  ["an API is gRPC by its other type", "apimanagement:Api", "apim-openai-v1", "soapApiType", "grpc"],
  ["an API is GraphQL by its other type, in capitals", "apimanagement:Api", "apim-openai", "soapApiType", "GraphQL"],
  [
    "the service's certificate is in the program",
    "apimanagement:ApiManagementService",
    "apim",
    "hostnameConfigurations",
    [{ type: "Proxy", hostName: "api.contoso.com", encodedCertificate: "MIIK", certificatePassword: "x" }],
  ],
  [
    "a connection is approved on the service as it is made",
    "apimanagement:ApiManagementService",
    "apim",
    "privateEndpointConnections",
    [{ name: "theirs", privateLinkServiceConnectionState: { status: "Approved" } }],
  ],
  [
    "the service stands in a network beside the stack",
    "apimanagement:ApiManagementService",
    "apim",
    "virtualNetworkConfiguration.subnetResourceId",
    `${subscription}/resourceGroups/rg-of-others/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
  ],
  [
    "an account sends calls to accounts of other regions",
    "cognitiveservices:Account",
    "openai-swedencentral",
    "properties.locations",
    { routingMethod: "Priority", regions: [{ name: "eastus", value: 1, customsubdomain: "oai-strangers" }] },
  ],
  [
    "an account is moved by a token of somebody",
    "cognitiveservices:Account",
    "openai-swedencentral",
    "properties.migrationToken",
    "token",
  ],
  [
    "an account has a project that is reached past the gateway",
    "cognitiveservices:Account",
    "openai-francecentral",
    "properties.associatedProjects",
    ["project"],
  ],
  [
    "a model is one that another account trained",
    "cognitiveservices:Deployment",
    "openai-swedencentral-gpt-5.1",
    "properties.model.sourceAccount",
    `${here}/Microsoft.CognitiveServices/accounts/oai-of-somebody`,
  ],
  [
    "a model is read from a file of somebody",
    "cognitiveservices:Deployment",
    "openai-swedencentral-gpt-5.1",
    "properties.model.source",
    "https://models.example.com/weights",
  ],
  ["the archive is open to NFS, which asks nobody", "storage:StorageAccount", "audit", "enableNfsV3", true],
  [
    "everybody in the tenant may read the files of the training storage",
    "storage:StorageAccount",
    "training",
    "azureFilesIdentityBasedAuthentication",
    { directoryServiceOptions: "None", defaultSharePermission: "StorageFileDataSmbShareContributor" },
  ],
  [
    "what is deleted from the archive may be gone at once",
    "storage:BlobServiceProperties",
    "audit-blob",
    "deleteRetentionPolicy.allowPermanentDelete",
    true,
  ],
  [
    "deleted containers of the archive may be gone at once",
    "storage:BlobServiceProperties",
    "audit-blob",
    "containerDeleteRetentionPolicy.allowPermanentDelete",
    true,
  ],
  [
    "a subnet's group is written out where it is referred to",
    "network:VirtualNetwork",
    "network",
    "subnets.0.networkSecurityGroup.securityRules",
    [{ name: "all", access: "Allow", direction: "Inbound", protocol: "*", priority: 100, sourceAddressPrefix: "*" }],
  ],
  [
    "an endpoint's subnet has another group where it is referred to",
    "network:PrivateEndpoint",
    "vault-endpoint",
    "subnet.networkSecurityGroup",
    { location: "swedencentral" },
  ],
  [
    "an endpoint's subnet has a way out where it is referred to",
    "network:PrivateEndpoint",
    "vault-endpoint",
    "subnet.routeTable",
    { routes: [{ name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }] },
  ],
  [
    "an endpoint's subnet is shared where it is referred to",
    "network:PrivateEndpoint",
    "audit-endpoint",
    "subnet.sharingScope",
    "Tenant",
  ],
  [
    "an endpoint stands in a network beside the stack",
    "network:PrivateEndpoint",
    "vault-endpoint",
    "subnet.id",
    `${subscription}/resourceGroups/rg-of-others/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
  ],
  [
    "the front end listens in a network beside the stack",
    "network:ApplicationGateway",
    "gateway",
    "frontendIPConfigurations.0.subnet.id",
    `${subscription}/resourceGroups/rg-of-others/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
  ],
  [
    "the front end stands in a network beside the stack",
    "network:ApplicationGateway",
    "gateway",
    "gatewayIPConfigurations.0.subnet.id",
    `${subscription}/resourceGroups/rg-of-others/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
  ],
  [
    "the front end shows a page of somebody for an error",
    "network:ApplicationGateway",
    "gateway",
    "customErrorConfigurations",
    [{ statusCode: "HttpStatus403", customErrorPageUrl: "https://pages.example.com/403.html" }],
  ],
  [
    "the front end shows a page of somebody for an error of one listener",
    "network:ApplicationGateway",
    "gateway",
    "httpListeners.0.customErrorConfigurations",
    [{ statusCode: "HttpStatus502", customErrorPageUrl: "https://pages.example.com/502.html" }],
  ],
  [
    "rows are left out before the workspace stores them",
    "operationalinsights:Workspace",
    "workspace",
    "defaultDataCollectionRuleResourceId",
    `${here}/Microsoft.Insights/dataCollectionRules/dcr-of-somebody`,
  ],
  [
    "the workspace is on a cluster beside the stack",
    "operationalinsights:Workspace",
    "workspace",
    "features.clusterResourceId",
    `${here}/Microsoft.OperationalInsights/clusters/of-somebody`,
  ],
  [
    "traces go to a workspace beside the stack",
    "applicationinsights:Component",
    undefined,
    "workspaceResourceId",
    `${here}/Microsoft.OperationalInsights/workspaces/log-of-somebody`,
  ],
  ["the log of prompts has an identity", "resources:Resource", "apim-openai-llm", "identity", { type: "SystemAssigned" }],
  [
    "the log of prompts belongs to another resource",
    "resources:Resource",
    "apim-openai-llm",
    "managedBy",
    `${here}/Microsoft.X/y/z`,
  ],
  [
    "the log of prompts has a plan of the marketplace",
    "resources:Resource",
    "apim-openai-llm",
    "plan",
    { name: "p", publisher: "strangers", product: "log" },
  ],
  [
    "the log of calls stores the callers' keys, masked by nothing",
    "apimanagement:Diagnostic",
    "apim-azuremonitor",
    "frontend.request",
    {
      body: { bytes: 0 },
      headers: ["Ocp-Apim-Subscription-Key"],
      dataMasking: { queryParams: [{ mode: "Hide", value: "api-key" }] },
    },
  ],
  ["the log of calls tells nothing but errors", "apimanagement:Diagnostic", "apim-azuremonitor", "verbosity", "error"],
];

/** What the architecture does not use, of resources that it uses: no rule had a list of it, azure-native's types have. */
export const unused: Attempt[] = [
  ...places.map(([name, type, of, path, value]) => ({ name, change: set(type, of, path, value) })),
  {
    name: "an operation brings a document of its own",
    change: (plan) =>
      plan.add("apimanagement:ApiOperation", "op", {
        ...service,
        apiId: "openai",
        operationId: "Echo",
        displayName: "Echo",
        method: "POST",
        urlTemplate: "/echo",
        policies: "<policies><inbound><return-response /></inbound></policies>",
      }),
  },
  {
    name: "a revision that was made by hand becomes current",
    change: (plan) => plan.add("apimanagement:ApiRelease", "release", { ...service, apiId: "openai;rev=9", releaseId: "r" }),
  },
  {
    name: "an API that was made by hand is put into a product",
    change: (plan) => plan.add("apimanagement:ProductApi", "echo", { ...service, apiId: "echo-api", productId: "standard" }),
  },
  {
    name: "an operation is added to an API that was made by hand",
    change: (plan) =>
      plan.add("apimanagement:ApiOperation", "op", {
        ...service,
        apiId: "echo-api",
        operationId: "All",
        displayName: "All",
        method: "*",
        urlTemplate: "/*",
      }),
  },
  ...["AzureActivity", "ApiManagementGatewayLlmLog", "azureactivity"].map((table) => ({
    name: `a saved query takes the place of the table ${table}`,
    change: (plan: Changed) =>
      plan.add("operationalinsights:SavedSearch", "hide", {
        resourceGroupName: "rg-contoso-ai-dev",
        workspaceName: "log-contoso-ai-dev",
        savedSearchId: "hide",
        category: "shield",
        displayName: "hide",
        functionAlias: table,
        query: "datatable(Caller: string)[]",
      }),
  })),
  {
    name: "a generic saved query takes the place of a table",
    change: (plan) =>
      plan.add("resources:Resource", "hide", {
        resourceGroupName: "rg-contoso-ai-dev",
        apiVersion: "2023-09-01",
        resourceProviderNamespace: "Microsoft.OperationalInsights",
        parentResourcePath: "workspaces/log-contoso-ai-dev",
        resourceType: "savedSearches",
        resourceName: "hide",
        properties: { category: "c", displayName: "d", query: "print 1", functionAlias: "AzureActivity" },
      }),
  },
  {
    name: "a connection is approved on the event hubs as they are made",
    change: (plan) =>
      plan.add("eventhub:Namespace", "hub", {
        resourceGroupName: "rg-contoso-ai-dev",
        namespaceName: "evhns-extra",
        publicNetworkAccess: "Disabled",
        minimumTlsVersion: "1.2",
        privateEndpointConnections: [{ privateLinkServiceConnectionState: { status: "Approved" } }],
      }),
  },
];
