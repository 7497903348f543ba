import fc from "fast-check";
import { baseName, GlobalKind, NameKind, nameRules, suffixLength } from "../../components/names";
import { Naming } from "../../components/naming";
import { valueOf } from "./network/fixtures";

/** What Azure takes, longest key included (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
const network = /^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/;
const insights = /^[^*#&+:<>?@%{}\\/]*[^*#&+:<>?@%{}\\/. ]$/;
const azure: Record<NameKind, { min: number; max: number; pattern: RegExp; longestKey?: string }> = {
  resourceGroup: { min: 1, max: 90, pattern: /^[a-zA-Z0-9_.()-]{0,89}[a-zA-Z0-9_()-]$/ },
  virtualNetwork: { min: 2, max: 64, pattern: network },
  subnet: { min: 1, max: 80, pattern: network, longestKey: "application-gateway" },
  networkSecurityGroup: { min: 1, max: 80, pattern: network, longestKey: "application-gateway" },
  publicIpAddress: { min: 1, max: 80, pattern: network, longestKey: "application-gateway" },
  privateEndpoint: { min: 1, max: 80, pattern: network, longestKey: "openai-australiasoutheast" },
  flowLog: { min: 1, max: 80, pattern: network },
  applicationGateway: { min: 1, max: 80, pattern: network },
  firewallPolicy: { min: 1, max: 80, pattern: network },
  apiManagement: { min: 1, max: 50, pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/ },
  openAi: { min: 2, max: 64, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, longestKey: "australiasoutheast" },
  keyVault: { min: 3, max: 24, pattern: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
  encryptionVault: { min: 3, max: 24, pattern: /^[a-z][a-z0-9]*$/, longestKey: "zz" },
  storage: { min: 3, max: 24, pattern: /^[a-z0-9]+$/, longestKey: "au" },
  workspace: { min: 4, max: 63, pattern: /^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/ },
  applicationInsights: { min: 1, max: 260, pattern: /^[^%&\\?/]*[^%&\\?/. ]$/ },
  privateLinkScope: { min: 1, max: 255, pattern: /^[a-zA-Z0-9._()-]+$/ },
  queryPack: { min: 1, max: 255, pattern: /^[a-zA-Z0-9._()-]+$/ },
  actionGroup: { min: 1, max: 260, pattern: /^[^/&%\\?]*[^/&%\\?. ]$/, longestKey: "operators" },
  alert: { min: 1, max: 260, pattern: insights, longestKey: "a".repeat(60) },
  eventHubNamespace: { min: 6, max: 50, pattern: /^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
  identity: { min: 3, max: 128, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/, longestKey: "flow-logs" },
  budget: { min: 1, max: 63, pattern: /^[a-zA-Z0-9_-]+$/ },
};
const kinds = Object.keys(azure) as NameKind[];
const isGlobal = (kind: NameKind): kind is GlobalKind => "global" in nameRules[kind];

/** Every prefix and suffix that the settings take. */
const prefix = fc.stringMatching(/^[a-z](-?[a-z0-9]){1,14}$/).filter((value) => value.length <= 15);
const suffix = fc.stringMatching(/^[a-z0-9]{2,5}$/);

describe.each(kinds)("a name of kind %s", (kind) => {
  const { min, max, pattern, longestKey } = azure[kind];
  const whole = (start: string, end: string, key?: string) => {
    const base = baseName(kind, start, key);
    if (!isGlobal(kind)) return base;
    return "compact" in nameRules[kind] ? `${base}${end}` : `${base}-${end}`;
  };

  it("keeps to Azure's length and characters for every prefix", () => {
    fc.assert(
      fc.property(prefix, suffix, fc.constantFrom(undefined, longestKey), (start, end, key) => {
        const name = whole(start, end, key);
        expect(name.length).toBeGreaterThanOrEqual(min);
        expect(name.length).toBeLessThanOrEqual(max);
        expect(name).toMatch(pattern);
      }),
    );
  });

  it("fits with the longest prefix, key and suffix", () => {
    expect(whole("a".repeat(15), "a".repeat(suffixLength), longestKey).length).toBeLessThanOrEqual(max);
  });

  it("has the limit that the program knows", () => {
    expect(nameRules[kind].max).toBe(max);
  });
});

describe("Naming", () => {
  const naming = new Naming("acme-ai", "x1y2z", { workspace: "law-old", "openAi/swedencentral": "old-account" });

  it.each([
    ["resourceGroup", undefined, "rg-acme-ai"],
    ["privateEndpoint", "vault", "pep-acme-ai-vault"],
    ["workspace", undefined, "law-old"],
  ] as const)("local %s %s is %s", (kind, key, expected) => {
    expect(naming.local(kind, key)).toBe(expected);
  });

  it.each([
    ["keyVault", undefined, "kv-acme-ai-x1y2z"],
    ["storage", "tr", "stacmeaitrx1y2z"],
    ["openAi", "eastus2", "oai-acme-ai-eastus2-x1y2z"],
    ["openAi", "swedencentral", "old-account"],
  ] as const)("global %s %s is %s", async (kind, key, expected) => {
    expect(await valueOf(naming.global(kind, key))).toBe(expected);
  });
});
