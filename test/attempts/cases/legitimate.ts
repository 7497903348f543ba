import { Attempt, group, here, service, subscription, tagged } from "../attempt";
import { Changed, get } from "../changes";

const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);
const text = (plan: Changed, type: string, name: string) => String(get(plan.one(type, name).inputs, "value"));
const deny = { access: "Deny", protocol: "*", sourcePortRange: "*", sourceAddressPrefix: "*", destinationAddressPrefix: "*" };
const rule = (name: string, more: object) => (plan: Changed) =>
  plan.set("network:NetworkSecurityGroup", name, "securityRules.-", { ...deny, name: "Added", priority: 350, ...more });
const subnet = {
  name: "snet-added",
  addressPrefix: "10.40.9.0/24",
  defaultOutboundAccess: false,
  privateEndpointNetworkPolicies: "Enabled",
  privateLinkServiceNetworkPolicies: "Enabled",
};

/** What teams change: none of it may be refused. */
export const legitimate: Attempt[] = [
  { name: "nothing changes", change: () => undefined },
  {
    name: "a tag of every resource changes",
    change: (plan) => {
      for (const one of plan.resources)
        if (one.inputs.tags)
          plan.replace(one, ({ inputs }) => {
            inputs.tags = { ...(inputs.tags as object), release: "2026-11" };
          });
    },
  },
  {
    name: "one more team",
    change: (plan) =>
      plan.add(
        "apimanagement:Subscription",
        "apim-team",
        { sid: "team--bbbbbbbb-0000-4000-8000-000000000008", displayName: "team" },
        { like: "apim-claims-assistant" },
      ),
  },
  { name: "a team is stopped", change: set("apimanagement:Subscription", "apim-service-desk", "state", "suspended") },
  { name: "a team leaves", change: (plan) => plan.remove("apimanagement:Subscription", "apim-service-desk") },
  {
    name: "one more plan with its limits",
    change: (plan) => {
      plan.add(
        "apimanagement:Product",
        "apim-research",
        { productId: "research", displayName: "research" },
        { like: "apim-standard" },
      );
      plan.add("apimanagement:ProductPolicy", "apim-research", { productId: "research" }, { like: "apim-standard" });
      plan.add("apimanagement:ProductApi", "apim-research-openai", { productId: "research" }, { like: "apim-standard-openai" });
    },
  },
  {
    name: "a plan may use more",
    change: (plan) =>
      plan.edit("apimanagement:ProductPolicy", "apim-standard", "value", (value) =>
        value.replace(/tokens-per-minute="\d+"/, 'tokens-per-minute="90000"'),
      ),
  },
  {
    name: "one more model",
    change: (plan) =>
      plan.add(
        "cognitiveservices:Deployment",
        "more",
        {
          deploymentName: "gpt-5-mini",
          properties: {
            ...(plan.one("cognitiveservices:Deployment").inputs.properties as object),
            model: { format: "OpenAI", name: "gpt-5-mini", version: "2025-08-07" },
          },
        },
        { like: plan.one("cognitiveservices:Deployment").name },
      ),
  },
  { name: "a model has more capacity", change: set("cognitiveservices:Deployment", undefined, "sku.capacity", 400) },
  {
    name: "a model goes",
    change: (plan) => plan.remove("cognitiveservices:Deployment", "openai-francecentral-text-embedding-3-small"),
  },
  {
    name: "a backend's weight changes",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services.0.weight", 20),
  },
  {
    name: "a breaker is more patient",
    change: set("apimanagement:Backend", "apim-francecentral-gpt-5-1", "circuitBreaker.rules.0.failureCondition.count", 9),
  },
  {
    name: "one more API with the first one's document and log",
    change: (plan) => {
      plan.add("apimanagement:Api", "more", { apiId: "more", path: "more", displayName: "More" }, { like: "apim-openai" });
      plan.add("apimanagement:ApiPolicy", "more", { apiId: "more" }, { like: "apim-openai" });
      plan.add(
        "resources:Resource",
        "more-llm",
        { parentResourcePath: `service/${service.serviceName}/apis/more` },
        { like: "apim-openai-llm" },
      );
    },
  },
  {
    name: "a document writes one more trace",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) =>
        value.replace("<outbound>", '<outbound><trace source="shield" severity="information"><message>done</message></trace>'),
      ),
  },
  {
    name: "a document removes a header of the answer",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) =>
        value.replace("<outbound>", '<outbound><set-header name="x-ms-region" exists-action="delete" />'),
      ),
  },
  {
    name: "a document limits addresses",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) =>
        value.replace(
          "</validate-azure-ad-token>",
          '</validate-azure-ad-token><ip-filter action="allow"><address-range from="10.0.0.0" to="10.255.255.255" /></ip-filter>',
        ),
      ),
  },
  {
    name: "an operation has a smaller limit",
    change: (plan) =>
      plan.add("apimanagement:ApiOperationPolicy", "op", {
        ...service,
        apiId: "openai",
        operationId: "Create_Response",
        policyId: "policy",
        format: "rawxml",
        value:
          '<policies><inbound><base /><rate-limit calls="5" renewal-period="60" /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>',
      }),
  },
  { name: "the service has one more unit", change: set("apimanagement:ApiManagementService", "apim", "sku.capacity", 2) },
  {
    name: "the service is Premium",
    change: set("apimanagement:ApiManagementService", "apim", "sku", { name: "Premium", capacity: 3 }),
  },
  {
    name: "the service's publisher changes",
    change: set("apimanagement:ApiManagementService", "apim", "publisherEmail", "platform@contoso.com"),
  },
  {
    name: "a named value that is no secret",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "region-order",
        displayName: "region-order",
        secret: false,
        value: "swedencentral,francecentral",
      }),
  },
  {
    name: "a secret named value from the stack's vault",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "n",
        displayName: "n",
        secret: true,
        keyVault: { secretIdentifier: "https://kv-contoso-ai-dev-dowjv.vault.azure.net/secrets/n" },
      }),
  },
  { name: "the workspace keeps logs longer", change: set("operationalinsights:Workspace", "workspace", "retentionInDays", 730) },
  {
    name: "a table keeps rows longer",
    change: set(
      "resources:Deployment",
      "workspace-retention",
      "properties.template.resources.0.properties.totalRetentionInDays",
      2556,
    ),
  },
  {
    name: "the archive takes one more table",
    change: (plan) => plan.set("operationalinsights:DataExport", "audit-export", "tableNames.-", "AzureMetrics"),
  },
  { name: "the archive is replicated", change: set("storage:StorageAccount", "audit", "sku.name", "Standard_ZRS") },
  {
    name: "deleted blobs are kept longer",
    change: set("storage:BlobServiceProperties", "audit-blob", "deleteRetentionPolicy.days", 365),
  },
  {
    name: "the archive cannot be changed",
    change: set("storage:StorageAccount", "audit", "immutableStorageWithVersioning", {
      enabled: true,
      immutabilityPolicy: { state: "Unlocked", immutabilityPeriodSinceCreationInDays: 365 },
    }),
  },
  {
    name: "one more container",
    change: (plan) =>
      plan.add("storage:BlobContainer", "c", {
        ...group,
        accountName: "stcontosoaidevtrdowjv",
        containerName: "evaluation",
        publicAccess: "None",
      }),
  },
  {
    name: "one more alert of another threshold",
    change: (plan) => plan.add("monitor:MetricAlert", "a", { ruleName: "alert-more" }, { like: "alerts-apim-capacity" }),
  },
  {
    name: "one more alert on a query",
    change: (plan) => plan.add("monitor:ScheduledQueryRule", "a", { ruleName: "alert-more" }, { like: "alerts-firewall-spike" }),
  },
  {
    name: "one more alert on the activity log",
    change: (plan) =>
      plan.add(
        "monitor:ActivityLogAlert",
        "a",
        {
          activityLogAlertName: "alert-more",
          condition: {
            allOf: [
              { field: "category", equals: "Administrative" },
              { field: "operationName", equals: "Microsoft.KeyVault/vaults/write" },
            ],
          },
        },
        { like: "alerts-service-health" },
      ),
  },
  {
    name: "an alert's threshold changes",
    change: set("monitor:MetricAlert", "alerts-apim-capacity", "criteria.allOf.0.threshold", 70),
  },
  { name: "an alert's severity changes", change: set("monitor:ScheduledQueryRule", "alerts-firewall-spike", "severity", 1) },
  {
    name: "people get mails",
    change: set("monitor:ActionGroup", "alerts", "emailReceivers", [
      { name: "on-call", emailAddress: "on-call@contoso.com", useCommonAlertSchema: true },
    ]),
  },
  {
    name: "one more query of the pack",
    change: (plan) =>
      plan.add("resources:Resource", "q", { resourceName: "00000000-0000-4000-8000-000000000077" }, { like: "queries-cost" }),
  },
  {
    name: "a workbook",
    change: (plan) =>
      plan.add(
        "applicationinsights:Workbook",
        "w",
        { resourceName: "2f7c0a8e-9b1e-5d3c-8a43-5f6f3d1f7a02", displayName: "Costs" },
        { like: "queries-workbook-team-lead" },
      ),
  },
  {
    name: "a budget",
    change: (plan) =>
      plan.add("consumption:Budget", "b", {
        budgetName: "b",
        amount: 100,
        category: "Cost",
        timeGrain: "Monthly",
        scope: `${subscription}/resourceGroups/rg-contoso-ai-dev`,
        timePeriod: { startDate: "2026-12-01" },
      }),
  },
  {
    name: "a lock",
    change: (plan) =>
      plan.add("authorization:ManagementLockByScope", "l", {
        lockName: "l",
        level: "CanNotDelete",
        scope: `${here}/Microsoft.KeyVault/vaults/kv-contoso-ai-dev-dowjv`,
      }),
  },
  ...["network-private-endpoints", "network-api-management", "network-application-gateway"].flatMap((name): Attempt[] => [
    {
      name: `${name} denies remote login first`,
      change: rule(name, { priority: 101, direction: "Inbound", destinationPortRanges: ["22", "3389"] }),
    },
    {
      name: `${name} denies a public range`,
      change: rule(name, { direction: "Inbound", sourceAddressPrefix: "203.0.113.0/24", destinationPortRange: "*" }),
    },
    {
      name: `${name} denies calls to the metadata service`,
      change: rule(name, { direction: "Outbound", destinationAddressPrefix: "169.254.169.254", destinationPortRange: "*" }),
    },
  ]),
  {
    name: "clients of one private range are narrowed",
    change: (plan) =>
      plan.replace(plan.one("network:NetworkSecurityGroup", "network-application-gateway"), ({ inputs }) => {
        for (const one of inputs.securityRules as Record<string, unknown>[])
          if (one.name === "AllowClients") one.sourceAddressPrefixes = ["10.20.0.0/16"];
      }),
  },
  {
    name: "one more subnet with a group",
    change: (plan) =>
      plan.set("network:VirtualNetwork", "network", "subnets.-", {
        ...subnet,
        networkSecurityGroup: { id: `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints` },
      }),
  },
  {
    name: "a subnet for web apps of the company",
    change: (plan) =>
      plan.set("network:VirtualNetwork", "network", "subnets.-", {
        ...subnet,
        delegations: [{ name: "d", serviceName: "Microsoft.Web/serverFarms" }],
        networkSecurityGroup: { id: `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints` },
      }),
  },
  {
    name: "the network is larger",
    change: (plan) => plan.set("network:VirtualNetwork", "network", "addressSpace.addressPrefixes.-", "10.41.0.0/16"),
  },
  {
    name: "the network is peered with the hub",
    change: (plan) =>
      plan.add("network:VirtualNetworkPeering", "p", {
        ...group,
        virtualNetworkName: "vnet-contoso-ai-dev",
        virtualNetworkPeeringName: "hub",
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        allowGatewayTransit: false,
        useRemoteGateways: true,
        remoteVirtualNetwork: { id: `${subscription}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub` },
      }),
  },
  {
    name: "the network asks the company's resolvers",
    change: set("network:VirtualNetwork", "network", "dhcpOptions", { dnsServers: ["10.0.0.4", "10.0.0.5"] }),
  },
  {
    name: "a private name of the team",
    change: (plan) => {
      plan.add("privatedns:PrivateZone", "z", {
        ...group,
        ...tagged,
        location: "global",
        privateZoneName: "ai.contoso.internal",
      });
      plan.add(
        "privatedns:VirtualNetworkLink",
        "z",
        { privateZoneName: "ai.contoso.internal" },
        { like: "apim-hosts-developer-network" },
      );
      plan.add("privatedns:PrivateRecordSet", "z", {
        ...group,
        privateZoneName: "ai.contoso.internal",
        relativeRecordSetName: "gateway",
        recordType: "A",
        ttl: 60,
        aRecords: [{ ipv4Address: "10.40.0.251" }],
      });
    },
  },
  {
    name: "the front end grows",
    change: set("network:ApplicationGateway", "gateway", "autoscaleConfiguration", { minCapacity: 2, maxCapacity: 30 }),
  },
  { name: "the front end stands in zones", change: set("network:ApplicationGateway", "gateway", "zones", ["1", "2", "3"]) },
  {
    name: "the front end waits longer",
    change: set("network:ApplicationGateway", "gateway", "backendHttpSettingsCollection.0.requestTimeout", 900),
  },
  {
    name: "the front end takes TLS 1.3",
    change: set("network:ApplicationGateway", "gateway", "sslPolicy", {
      policyType: "CustomV2",
      minProtocolVersion: "TLSv1_3",
      cipherSuites: [],
    }),
  },
  {
    name: "the firewall blocks a country",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", [
      {
        name: "geo",
        priority: 10,
        ruleType: "MatchRule",
        action: "Block",
        matchConditions: [{ matchVariables: [{ variableName: "RemoteAddr" }], operator: "GeoMatch", matchValues: ["ZZ"] }],
      },
    ]),
  },
  {
    name: "the firewall takes the newest rules",
    change: (plan) =>
      plan.replace(plan.one("network:WebApplicationFirewallPolicy"), ({ inputs }) => {
        for (const one of (inputs.managedRules as { managedRuleSets: Record<string, unknown>[] }).managedRuleSets)
          if (one.ruleSetType === "Microsoft_DefaultRuleSet") one.ruleSetVersion = "2.2";
      }),
  },
  {
    name: "tags of an account are left to Azure Policy",
    change: (plan) => plan.options("cognitiveservices:Account", "openai-swedencentral", { ignoreChanges: ["tags"] }),
  },
  {
    name: "an account is protected",
    change: (plan) => plan.options("cognitiveservices:Account", "openai-swedencentral", { protect: true }),
  },
  {
    name: "an identity for later",
    change: (plan) =>
      plan.add("managedidentity:UserAssignedIdentity", "i", {
        ...group,
        ...tagged,
        resourceName: "id-later",
        location: "swedencentral",
      }),
  },
  {
    name: "auditors read the logs",
    change: (plan) =>
      plan.add(
        "authorization:RoleAssignment",
        "r",
        {
          roleAssignmentName: "00000000-1111-4222-8333-444444444499",
          principalId: "bbbbbbbb-0000-4000-8000-000000000077",
          principalType: "Group",
        },
        { like: "roles-auditors-logs" },
      ),
  },
  {
    name: "operators see the gateway",
    change: (plan) =>
      plan.add(
        "authorization:RoleAssignment",
        "r",
        {
          roleAssignmentName: "00000000-1111-4222-8333-444444444499",
          principalId: "bbbbbbbb-0000-4000-8000-000000000077",
          principalType: "Group",
        },
        { like: "roles-operators-gateway" },
      ),
  },
  {
    name: "a random string for a name",
    change: (plan) => plan.add("random:index/randomString:RandomString", "s", { length: 5, special: false }),
  },
  {
    name: "a component of the team",
    change: (plan) =>
      plan.replace(plan.add("contoso:index:Thing", "t", {}).resources.at(-1)!, (one) => {
        one.custom = false;
      }),
  },
  {
    name: "one document becomes like the other",
    change: (plan) =>
      plan.set("apimanagement:ApiPolicy", "apim-openai", "value", text(plan, "apimanagement:ApiPolicy", "apim-openai-v1")),
  },
];
