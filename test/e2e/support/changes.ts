import { plantedCertificate } from "./canaries";
import { ShieldSettings } from "./shield";

/** One change of the settings of a deployed environment, and what the engine must do for it: no more, no less. */
export interface Change {
  title: string;
  change(settings: ShieldSettings): void;
  /** Operations as `Run.operations` has them. */
  expected: string[];
}

const each = (op: string, names: readonly string[]): string[] => names.map((name) => `${op} ${name}`);

const consumers = (settings: ShieldSettings) => settings.consumers ?? [];
const plans = (settings: ShieldSettings) => settings.plans ?? [];
const deploymentsOf = (settings: ShieldSettings, model: string) =>
  settings.openAi.regions.flatMap(({ deployments }) => deployments.filter((deployment) => deployment.model === model));

/** What changes with every text of the queries: the hashes of the known texts are in them. */
const knownTexts = [
  "applicationinsights:Workbook queries-workbook-auditor",
  "monitor:ScheduledQueryRule alerts-prompts-read-by-unusual-reader",
  "resources:Resource queries-prompt-readers",
];
/** What names the consumers or the deployments, whose price it knows. */
const costTexts = each("update", [
  ...knownTexts,
  "applicationinsights:Workbook queries-workbook-cost-owner",
  "applicationinsights:Workbook queries-workbook-team-lead",
  "resources:Resource queries-cost",
  "resources:Resource queries-cost-by-month",
]);
/** What names the consumers. */
export const consumerTexts = [...costTexts, "update applicationinsights:Workbook queries-workbook-on-call"];
/** What names the limits of the plans. */
const planTexts = each("update", [
  ...knownTexts,
  "applicationinsights:Workbook queries-workbook-cost-owner",
  "applicationinsights:Workbook queries-workbook-team-lead",
  "monitor:ScheduledQueryRule alerts-quota-80",
  "resources:Resource queries-limits",
]);

const newConsumer = ["apimanagement:Subscription apim-new-team"];
const newPlan = [
  "apimanagement:Product apim-small",
  "apimanagement:ProductApi apim-small-openai",
  "apimanagement:ProductApi apim-small-openai-v1",
  "apimanagement:ProductPolicy apim-small",
];
/** Takes its deployments from the region that is first. */
const addRegion = ({ openAi }: ShieldSettings) =>
  openAi.regions.unshift({ location: "polandcentral", deployments: structuredClone(openAi.regions[0]?.deployments ?? []) });
const newRegion = [
  "apimanagement:Backend apim-polandcentral-gpt-5-1",
  "apimanagement:Backend apim-polandcentral-text-embedding-3-small",
  "apimanagement:Backend apim-v1-polandcentral-gpt-5-1",
  "apimanagement:Backend apim-v1-polandcentral-text-embedding-3-small",
  "authorization:RoleAssignment roles-apim-openai-polandcentral",
  "authorization:RoleAssignment roles-operators-openai-polandcentral",
  "cognitiveservices:Account openai-polandcentral",
  "cognitiveservices:Deployment openai-polandcentral-gpt-5.1",
  "cognitiveservices:Deployment openai-polandcentral-text-embedding-3-small",
  "monitor:DiagnosticSetting openai-polandcentral-diagnostics",
  "monitor:MetricAlert alerts-openai-server-errors-polandcentral",
  "network:PrivateDnsZoneGroup openai-polandcentral-endpoint-zones",
  "network:PrivateEndpoint openai-polandcentral-endpoint",
];
/** The pools that get or lose a member. */
const pools = [
  "apimanagement:Backend apim-model-gpt-5-1",
  "apimanagement:Backend apim-model-text-embedding-3-small",
  "apimanagement:Backend apim-v1-gpt-5-1",
  "apimanagement:Backend apim-v1-text-embedding-3-small",
];
const newModel = [
  "apimanagement:Backend apim-francecentral-gpt-5-mini",
  "apimanagement:Backend apim-model-gpt-5-mini",
  "apimanagement:Backend apim-swedencentral-gpt-5-mini",
  "apimanagement:Backend apim-v1-francecentral-gpt-5-mini",
  "apimanagement:Backend apim-v1-gpt-5-mini",
  "apimanagement:Backend apim-v1-swedencentral-gpt-5-mini",
  "cognitiveservices:Deployment openai-francecentral-gpt-5-mini",
  "cognitiveservices:Deployment openai-swedencentral-gpt-5-mini",
];
/** They route by model, and know the tokens of the smallest deployment. */
const apiPolicies = ["apimanagement:ApiPolicy apim-openai", "apimanagement:ApiPolicy apim-openai-v1"];
const publicAddress = ["monitor:DiagnosticSetting gateway-public-ip-diagnostics", "network:PublicIPAddress gateway-public-ip"];
const frontEnd = ["network:ApplicationGateway gateway", "network:NetworkSecurityGroup network-application-gateway"];

const certificateFrom = (password: string) => ({ pfx: plantedCertificate("ai.dev.contoso.com", password).pfx, password });

/** Changes to test/fixtures/dev.yaml, each made after the one before it. */
export const changes: readonly Change[] = [
  { title: "the order of the regions", change: ({ openAi }) => openAi.regions.reverse(), expected: [] },
  { title: "the order of the consumers", change: (settings) => consumers(settings).reverse(), expected: [] },
  {
    title: "the order of the deployments",
    change: ({ openAi }) => openAi.regions.forEach(({ deployments }) => deployments.reverse()),
    expected: [],
  },
  {
    title: "a consumer before the others",
    change: (settings) =>
      consumers(settings).unshift({
        name: "new-team",
        entraGroup: "bbbbbbbb-0000-4000-8000-000000000009",
        plan: "standard",
        costCentre: "CC-9",
      }),
    expected: [...each("create", newConsumer), ...consumerTexts],
  },
  {
    title: "without that consumer",
    change: (settings) => consumers(settings).shift(),
    expected: [...each("delete", newConsumer), ...consumerTexts],
  },
  {
    title: "the limits of a plan",
    change: (settings) => plans(settings).forEach((plan) => (plan.tokensPerMinute += 1000)),
    expected: ["update apimanagement:ProductPolicy apim-standard", ...planTexts],
  },
  {
    title: "a plan before the others",
    change: (settings) => plans(settings).unshift({ name: "small", models: ["gpt-5.1"], tokensPerMinute: 1000 }),
    expected: [...each("create", newPlan), ...planTexts],
  },
  { title: "the order of the plans", change: (settings) => plans(settings).reverse(), expected: [] },
  {
    title: "a consumer's plan; its key stays",
    change: (settings) =>
      consumers(settings)
        .filter(({ name }) => name === "service-desk")
        .forEach((consumer) => (consumer.plan = "small")),
    expected: ["update apimanagement:Subscription apim-service-desk"],
  },
  {
    title: "without that plan",
    change: (settings) => {
      consumers(settings).forEach((consumer) => (consumer.plan = "standard"));
      settings.plans = plans(settings).filter(({ name }) => name !== "small");
    },
    expected: [...each("delete", newPlan), ...planTexts, "update apimanagement:Subscription apim-service-desk"],
  },
  {
    title: "more capacity in one region",
    change: ({ openAi }) =>
      openAi.regions
        .filter(({ location }) => location === "francecentral")
        .flatMap(({ deployments }) => deployments.filter(({ model }) => model === "gpt-5.1"))
        .forEach((deployment) => (deployment.capacity += 30)),
    expected: each("update", [
      "apimanagement:Backend apim-model-gpt-5-1",
      "apimanagement:Backend apim-v1-gpt-5-1",
      "cognitiveservices:Deployment openai-francecentral-gpt-5.1",
      ...apiPolicies,
    ]),
  },
  {
    title: "a region before the others",
    change: addRegion,
    expected: [...each("create", newRegion), ...each("update", [...pools, ...apiPolicies]), ...costTexts],
  },
  {
    title: "without that region",
    change: ({ openAi }) => openAi.regions.shift(),
    expected: [...each("delete", newRegion), ...each("update", [...pools, ...apiPolicies]), ...costTexts],
  },
  {
    title: "that region again, with the account that Azure kept",
    change: (settings) => {
      addRegion(settings);
      settings.openAi.restore = ["polandcentral"];
    },
    expected: [...each("create", newRegion), ...each("update", [...pools, ...apiPolicies]), ...costTexts],
  },
  {
    title: "without the setting that restores",
    change: ({ openAi }) => delete openAi.restore,
    expected: ["update cognitiveservices:Account openai-polandcentral"],
  },
  {
    title: "without that region once more",
    change: ({ openAi }) => openAi.regions.shift(),
    expected: [...each("delete", newRegion), ...each("update", [...pools, ...apiPolicies]), ...costTexts],
  },
  {
    title: "a model before the others",
    change: ({ openAi }) =>
      openAi.regions.forEach(({ deployments }) =>
        deployments.unshift({ model: "gpt-5-mini", version: "2025-08-07", sku: "DataZoneStandard", capacity: 50 }),
      ),
    expected: [...each("create", newModel), ...each("update", apiPolicies), ...costTexts],
  },
  {
    title: "without that model",
    change: ({ openAi }) => openAi.regions.forEach(({ deployments }) => deployments.shift()),
    expected: [...each("delete", newModel), ...each("update", apiPolicies), ...costTexts],
  },
  {
    title: "a model's version",
    change: (settings) => {
      deploymentsOf(settings, "gpt-5.1").forEach((deployment) => (deployment.version = "2026-03-01"));
      // No schedule has it.
      settings.accepted = { models: ["gpt-5.1@2026-03-01"] };
    },
    expected: each("update", [
      "cognitiveservices:Deployment openai-francecentral-gpt-5.1",
      "cognitiveservices:Deployment openai-swedencentral-gpt-5.1",
    ]),
  },
  {
    title: "a new certificate",
    change: ({ ingress }) => (ingress.certificate = { selfSigned: { generation: 2 } }),
    expected: [
      "create keyvault:Secret certificate-2",
      "delete keyvault:Secret certificate-1",
      "update network:ApplicationGateway gateway",
    ],
  },
  {
    title: "a certificate from a file",
    change: ({ ingress }) => (ingress.certificate = certificateFrom("one")),
    expected: [
      "create keyvault:Secret certificate",
      "delete keyvault:Secret certificate-2",
      "update network:ApplicationGateway gateway",
    ],
  },
  {
    title: "another certificate from a file",
    change: ({ ingress }) => (ingress.certificate = certificateFrom("two")),
    expected: ["update keyvault:Secret certificate"],
  },
  {
    title: "more instances of the gateway",
    change: ({ ingress }) => (ingress.maxCapacity = 20),
    expected: ["update network:ApplicationGateway gateway"],
  },
  {
    title: "a public front end",
    change: ({ ingress }) => (ingress.frontEnd = { mode: "public", allowedRanges: ["198.51.100.0/24"] }),
    expected: [...each("create", publicAddress), ...each("update", frontEnd)],
  },
  {
    title: "a private front end again",
    change: ({ ingress }) => (ingress.frontEnd = { mode: "private" }),
    expected: [...each("delete", publicAddress), ...each("update", frontEnd)],
  },
];
