import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import { parseSettings } from "./settings/parse";
import { describeWarning } from "./settings/problem";
import { Settings } from "./settings/schema";
import { SettingsError } from "./settings/settingsError";

/**
 * Reads and checks the settings of the stack that runs. Warnings go to Pulumi's log. The PFX and its password come out
 * as secret outputs.
 *
 * @param config Configuration of the project's namespace.
 * @throws SettingsError naming all problems at once; Pulumi prints it without a stack trace.
 */
export function loadSettings(config: pulumi.Config): Settings {
  const values = allConfig();
  const secretKeys = Object.keys(values).filter((key) => isSecret(key));
  const { settings, problems, warnings } = parseSettings(values, { project: config.name, secretKeys });
  for (const warning of warnings) void pulumi.log.warn(describeWarning(warning));
  if (!settings) throw new SettingsError(problems);
  return withSecrets(settings);
}

/** Whether Pulumi marks a key as secret; it does so in this variable of the program's environment. */
function isSecret(key: string): boolean {
  const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]");
  return Array.isArray(keys) && keys.includes(key);
}

function withSecrets(settings: Settings): Settings {
  const { pfx, password, ...rest } = settings.ingress.certificate;
  const certificate = {
    ...rest,
    ...(pfx !== undefined && { pfx: pulumi.secret(pfx) }),
    ...(password !== undefined && { password: pulumi.secret(password) }),
  };
  return { ...settings, ingress: { ...settings.ingress, certificate } };
}
