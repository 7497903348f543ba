import { Attempt, group, here, service, subscription, tagged } from "../../attempt";
import { Changed } from "../../changes";
import {
  add,
  afterToken,
  alert,
  document,
  given,
  ofService,
  own,
  ruled,
  set,
  setting,
  storage,
  table,
  template,
  workspace,
} from "./changes";

const hub = `${subscription}/resourceGroups/rg-contoso-hub/providers/Microsoft.Network/virtualNetworks/vnet-contoso-hub`;
const role = (id: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

/** What teams change beside all these attempts: none of it may be refused. */
export const honest: Attempt[] = [
  {
    name: "a third team gets a key of a plan",
    change: (plan) =>
      plan.add(
        "apimanagement:Subscription",
        "third",
        { sid: "hr-bot--bbbbbbbb-0000-4000-8000-000000000003", displayName: "hr-bot" },
        { like: "apim-claims-assistant" },
      ),
  },
  { name: "a team's keys are suspended", change: set("apimanagement:Subscription", "apim-service-desk", "state", "suspended") },
  {
    name: "an API asks for its key under the name that Azure gives it",
    change: set("apimanagement:Api", "apim-openai", "subscriptionKeyParameterNames", {
      header: "Ocp-Apim-Subscription-Key",
      query: "api-key",
    }),
  },
  {
    name: "a revision is a copy of the stack's own API",
    change: (plan) => {
      plan.add(
        "apimanagement:Api",
        "r4",
        { apiId: "openai;rev=4", apiRevision: "4", sourceApiId: "/apis/openai" },
        { like: "apim-openai" },
      );
      plan.add("apimanagement:ApiPolicy", "r4", { apiId: "openai;rev=4" }, { like: "apim-openai" });
      plan.add(
        "resources:Resource",
        "r4-llm",
        { parentResourcePath: `service/${service.serviceName}/apis/openai;rev=4` },
        { like: "apim-openai-llm" },
      );
    },
  },
  {
    name: "an API's description is YAML without servers",
    change: (plan) => {
      plan.set("apimanagement:Api", "apim-openai", "format", "openapi");
      plan.set(
        "apimanagement:Api",
        "apim-openai",
        "value",
        "openapi: 3.0.1\ninfo: {title: Models, version: '1'}\npaths:\n  /hosts: {get: {operationId: hosts, responses: {'200': {description: ok}}}}\n",
      );
    },
  },
  {
    name: "a document tells clients how long an answer may be kept",
    change: document((text) =>
      text.replace(
        "<outbound>",
        '<outbound><set-header name="Cache-Control" exists-action="override"><value>no-store</value></set-header>',
      ),
    ),
  },
  {
    name: "a document writes the team's name into a trace",
    change: afterToken('<trace source="shield" severity="information"><message>@(context.Subscription.Name)</message></trace>'),
  },
  {
    name: "a document limits each subscription",
    change: afterToken('<rate-limit-by-key calls="60" renewal-period="60" counter-key="@(context.Subscription.Id)" />'),
  },
  {
    name: "one more document asks for an app role in the token itself",
    change: document((text) =>
      text.replace(
        "<audiences>",
        '<required-claims><claim name="roles" match="any"><value>Models.Call</value></claim></required-claims><audiences>',
      ),
    ),
  },
  {
    name: "a backend breaks after fewer failures",
    change: set("apimanagement:Backend", "apim-swedencentral-gpt-5-1", "circuitBreaker.rules.0.failureCondition.count", 1),
  },
  {
    name: "a backend of a pool comes last",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services.1.priority", 3),
  },
  {
    name: "the log of calls has one more header without a credential",
    change: (plan) =>
      plan.replace(plan.one("apimanagement:Diagnostic", "apim-azuremonitor"), (one) => {
        for (const side of [one.inputs, one.outputs])
          (side.frontend as Record<string, { headers: string[] }>).request!.headers.push("User-Agent");
      }),
  },
  {
    name: "the log of prompts keeps less of each, but whole prompts still",
    change: set("resources:Resource", "apim-openai-llm", "properties.largeLanguageModel.requests.maxSizeInBytes", 131072),
  },
  {
    name: "traces are written of every call",
    change: set("apimanagement:Diagnostic", "apim-applicationinsights", "sampling.percentage", 100),
  },
  {
    name: "the gateway has four units in two zones",
    change: (plan) => {
      ofService("sku", { name: "Premium", capacity: 4 })(plan);
      ofService("zones", ["1", "2"])(plan);
    },
  },
  {
    name: "the gateway has one more tag",
    change: ofService("tags", { environment: "dev", owner: "ai-platform@contoso.com", costCentre: "4711" }),
  },
  {
    name: "an account has one more tag and a new owner",
    change: set("cognitiveservices:Account", "openai-francecentral", "tags", {
      environment: "dev",
      owner: "models@contoso.com",
      data: "internal",
    }),
  },
  {
    name: "a model has a deployment of another size",
    change: (plan) =>
      plan.add(
        "cognitiveservices:Deployment",
        "batch",
        { deploymentName: "gpt-5.1-batch", sku: { name: "DataZoneBatch", capacity: 200 } },
        { like: "openai-swedencentral-gpt-5.1" },
      ),
  },
  {
    name: "an account may call one more storage account of the stack",
    change: set(
      "cognitiveservices:Account",
      "openai-francecentral",
      "properties.allowedFqdnList.-",
      "stcontosoaidevaudowjv.blob.core.windows.net",
    ),
  },
  {
    name: "clients of two offices may connect instead of the whole network",
    change: ruled("application-gateway", "AllowClients", {
      sourceAddressPrefix: undefined,
      sourceAddressPrefixes: ["10.20.0.0/16", "10.21.0.0/16"],
    }),
  },
  {
    name: "the last rule denies by a list of source ports that are all",
    change: ruled("private-endpoints", "DenyAllInbound", { sourcePortRange: undefined, sourcePortRanges: ["0-65535"] }),
  },
  {
    name: "a group denies the tag Internet before the last rule",
    change: set("network:NetworkSecurityGroup", "network-api-management", "securityRules.-", {
      name: "NoInternet",
      priority: 4000,
      access: "Deny",
      direction: "Inbound",
      protocol: "*",
      sourcePortRange: "*",
      sourceAddressPrefix: "Internet",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    }),
  },
  {
    name: "a rule of a group is described anew",
    change: ruled("api-management", "AllowStorage", { description: "What the service needs of storage" }),
  },
  {
    name: "the network has one more private range",
    change: set("network:VirtualNetwork", "network", "addressSpace.addressPrefixes.-", "192.168.16.0/22"),
  },
  {
    name: "the network is peered with a second network of the subscription",
    change: (plan) => {
      for (const [name, id] of [
        ["hub", hub],
        ["data", hub.replaceAll("hub", "data")],
      ] as const)
        plan.add("network:VirtualNetworkPeering", name, {
          ...group,
          virtualNetworkName: "vnet-contoso-ai-dev",
          virtualNetworkPeeringName: name,
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: false,
          allowGatewayTransit: false,
          remoteVirtualNetwork: { id },
        });
    },
  },
  {
    name: "a name of the gateway in the company's own zone",
    change: (plan) => {
      plan.add("privatedns:PrivateZone", "own", { ...group, ...tagged, location: "global", privateZoneName: "dev.contoso.com" });
      plan.add(
        "privatedns:VirtualNetworkLink",
        "own",
        { privateZoneName: "dev.contoso.com" },
        { like: "apim-hosts-gateway-network" },
      );
      plan.add("privatedns:PrivateRecordSet", "own", {
        ...group,
        privateZoneName: "dev.contoso.com",
        relativeRecordSetName: "ai",
        recordType: "A",
        ttl: 300,
        aRecords: [{ ipv4Address: "10.40.0.251" }],
      });
    },
  },
  {
    name: "a name of the gateway has two addresses of its subnet",
    change: set("privatedns:PrivateRecordSet", "apim-hosts-gateway-address", "aRecords.-", { ipv4Address: "10.40.1.115" }),
  },
  {
    name: "names of the gateway are asked for more often",
    change: set("privatedns:PrivateRecordSet", "apim-hosts-gateway-address", "ttl", 60),
  },
  {
    name: "the zone of the vaults is linked to a second network",
    change: (plan) =>
      plan.add(
        "privatedns:VirtualNetworkLink",
        "second",
        { privateZoneName: "privatelink.vaultcore.azure.net", virtualNetworkLinkName: "hub", virtualNetwork: { id: hub } },
        { like: "dns-privatelink.vaultcore.azure.net-network" },
      ),
  },
  {
    name: "a second endpoint of the vault in the same subnet",
    change: (plan) => {
      plan.add("network:PrivateEndpoint", "vault-2", { privateEndpointName: "pep-vault-2" }, { like: "vault-endpoint" });
      plan.add(
        "network:PrivateDnsZoneGroup",
        "vault-2",
        { privateEndpointName: "pep-vault-2" },
        { like: "vault-endpoint-zones" },
      );
    },
  },
  {
    name: "the front end redirects plain calls to its own listener",
    change: (plan) => {
      const id = (part: string) => ({ id: `${here}/Microsoft.Network/applicationGateways/agw-contoso-ai-dev/${part}` });
      plan.set("network:ApplicationGateway", "gateway", "frontendPorts.-", { name: "http", port: 80 });
      plan.set("network:ApplicationGateway", "gateway", "httpListeners.-", {
        name: "plain",
        protocol: "Http",
        frontendIPConfiguration: id("frontendIPConfigurations/private"),
        frontendPort: id("frontendPorts/http"),
      });
      plan.set("network:ApplicationGateway", "gateway", "redirectConfigurations.-", {
        name: "to-https",
        redirectType: "Permanent",
        targetListener: id("httpListeners/https-private"),
      });
      plan.set("network:ApplicationGateway", "gateway", "requestRoutingRules.-", {
        name: "plain",
        ruleType: "Basic",
        priority: 200,
        httpListener: id("httpListeners/plain"),
        redirectConfiguration: id("redirectConfigurations/to-https"),
      });
    },
  },
  {
    name: "the front end drains longer",
    change: set(
      "network:ApplicationGateway",
      "gateway",
      "backendHttpSettingsCollection.0.connectionDraining.drainTimeoutInSec",
      900,
    ),
  },
  {
    name: "the firewall limits each address",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", [
      {
        name: "limit",
        priority: 20,
        ruleType: "RateLimitRule",
        rateLimitDuration: "OneMin",
        rateLimitThreshold: 600,
        action: "Block",
        groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
        matchConditions: [{ matchVariables: [{ variableName: "RequestUri" }], operator: "Contains", matchValues: ["/"] }],
      },
    ]),
  },
  {
    name: "the workspace keeps logs for half a year",
    change: set("operationalinsights:Workspace", "workspace", "retentionInDays", 180),
  },
  {
    name: "a table keeps rows for seven years",
    change: template({
      name: "log-contoso-ai-dev/ApiManagementGatewayLogs",
      properties: { ...table, retentionInDays: 90, totalRetentionInDays: 2556 },
    }),
  },
  {
    name: "the archive takes who read blobs",
    change: set("operationalinsights:DataExport", "audit-export", "tableNames.-", "StorageBlobLogs"),
  },
  {
    name: "the archive keeps what is deleted for 90 days",
    change: set("storage:BlobServiceProperties", "audit-blob", "deleteRetentionPolicy.days", 90),
  },
  {
    name: "the lifecycle of the archive deletes a year later",
    change: set("storage:ManagementPolicy", "audit-lifecycle", "policy.rules.0.definition.actions.baseBlob.delete", {
      daysAfterCreationGreaterThan: 395,
    }),
  },
  { name: "the archive is in every zone", change: storage("sku.name", "Standard_GZRS") },
  { name: "the metrics of the vault are not sent", change: setting("vault-diagnostics", "metrics", []) },
  {
    name: "the logs of the vault are those for auditors",
    change: setting("vault-diagnostics", "logs", [{ categoryGroup: "audit", enabled: true }]),
  },
  {
    name: "a second setting sends the gateway's logs to the workspace too",
    change: (plan) =>
      plan.add(
        "monitor:DiagnosticSetting",
        "second",
        { name: "second", logs: [{ category: "GatewayLogs", enabled: true }] },
        { like: "apim-diagnostics" },
      ),
  },
  {
    name: "the alert on evidence sums up per resource",
    change: (plan) =>
      plan.edit(
        "monitor:ScheduledQueryRule",
        "alerts-evidence-changed",
        "criteria.allOf.0.query",
        (query) => `${query}\n| order by Times desc`,
      ),
  },
  { name: "the alert on roles is more severe", change: alert("severity", 0, "role-granted") },
  {
    name: "the alert on opened access tells a second group of people",
    change: (plan) => {
      plan.add(
        "monitor:ActionGroup",
        "night",
        { actionGroupName: "ag-night", groupShortName: "night" },
        { like: "alerts-security" },
      );
      plan.set(
        "monitor:ScheduledQueryRule",
        "alerts-public-access-enabled",
        "actions.actionGroups.-",
        `${here}/Microsoft.Insights/actionGroups/ag-night`,
      );
    },
  },
  {
    name: "a query of the team is saved under a name of its own",
    change: add("operationalinsights:SavedSearch", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      savedSearchId: "own",
      category: "team",
      displayName: "Own",
      functionAlias: "TeamCalls",
      query: "ShieldCalls | take 10",
    }),
  },
  {
    name: "a second group of auditors reads the archive",
    change: given("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", `${here}/Microsoft.Storage/storageAccounts/stcontosoaidevaudowjv`),
  },
  {
    name: "the accounts of a third team's identity write to the training storage's container",
    change: (plan) =>
      plan.add(
        "authorization:RoleAssignment",
        "container",
        {
          roleAssignmentName: "00000000-1111-4222-8333-888888888888",
          scope: `${here}/Microsoft.Storage/storageAccounts/stcontosoaidevtrdowjv/blobServices/default/containers/training`,
        },
        { like: "roles-openai-training" },
      ),
  },
  {
    name: "a role of its own reads the settings of the network",
    change: own({ actions: ["Microsoft.Network/*/read"], notActions: ["Microsoft.Network/publicIPAddresses/read"] }),
  },
  {
    name: "a role of its own reads the workspace's own settings",
    change: own({ actions: ["Microsoft.OperationalInsights/workspaces/read"] }),
  },
  {
    name: "auditors' second group reads the logs",
    change: (plan: Changed) =>
      plan.add(
        "authorization:RoleAssignment",
        "second",
        {
          roleAssignmentName: "00000000-1111-4222-8333-999999999999",
          principalId: "bbbbbbbb-0000-4000-8000-000000000088",
          roleDefinitionId: role("73c42c96-874c-492b-b04d-ab87d138a893"),
          scope: workspace,
        },
        { like: "roles-auditors-logs" },
      ),
  },
  {
    name: "the provider names its version and region",
    change: (plan) => plan.add("pulumi:providers:azure-native", "own", { version: "3.10.0", location: "swedencentral" }),
  },
  {
    name: "random has a provider of its own",
    change: (plan) => plan.add("pulumi:providers:random", "own", { version: "4.18.0" }),
  },
  {
    name: "the program leaves a tag of each resource to the company's policy",
    change: (plan) =>
      plan.options("network:VirtualNetwork", "network", { ignoreChanges: ["tags.costCentre", 'tags["created"]'] }),
  },
  {
    name: "resources have other names of before, and more patience",
    change: (plan) =>
      plan.options("keyvault:Vault", "vault", {
        ignoreChanges: ["properties.softDeleteRetentionInDays"],
        aliases: [{ name: "old" }],
        customTimeouts: { create: "30m" },
        deleteBeforeReplace: false,
        additionalSecretOutputs: ["properties"],
      }),
  },
];
