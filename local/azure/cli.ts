import { AzureError } from "./base/azureError";
import { Cloud } from "./cloud/cloud";
import { cloudFromEnvironment } from "./cloud/environment";
import { GivenRule, faultErrors, faultKinds } from "./cloud/faults";

/** Wrong use of the command. */
class UsageError extends Error {}

interface Command {
  usage: string;
  help: string;
  run(cloud: Cloud, args: string[]): unknown;
}

const commands: Readonly<Record<string, Command>> = {
  list: {
    usage: "list",
    help: "All resources.",
    run: (cloud) => cloud.list().map(({ id, type, state }) => `${state.padEnd(18)} ${type}  ${id}`),
  },
  show: {
    usage: "show ID",
    help: "One resource, as Azure returns it.",
    run: (cloud, [id]) => {
      const found = cloud.show(needed(id, "ID"));
      if (!found) throw new Error(`there is no resource ${id}`);
      return JSON.stringify(found.outputs, undefined, 2);
    },
  },
  edit: {
    usage: "edit ID PATH=VALUE …",
    help: "Changes properties behind Pulumi's back; a value is JSON, or text. All of a path but its last step must be there.",
    run: (cloud, [id, ...patch]) => cloud.edit(needed(id, "ID"), Object.fromEntries(patch.map(assignment))),
  },
  put: {
    usage: "put TYPE INPUTS",
    help: "Puts a resource there that somebody else made; INPUTS is the JSON of its inputs.",
    run: (cloud, [type, inputs]) =>
      cloud.put(needed(type, "TYPE"), JSON.parse(needed(inputs, "INPUTS")) as Record<string, unknown>),
  },
  fail: {
    usage:
      "fail OPERATION MATCH [--error NAME] [--kind KIND] [--nth N] [--times N] [--code CODE] [--status N] [--message TEXT] [--retry-after SECONDS] [--seconds N]",
    help: `Lets requests fail. OPERATION: create, update, delete, read or *. MATCH: part of type or id. NAME: ${Object.keys(faultErrors).join(", ")}. KIND: ${faultKinds.join(", ")}.`,
    run: (cloud, args) => JSON.stringify(cloud.fail(faultOf(args))),
  },
  clear: { usage: "clear", help: "Takes all faults away.", run: (cloud) => cloud.clearFaults() },
  approve: {
    usage: "approve ID",
    help: "Approves the pending connections of a private endpoint.",
    run: (cloud, [id]) => cloud.approve(needed(id, "ID")),
  },
  blob: {
    usage: "blob ACCOUNT-ID CONTAINER",
    help: "Puts a blob into a container of a storage account, as the export of logs does.",
    run: (cloud, [id, container]) => cloud.writeBlob(needed(id, "ACCOUNT-ID"), needed(container, "CONTAINER")),
  },
  deleted: {
    usage: "deleted",
    help: "What Azure keeps of deleted resources, and until when.",
    run: (cloud) => cloud.listDeleted().map(({ id, type, purgedAt }) => `${purgedAt}  ${type}  ${id}`),
  },
  recover: {
    usage: "recover ID",
    help: "Brings a deleted resource back with what was in it, but for the role assignments on it.",
    run: (cloud, [id]) => cloud.recover(needed(id, "ID")),
  },
  purge: {
    usage: "purge ID",
    help: "Takes a deleted resource away for good.",
    run: (cloud, [id]) => cloud.purge(needed(id, "ID")),
  },
  quota: {
    usage: "quota LOCATION MODEL SKU LIMIT",
    help: "Sets the quota of a model: thousands of tokens per minute, or provisioned units.",
    run: (cloud, [location, model, sku, limit]) =>
      cloud.setQuota(
        needed(location, "LOCATION"),
        needed(model, "MODEL"),
        needed(sku, "SKU"),
        numberOf(needed(limit, "LIMIT"), "LIMIT"),
      ),
  },
};

function needed(value: string | undefined, what: string): string {
  if (value === undefined) throw new UsageError(`${what} is missing`);
  return value;
}

function numberOf(text: string, what: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`${what} must be a whole number, got ${text}`);
  return Number(text);
}

/** `PATH=VALUE`: a value that is no JSON is text. */
function assignment(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`expected PATH=VALUE, got ${text}`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch (error) {
    if (error instanceof SyntaxError) return [text.slice(0, at), value];
    throw error;
  }
}

const numericFlags: readonly string[] = ["nth", "times", "status", "retry-after", "seconds"];
const textFlags: readonly string[] = ["error", "kind", "code", "message"];

function faultOf([operation, match, ...flags]: string[]): GivenRule {
  const given: Record<string, unknown> = { operation: needed(operation, "OPERATION"), match: needed(match, "MATCH") };
  for (let i = 0; i < flags.length; i += 2) {
    const name = (flags[i] ?? "").replace(/^--/, "");
    const value = needed(flags[i + 1], `the value of ${flags[i]}`);
    if (numericFlags.includes(name)) given[name === "retry-after" ? "retryAfterSeconds" : name] = numberOf(value, flags[i] ?? "");
    else if (textFlags.includes(name)) given[name] = value;
    else throw new UsageError(`unknown option ${flags[i]}`);
  }
  return given;
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, help }) => `  ${usage}\n      ${help}`);
  return ["npm run local:azure -- COMMAND: looks at the stand-in Azure and changes it.", "", ...lines].join("\n");
}

/**
 * Runs one command.
 * @returns the exit code: 0 done, 1 refused, 2 wrong use
 */
export function main(args: readonly string[], cloud: () => Cloud, print: (text: string) => void): number {
  const [name = "help", ...rest] = args;
  const command = commands[name];
  if (!command) {
    print(help());
    return ["help", "--help", "-h"].includes(name) ? 0 : 2;
  }
  try {
    const answer = command.run(cloud(), rest);
    for (const line of Array.isArray(answer) ? answer : answer === undefined ? [] : [answer]) print(String(line));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) print(`${error.message}\nusage: ${command.usage}`);
    else print(error instanceof AzureError ? `${error.status} ${error.code}: ${error.message}` : (error as Error).message);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** `npm run local:azure -- …`. @returns the exit code */
export async function runAzure(args: readonly string[]): Promise<number> {
  return main(
    args,
    () => cloudFromEnvironment(),
    (text) => process.stdout.write(`${text}\n`),
  );
}
