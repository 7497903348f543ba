import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsSchema } from "../../../stacks/settings/schema";
import { entriesOf, shapeOf } from "../../../stacks/settings/shape";
import { accepted, parsed, root, stackFile } from "./support";

const examples = [
  "test/fixtures/dev.yaml",
  "test/fixtures/prod.yaml",
  "test/fixtures/production.yaml",
  "test/fixtures/max.yaml",
  "test/fixtures/adopt.yaml",
  "test/fixtures/adopt-policy.yaml",
  "test/fixtures/standard-v2.yaml",
];

describe("the example environments", () => {
  it.each(examples)("%s has no problem, and no warning but those that it is for", (file) => {
    const { problems, warnings } = parsed(stackFile(file));
    const meant: Record<string, string[]> = {
      "test/fixtures/max.yaml": ["plans[2].requestsPerMinute", "network.privateDns.monitorLinks"],
      "test/fixtures/adopt-policy.yaml": ["network.privateDns.mode"],
      // The last is about the age of the table of regions on the day of the tests.
      "test/fixtures/standard-v2.yaml": [
        "ingress.requestTimeoutSeconds",
        "ingress.firewall.enforceRequestBodyLimit",
        "apiManagement.sku",
      ],
    };
    expect({ problems, warnings: warnings.map(({ path }) => path) }).toEqual({ problems: [], warnings: meant[file] ?? [] });
  });

  it.each(examples)("%s names no model of a family that has been retired", (file) => {
    expect(readFileSync(join(root, file), "utf8")).not.toMatch(/gpt-4|\bo[134]\b|gpt-35/);
  });

  it("dev is two regions with one unit", () => {
    const { openAi, apiManagement } = accepted(stackFile("test/fixtures/dev.yaml"));
    expect(openAi.regions.map(({ location }) => location)).toEqual(["swedencentral", "francecentral"]);
    expect([apiManagement.sku, apiManagement.units, apiManagement.zones]).toEqual(["Developer", 1, []]);
  });

  it("prod is three regions with zones, and provisioned capacity first", () => {
    const { openAi, apiManagement, ingress } = accepted(stackFile("test/fixtures/prod.yaml"));
    expect(openAi.regions.map(({ location }) => location)).toEqual(["swedencentral", "francecentral", "eastus2"]);
    expect(apiManagement.zones).toEqual(["1", "2", "3"]);
    expect(ingress.zones).toEqual(["1", "2", "3"]);
    expect(openAi.regions[0]?.deployments.map(({ tier }) => tier)).toEqual(["provisioned", "spillOver", "payAsYouGo"]);
  });

  it("max sets every group and every option in it but those that exclude another", () => {
    const raw = stackFile("test/fixtures/max.yaml");
    const unset = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => missing(key, schema, raw[key]));
    expect(unset).toEqual([
      "network.existing",
      "network.privateDns.zones",
      "ingress.certificate.pfx",
      "ingress.certificate.password",
      "ingress.certificate.selfSigned",
      "apiManagement.publicNetworkAccess",
      "apiManagement.restore",
      "openAi.contentSafetyRegion",
      "openAi.restore",
      "monitoring.workspaceId",
    ]);
  });
});

/** Paths of the settings that are not written, down to the deepest group that is. */
function missing(path: string, schema: Parameters<typeof shapeOf>[0], value: unknown): string[] {
  if (value === undefined) return [path];
  if (Array.isArray(value)) return [];
  return Object.entries(entriesOf(schema)).flatMap(([key, entry]) =>
    missing(`${path}.${key}`, entry, (value as Record<string, unknown>)[key]),
  );
}
