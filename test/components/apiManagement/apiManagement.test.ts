import { subscriptionId } from "../../../components/apiManagement/credentials";
import { named, ofType, Recorded } from "../../support/record";
import { consumers, groupA, recordGateway } from "./sample";

let resources: Recorded[];
beforeAll(async () => {
  resources = await recordGateway();
});

const find = (type: string, name: string) => named(resources, `apimanagement:${type}`, name);
const inputs = (type: string, name: string) => find(type, name).inputs;
const urn = (type: string, name: string) => find(type, name).urn;

describe("backends", () => {
  it("of a deployment have one breaker and check certificates", () => {
    expect(inputs("Backend", "apim-francecentral-gpt-5")).toEqual({
      backendId: "francecentral-gpt-5",
      serviceName: "apim-shield-abcde",
      resourceGroupName: "rg-shield",
      title: "gpt-5 in francecentral",
      type: "Single",
      url: "https://oai-shield-francecentral-abcde.openai.azure.com/openai/deployments/gpt-5",
      protocol: "http",
      tls: { validateCertificateChain: true, validateCertificateName: true },
      circuitBreaker: {
        rules: [
          {
            name: "unavailable",
            failureCondition: {
              count: 1,
              interval: "PT1M",
              statusCodeRanges: [
                { min: 429, max: 429 },
                { min: 502, max: 503 },
              ],
              errorReasons: ["BackendConnectionFailure", "Timeout"],
            },
            tripDuration: "PT2S",
            acceptRetryAfter: false,
          },
        ],
      },
    });
  });

  it.each([
    ["apim-swedencentral-gpt-5", "provisioned throughput comes back", true],
    ["apim-v1-swedencentral-gpt-5", "provisioned throughput comes back", true],
    ["apim-swedencentral-gpt-5-spill", "pay-as-you-go does not stay away", false],
    ["apim-v1-francecentral-gpt-5", "pay-as-you-go does not stay away", false],
  ])("%s: %s as long as Retry-After says", (name, _what, accepts) => {
    expect(inputs("Backend", name)["circuitBreaker"].rules[0].acceptRetryAfter).toBe(accepts);
  });

  it.each([
    ["apim-v1-swedencentral-gpt-5", "https://oai-shield-swedencentral-abcde.openai.azure.com/openai/v1"],
    ["apim-home", "https://oai-shield-swedencentral-abcde.openai.azure.com/openai"],
    ["apim-home-v1", "https://oai-shield-swedencentral-abcde.openai.azure.com/openai/v1"],
  ])("%s leads to %s", (name, url) => {
    expect(inputs("Backend", name)["url"]).toBe(url);
  });

  it.each(["apim-home", "apim-home-v1", "apim-francecentral-gpt-5-4"])("%s has no breaker: nothing else could answer", (name) => {
    expect(inputs("Backend", name)).not.toHaveProperty("circuitBreaker");
  });

  it("of a pool are its members, made before", () => {
    const pool = find("Backend", "apim-v1-gpt-5");
    expect(pool.inputs["type"]).toBe("Pool");
    expect(Object.keys(pool.inputs)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(url|protocol)$/)]));
    expect(
      pool.inputs["pool"].services.map((member: { priority: number; weight: number }) => [member.priority, member.weight]),
    ).toEqual([
      [1, 100],
      [2, 100],
    ]);
    expect(pool.dependencies).toEqual(
      expect.arrayContaining([urn("Backend", "apim-v1-swedencentral-gpt-5"), urn("Backend", "apim-v1-francecentral-gpt-5")]),
    );
  });
});

describe("APIs", () => {
  it.each([
    ["apim-openai", "openai", "openai", 30],
    ["apim-openai-v1", "openai-v1", "openai/v1", 67],
  ])("%s has its path, its key and its operations", (name, apiId, path, operations) => {
    const { value, ...rest } = inputs("Api", name);
    const methods = Object.values(JSON.parse(value).paths as Record<string, object>).flatMap((found) => Object.keys(found));
    expect(methods).toHaveLength(operations);
    expect(rest).toMatchObject({
      apiId,
      path,
      protocols: ["https"],
      format: "openapi+json",
      isCurrent: true,
      subscriptionRequired: true,
      subscriptionKeyParameterNames: { header: "api-key", query: "api-key" },
    });
    expect(rest).not.toHaveProperty("serviceUrl");
  });

  it("wait for the policy that refuses what is not authenticated", () => {
    expect(find("Api", "apim-openai").dependencies).toContain(urn("Policy", "apim"));
  });

  it.each([
    ["NamedValue", "apim-gateway-identity-client-id"],
    ["Backend", "apim-model-gpt-5"],
    ["Backend", "apim-home"],
  ])("have policies that wait for %s %s, which they name", (type, name) => {
    expect(find("ApiPolicy", "apim-openai").dependencies).toContain(urn(type, name));
  });
});

describe("plans and consumers", () => {
  it("make a product of a plan", () => {
    expect(inputs("Product", "apim-standard")).toEqual({
      productId: "standard",
      serviceName: "apim-shield-abcde",
      resourceGroupName: "rg-shield",
      displayName: "standard",
      subscriptionRequired: true,
      approvalRequired: true,
      state: "published",
    });
  });

  it("put both APIs into every product", () => {
    expect(
      ofType(resources, "apimanagement:ProductApi")
        .map(({ inputs: { productId, apiId } }) => `${productId} ${apiId}`)
        .sort(),
    ).toEqual(["premium openai", "premium openai-v1", "standard openai", "standard openai-v1"]);
  });

  it("make a subscription of a consumer, whose id carries consumer and group", () => {
    const { scope, ...rest } = inputs("Subscription", "apim-team-a");
    expect(scope).toMatch(/\/products\/standard$/);
    expect(rest).toEqual({
      sid: `team-a--${groupA}`,
      serviceName: "apim-shield-abcde",
      resourceGroupName: "rg-shield",
      displayName: "team-a",
      state: "active",
      allowTracing: false,
    });
  });

  it.each([
    ["ProductPolicy", "apim-standard"],
    ["ApiPolicy", "apim-openai"],
    ["ApiPolicy", "apim-openai-v1"],
  ])("give no key before %s %s", (type, name) => {
    expect(find("Subscription", "apim-team-a").dependencies).toContain(urn(type, name));
  });

  it("refuse a plan that is not there", async () => {
    await expect(recordGateway({ consumers: [{ ...consumers[0]!, plan: "gold" }] })).rejects.toThrow(
      "consumer team-a names the plan gold; there are standard, premium",
    );
  });

  it.each([
    ["a", "00000000-0000-0000-0000-0000000000AB", "a--00000000-0000-0000-0000-0000000000ab"],
    ["team-a-1", groupA, `team-a-1--${groupA}`],
  ])("subscriptionId of %s", (name, entraGroup, sid) => {
    expect(subscriptionId({ name, entraGroup })).toBe(sid);
  });
});

describe("diagnostics", () => {
  const silent = { headers: [], body: { bytes: 0 } };
  /** What Application Gateway says of the client; it knows the address, API Management does not. */
  const fromClient = { headers: ["X-Forwarded-For", "X-Appgw-Trace-Id"], body: { bytes: 0 } };

  it("write to Application Insights with the identity", () => {
    expect(inputs("Logger", "apim-applicationinsights")).toMatchObject({
      loggerType: "applicationInsights",
      credentials: {
        connectionString: "{{applicationinsights-connection-string}}",
        identityClientId: "cccccccc-cccc-cccc-cccc-cccccccccccc",
      },
    });
  });

  it.each([
    ["apim-applicationinsights", 10, true],
    ["apim-azuremonitor", 100, undefined],
  ])("%s has its share of the calls and no body", (name, percentage, metrics) => {
    const found = inputs("Diagnostic", name);
    expect([found["sampling"], found["metrics"]]).toEqual([{ samplingType: "fixed", percentage }, metrics]);
    expect(found["frontend"]).toMatchObject({ request: fromClient, response: silent });
    expect(found["backend"]).toMatchObject({ request: silent, response: silent });
  });

  it.each(["openai", "openai-v1"])("log prompts and answers of %s in full", (api) => {
    const { inputs: found } = named(resources, "resources:Resource", `apim-${api}-llm`);
    expect(found).toMatchObject({
      apiVersion: "2025-09-01-preview",
      resourceProviderNamespace: "Microsoft.ApiManagement",
      parentResourcePath: `service/apim-shield-abcde/apis/${api}`,
      resourceType: "diagnostics",
      resourceName: "azuremonitor",
    });
    expect(found["properties"].largeLanguageModel).toEqual({
      logs: "enabled",
      requests: { messages: "all", maxSizeInBytes: 262144 },
      responses: { messages: "all", maxSizeInBytes: 262144 },
    });
    expect(found["properties"].frontend).toMatchObject({ request: fromClient, response: silent });
  });

  it("hide keys and tokens, in the query too", () => {
    expect(inputs("Diagnostic", "apim-azuremonitor")["frontend"].request.dataMasking).toEqual({
      headers: [
        { value: "api-key", mode: "Hide" },
        { value: "Authorization", mode: "Hide" },
      ],
      queryParams: [{ value: "api-key", mode: "Hide" }],
    });
  });
});
