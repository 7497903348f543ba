import { Attempt, elsewhere, group, here, service, strangers, tagged } from "../../attempt";
import { set, add, answered, ofService, account, document, afterToken, api, first, logged } from "./changes";

/** API Management, its documents, logs and backends, and the accounts behind it. */
export const calls: Attempt[] = [
  {
    name: "the key of a call is in a header of another name, which logs do not hide",
    change: api("subscriptionKeyParameterNames", { header: "x-team", query: "api-key" }),
  },
  {
    name: "the key of a call is in a parameter of another name, which logs do not hide",
    change: api("subscriptionKeyParameterNames", { header: "api-key", query: "team" }),
  },
  { name: "an API asks for a key, says the text false", change: api("subscriptionRequired", "false") },
  { name: "an API does not say whether it asks for a key", change: api("subscriptionRequired", undefined) },
  { name: "an API takes HTTP and HTTPS", change: api("protocols", ["https", "HTTP"]) },
  { name: "an API's protocols are an object", change: api("protocols", { 0: "http" }) },
  { name: "an API has an address of its own", change: api("serviceUrl", "https://strangers.example.com") },
  { name: "an API is a copy of one that was made by hand", change: api("sourceApiId", "/apis/by-hand") },
  { name: "an API's description is only known later", change: answered("apimanagement:Api", "apim-openai", "value") },
  {
    name: "an API's description names a server between brackets of YAML",
    change: (plan) => {
      plan.set("apimanagement:Api", "apim-openai", "format", "openapi");
      plan.set(
        "apimanagement:Api",
        "apim-openai",
        "value",
        "{openapi: 3.0.1, servers: [{url: 'https://strangers.example.com'}]}",
      );
    },
  },
  {
    name: "an API's description is WSDL of somebody",
    change: (plan) => {
      plan.set("apimanagement:Api", "apim-openai", "format", "wsdl");
      plan.set(
        "apimanagement:Api",
        "apim-openai",
        "value",
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><service><port><address location='http://strangers.example.com'/></port></service></definitions>",
      );
    },
  },
  {
    name: "a revision without a document becomes current",
    change: (plan) => {
      plan.add("apimanagement:Api", "r3", { apiId: "openai;rev=3", apiRevision: "3" }, { like: "apim-openai" });
      plan.add("apimanagement:ApiRelease", "r3", { ...service, apiId: "openai;rev=3", releaseId: "r3" });
    },
  },
  {
    name: "one more API of an older version of the type asks for nothing",
    change: (plan) =>
      plan.add("azure-native:apimanagement/v20220801:Api", "more", {
        ...service,
        apiId: "more",
        path: "more",
        displayName: "More",
        protocols: ["https"],
        subscriptionRequired: false,
      }),
  },
  {
    name: "an operation's document replaces the API's",
    change: add("apimanagement:ApiOperationPolicy", {
      ...service,
      apiId: "openai",
      operationId: "Op",
      policyId: "policy",
      format: "rawxml",
      value:
        "<policies><inbound><set-variable name='a' value='b' /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>",
    }),
  },
  {
    name: "an operation's document, as a link",
    change: add("apimanagement:ApiOperationPolicy", {
      ...service,
      apiId: "openai",
      operationId: "Op",
      policyId: "policy",
      format: "rawxml-link",
      value: "https://strangers.example.com/policy.xml",
    }),
  },
  {
    name: "a document that is not of this gateway's format",
    change: set("apimanagement:ApiPolicy", "apim-openai", "format", "xml-link"),
  },
  {
    name: "a document answers a preflight for everybody",
    change: first(
      '<choose><when condition="@(context.Request.Method == "OPTIONS")"><return-response><set-status code="200" reason="OK" /><set-header name="Access-Control-Allow-Origin" exists-action="override"><value>*</value></set-header></return-response></when></choose>',
    ),
  },
  {
    name: "a document lets pages call by a header of its own",
    change: afterToken('<set-header name="Access-Control-Allow-Origin" exists-action="override"><value>*</value></set-header>'),
  },
  {
    name: "an answer lets every page read it",
    change: document((text) =>
      text.replace(
        "<outbound>",
        '<outbound><set-header name="Access-Control-Allow-Origin" exists-action="override"><value>@(context.Request.Headers.GetValueOrDefault("Origin", "*"))</value></set-header>',
      ),
    ),
  },
  {
    name: "pages whose origin the caller names may call",
    change: document((text) =>
      text.replace(
        "<inbound>",
        '<inbound><cors allow-credentials="true"><allowed-origins><origin>@(context.Request.Headers.GetValueOrDefault("Origin",""))</origin></allowed-origins></cors>',
      ),
    ),
  },
  {
    name: "the caller's token is written into an answer",
    change: document((text) =>
      text.replace(
        "<outbound>",
        '<outbound><set-header name="x-debug" exists-action="override"><value>@(context.Request.Headers.GetValueOrDefault("Authorization", ""))</value></set-header>',
      ),
    ),
  },
  {
    name: "the caller's key goes into a trace",
    change: afterToken(
      '<trace source="shield" severity="information"><message>@(context.Subscription.PrimaryKey)</message></trace>',
    ),
  },
  {
    name: "the caller's key is remembered for all",
    change: afterToken('<cache-store-value key="k" value="@(context.Subscription.Key)" duration="60" />'),
  },
  {
    name: "the prompt is remembered under a name that anybody reads",
    change: afterToken(
      '<trace source="shield" severity="information"><message>@(context.Request.Headers["Authorization"].First())</message></trace>',
    ),
  },
  {
    name: "the group is not asked for when a header says so",
    change: document((text) =>
      text.replace(
        '<when condition="@(!((string)context.Variables["shown"])',
        '<when condition="@(!context.Request.Headers.ContainsKey("x-skip") && !((string)context.Variables["shown"])',
      ),
    ),
  },
  {
    name: "the consumer is one that the caller names",
    change: document((text) =>
      text.replace(
        /<set-variable name="group" value="[^"]*(?:"[^>]*)?" \/>/,
        '<set-variable name="group" value="@(context.Request.Headers.GetValueOrDefault("x-group", ""))" />',
      ),
    ),
  },
  {
    name: "the global document asks for nothing",
    change: document((text) => text.replace(/<return-response>[\s\S]*?<\/return-response>/, ""), "Policy", "apim"),
  },
  {
    name: "the plan's document limits nothing",
    change: set(
      "apimanagement:ProductPolicy",
      "apim-standard",
      "value",
      "<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>",
    ),
  },
  {
    name: "the gateway's token is for Graph",
    change: afterToken('<authentication-managed-identity resource="https://graph.microsoft.com" />'),
  },
  {
    name: "a backend has a key in its query",
    change: set("apimanagement:Backend", "apim-home", "credentials", { query: { "api-key": ["x"] } }),
  },
  {
    name: "a backend's certificate is not looked at, says the text False with a space",
    change: set("apimanagement:Backend", "apim-home", "tls.validateCertificateChain", "False "),
  },
  {
    name: "a backend's certificate is not looked at, says the number 0",
    change: set("apimanagement:Backend", "apim-home", "tls.validateCertificateName", 0),
  },
  {
    name: "a backend's address has the account's host before the at sign",
    change: set(
      "apimanagement:Backend",
      "apim-home",
      "url",
      "https://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com@strangers.example.com/openai",
    ),
  },
  {
    name: "a backend's address has the account's host as a part",
    change: set(
      "apimanagement:Backend",
      "apim-home",
      "url",
      "https://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com.strangers.example.com",
    ),
  },
  {
    name: "a backend is plain HTTP, in capitals",
    change: set(
      "apimanagement:Backend",
      "apim-home",
      "url",
      "HTTP://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com/openai",
    ),
  },
  {
    name: "a pool has a backend that was made by hand",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services.-", {
      id: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/backends/by-hand`,
      priority: 1,
      weight: 1,
    }),
  },
  {
    name: "a pool's backends are an object",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services", {
      0: { id: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/backends/by-hand` },
    }),
  },
  {
    name: "a backend of an older version of the type is a host outside",
    change: (plan) =>
      plan.add("azure-native:apimanagement/v20230301preview:Backend", "more", {
        ...service,
        backendId: "more",
        protocol: "http",
        url: "https://api.openai.com/v1",
      }),
  },
  {
    name: "a named value with the address of a trace collector of strangers",
    change: set(
      "apimanagement:NamedValue",
      "apim-applicationinsights-connection-string",
      "value",
      "InstrumentationKey=d655aa78-02ed-4090-82de-8dafca68bc34;IngestionEndpoint=https://strangers.example.com/",
    ),
  },
  {
    name: "the host of an account is renamed to another",
    change: set("apimanagement:NamedValue", "apim-host-swedencentral", "value", "strangers.openai.azure.com"),
  },
  {
    name: "a logger has the key of another Application Insights",
    change: set("apimanagement:Logger", "apim-applicationinsights", "credentials", {
      instrumentationKey: "99999999-0000-4000-8000-000000000009",
    }),
  },
  {
    name: "a logger has the address of another collector itself",
    change: set(
      "apimanagement:Logger",
      "apim-applicationinsights",
      "credentials.connectionString",
      "InstrumentationKey=99999999-0000-4000-8000-000000000009;IngestionEndpoint=https://strangers.example.com/",
    ),
  },
  {
    name: "a logger's address is only known later",
    change: answered("apimanagement:Logger", "apim-applicationinsights", "credentials.connectionString"),
  },
  {
    name: "a logger is an event hub made by hand",
    change: add("apimanagement:Logger", {
      ...service,
      loggerId: "hub",
      loggerType: "azureEventHub",
      resourceId: `${here}/Microsoft.EventHub/namespaces/by-hand/eventhubs/h`,
      credentials: { name: "h", endpointAddress: "by-hand.servicebus.windows.net", identityClientId: "systemAssigned" },
    }),
  },
  {
    name: "the log of calls keeps a header with the token",
    change: logged("frontend.request", {
      headers: ["Authorization"],
      dataMasking: { headers: [], queryParams: [{ mode: "Hide", value: "api-key" }] },
    }),
  },
  {
    name: "the log of calls keeps a cookie and the key by its other name",
    change: logged("backend.request", { headers: ["ocp-apim-subscription-key"] }),
  },
  {
    name: "the log of calls masks keys instead of hiding them",
    change: logged("frontend.request", { dataMasking: { queryParams: [{ mode: "Mask", value: "api-key" }] } }),
  },
  {
    name: "the headers of the log of calls are only known later",
    change: answered("apimanagement:Diagnostic", "apim-azuremonitor", "frontend.request.headers"),
  },
  {
    name: "the headers of the log of calls are an object",
    change: logged("frontend.request", {
      headers: { 0: "Authorization" },
      dataMasking: { queryParams: [{ mode: "Hide", value: "api-key" }] },
    }),
  },
  {
    name: "the log of calls takes one of a hundred",
    change: set("apimanagement:Diagnostic", "apim-azuremonitor", "sampling.percentage", "1"),
  },
  {
    name: "the log of calls knows no client address, says the text false",
    change: set("apimanagement:Diagnostic", "apim-azuremonitor", "logClientIp", "false"),
  },
  {
    name: "an API has a log of its own that holds nothing",
    change: add("apimanagement:ApiDiagnostic", {
      ...service,
      apiId: "openai-v1",
      diagnosticId: "azuremonitor",
      loggerId: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/loggers/azuremonitor`,
      sampling: { samplingType: "fixed", percentage: 0 },
      verbosity: "error",
    }),
  },
  {
    name: "the log of prompts keeps the first 32 bytes",
    change: set("resources:Resource", "apim-openai-llm", "properties.largeLanguageModel.requests.maxSizeInBytes", 32),
  },
  {
    name: "the log of prompts keeps errors only",
    change: set("resources:Resource", "apim-openai-v1-llm", "properties.largeLanguageModel.responses.messages", "error"),
  },
  {
    name: "a subscription has a key that is known",
    change: set("apimanagement:Subscription", "apim-claims-assistant", "primaryKey", "0123456789abcdef0123456789abcdef"),
  },
  {
    name: "a subscription is for one API, past all plans",
    change: set(
      "apimanagement:Subscription",
      "apim-claims-assistant",
      "scope",
      `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/apis/openai`,
    ),
  },
  {
    name: "a subscription is for all APIs, by a slash",
    change: set("apimanagement:Subscription", "apim-claims-assistant", "scope", "/apis/"),
  },
  {
    name: "a subscription's keys are traced, as text",
    change: set("apimanagement:Subscription", "apim-claims-assistant", "allowTracing", "TRUE "),
  },
  {
    name: "a plan needs no subscription, says the number 0",
    change: set("apimanagement:Product", "apim-standard", "subscriptionRequired", 0),
  },
  {
    name: "a plan is for guests",
    change: add("apimanagement:ProductGroup", { ...service, productId: "standard", groupId: "Guests" }),
  },
  {
    name: "a group of the gateway is of another tenant",
    change: add("apimanagement:Group", {
      ...service,
      groupId: "g",
      displayName: "g",
      type: "external",
      externalId: `aad://${strangers}/groups/1`,
    }),
  },
  { name: "the portal of the gateway is on", change: ofService("developerPortalStatus", "enabled") },
  { name: "the gateway is External, in small letters", change: ofService("virtualNetworkType", "external") },
  { name: "the gateway is in no network, with a space", change: ofService("virtualNetworkType", "None ") },
  {
    name: "the gateway takes TLS 1.0 of callers, as a boolean",
    change: ofService("customProperties", { "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": true }),
  },
  {
    name: "the gateway has the certificate of an authority of somebody",
    change: ofService("certificates", [{ encodedCertificate: "MIIK", storeName: "Root" }]),
  },
  {
    name: "the gateway's other places are an object",
    change: ofService("additionalLocations", { 0: { location: "eastus", sku: { name: "Premium", capacity: 1 } } }),
  },
  {
    name: "the gateway's host names are an object with a certificate itself",
    change: ofService("hostnameConfigurations", {
      0: { type: "Proxy", hostName: "api.contoso.com", encodedCertificate: "MIIK", certificatePassword: "x" },
    }),
  },
  {
    name: "the gateway has the identity of strangers beside its own",
    change: ofService("identity", {
      type: "SystemAssigned, UserAssigned",
      userAssignedIdentities: { [`${elsewhere}/Microsoft.ManagedIdentity/userAssignedIdentities/i`]: {} },
    }),
  },
  {
    name: "the gateway has an identity made by hand, in a list",
    change: ofService("identity", {
      type: "UserAssigned",
      userAssignedIdentities: [`${here}/Microsoft.ManagedIdentity/userAssignedIdentities/id-by-hand`],
    }),
  },
  {
    name: "the gateway has a public address of the stack",
    change: (plan) => {
      add("network:PublicIPAddress", {
        ...group,
        ...tagged,
        publicIpAddressName: "pip-apim",
        location: "swedencentral",
        sku: { name: "Standard" },
      })(plan);
      plan.set(
        "apimanagement:ApiManagementService",
        "apim",
        "publicIpAddressId",
        `${here}/Microsoft.Network/publicIPAddresses/pip-apim`,
      );
    },
  },
  { name: "an account is open, says a text with a space", change: account("properties.publicNetworkAccess", "Enabled ") },
  { name: "an account takes keys, says the text false", change: account("properties.disableLocalAuth", "False") },
  { name: "an account manages projects, says the number 1", change: account("properties.allowProjectManagement", 1) },
  {
    name: "the hosts that an account may call are only known later",
    change: answered("cognitiveservices:Account", "openai-swedencentral", "properties.allowedFqdnList"),
  },
  {
    name: "the hosts that an account may call are an object",
    change: account("properties.allowedFqdnList", { 0: "strangers.example.com" }),
  },
  {
    name: "an account may call every host of blob storage",
    change: account("properties.allowedFqdnList", ["*.blob.core.windows.net"]),
  },
  { name: "an account has no identity", change: account("identity", undefined) },
  {
    name: "an account of an older version of the type is open",
    change: (plan) =>
      plan.add("azure-native:cognitiveservices/v20230501:Account", "more", {
        ...group,
        ...tagged,
        accountName: "oai-more",
        kind: "OpenAI",
        location: "swedencentral",
        sku: { name: "S0" },
        properties: { customSubDomainName: "oai-more", publicNetworkAccess: "Enabled" },
      }),
  },
];
