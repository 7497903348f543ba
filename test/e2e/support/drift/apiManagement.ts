import { added, rowsOf, shownAt, stranger } from "./property";

const protocols = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols";

const service = rowsOf("apimanagement:ApiManagementService apim", {
  "sku.name": "Basic",
  virtualNetworkType: "None",
  customProperties: shownAt(`customProperties.${protocols}.Tls10`, (old: object) => ({ ...old, [`${protocols}.Tls10`]: "True" })),
  developerPortalStatus: "Enabled",
  legacyPortalStatus: "Enabled",
  "apiVersionConstraint.minApiVersion": "2018-01-01",
});

const open = "<policies><inbound /></policies>";

const apis = [
  ...rowsOf("apimanagement:Policy apim", { value: "<policies />" }),
  ...rowsOf("apimanagement:Api apim-openai", { subscriptionRequired: false, ...added("protocols", 1, "http") }),
  ...rowsOf("apimanagement:Api apim-openai-v1", { subscriptionRequired: false }),
  ...rowsOf("apimanagement:ApiPolicy apim-openai", { value: open }),
  ...rowsOf("apimanagement:ApiPolicy apim-openai-v1", { value: open }),
  ...rowsOf("apimanagement:NamedValue apim-gateway-identity-client-id", { value: stranger.principalId }),
];

const backends = [
  ...rowsOf("apimanagement:Backend apim-swedencentral-gpt-5-1", {
    url: `https://${stranger.host}/`,
    "tls.validateCertificateChain": false,
    "tls.validateCertificateName": false,
  }),
  ...rowsOf("apimanagement:Backend apim-model-gpt-5-1", { "pool.services[0].id": "/backends/stranger" }),
];

const plans = [
  ...rowsOf("apimanagement:Product apim-standard", { subscriptionRequired: false, approvalRequired: false }),
  ...rowsOf("apimanagement:ProductPolicy apim-standard", { value: open }),
  ...rowsOf("apimanagement:Subscription apim-service-desk", { state: "suspended", allowTracing: true, scope: "/apis" }),
];

const diagnostics = [
  ...rowsOf("apimanagement:Diagnostic apim-azuremonitor", {
    "frontend.request.body.bytes": 8192,
    "frontend.request.dataMasking": undefined,
    alwaysLog: undefined,
  }),
  ...rowsOf("apimanagement:Diagnostic apim-applicationinsights", added("backend.request.headers", 0, "Authorization")),
  // Another resource would make the logger anew, which Azure refuses while a diagnostic writes to it.
  ...rowsOf("apimanagement:Logger apim-applicationinsights", { "credentials.connectionString": "InstrumentationKey=stranger" }),
  // Prompts and answers: Pulumi has no type for these settings yet.
  ...rowsOf("resources:Resource apim-openai-llm", {
    "properties.largeLanguageModel.logs": "disabled",
    "properties.largeLanguageModel.requests.messages": undefined,
    "properties.frontend.request.dataMasking": undefined,
    "properties.sampling.percentage": 1,
  }),
  ...rowsOf("resources:Resource apim-openai-v1-llm", {
    "properties.largeLanguageModel.logs": "disabled",
    "properties.largeLanguageModel.responses.messages": undefined,
  }),
];

/** The gateway's service, what it lets through, to whom and where, and what it writes down. */
export const apiManagementRows = [...service, ...apis, ...backends, ...plans, ...diagnostics];
