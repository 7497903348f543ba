import { ProfileName, isProfile, layBeneath, profiles } from "../profiles";
import { advice, checks } from "./checks";
import { withOrigin } from "./origin";
import { Problem } from "./problem";
import { readConfig } from "./readConfig";
import { Section, Settings, SoundSettings, settingsSchema } from "./schema";
import { Written, schemaProblems } from "./schemaProblems";
import { withStandIns } from "./standIns";

/** Name of the project, hence of the namespace of its configuration. */
export const projectName = "azure-openai-shield";

/** What the settings are judged by besides themselves. */
export interface ParseOptions {
  /** The day for which models, dates and the like are judged, as `2026-11-22`. Default: today. */
  today?: string;
  /** Top-level keys that Pulumi marks as secret. */
  secretKeys?: readonly string[];
  /** Namespace of the project's configuration. Default: the project's own name. */
  project?: string;
}

/** What a check of the settings found. */
export interface ParsedSettings {
  /** The settings with all defaults; undefined when there are problems. */
  settings?: Settings;
  /** Everything that must be mended before anything can be deployed. */
  problems: Problem[];
  /** What can be deployed but deserves a look. */
  warnings: Problem[];
}

/**
 * Checks the settings of an environment and fills in defaults: those of the profile, then those of the schema. Finds all
 * problems at once: what must hold between groups is checked for all groups that are sound in themselves. Pure.
 *
 * @param raw The configuration of the stack, in any form that `readConfig` takes.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>, options: ParseOptions = {}): ParsedSettings {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const given = readConfig(raw, options.project ?? projectName, options.secretKeys);
  const opened = withStandIns(given.raw, given.secretKeys);
  const written: Written = { ...given, raw: withGroups(withProfile(opened.raw)) };
  const result = settingsSchema.safeParse(written.raw);
  const sound = result.success ? { ...nothingGiven, ...result.data } : soundSections(written.raw);
  const stages = { written: opened.raw, withProfile: written.raw, complete: sound, profile: profileOf(opened.raw) };
  const problems = [
    ...given.problems,
    ...withOrigin(schemaProblems(result.error?.issues ?? [], written), stages),
    ...withOrigin(
      checks.flatMap((check) => check.run(sound, { today })),
      stages,
    ),
  ];
  const warnings = withOrigin(
    advice.flatMap((check) => check.run(sound, { today })),
    stages,
  );
  return {
    settings: result.success && problems.length === 0 ? withStatefulRegion(result.data) : undefined,
    problems,
    warnings: [...opened.warnings, ...warnings],
  };
}

/** The region of stored objects by name, so that another order of the regions moves nothing. */
function withStatefulRegion(settings: SoundSettings): Settings {
  const { openAi, location } = settings;
  const only = openAi.regions.length === 1 ? openAi.regions[0]?.location : undefined;
  return { ...settings, openAi: { ...openAi, statefulRegion: openAi.statefulRegion ?? only ?? location } };
}

/** Sections that zod leaves out when they are not given: a check that needs them is to see `undefined`. */
const nothingGiven = { uniqueSuffix: undefined, budget: undefined } satisfies Partial<SoundSettings>;

/** A profile that does not exist is a problem of its own; `dev` then stands in, so that it causes no others. */
function withProfile(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return layBeneath(profiles[profileOf(raw)], raw);
}

const profileOf = ({ profile }: Readonly<Record<string, unknown>>): ProfileName => (isProfile(profile) ? profile : "dev");

/** Groups that are missing altogether, so that each missing setting inside is named. */
function withGroups(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...Object.fromEntries((["ingress", "identity", "openAi"] as const).map((key) => [key, {}])), ...raw };
}

function soundSections(raw: Readonly<Record<string, unknown>>): Partial<SoundSettings> {
  const sections = Object.keys(settingsSchema.shape) as Section[];
  const parsed = sections.map((key) => [key, settingsSchema.shape[key].safeParse(raw[key])] as const);
  return Object.fromEntries(parsed.filter(([, { success }]) => success).map(([key, { data }]) => [key, data]));
}
