import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewCommand } from "../../local/preview/command";

const root = join(__dirname, "..", "..");
const dev = readFileSync(join(root, "test/fixtures/dev.yaml"), "utf8");
const p = "azure-openai-shield:";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "mistakes-"));
  // Each run listens for the end of its process, which here outlives many runs.
  process.setMaxListeners(0);
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Previews a stack file with this text or these bytes, in this process: its exit code and what it says. */
async function preview(text: string | Buffer): Promise<{ code: number; said: string }> {
  const file = join(dir, "Pulumi.acme.yaml");
  writeFileSync(file, text);
  let said = "";
  const errors = jest.spyOn(process.stderr, "write").mockImplementation((chunk) => ((said += String(chunk)), true));
  try {
    return { code: await previewCommand(["--stack", "acme", "--config", file, "--out", join(dir, "out")]), said };
  } finally {
    errors.mockRestore();
  }
}

/** A change to the text of dev that must apply. */
const replace = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${String(from)} is not in the fixture`);
  return changed;
};
const add = (lines: string) => (text: string) => `${text.trimEnd()}\n${lines}\n`;
const one = (from: string | RegExp, to: string, ...expected: string[]) => ({ edit: replace(from, to), expected });
const more = (lines: string, ...expected: string[]) => ({ edit: add(lines), expected });

const model = "openAi.regions[0].deployments[0]";

/** Mistake → what is said of it: line, path, message. */
const mistakes: Record<string, { edit: (text: string) => string | Buffer; expected: string[] }> = {
  "a setting outside of config": more(
    `${p}protection:\n  protectStateful: true`,
    `:48: ${p}protection: stands outside config:`,
    `allowed: ${p}protection, indented below config:`,
  ),
  "a setting without the project's name outside of config": more(
    "protection: { protectStateful: true }",
    ":48: protection: stands outside config:",
  ),
  "a section that there is not": more(
    "parameters: {}",
    ":48: parameters: is no section of a stack file",
    "allowed: config, environment",
  ),
  "conf for config": one("config:", "conf:", ":2: conf: is no section of a stack file; did you mean config?"),
  "Config for config": one("config:", "Config:", ":2: Config: is no section of a stack file; did you mean config?"),
  "encryptionSalt for encryptionsalt": more(
    "encryptionSalt: v1:a",
    ":48: encryptionSalt: is no section of a stack file; did you mean encryptionsalt?",
  ),
  "config that is a list": one(/config:[^]*/, "config: [a]", ":2: config: must be a mapping", 'got:     ["a"]'),
  "a misspelt namespace": one(
    `${p}tags`,
    "azure-openai-sheild:tags",
    `:6: azure-openai-sheild:tags: nothing reads the namespace azure-openai-sheild; did you mean ${p}tags?`,
  ),
  "a shortened namespace": more(
    "  shield:protection: { locks: true }",
    `:48: shield:protection: nothing reads the namespace shield; did you mean ${p}protection?`,
  ),
  "a namespace with other letters": more(
    "  AzureOpenAiShield:protection: { locks: true }",
    `:48: AzureOpenAiShield:protection: nothing reads the namespace AzureOpenAiShield; did you mean ${p}protection?`,
  ),
  "a misspelt namespace of a provider": more(
    "  azure-nativ:location: swedencentral",
    ":48: azure-nativ:location: nothing reads the namespace azure-nativ; did you mean azure-native:location?",
  ),
  "a key with too many colons": more(
    `  ${p}protection:locks: true`,
    `:48: ${p}protection:locks: is no configuration key, which has one colon`,
  ),
  "a misspelt setting": one(`${p}consumers`, `${p}consumer`, ":39: consumer: is not a setting; did you mean consumers?"),
  "a misspelt setting inside of a list": one(
    "capacity: 50",
    "capcity: 50",
    `:27: ${model}.capcity: is not a setting; did you mean capacity?`,
  ),
  "a setting that stands there twice": more("  location: swedencentral", `:48: location: ${p}location says it too`),
  "a key that stands there twice": more(`  ${p}location: swedencentral`, ":48: cannot be read: Map keys must be unique"),
  "YAML that is none": one("hostName: ai", "hostName: [ai", ": cannot be read: "),
  "a tab": one("  azure-openai-shield:location", "\tazure-openai-shield:location", ":4: cannot be read: "),
  "a region that there is not": one(
    `${p}location: swedencentral`,
    `${p}location: atlantis`,
    ":4: location: is no Azure region; the nearest name is eastus",
    'got:     "atlantis"',
  ),
  "a misspelt region": one(
    "- location: francecentral",
    "- location: francecentrl",
    ":29: openAi.regions[1].location: is no Azure region; did you mean francecentral?",
  ),
  "a region's display name": one(
    `${p}location: swedencentral`,
    `${p}location: Sweden Central`,
    ":4: location: must be an Azure region in its short form, such as swedencentral; Sweden Central is no Azure region; did you mean swedencentral?",
  ),
  "a region of Azure Government": one(
    "- location: francecentral",
    "- location: usgovvirginia",
    ":29: openAi.regions[1].location: is a region of Azure Government; this package deploys to Azure's public cloud only",
  ),
  "a region of China": one(
    `${p}location: swedencentral`,
    `${p}location: chinanorth3`,
    ":4: location: is a region of Azure operated by 21Vianet (China); this package deploys to Azure's public cloud only",
  ),
  "a password in plain text": one(
    "selfSigned: {}",
    "{ pfx: { secure: v1:a:b }, password: Canary }",
    ":12: ingress.certificate.password: stands in plain text; set it with `pulumi config set --secret --path",
  ),
  "a PFX in plain text": one("selfSigned: {}", "pfx: Canary", ":12: ingress.certificate.pfx: stands in plain text"),
  "a private key in a tag": one(
    "owner: ai-platform@contoso.com",
    'owner: "-----BEGIN RSA PRIVATE KEY-----Canary"',
    ":8: tags.owner: stands in plain text",
  ),
  "a provider's secret in plain text": more(
    "  azure-native:clientSecret: Canary",
    ":48: azure-native:clientSecret: stands in plain text",
  ),
  "a retired model": one(
    /gpt-5\.1, version: "2025-11-13"/,
    'gpt-4o, version: "2024-11-20"',
    `:27: ${model}.model: gpt-4o 2024-11-20 was retired on 2026-10-01 by the schedule of 2026-07-07; take gpt-5.1 2025-11-13`,
  ),
  "a model that was retired long ago": one(
    /gpt-5\.1, version: "2025-11-13"/,
    'gpt-35-turbo, version: "0125"',
    `:27: ${model}.model: gpt-35-turbo is retired; take gpt-5-mini 2025-08-07`,
  ),
  "a misspelt model": one(
    /model: gpt-5\.1,/,
    "model: gpt5.1,",
    `:27: ${model}.model: the schedule of 2026-07-07 has no such model; did you mean gpt-5.1?`,
  ),
  "a wrong version in the first region": one(
    'version: "2025-11-13"',
    'version: "2025-11-31"',
    `:27: ${model}.version: the schedule of 2026-07-07 has no such version of gpt-5.1; did you mean 2025-11-13?`,
  ),
  "a version without quotes": one(
    'version: "2025-11-13"',
    "version: 2025-11-13",
    `:27: ${model}.version: must be a version, in quotes, such as "2025-11-13"`,
  ),
  "an enumeration in other letters": one(
    `${p}profile: dev`,
    `${p}profile: Dev`,
    ":3: profile: must be one of dev, prod; did you mean dev?",
  ),
  "a deployment type that is misspelt": one(
    "sku: DataZoneStandard",
    "sku: datazonestandart",
    `:27: ${model}.sku: must be one of Standard, `,
    "; did you mean DataZoneStandard?",
  ),
  "a tier that is only refused": one(
    "    publisherName:",
    "    sku: Premum\n    publisherName:",
    ":14: apiManagement.sku: must be one of Developer, Premium, StandardV2; did you mean Premium?",
  ),
  "a value of the profile that does not fit": one(
    "    publisherName:",
    "    zones: ['1']\n    publisherName:",
    ":14: apiManagement.zones: Developer has no availability zones",
  ),
  "a profile's value that is too large for a setting": one(
    "    hostName:",
    "    maxCapacity: 2\n    minCapacity: 3\n    hostName:",
    ":11: ingress.minCapacity: the smallest number of instances is above the largest",
  ),
  "a number as text": one(
    "capacity: 50",
    "capacity: fifty",
    `:27: ${model}.capacity: must be a whole number from 1 to 100000`,
    'got:     "fifty"',
  ),
  "a number out of range": one(
    "capacity: 50",
    "capacity: 10_000_000",
    `:27: ${model}.capacity: must be a whole number from 1 to 100000`,
    "got:     10000000",
  ),
  "a missing setting": one(/ {4}hostName: .*\n/, "", ":9: ingress.hostName: is missing; it must be a fully qualified host name"),
  "a missing group": one(
    / {2}azure-openai-shield:identity:[^]*?(?= {2}azure-openai-shield:openAi)/,
    "",
    "identity.tenantId: is missing",
  ),
  "a plan that there is not": one(
    "plan: standard",
    "plan: standrad",
    "consumers[0].plan: there is no such plan; did you mean standard?",
  ),
  "a model that no region deploys": one(
    "models: [gpt-5.1, text-embedding-3-small]",
    "models: [gpt-5.1, text-embedding-3-smal]",
    "plans[0].models[1]: no region deploys this model; did you mean text-embedding-3-small?",
  ),
  "a file in UTF-16": {
    edit: (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
    expected: [":1: cannot be read: what stands here is not UTF-8; save the file as UTF-8"],
  },
  "a letter in Latin-1": {
    edit: (text) => Buffer.from(text.replace("Contoso AI Platform", "M\u00fcnchner"), "latin1"),
    expected: [":14: cannot be read: what stands here is not UTF-8"],
  },
  "a character that YAML does not allow": one(
    "Contoso AI",
    "Contoso\u0000AI",
    ":14: cannot be read: a character that YAML does not allow",
  ),
  "two documents": more("---\nconfig: {}", ":48: cannot be read: a second document begins here"),
  "an alias of nothing": one(
    "selfSigned: {}",
    "selfSigned: *certificate",
    ":12: cannot be read: *certificate stands for nothing",
  ),
  "a merge of nothing": one("selfSigned: {}", "<<: *certificate", ":12: cannot be read: *certificate stands for nothing"),
  "a tag of another tool": one("capacity: 50", "capacity: !secret 50", ":27: cannot be read: the tag means nothing here"),
  "a key without a colon": one("hostName: ai", "hostName ai", ":10: cannot be read: there is no colon with a space after a key"),
  "text with a colon": one("Contoso AI Platform", "Contoso: AI", ":14: cannot be read: there is a second colon in this line"),
  "a key that JavaScript keeps for itself": one(
    "environment: dev",
    "__proto__: dev",
    ":7: cannot be read: __proto__ is no name that can be used",
  ),
  "a key that every object has": more(`  ${p}constructor: { a: 1 }`, ":48: constructor: is not a setting"),
  "config that is text": {
    edit: () => "config: hello\n",
    expected: ["Settings refused: 1 problem.", ":1: config: must be a mapping"],
  },
  "no number": one(
    "tokensPerMinute: 20000",
    "tokensPerMinute: .nan",
    ":36: plans[0].tokensPerMinute: must be a whole number",
    "got:     NaN",
  ),
  "a number in quotes": one("tokensPerMinute: 20000", 'tokensPerMinute: "20000"', "at least 1; take it out of its quotes"),
  "a number for text": one("environment: dev", "environment: 5", ":7: tags.environment: must be text", "; put it in quotes"),
  "zones as numbers": one(
    "    publisherName:",
    "    zones: [1]\n    publisherName:",
    ":14: apiManagement.zones[0]: must be one of 1, 2, 3; put it in quotes",
  ),
  "yes for true": more(
    `  ${p}protection: { locks: yes }`,
    ":48: protection.locks: must be true or false; write true, without quotes",
  ),
  "a tag that Azure keeps for itself": one(
    "environment: dev",
    "azure-environment: dev",
    ':7: tags["azure-environment"]: the name must be a tag name',
  ),
  "a signed address in a tag": one(
    "owner: ai-platform@contoso.com",
    "owner: https://a.blob.core.windows.net/c?sv=2024&sig=Canary0123456789abcdefghij%3D",
    ":8: tags.owner: stands in plain text",
  ),
  "a key of OpenAI in a tag": one(
    "owner: ai-platform@contoso.com",
    "owner: sk-proj-Canary0123456789abcdefghij",
    ":8: tags.owner: stands in plain text",
  ),
  "one group for two roles": one(
    "auditors: aaaaaaaa-0000-4000-8000-000000000002",
    "auditors: AAAAAAAA-0000-4000-8000-000000000001",
    ":21: identity.groups.auditors: is the group of identity.groups.administrators too",
  ),
  "a tier that Azure creates open": one(
    "    publisherName:",
    "    sku: StandardV2\n    publisherName:",
    "apiManagement.publicNetworkAccess: Azure creates StandardV2 open",
    "UntilApproved",
  ),
  "a model of somebody else": one(
    "model: gpt-5.1,",
    "model: claude-sonnet-4,",
    `:27: ${model}.model: the schedule of 2026-07-07 has no such model`,
  ),
  "a range with bits of a host": more(
    `  ${p}network: { addressSpace: [10.0.0.5/22] }`,
    ":48: network.addressSpace[0]: is not the first address of its range",
    "allowed: 10.0.0.0/22",
  ),
  "ranges that overlap": more(
    `  ${p}network: { addressSpace: [10.0.0.0/22, 10.0.1.0/24] }`,
    ":48: network.addressSpace[1]: overlaps 10.0.0.0/22",
  ),
  "a subnet outside of the network": more(
    `  ${p}network: { addressSpace: [10.0.0.0/22], subnets: { apiManagement: 10.9.0.0/24 } }`,
    ":48: network.subnets.apiManagement: does not fit into the address space",
  ),
  "a region twice": one(
    "location: francecentral",
    "location: swedencentral",
    ":29: openAi.regions[1].location: the region stands here twice",
  ),
  "a consumer twice": one(
    "name: service-desk",
    "name: claims-assistant",
    ":44: consumers[1].name: another consumer has this name",
  ),
  "a host name with a scheme": one(
    "hostName: ai",
    "hostName: https://ai",
    ":10: ingress.hostName: must be a fully qualified host name",
  ),
  "a whole group that is encrypted": one(
    /azure-openai-shield:identity:\n( {4}.*\n)*/,
    "azure-openai-shield:identity: { secure: v1:a:b }\n",
    "identity: must be a group with the settings tenantId, audience, groups",
  ),
};

it("knows forty mistakes and more", () => expect(Object.keys(mistakes).length).toBeGreaterThanOrEqual(40));

describe.each(Object.entries(mistakes))("%s", (_title, { edit, expected }) => {
  it("is refused with line, path and message, and without a trace", async () => {
    const { code, said } = await preview(edit(dev));
    for (const text of expected) expect(said).toContain(text);
    expect(code).toBe(2);
    expect(said).toMatch(/Pulumi\.acme\.yaml:\d+: /);
    expect(said).not.toMatch(/^\s+at |Canary/m);
  });
});

it("leaves no report of an earlier run behind", async () => {
  const files = ["plan.json", "report.md", "report.html"].map((name) => join(dir, "out", name));
  mkdirSync(join(dir, "out"), { recursive: true });
  files.forEach((file) => writeFileSync(file, "old"));
  await preview(dev.replace("profile: dev", "profile: test"));
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});
