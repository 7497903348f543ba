import { readConfig } from "../../../stacks/settings/readConfig";
import { unknownSecret } from "../../../stacks/settings/secrets";
import { accepted, dev } from "./support";

const project = "azure-openai-shield";
const read = (values: Record<string, unknown>, secretKeys: string[] = []) => readConfig(values, project, secretKeys);

describe("the configuration of a stack", () => {
  it("as Pulumi hands it to a program: full keys, JSON text", () => {
    const values = {
      [`${project}:location`]: "swedencentral",
      [`${project}:tags`]: '{"owner":"a"}',
      "pulumi:tags": "x",
      "azure-native:location": "y",
    };
    expect(read(values).raw).toEqual({ location: "swedencentral", tags: { owner: "a" } });
  });

  it("as it stands in the file: objects as they are", () => {
    expect(read({ [`${project}:tags`]: { owner: "a" }, location: "swedencentral" }).raw).toEqual({
      tags: { owner: "a" },
      location: "swedencentral",
    });
  });

  it("keeps text that looks like a number as text", () => {
    expect(read({ uniqueSuffix: "12345", namePrefix: 12345 }).raw).toEqual({ uniqueSuffix: "12345", namePrefix: "12345" });
  });

  it("leaves text that is not JSON where a group belongs to the schema", () => {
    expect(read({ network: "10.0.0.0/16" }).raw).toEqual({ network: "10.0.0.0/16" });
  });

  it.each([
    ["", "uniqueSuffix"],
    ["{}", "budget"],
    ["[]", "consumers"],
    [{}, "network"],
    [[], "plans"],
    [null, "tags"],
  ])("takes the default %p of a declared key as not given", (value, key) => {
    expect(read({ [`${project}:${key}`]: value }).raw).toEqual({});
  });

  it("gives the same settings in both forms", () => {
    const asText = Object.fromEntries(
      Object.entries(dev()).map(([key, value]) => [
        `${project}:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    expect(accepted(asText)).toEqual(accepted(dev()));
  });
});

describe("secrets in the configuration", () => {
  it("that are encrypted become a placeholder and mark their key", () => {
    const { raw, secretKeys } = read({ ingress: { certificate: { pfx: { secure: "v1:abc" } } }, location: "a" });
    expect(raw.ingress).toEqual({ certificate: { pfx: unknownSecret } });
    expect([...secretKeys]).toEqual(["ingress"]);
  });

  it("are marked by Pulumi with the full key", () => {
    expect([...read({}, [`${project}:ingress`, "other:token"]).secretKeys]).toEqual(["ingress"]);
  });
});
