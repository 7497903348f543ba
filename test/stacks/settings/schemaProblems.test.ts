import { Raw, changed, dev, parsed, problems } from "./support";

describe("single values", () => {
  it.each<[string, Raw, string, string, string]>([
    [
      "a wrong type",
      { "openAi.regions[0].deployments[0].capacity": "ten" },
      "openAi.regions[0].deployments[0].capacity",
      '"ten"',
      "a whole number from 1 to 100000",
    ],
    ["a fraction", { "ingress.maxCapacity": 2.5 }, "ingress.maxCapacity", "2.5", "a whole number from 2 to 125"],
    [
      "no capacity",
      { "openAi.regions[0].deployments[0].capacity": 0 },
      "openAi.regions[0].deployments[0].capacity",
      "0",
      "a whole number from 1 to 100000",
    ],
    ["an unknown choice", { profile: "test" }, "profile", '"test"', "one of dev, prod"],
    [
      "a missing value",
      { "ingress.hostName": undefined },
      "ingress.hostName",
      "nothing",
      "a fully qualified host name in lower case, such as ai.contoso.com (at most 253 characters)",
    ],
    [
      "a missing tenant",
      { "identity.tenantId": undefined },
      "identity.tenantId",
      "nothing",
      "a GUID, not all zeros, such as 11111111-2222-3333-4444-555555555555",
    ],
    [
      "a tenant of zeros",
      { "identity.tenantId": "00000000-0000-0000-0000-000000000000" },
      "identity.tenantId",
      '"00000000-0000-0000-0000-000000000000"',
      "a GUID, not all zeros, such as 11111111-2222-3333-4444-555555555555",
    ],
    [
      "a missing audience",
      { "identity.audience": undefined },
      "identity.audience",
      "nothing",
      "the application ID URI of an app registration, such as api://contoso.com/ai-gateway, or its client id",
    ],
    [
      "an audience that is a name",
      { "identity.audience": "ai-gateway" },
      "identity.audience",
      '"ai-gateway"',
      "the application ID URI of an app registration, such as api://contoso.com/ai-gateway, or its client id",
    ],
    ["no plan", { plans: [] }, "plans", "nothing", "a list of at least one entry"],
    [
      "an empty list",
      { "network.addressSpace": [] },
      "network.addressSpace",
      "[]",
      "a list of at least one entry; each an IPv4 range such as 10.40.0.0/22",
    ],
    [
      "a wrong range",
      { "network.addressSpace": ["10.0.0.0/33"] },
      "network.addressSpace[0]",
      '"10.0.0.0/33"',
      "an IPv4 range such as 10.40.0.0/22",
    ],
    [
      "a wrong e-mail address",
      { "apiManagement.publisherEmail": "platform" },
      "apiManagement.publisherEmail",
      '"platform"',
      "an e-mail address",
    ],
    [
      "a version that YAML took for a point in time",
      { "openAi.regions[0].deployments[0].version": "2025-11-13 00:00:00 +0000 UTC" },
      "openAi.regions[0].deployments[0].version",
      '"2025-11-13 00:00:00 +0000 UTC"',
      'a version, in quotes, such as "2025-11-13"',
    ],
    [
      "a wrong region",
      { location: "Sweden Central" },
      "location",
      '"Sweden Central"',
      "an Azure region in its short form, such as swedencentral",
    ],
    [
      "too long a prefix",
      { namePrefix: "contoso-ai-platform" },
      "namePrefix",
      '"contoso-ai-platform"',
      "lower-case letters, digits and single hyphens, beginning with a letter (at least 2 and at most 15 characters)",
    ],
    [
      "retention below 30 days",
      { "monitoring.retentionDays": 7 },
      "monitoring.retentionDays",
      "7",
      "a whole number from 30 to 730",
    ],
    [
      "retention above two years",
      { "monitoring.retentionDays": 800 },
      "monitoring.retentionDays",
      "800",
      "a whole number from 30 to 730",
    ],
    [
      "no month",
      { budget: { amount: 1, startDate: "2026-13-01", contactEmails: ["a@contoso.com"] } },
      "budget.startDate",
      '"2026-13-01"',
      'the first day of a month, in quotes, such as "2026-12-01"',
    ],
    [
      "a resource id of another type",
      { "monitoring.workspaceId": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/x" },
      "monitoring.workspaceId",
      '"/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/x"',
      "the resource id of a Microsoft.OperationalInsights/workspaces: /subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…",
    ],
    [
      "text where a group belongs",
      { tags: "owner" },
      "tags",
      '"owner"',
      "a map of names; each value text (at most 256 characters)",
    ],
    [
      "a wrong tag name",
      { tags: { "a<b": "x" } },
      'tags["a<b"]',
      '"a<b"',
      "a tag name without < > % & \\ ? / that does not begin with azure, microsoft or windows",
    ],
  ])("%s is refused", (_, changes, path, got, allowed) => {
    expect(problems(dev(changes)).map((problem) => [problem.path, problem.got, problem.allowed])).toEqual([[path, got, allowed]]);
  });

  it("a missing value is called missing", () => {
    expect(problems(dev({ "apiManagement.publisherName": undefined }))[0]?.message).toBe(
      "is missing; it must be text (at most 100 characters)",
    );
  });

  it("a long value is shortened", () => {
    const got = problems(dev({ "ingress.hostName": "A".repeat(1000) }))[0]?.got;
    expect(got).toBe(`"${"A".repeat(159)}…`);
  });
});

describe("unknown settings", () => {
  it.each<[string, Raw, string, string]>([
    ["at the top", { consumerz: [1] }, "consumerz", "is not a setting; did you mean consumers?"],
    ["in a group", { "ingress.hostname": "x" }, "ingress.hostname", "is not a setting; did you mean hostName?"],
    [
      "in a list",
      { "openAi.regions[1].deployments[0].capcity": 5 },
      "openAi.regions[1].deployments[0].capcity",
      "is not a setting; did you mean capacity?",
    ],
    ["like no other", { "identity.colour": "blue" }, "identity.colour", "is not a setting"],
  ])("%s are refused with the nearest name", (_, changes, path, message) => {
    expect(problems(dev(changes)).map((problem) => [problem.path, problem.message])).toEqual([[path, message]]);
  });

  it("name what is known there, and not the value", () => {
    expect(problems(dev({ "identity.colour": "blue" }))).toEqual([
      { path: "identity.colour", got: "an unknown setting", allowed: "tenantId, audience, groups", message: "is not a setting" },
    ]);
  });
});

describe("several problems", () => {
  it("are found at once, within groups and between the groups that are sound", () => {
    const raw = dev({
      "ingress.hostName": undefined,
      "identity.tenantId": "contoso",
      "plans[0].models": ["gpt-9"],
      "consumers[0].plan": "gold",
      "apiManagement.zones": ["1"],
      "monitoring.archiveDays": 30,
      "monitoring.retentionDays": 60,
    });
    expect(problems(raw).map(({ path }) => path)).toEqual([
      "ingress.hostName",
      "identity.tenantId",
      "apiManagement.zones",
      "plans[0].models[0]",
      "consumers[0].plan",
      "monitoring.archiveDays",
    ]);
  });

  it("of an empty configuration are the values that every environment needs", () => {
    expect(problems({}).map(({ path }) => path)).toEqual([
      "profile",
      "location",
      "namePrefix",
      "ingress.hostName",
      "ingress.certificate",
      "apiManagement.publisherName",
      "apiManagement.publisherEmail",
      "identity.tenantId",
      "identity.audience",
      "openAi.regions",
      "plans",
    ]);
  });

  it("leave no settings behind", () => {
    expect(parsed(dev({ "consumers[0].plan": "gold" })).settings).toBeUndefined();
    expect(parsed(changed(dev(), {})).settings?.namePrefix).toBe("contoso-ai-dev");
  });
});
