import * as fs from "node:fs";
import * as path from "node:path";
import { localFolder } from "../folders";

/** Where one world of state, plugins and stand-in cloud lives. The command uses one; each test makes its own. */
export interface Home {
  /** `PULUMI_HOME`: settings and plugins of the CLI. */
  pulumi: string;
  /** Stacks and their state. */
  state: string;
  /** The stand-in cloud. */
  azure: string;
  /** Copies of the stacks' settings that the CLI may write to. */
  config: string;
}

/** @param folder default: `.local/pulumi` */
export function homeIn(folder = path.join(localFolder, "pulumi")): Home {
  return {
    pulumi: path.join(folder, "home"),
    state: path.join(folder, "state"),
    azure: path.join(folder, "azure"),
    config: path.join(folder, "config"),
  };
}

/**
 * Makes the folders of a home.
 * @param plugins folder that the CLI is to take for its folder of installed plugins
 */
export function makeHome(home: Home, plugins: string): void {
  for (const folder of Object.values(home)) fs.mkdirSync(folder as string, { recursive: true });
  const link = path.join(home.pulumi, "plugins");
  if (fs.existsSync(link) && fs.readlinkSync(link) === plugins) return;
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(plugins, link);
}

/** Variables that would take the CLI to the user's own login, state or stack. */
const userVariables = ["PULUMI_ACCESS_TOKEN", "PULUMI_BACKEND_URL", "PULUMI_STACK", "PULUMI_CONFIG_PASSPHRASE_FILE"] as const;

/** Encrypts secrets in the local state where the user has set no passphrase. It protects nothing: the stand-in holds no real secret. */
const localPassphrase = "local";

/**
 * The environment of the CLI. Plugins on PATH are ignored: one of them might be the real azure-native, which would deploy to the real Azure.
 */
export function cliEnvironment(home: Home, base: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept = Object.entries(base).filter(([key, value]) => value !== undefined && !userVariables.some((name) => name === key));
  return {
    PULUMI_CONFIG_PASSPHRASE: localPassphrase,
    ...(Object.fromEntries(kept) as Record<string, string>),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    ...homeVariables(home),
  };
}

/**
 * What leads the CLI and its plugins to a home. Without `metadata=skip` (Go CDK, "fileblob") each write of the state also writes a file of attributes, first
 * empty and then whole: a CLI that is killed in between leaves a state that no CLI reads, "failed to load checkpoint: EOF" (seen with 3.220).
 */
export function homeVariables(home: Home): Record<string, string> {
  return { PULUMI_HOME: home.pulumi, PULUMI_BACKEND_URL: `file://${home.state}?metadata=skip`, AZURE_LOCAL_DIR: home.azure };
}
