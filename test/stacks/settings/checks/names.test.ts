import { nameRules, baseName, NameKind, suffixLength } from "../../../../components/names";
import { namePatterns } from "../../../../components/namePatterns";
import { Raw, accepted, dev, messages, problems } from "../support";

const named = (key: string, name: string) => dev({ names: { [key]: name } });

describe("names that are given", () => {
  it.each<[string, Raw, string]>([
    ["an unknown kind", named("workspaces", "log-contoso"), "names.workspaces: is no kind of resource; did you mean workspace?"],
    ["no kind at all", named("x/y", "log-contoso"), 'names["x/y"]: is no kind of resource'],
    [
      "too long a vault",
      named("keyVault", "kv-contoso-ai-platform-dev"),
      "names.keyVault: has 26 characters; a name of keyVault has 3 to 24",
    ],
    ["a vault with two hyphens", named("keyVault", "kv--contoso"), "names.keyVault: Azure does not take this name for keyVault"],
    [
      "storage with a hyphen",
      named("storage/au", "st-contoso"),
      'names["storage/au"]: Azure does not take this name for storage',
    ],
    ["too short a workspace", named("workspace", "log"), "names.workspace: has 3 characters; a name of workspace has 4 to 63"],
    [
      "API Management with a digit first",
      named("apiManagement", "1apim"),
      "names.apiManagement: Azure does not take this name for apiManagement",
    ],
    [
      "an account in no region",
      named("openAi/westeurope", "oai-contoso"),
      'names["openAi/westeurope"]: there is no such openAi here',
    ],
    ["an account without its region", named("openAi", "oai-contoso"), "names.openAi: there is no such openAi here"],
    [
      "a key where there is one only",
      named("workspace/central", "log-contoso"),
      'names["workspace/central"]: there is no such workspace here',
    ],
    ["an unknown subnet", named("subnet/firewall", "snet-contoso"), 'names["subnet/firewall"]: there is no such subnet here'],
    ["an alert without its key", named("alert", "alert-contoso"), "names.alert: there is no such alert here"],
    [
      "one name for two",
      dev({ names: { "subnet/api-management": "snet-a", "subnet/private-endpoints": "SNET-A" } }),
      'names["subnet/private-endpoints"]: another subnet has this name',
    ],
  ])("%s: refused", (_, raw, message) => {
    expect(messages(raw)).toEqual([message]);
  });

  it.each([
    ["workspace", "log-contoso"],
    ["openAi/francecentral", "oai-contoso-france"],
    ["storage/tr", "stcontosotraining"],
    ["subnet/api-management", "snet-api"],
    ["privateEndpoint/openai-swedencentral", "pep-sweden"],
    ["identity/gateway", "id-contoso"],
    ["alert/vault-availability", "Vault down (contoso)"],
  ])("%s: accepted", (key, name) => {
    expect(accepted(named(key, name)).names).toEqual({ [key]: name });
  });

  it("say what is allowed", () => {
    expect(problems(named("storage", "stcontoso"))[0]?.allowed).toBe("storage/tr, storage/au, storage/fl");
  });
});

describe("names that are made", () => {
  const longest = "contoso-ai-prod";

  it.each(Object.keys(nameRules) as NameKind[])("of %s fit with the longest prefix", (kind) => {
    const keys: Partial<Record<NameKind, string>> = { storage: "tr", openAi: "germanywestcentral", encryptionVault: "zz" };
    const rule: { max: number; global?: true; compact?: true } = nameRules[kind];
    const base = baseName(kind, longest, keys[kind]);
    const separator = rule.compact ? "" : "-";
    const name = rule.global ? `${base}${separator}${"a".repeat(suffixLength)}` : base;
    expect(name.length).toBeLessThanOrEqual(rule.max);
    expect(name).toMatch(namePatterns[kind].pattern);
  });

  it("of an account include the region, which may be too long", () => {
    const region = `region${"x".repeat(40)}`;
    const raw = dev({ "openAi.regions[0].location": region, "openAi.statefulRegion": region, "accepted.regions": [region] });
    expect(problems(raw)).toEqual([
      {
        path: "openAi.regions[0].location",
        got: `"${region}"`,
        allowed: "a region with at most 39 characters",
        message: "the name of its account would have 71 characters; Azure takes 64",
      },
    ]);
    expect(accepted({ ...raw, names: { [`openAi/${region}`]: "oai-short" } })).toBeDefined();
  });
});

describe("the name of a consumer", () => {
  it("leaves room for the group's id in the id of the subscription", () => {
    const name = "a".repeat(43);
    expect(problems(dev({ "consumers[0].name": name }))).toEqual([
      {
        path: "consumers[0].name",
        got: `"${name}"`,
        allowed: "at most 42 characters",
        message: "has 43 characters; with the group's id the subscription's id would be longer than 80",
      },
    ]);
    expect(accepted(dev({ "consumers[0].name": "a".repeat(42) }))).toBeDefined();
  });
});

describe("tags", () => {
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "x"]));

  it("are at most 15", () => {
    expect(messages(dev({ tags: tags(16) }))).toEqual(["tags: private DNS zones take no more than 15"]);
    expect(Object.keys(accepted(dev({ tags: tags(15) })).tags)).toHaveLength(15);
  });
});
