import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError, messageOf } from "../engine/errors";
import { environmentOf, isExpected } from "./environment";
import { explain } from "./explain";
import { howToCall } from "./howToCall";
import { loadGateway } from "./loadGateway";
import { Stand, startStand } from "./stand";
import { announce, standFolder } from "./standFile";

/** Exit codes: usage or settings refused, the program or the stand-in failed. */
const [refusedExitCode, failedExitCode] = [2, 3];

const options = {
  stack: { type: "string" },
  config: { type: "string" },
  port: { type: "string", default: "0" },
  json: { type: "boolean", default: false },
} as const;
const usage = "[--stack NAME] [--config FILE] [--port N] [--json], or explain REQUEST.http [--stack NAME] [--config FILE]";

/** Version of the dated API that the examples name. */
const apiVersion = "2024-10-21";

/**
 * `npm run local`: an environment on this machine until it is told to end; `npm run local -- explain FILE`: what the gateway does with a call.
 * @returns 0: ended as asked; 2: usage or settings refused; 3: it could not start.
 */
export async function localCommand(args: string[]): Promise<number> {
  try {
    const given = read(args);
    if (given.explain !== undefined) return await explain({ ...given, file: given.explain });
    return await run(given);
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return error instanceof UsageError ? refusedExitCode! : failedExitCode!;
  }
}

interface Given {
  stack?: string;
  config?: string;
  port: number;
  json: boolean;
  explain: string | undefined;
}

function read(args: string[]): Given {
  let parsed;
  try {
    parsed = parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
  const { values, positionals } = parsed;
  const [word, file, ...more] = positionals;
  if (word !== undefined && (word !== "explain" || file === undefined || more.length > 0))
    throw new UsageError(`${positionals.join(" ")}: unknown; allowed: ${usage}`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${values.port}: allowed: 0 (any) to 65535`);
  return { ...values, port, explain: file };
}

async function run({ stack, config, port, json }: Given): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const environment = await environmentOf({ stack, config }, say);
  const createGateway = loadGateway();
  const caFile = join(standFolder, `${environment.stack}-${process.pid}.pem`);
  const stand = await startStand({ environment, createGateway, port, caFile }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") throw new UsageError(`--port ${port} is taken; allowed: a free port, or 0 for any`);
    throw error;
  });
  const withdraw = announce({
    stack: environment.stack,
    ...(config && { config: resolve(config) }),
    control: stand.addresses.control,
  });
  process.stdout.write(json ? `${JSON.stringify(stand.addresses)}\n` : howToCall(stand.addresses, apiVersion));
  await ended(stand);
  withdraw();
  return 0;
}

/** Ends the servers when this process is asked to end. */
async function ended(stand: Stand): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
  await stand.close();
}
