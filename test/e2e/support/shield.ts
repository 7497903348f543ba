import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectFolder } from "../../../local/folders";
import { settingsSchema } from "../../../stacks/settings/schema";

/**
 * Environment in which operations overlap as they do in Azure: each takes a hundredth of its time there, and nothing but dependencies orders them.
 * With less, or with the few operations at once that the CLI allows by itself, two deployments of one account came one after another by chance.
 */
export const overlapping = { AZURE_TIME_SCALE: "0.01", PULUMI_PARALLEL: "400" };

/** Settings of an environment as a team writes them. */
export type ShieldSettings = z.input<typeof settingsSchema>;

/** The rules of the project, with exemptions of the tests' own: none. */
export const rules = path.join(projectFolder, "test/fixtures/policies");

/**
 * The settings in a file of the project, such as `test/fixtures/dev.yaml`, without the project's name before the keys. A budget begins in the current
 * month: Azure takes none that has passed, and the file has one date for ever.
 */
export function settingsIn(file: string, now: Date = new Date()): ShieldSettings {
  const { config } = parse(fs.readFileSync(path.join(projectFolder, file), "utf8")) as { config: Record<string, unknown> };
  const settings = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value]),
  ) as ShieldSettings;
  if (settings.budget) settings.budget.startDate = `${now.toISOString().slice(0, 7)}-01`;
  return settings;
}

/** A copy of settings with one change. */
export function changed(settings: ShieldSettings, change: (settings: ShieldSettings) => void): ShieldSettings {
  const copy = structuredClone(settings);
  change(copy);
  return copy;
}
