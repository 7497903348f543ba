import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { stackSchema } from "../../../local/docs/stackSchema";

const root = join(__dirname, "..", "..", "..");
const fixtures = readdirSync(join(root, "test/fixtures")).filter((file) => file.endsWith(".yaml"));
const read = (file: string): unknown => parse(readFileSync(join(root, "test/fixtures", file), "utf8"));

const judge = new Ajv2020({ strict: false, formats: { email: true, ipv4: true, cidrv4: true } }).compile(
  JSON.parse(stackSchema()) as object,
);

/** Where the schema finds fault with a file. */
function faults(content: unknown): string[] {
  judge(content);
  return (judge.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

/** The environment dev after a change to its text. */
const changed = (from: string, to: string): unknown => {
  const text = readFileSync(join(root, "test/fixtures/dev.yaml"), "utf8");
  expect(text).toContain(from);
  return parse(text.replace(from, to));
};

describe("the JSON schema of stack files", () => {
  it("is current; if not, run npm run docs", () => {
    expect(readFileSync(join(root, "docs/stack-file.schema.json"), "utf8")).toBe(stackSchema());
  });

  it.each(fixtures)("takes %s", (file) => expect(faults(read(file))).toEqual([]));

  it("takes encrypted values", () => {
    const sealed = "{ pfx: { secure: v1:a:b }, password: { secure: v1:a:b } }";
    expect(faults(changed("certificate:\n      selfSigned: {}", `certificate: ${sealed}`))).toEqual([]);
    expect(faults(changed("hostName: ai.dev.contoso.com", "hostName: { secure: v1:a:b }"))).toEqual([]);
  });

  it("takes keys of other namespaces", () => {
    expect(faults(changed("config:", "config:\n  azure-native:location: swedencentral"))).toEqual([]);
  });

  it.each([
    ["an unknown setting", "capacity: 50", "capcity: 50"],
    ["a wrong type", "capacity: 50", "capacity: fifty"],
    ["a value that no list has", "profile: dev", "profile: test"],
    ["a section outside of config", "config:", "conf:"],
    ["a missing setting", "hostName: ai.dev.contoso.com\n", "\n"],
    ["a missing group", "azure-openai-shield:plans:", "other:plans:"],
  ])("refuses %s", (_what, from, to) => expect(faults(changed(from, to))).not.toEqual([]));

  it("requires nothing that the profiles give", () => {
    const { config } = (
      JSON.parse(stackSchema()) as {
        properties: { config: { required: string[]; properties: Record<string, { required?: string[] }> } };
      }
    ).properties;
    expect(config.required).not.toContain("azure-openai-shield:network");
    expect(config.properties["azure-openai-shield:apiManagement"]?.required).toEqual(["publisherName", "publisherEmail"]);
  });
});
