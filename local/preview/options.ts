import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chosenStack } from "../engine/config";
import { UsageError, messageOf } from "../engine/errors";
import type { RuleConfigs } from "../engine/policyConfig";
import { projectFolder } from "../folders";

const options = {
  stack: { type: "string" },
  config: { type: "string" },
  json: { type: "boolean", default: false },
  "first-run": { type: "boolean", default: false },
  out: { type: "string" },
  tree: { type: "boolean", default: false },
  against: { type: "string" },
  accept: { type: "string", multiple: true },
  "policy-pack": { type: "string", default: join(projectFolder, "policies") },
  "policy-pack-config": { type: "string" },
} as const;

const usage =
  "[--stack NAME] [--config FILE] [--json] [--first-run] [--out DIR] [--tree] [--against REF|PLAN.json] [--accept NAME,…] [--policy-pack DIR] [--policy-pack-config FILE]";

/** Options of the command, with the stack that is chosen when none is named. */
export type Options = ReturnType<typeof readOptions>;

/** The options of the command, with the stack that is chosen when none is named. @throws UsageError that says what is allowed. */
export function readOptions(args: string[], note: (line: string) => void) {
  const given = parsed(args);
  const chosen = chosenStack(projectFolder, given);
  if (chosen.note) note(chosen.note);
  const accept = (given.accept ?? []).flatMap((names) => names.split(",")).map((name) => name.trim());
  if (given.accept && given.against === undefined)
    throw new UsageError("--accept: there is no difference to accept; allowed: with --against REF or --against PLAN.json");
  return { ...given, stack: chosen.stack, accept: accept.filter((name) => name !== "") };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
}

/**
 * Levels and settings of the rules that belong to the fork: taken by preview, check and the scripts of `.ci` where no other file is given. The variable
 * `POLICY_PACK_CONFIG` names another file; empty: none, as in tests.
 */
const ownRules = (): string => process.env.POLICY_PACK_CONFIG ?? join(projectFolder, "policies", "config.json");

/** The policy configuration file, as `pulumi preview --policy-pack-config` takes it; without one that of the fork, where it is there. */
export function ruleConfigs(given: string | undefined): RuleConfigs | undefined {
  const own = ownRules();
  const file = given ?? (existsSync(own) ? own : undefined);
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as RuleConfigs;
  } catch (error) {
    throw new UsageError(`--policy-pack-config ${file}: ${messageOf(error)}; allowed: a JSON file such as {"rule": "advisory"}`);
  }
}

/** Passphrase of the stack's secrets, where Pulumi looks for it. */
export function passphrase(): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: text, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
  if (text !== undefined || !file) return text;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UsageError(`PULUMI_CONFIG_PASSPHRASE_FILE: ${messageOf(error)}; allowed: the path of a file that can be read`);
  }
}
