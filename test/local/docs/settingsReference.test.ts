import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { projectFile } from "../../../local/docs/projectFile";
import { writeDocs } from "../../../local/docs";
import { networkRules } from "../../../local/docs/networkRules";
import { settingsReference } from "../../../local/docs/settingsReference";
import { stackSchema } from "../../../local/docs/stackSchema";
import { settingsSchema } from "../../../stacks/settings/schema";

const root = join(__dirname, "..", "..", "..");
const read = (name: string, folder = root) => readFileSync(join(folder, name), "utf8");

/** Line of the table for a path. */
const line = (path: string) =>
  settingsReference()
    .split("\n")
    .find((text) => text.startsWith(`| \`${path}\` |`));

describe("docs/settings.md", () => {
  it("is current; if not, run npm run docs", () => {
    expect(read("docs/settings.md")).toBe(settingsReference());
  });

  it("shows what must be given", () => {
    expect(line("identity.tenantId")).toBe(
      "| `identity.tenantId` | required | a GUID, not all zeros, such as 11111111-2222-3333-4444-555555555555 | Entra tenant whose tokens are accepted. |",
    );
  });

  it("shows the defaults of both profiles where they differ", () => {
    expect(line("apiManagement.units")).toBe(
      "| `apiManagement.units` | dev: `1`; prod: `3` | a whole number from 1 to 31 | Number of scale units; with zones at least one a zone. |",
    );
  });

  it("shows one default where they do not", () => {
    expect(line("network.flowLogs.retentionDays")).toContain("| `90` | a whole number from 1 to 365 |");
  });

  it("shows entries of lists", () => {
    expect(line("openAi.regions[].deployments[].tier")).toContain("| `payAsYouGo` | one of provisioned, payAsYouGo, spillOver |");
  });

  it("has four cells in every line of a table", () => {
    const lines = settingsReference()
      .split("\n")
      .filter((text) => text.startsWith("|"));
    expect(lines.filter((text) => text.split(/(?<!\\)\|/).length !== 6)).toEqual([]);
  });

  it("explains every setting", () => {
    expect(
      settingsReference()
        .split("\n")
        .filter((text) => /\|\s*\|$/.test(text)),
    ).toEqual([]);
  });
});

describe("Pulumi.yaml", () => {
  const project = parse(projectFile()) as { runtime: unknown; config: Record<string, { type: string; default?: unknown }> };

  it("is current; if not, run npm run docs", () => {
    expect(read("Pulumi.yaml")).toBe(projectFile());
  });

  it("declares every key of the settings", () => {
    expect(Object.keys(project.config)).toEqual(Object.keys(settingsSchema.shape));
  });

  it("has a default for the keys that may be left out, and for no other", () => {
    expect(Object.entries(project.config).flatMap(([key, entry]) => ("default" in entry ? [[key, entry.default]] : []))).toEqual([
      ["uniqueSuffix", ""],
      ["names", {}],
      ["tags", {}],
      ["network", {}],
      ["consumers", []],
      ["monitoring", {}],
      ["budget", {}],
      ["protection", {}],
      ["accepted", {}],
      ["prices", {}],
    ]);
  });

  it("starts the program as it is written", () => {
    expect(project.runtime).toEqual({ name: "nodejs", options: { typescript: false, nodeargs: "--require tsx/cjs" } });
  });
});

it("writes both", () => {
  const folder = mkdtempSync(join(tmpdir(), "shield-docs-"));
  mkdirSync(join(folder, "docs"));
  try {
    writeDocs(folder);
    const files = ["docs/settings.md", "docs/network-rules.md", "docs/stack-file.schema.json", "Pulumi.yaml"];
    const written = files.map((name) => read(name, folder));
    expect(written).toEqual([settingsReference(), networkRules(), stackSchema(), projectFile()]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
