import { Raw, accepted, changed, dev, messages, problems, prod, stackFile } from "../support";

const plans = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `plan-${index}`, models: ["gpt-5.1"], tokensPerMinute: 1000 }));

const consumers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `team-${index}`,
    entraGroup: "bbbbbbbb-0000-4000-8000-000000000001",
    plan: "standard",
    costCentre: "CC-1",
  }));

describe("a tier of API Management that cannot be used", () => {
  it.each<[string, string]>([
    ["Basic", "Basic cannot be placed in a virtual network, so it cannot reach accounts that have no public access"],
    ["Standard", "Standard cannot be placed in a virtual network, so it cannot reach accounts that have no public access"],
    ["BasicV2", "BasicV2 has neither virtual network integration nor private endpoints"],
    [
      "PremiumV2",
      "PremiumV2 exists only in preview versions of the resource type, and its private address, which the DNS records need, is unknown before it is created",
    ],
    ["Consumption", "Consumption has no virtual network, no token limits and no circuit breakers"],
  ])("%s is refused with its own reason", (sku, message) => {
    expect(problems(dev({ "apiManagement.sku": sku }))).toEqual([
      { path: "apiManagement.sku", got: `"${sku}"`, allowed: "one of Developer, Premium, StandardV2", message },
    ]);
  });
});

describe("units, zones and public access", () => {
  it.each<[string, Raw, string, string]>([
    [
      "two units of Developer",
      dev({ "apiManagement.units": 2 }),
      "apiManagement.units: Developer has at most 1 in a region",
      "1",
    ],
    [
      "eleven units of StandardV2",
      changed(stackFile("test/fixtures/standard-v2.yaml"), { "apiManagement.units": 11 }),
      "apiManagement.units: StandardV2 has at most 10 in a region",
      "1 to 10",
    ],
    [
      "units that the zones cannot share evenly",
      prod({ "apiManagement.units": 4 }),
      "apiManagement.units: the units are spread evenly over the zones",
      "3 or another multiple of it: as many in each of apiManagement.zones",
    ],
    [
      "zones of StandardV2",
      prod({ "apiManagement.sku": "StandardV2", "apiManagement.publicNetworkAccess": "UntilApproved" }),
      "apiManagement.zones: StandardV2 has no availability zones",
      "an empty list; zones need Premium",
    ],
    [
      "an injected tier that is open",
      dev({ "apiManagement.publicNetworkAccess": "UntilApproved" }),
      "apiManagement.publicNetworkAccess: Developer is created inside the network, private from the first minute",
      "Disabled, or nothing; UntilApproved and Enabled are for StandardV2",
    ],
    [
      "StandardV2 that does not say how it is closed",
      dev({ "apiManagement.sku": "StandardV2" }),
      'apiManagement.publicNetworkAccess: Azure creates StandardV2 open, and closes it only behind an approved private endpoint (docs/operations.md, "StandardV2: two phases")',
      "UntilApproved for the first deployments, Disabled when it is closed",
    ],
  ])("%s: refused", (_, raw, message, allowed) => {
    expect(messages(raw)).toEqual([message]);
    expect(problems(raw)[0]?.allowed).toBe(allowed);
  });

  it("of a developer instance have no zone", () => {
    expect(messages(dev({ "apiManagement.zones": ["1"] }))).toEqual(["apiManagement.zones: Developer has no availability zones"]);
  });

  it("may be without zones in prod", () => {
    expect(accepted(prod({ "apiManagement.zones": [], "apiManagement.units": 1 })).apiManagement.zones).toEqual([]);
  });
});

describe("plans and consumers", () => {
  const one = { plans: [...plans(1), { name: "standard", models: ["gpt-5.1"], tokensPerMinute: 1000 }] };

  it("may be as many as the tier holds", () => {
    expect(accepted(dev({ plans: plans(100), consumers: [] })).plans).toHaveLength(100);
    expect(accepted(dev({ ...one, consumers: consumers(10_000) })).consumers).toHaveLength(10_000);
  });

  it("may not be one plan more", () => {
    expect(problems(dev({ plans: plans(101), consumers: [] }))).toEqual([
      { path: "plans", got: "101", allowed: "at most 100", message: "Developer holds at most 100 products" },
    ]);
  });

  it("may not be one consumer more", () => {
    expect(problems(dev({ ...one, consumers: consumers(10_001) }))).toEqual([
      { path: "consumers", got: "10001", allowed: "at most 10000", message: "Developer holds at most 10000 subscriptions" },
    ]);
  });
});

describe("the audience of the callers' tokens", () => {
  it.each([
    "https://cognitiveservices.azure.com",
    "https://cognitiveservices.azure.com/",
    "https://ai.azure.com",
    "https://graph.microsoft.com",
    "https://management.core.windows.net/",
    "https://cognitiveservices.azure.us",
    "7D312290-28c8-473c-a0ed-8e53749b6d6d",
    "00000003-0000-0000-c000-000000000000",
  ])("%s is Microsoft's and refused", (audience) => {
    expect(problems(dev({ "identity.audience": audience }))).toEqual([
      {
        path: "identity.audience",
        got: `"${audience}"`,
        allowed: "the tenant's own app registration, such as api://contoso.com/ai-gateway",
        message:
          "belongs to Microsoft, so the tenant cannot have its tokens list the caller's groups, and every call would get 403",
      },
    ]);
  });

  it.each([
    "api://11111111-1111-4111-8111-111111111111/ai-gateway",
    "api://contoso.com/ai-gateway",
    "https://ai.contoso.com",
    "https://contoso.onmicrosoft.com/ai-gateway",
    "https://contoso.com/?resource=https://ai.azure.com",
    "cccccccc-0000-4000-8000-000000000001",
  ])("%s is accepted", (audience) => {
    expect(messages(dev({ "identity.audience": audience }))).toEqual([]);
  });
});
