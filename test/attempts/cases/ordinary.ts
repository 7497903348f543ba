import { Attempt, group, here, service, subscription, tagged } from "../attempt";
import { Changed, unknown } from "../changes";

const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);
const hub = `${subscription}/resourceGroups/rg-contoso-hub/providers/Microsoft.Network/virtualNetworks/vnet-contoso-hub`;
const document =
  (edit: (text: string) => string, type = "ApiPolicy", name = "apim-openai") =>
  (plan: Changed) =>
    plan.edit(`apimanagement:${type}`, name, "value", edit);
const afterToken = (xml: string) =>
  document((text) => text.replace("</validate-azure-ad-token>", `</validate-azure-ad-token>${xml}`));
const reader = (role: string, scope: string) => (plan: Changed) =>
  plan.add("authorization:RoleAssignment", "reader", {
    roleAssignmentName: "00000000-1111-4222-8333-444444444477",
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
    principalId: "bbbbbbbb-0000-4000-8000-000000000077",
    principalType: "Group",
  });

/** Changes of every day, beside the attempts on the same places: none of them may be refused. */
export const ordinary: Attempt[] = [
  {
    name: "an API says what it is by its other type",
    change: set("apimanagement:Api", "apim-openai", "soapApiType", "http"),
  },
  {
    name: "the service has a host name of the company, with the certificate of the stack's vault",
    change: set("apimanagement:ApiManagementService", "apim", "hostnameConfigurations", [
      {
        type: "Proxy",
        hostName: "gateway.contoso.com",
        keyVaultId: "https://kv-contoso-ai-dev-dowjv.vault.azure.net/secrets/gateway",
        defaultSslBinding: true,
      },
    ]),
  },
  {
    name: "the team's operation is added to an API of the stack",
    change: (plan) =>
      plan.add("apimanagement:ApiOperation", "op", {
        ...service,
        apiId: "openai",
        operationId: "Speech_List",
        displayName: "List",
        method: "GET",
        urlTemplate: "/audio/voices",
      }),
  },
  {
    name: "a revision of the stack becomes current",
    change: (plan) => {
      plan.add("apimanagement:Api", "r2", { apiId: "openai;rev=2", apiRevision: "2" }, { like: "apim-openai" });
      plan.add("apimanagement:ApiPolicy", "r2", { apiId: "openai;rev=2" }, { like: "apim-openai" });
      plan.add(
        "resources:Resource",
        "r2-llm",
        { parentResourcePath: `service/${service.serviceName}/apis/openai;rev=2` },
        { like: "apim-openai-llm" },
      );
      plan.add("apimanagement:ApiRelease", "release", { ...service, apiId: "openai;rev=2", releaseId: "r2" });
    },
  },
  {
    name: "versions of APIs are grouped",
    change: (plan) =>
      plan.add("apimanagement:ApiVersionSet", "versions", {
        ...service,
        versionSetId: "versions",
        displayName: "Versions",
        versioningScheme: "Header",
        versionHeaderName: "api-version",
      }),
  },
  {
    name: "an API has contact, licence and terms",
    change: (plan) => {
      plan.set("apimanagement:Api", "apim-openai", "contact", { name: "AI platform", email: "ai-platform@contoso.com" });
      plan.set("apimanagement:Api", "apim-openai", "termsOfServiceUrl", "https://intranet.contoso.com/terms");
    },
  },
  { name: "a product has terms", change: set("apimanagement:Product", "apim-standard", "terms", "No personal data.") },
  {
    name: "a named value speaks of a token's audience",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "token-audience",
        displayName: "token-audience",
        secret: false,
        value: "api://contoso.com/ai-gateway",
      }),
  },
  {
    name: "a named password comes from the stack's vault",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "partner-password",
        displayName: "partner-password",
        secret: true,
        keyVault: { secretIdentifier: "https://kv-contoso-ai-dev-dowjv.vault.azure.net/secrets/partner" },
      }),
  },
  {
    name: "a document writes who calls from where",
    change: afterToken(
      '<trace source="shield" severity="information"><message>call</message><metadata name="agent" value="@(context.Request.Headers.GetValueOrDefault("User-Agent", ""))" /></trace>',
    ),
  },
  {
    name: "a document looks whether there is a key, and refuses without",
    change: afterToken(
      '<choose><when condition="@(!context.Request.Headers.ContainsKey("api-key"))"><return-response><set-status code="401" reason="Unauthorized" /></return-response></when></choose>',
    ),
  },
  {
    name: "the gateway's token goes to the backend in its header",
    change: document((text) =>
      text.replace(
        "<backend>",
        '<backend><authentication-managed-identity resource="https://cognitiveservices.azure.com" output-token-variable-name="mine" /><set-header name="Authorization" exists-action="override"><value>@("Bearer " + (string)context.Variables["mine"])</value></set-header>',
      ),
    ),
  },
  {
    name: "the token names the applications that may call",
    change: document((text) =>
      text.replace(
        "<audiences>",
        "<client-application-ids><application-id>cccccccc-0000-4000-8000-000000000001</application-id></client-application-ids><audiences>",
      ),
    ),
  },
  {
    name: "a backend of the stack is chosen by its name",
    change: document((text) => text.replace("<backend>", '<backend><set-backend-service backend-id="home" />')),
  },
  {
    name: "a call is shown to a content filter of the stack",
    change: (plan) => {
      plan.add("apimanagement:Backend", "filter", { backendId: "filter", title: "filter" }, { like: "apim-home" });
      afterToken('<llm-content-safety backend-id="filter" />')(plan);
    },
  },
  {
    name: "a document has a limit for each address",
    change: afterToken('<rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Request.IpAddress)" />'),
  },
  { name: "the log of calls tells more", change: set("apimanagement:Diagnostic", "apim-azuremonitor", "verbosity", "verbose") },
  {
    name: "a query of the team is saved as a function",
    change: (plan) =>
      plan.add("operationalinsights:SavedSearch", "team", {
        ...group,
        workspaceName: "log-contoso-ai-dev",
        savedSearchId: "team-usage",
        category: "team",
        displayName: "Usage of the team",
        functionAlias: "TeamUsage",
        query: "ShieldUsage | where Consumer == 'claims-assistant'",
      }),
  },
  {
    name: "deleted blobs of the training storage are kept longer",
    change: set("storage:BlobServiceProperties", "training-blob", "containerDeleteRetentionPolicy", { enabled: true, days: 60 }),
  },
  {
    name: "blobs of the archive become cool sooner",
    change: set("storage:ManagementPolicy", "audit-lifecycle", "policy.rules.0.definition.actions.baseBlob.tierToCold", {
      daysAfterModificationGreaterThan: 30,
    }),
  },
  {
    name: "reading of blobs is dated",
    change: set("storage:BlobServiceProperties", "training-blob", "lastAccessTimeTrackingPolicy", { enable: true }),
  },
  { name: "the archive takes TLS 1.3 alone", change: set("storage:StorageAccount", "audit", "minimumTlsVersion", "TLS1_3") },
  {
    name: "a model that the account trained is deployed",
    change: (plan) =>
      plan.add(
        "cognitiveservices:Deployment",
        "tuned",
        {
          deploymentName: "tuned",
          properties: {
            ...(plan.one("cognitiveservices:Deployment").inputs.properties as object),
            model: {
              format: "OpenAI",
              name: "gpt-5-mini.ft-0123456789abcdef",
              version: "1",
              sourceAccount: plan.one("cognitiveservices:Account").id,
            },
          },
        },
        { like: plan.one("cognitiveservices:Deployment").name },
      ),
  },
  {
    name: "a deployment takes what another one cannot",
    change: set("cognitiveservices:Deployment", "openai-swedencentral-gpt-5.1", "properties.spilloverDeploymentName", "gpt-5.1"),
  },
  {
    name: "a group sees an account",
    change: reader("acdd72a7-3385-48ef-bd42-f606fba81ae7", `${here}/Microsoft.KeyVault/vaults/kv-contoso-ai-dev-dowjv`),
  },
  {
    name: "a group monitors the front end",
    change: reader("43d0d8ad-25c7-4714-9337-8ba259a9fe05", `${here}/Microsoft.Network/applicationGateways/agw-contoso-ai-dev`),
  },
  {
    name: "a name of a private endpoint is written by hand, with its address in the stack",
    change: (plan) =>
      plan.add("privatedns:PrivateRecordSet", "byhand", {
        ...group,
        privateZoneName: "privatelink.openai.azure.com",
        relativeRecordSetName: "second",
        recordType: "A",
        ttl: 300,
        aRecords: [{ ipv4Address: "10.40.2.9" }],
      }),
  },
  {
    name: "the network is protected by the company's plan",
    change: (plan) => {
      plan.set("network:VirtualNetwork", "network", "enableDdosProtection", true);
      plan.set("network:VirtualNetwork", "network", "ddosProtectionPlan", {
        id: `${subscription}/resourceGroups/rg-contoso-hub/providers/Microsoft.Network/ddosProtectionPlans/ddos`,
      });
    },
  },
  {
    name: "the network is peered with the hub, whose gateway it uses",
    change: set("network:VirtualNetwork", "network", "virtualNetworkPeerings", [
      {
        name: "hub",
        remoteVirtualNetwork: { id: hub },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        allowGatewayTransit: false,
        useRemoteGateways: true,
      },
    ]),
  },
  {
    name: "idle connections of the network end later",
    change: set("network:VirtualNetwork", "network", "flowTimeoutInMinutes", 10),
  },
  {
    name: "the region has its Network Watcher",
    change: (plan) =>
      plan.add("network:NetworkWatcher", "watcher", {
        ...group,
        ...tagged,
        networkWatcherName: "nw-contoso",
        location: "swedencentral",
      }),
  },
  {
    name: "the front end may call a vault's endpoint in the company's network",
    change: set("network:NetworkSecurityGroup", "network-application-gateway", "securityRules.-", {
      name: "AllowCertificate",
      priority: 390,
      access: "Allow",
      direction: "Outbound",
      protocol: "Tcp",
      sourcePortRange: "*",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "VirtualNetwork",
      destinationPortRange: "443",
    }),
  },
  {
    name: "on-call people get text messages",
    change: set("monitor:ActionGroup", "alerts-security", "smsReceivers", [
      { name: "on-call", countryCode: "46", phoneNumber: "701234567" },
    ]),
  },
  {
    name: "the alert on evidence is more severe",
    change: set("monitor:ScheduledQueryRule", "alerts-evidence-changed", "severity", 0),
  },
  {
    name: "the alert on evidence looks back further",
    change: set("monitor:ScheduledQueryRule", "alerts-evidence-changed", "windowSize", "PT2H"),
  },
  {
    name: "a rule of the team's own looks for one caller",
    change: (plan) =>
      plan
        .add("monitor:ScheduledQueryRule", "team", { ruleName: "alert-team" }, { like: "alerts-evidence-changed" })
        .edit("monitor:ScheduledQueryRule", "team", "criteria.allOf.0.query", (query) => `${query}\n| where Caller == "robot"`),
  },
  {
    name: "an endpoint's subnet is only known later",
    change: (plan) =>
      plan.replace(plan.one("network:PrivateEndpoint", "vault-endpoint"), (one) => {
        (one.inputs.subnet as Record<string, unknown>).id = unknown;
        one.propertyDependencies = { ...one.propertyDependencies, subnet: [plan.one("network:VirtualNetwork").urn] };
      }),
  },
];
