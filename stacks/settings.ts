import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { allConfig } from "@pulumi/pulumi/runtime";
import { parseSettings } from "./settings/parse";
import { plainSecrets } from "./settings/plainSecrets";
import { describeWarning } from "./settings/problem";
import { Settings } from "./settings/schema";
import { unknownSecret } from "./settings/secrets";
import { SettingsError } from "./settings/settingsError";
import { skippedSections } from "./settings/skippedSections";

/**
 * Reads and checks the settings of the stack that runs. Warnings go to Pulumi's log. The PFX and its password, and
 * addresses that start Logic Apps, come out as secret outputs.
 *
 * @param config Configuration of the project's namespace.
 * @throws SettingsError naming all problems at once; Pulumi prints it without a stack trace.
 */
export function loadSettings(config: pulumi.Config): Settings {
  const values = allConfig();
  const secretKeys = Object.keys(values).filter((key) => isSecret(key));
  const skipped = skippedSections(process.cwd(), pulumi.getStack(), config.name);
  const { settings, problems, warnings } = parseSettings(values, { project: config.name, secretKeys });
  for (const warning of warnings) void pulumi.log.warn(describeWarning(warning));
  const refused = [...skipped, ...plainSecrets(values, config.name, secretKeys), ...problems];
  if (!settings || refused.length > 0) throw new SettingsError(refused);
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
    ...(pfx !== undefined && { pfx: secretOf(pfx) }),
    ...(password !== undefined && { password: secretOf(password) }),
  };
  const alertReceivers = settings.monitoring.alertReceivers.map(({ logicApp, ...receiver }) => ({
    ...receiver,
    ...(logicApp && { logicApp: { ...logicApp, callbackUrl: secretOf(logicApp.callbackUrl) } }),
  }));
  return {
    ...settings,
    ingress: { ...settings.ingress, certificate },
    monitoring: { ...settings.monitoring, alertReceivers },
  };
}

/** A secret output. In a preview where nobody could decrypt the secret it is unknown, as if Azure had yet to give it. */
function secretOf(text: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(text === unknownSecret && pulumi.runtime.isDryRun() ? pulumi.output(unknown as unknown as string) : text);
}
