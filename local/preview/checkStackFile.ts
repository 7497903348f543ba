import { parseSettings } from "../../stacks/settings/parse";
import { Problem, describeProblems } from "../../stacks/settings/problem";
import type { Settings } from "../../stacks/settings/schema";
import type { Passphrase, Project, StackConfig } from "../engine/config";
import { readStackFile } from "./stackFile";

/** A stack's file with its settings checked. */
export interface CheckedStack {
  /** Configuration with the project's defaults. */
  config: StackConfig;
  /** Undefined when there are problems. */
  settings?: Settings;
  /** Text that refuses the file, with everything that must be mended; undefined when nothing must. */
  refusal?: string;
  /** Of the settings, and of secrets and keys that play no part here. */
  warnings: Warning[];
}

/** What can be deployed but deserves a look. */
export interface Warning {
  /** Setting or resource. */
  path: string;
  /** What deserves a look, with the value got and what is allowed. */
  message: string;
  /** `FILE:LINE`, for a setting. */
  place?: string;
}

/**
 * Reads a stack's file and checks its settings.
 * @param today The day for which models and dates are judged. Default: today.
 * @throws UsageError when the file is not YAML
 */
export function checkStackFile(project: Project, file: string, passphrase: Passphrase, today?: string): CheckedStack {
  const { config, problems, placeOf } = readStackFile(project, file, passphrase);
  const parsed = parseSettings(config.values, { secretKeys: config.secretKeys, project: project.name, today });
  // Without settings that could be read, none would be the only thing to say of each.
  const all = problems.some(({ path }) => path === "config") ? problems : [...problems, ...parsed.problems];
  return {
    config,
    settings: all.length === 0 ? parsed.settings : undefined,
    ...(all.length > 0 && { refusal: describeProblems(all, placeOf) }),
    warnings: [
      ...parsed.warnings.map((warning) => ({ path: warning.path, message: sentence(warning), place: placeOf(warning) })),
      ...[...closedSecrets(config, project), ...strangers(config, project)].map((warning) => ({
        ...warning,
        place: placeOf(warning),
      })),
    ],
  };
}

const sentence = ({ message, got, allowed }: Problem): string => `${message} (got ${got}; ${allowed})`;

/** Secrets of other namespaces, such as a provider's, which play no part here. */
function closedSecrets({ undecrypted, closed }: StackConfig, project: Project): Warning[] {
  const foreign = undecrypted.filter((key) => !key.startsWith(`${project.name}:`));
  return foreign.map((path) => ({
    path,
    message: `holds a secret that cannot be decrypted here (${closed}); the preview goes on without it`,
  }));
}

/** Keys of other namespaces, such as a provider's: they play no part without Azure. */
function strangers({ values }: StackConfig, project: Project): Warning[] {
  const keys = Object.keys(values).filter((key) => !key.startsWith(`${project.name}:`) && !key.startsWith("pulumi:"));
  return keys.map((path) => ({ path, message: "has no effect on a preview without Azure" }));
}
