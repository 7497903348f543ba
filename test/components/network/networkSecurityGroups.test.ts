import { Rule, RuleContext, rulesFor, securityRule } from "../../../components/network/networkSecurityGroups";
import { subnetKeys } from "../../../components/network/subnetRanges";

const ranges = { applicationGateway: "10.40.0.0/24", apiManagement: "10.40.1.0/24", privateEndpoints: "10.40.2.0/24" };
const [gateway, apim, endpoints] = [ranges.applicationGateway, ranges.apiManagement, ranges.privateEndpoints];
const context = (overrides: Partial<RuleContext> = {}): RuleContext => ({
  ranges,
  apiManagementTier: "Developer",
  frontEnd: { mode: "private", allowedRanges: [] },
  eventHub: false,
  readerRanges: [],
  dnsServers: [],
  ...overrides,
});
const publicFrontEnd = { mode: "public", allowedRanges: ["203.0.113.0/24", "198.51.100.7/32"] } as const;
const withRanges: RuleContext = context({ frontEnd: { ...publicFrontEnd, allowedRanges: [...publicFrontEnd.allowedRanges] } });

/** A rule on one line: `in 100 Allow Tcp from → to : ports`. */
const line = (rule: Rule): string =>
  [
    rule.direction === "Inbound" ? "in" : "out",
    rule.priority,
    rule.access,
    rule.protocol,
    rule.sources.join(","),
    "→",
    rule.destinations.join(","),
    rule.ports.join(","),
  ].join(" ");
const lines = (subnet: (typeof subnetKeys)[number], overrides: RuleContext = context()) => rulesFor(subnet, overrides).map(line);

const contexts: [string, RuleContext][] = [
  ["Developer, private", context()],
  [
    "Premium, public, event hub, readers",
    { ...withRanges, apiManagementTier: "Premium", eventHub: true, readerRanges: ["10.9.0.4/32"] },
  ],
  ["StandardV2, DNS servers", context({ apiManagementTier: "StandardV2", dnsServers: ["10.0.0.4", "10.0.0.5"] })],
];

describe("rules of API Management in the network", () => {
  it.each(["Developer", "Premium"] as const)("are those that %s needs in mode Internal", (apiManagementTier) => {
    expect(lines("apiManagement", context({ apiManagementTier }))).toEqual([
      "in 100 Allow Tcp ApiManagement → VirtualNetwork 3443",
      "in 110 Allow Tcp AzureLoadBalancer → VirtualNetwork 6390,6391",
      `in 120 Allow Tcp ${gateway} → ${apim} 443`,
      `in 130 Allow Tcp ${apim} → ${apim} 6381-6383`,
      `in 140 Allow Udp ${apim} → ${apim} 4290`,
      "in 4096 Deny * * → * *",
      `out 100 Allow Tcp ${apim} → Storage 443`,
      `out 110 Allow Tcp ${apim} → Sql 1433`,
      `out 120 Allow Tcp ${apim} → AzureKeyVault 443`,
      `out 130 Allow Tcp ${apim} → AzureMonitor 443,1886`,
      `out 140 Allow Tcp ${apim} → AzureActiveDirectory 443`,
      `out 150 Allow Tcp ${apim} → ${endpoints} 443`,
      `out 180 Allow Tcp ${apim} → ${apim} 6381-6383`,
      `out 190 Allow Udp ${apim} → ${apim} 4290`,
      `out 200 Allow Tcp ${apim} → Internet 80`,
      "out 4096 Deny * * → * *",
    ]);
  });

  it("open no way to an event hub: Azure Monitor writes to it, not the gateway", () => {
    expect(lines("apiManagement", context({ eventHub: true }))).toEqual(lines("apiManagement"));
  });
});

describe("rules of StandardV2", () => {
  it("let nothing in and the documented dependencies out", () => {
    expect(lines("apiManagement", context({ apiManagementTier: "StandardV2" }))).toEqual([
      "in 4096 Deny * * → * *",
      `out 100 Allow Tcp ${apim} → Storage 443`,
      `out 110 Allow Tcp ${apim} → AzureKeyVault 443`,
      `out 120 Allow Tcp ${apim} → AzureMonitor 443`,
      `out 130 Allow Tcp ${apim} → AzureActiveDirectory 443`,
      `out 140 Allow Tcp ${apim} → ${endpoints} 443`,
      "out 4096 Deny * * → * *",
    ]);
  });

  it("are refused for a tier that is not supported", () => {
    expect(() => rulesFor("privateEndpoints", context({ apiManagementTier: "Basic" }))).toThrow(
      "API Management Basic is not supported here; choose Developer, Premium, StandardV2",
    );
  });
});

describe("rules of Application Gateway", () => {
  it("with a private front end let the network in and the two backends out", () => {
    expect(lines("applicationGateway")).toEqual([
      "in 110 Allow * AzureLoadBalancer → * *",
      `in 120 Allow Tcp VirtualNetwork → ${gateway} 443`,
      "in 4096 Deny * * → * *",
      `out 100 Allow Tcp ${gateway} → ${apim} 443`,
      `out 110 Allow Tcp ${gateway} → ${endpoints} 443`,
      "out 4096 Deny * * → * *",
    ]);
  });

  it("with a private front end let only the allowed ranges in where there are some", () => {
    expect(lines("applicationGateway", context({ frontEnd: { mode: "private", allowedRanges: ["10.9.0.0/16"] } }))).toContain(
      `in 120 Allow Tcp 10.9.0.0/16 → ${gateway} 443`,
    );
  });

  it("with a public front end let Azure manage it and leave the Internet to Azure's default rule", () => {
    expect(lines("applicationGateway", withRanges)).toEqual([
      "in 100 Allow Tcp GatewayManager → * 65200-65535",
      "in 110 Allow * AzureLoadBalancer → * *",
      "in 120 Allow Tcp 203.0.113.0/24,198.51.100.7/32 → * 443",
      "in 130 Allow Tcp 203.0.113.0/24,198.51.100.7/32 → * 80",
      `in 140 Allow Tcp VirtualNetwork → ${gateway} 443`,
      "in 4096 Deny * * → * *",
      `out 100 Allow Tcp ${gateway} → ${apim} 443`,
      `out 110 Allow Tcp ${gateway} → ${endpoints} 443`,
      "out 4096 Deny * * → VirtualNetwork *",
    ]);
  });

  it("with a public front end and no ranges let nobody in from outside", () => {
    const inbound = lines("applicationGateway", context({ frontEnd: { mode: "public", allowedRanges: [] } }));
    expect(inbound.filter((each) => / (443|80)$/.test(each) && each.startsWith("in"))).toEqual([
      `in 140 Allow Tcp VirtualNetwork → ${gateway} 443`,
    ]);
  });

  it("before StandardV2 lead to its private endpoint only", () => {
    expect(
      lines("applicationGateway", context({ apiManagementTier: "StandardV2" })).filter((each) => each.startsWith("out")),
    ).toEqual([`out 110 Allow Tcp ${gateway} → ${endpoints} 443`, "out 4096 Deny * * → * *"]);
  });

  it("lead into peered networks when the certificate is in a vault that one of them reaches", () => {
    expect(lines("applicationGateway", context({ certificateElsewhere: true }))).toContain(
      `out 120 Allow Tcp ${gateway} → VirtualNetwork 443`,
    );
  });
});

describe("rules of the private endpoints", () => {
  it("let the two gateways in and nothing out", () => {
    expect(lines("privateEndpoints")).toEqual([
      `in 100 Allow Tcp ${apim} → ${endpoints} 443`,
      `in 110 Allow Tcp ${gateway} → ${endpoints} 443`,
      "in 4096 Deny * * → * *",
      "out 4096 Deny * * → * *",
    ]);
  });

  it("let nobody in to an event hub without readers", () => {
    expect(lines("privateEndpoints", context({ eventHub: true }))).toEqual(lines("privateEndpoints"));
  });
});

describe("rules of the private endpoints, with readers", () => {
  const readers = { readerRanges: ["10.0.8.0/26", "10.9.0.4/32"] };

  it("let them in to HTTPS", () => {
    expect(lines("privateEndpoints", context(readers))).toEqual([
      `in 100 Allow Tcp ${apim} → ${endpoints} 443`,
      `in 110 Allow Tcp ${gateway} → ${endpoints} 443`,
      `in 130 Allow Tcp 10.0.8.0/26,10.9.0.4/32 → ${endpoints} 443`,
      "in 4096 Deny * * → * *",
      "out 4096 Deny * * → * *",
    ]);
  });

  it("let them in to the event hub", () => {
    expect(lines("privateEndpoints", context({ ...readers, eventHub: true }))).toContain(
      `in 140 Allow Tcp 10.0.8.0/26,10.9.0.4/32 → ${endpoints} 5671,5672`,
    );
  });
});

describe.each(contexts)("rules, %s", (_, each) => {
  it.each(subnetKeys)("of %s have each priority once in a direction", (subnet) => {
    const keys = rulesFor(subnet, each).map(({ direction, priority }) => `${direction} ${priority}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(subnetKeys)("of %s have each name once", (subnet) => {
    const names = rulesFor(subnet, each).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(subnetKeys)("of %s end with a denial in both directions", (subnet) => {
    const last = rulesFor(subnet, each).filter(({ priority }) => priority === 4096);
    expect(last.map(({ direction, access }) => `${direction} ${access}`)).toEqual(["Inbound Deny", "Outbound Deny"]);
  });

  it.each(subnetKeys)("of %s let nothing in from everywhere", (subnet) => {
    const open = rulesFor(subnet, each).filter(
      ({ direction, access, sources }) =>
        direction === "Inbound" &&
        access === "Allow" &&
        sources.some((source) => ["*", "Internet", "0.0.0.0/0"].includes(source)),
    );
    expect(open).toEqual([]);
  });
});

it("custom DNS servers are open to both gateways", () => {
  const withDns = context({ dnsServers: ["10.0.0.4", "10.0.0.5"] });
  expect(subnetKeys.flatMap((subnet) => lines(subnet, withDns)).filter((each) => each.endsWith(" 53"))).toEqual([
    `out 300 Allow * ${gateway} → 10.0.0.4,10.0.0.5 53`,
    `out 300 Allow * ${apim} → 10.0.0.4,10.0.0.5 53`,
  ]);
});

describe("securityRule", () => {
  const rule: Rule = {
    name: "AllowClients",
    priority: 120,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sources: ["10.0.0.0/8"],
    destinations: ["*"],
    ports: ["443"],
    purpose: "Clients",
  };

  it("puts single values into the singular properties", () => {
    expect(securityRule(rule)).toEqual({
      name: "AllowClients",
      description: "Clients",
      priority: 120,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourcePortRange: "*",
      sourceAddressPrefix: "10.0.0.0/8",
      destinationAddressPrefix: "*",
      destinationPortRange: "443",
    });
  });

  it("puts several values into the plural properties", () => {
    expect(securityRule({ ...rule, sources: ["a", "b"], destinations: ["c", "d"], ports: ["1", "2"] })).toMatchObject({
      sourceAddressPrefixes: ["a", "b"],
      destinationAddressPrefixes: ["c", "d"],
      destinationPortRanges: ["1", "2"],
    });
  });
});
