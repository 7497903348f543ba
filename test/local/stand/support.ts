import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../../../local/stand/environment";
import { CreateGateway } from "../../../local/stand/parts";
import { Stand, startStand } from "../../../local/stand/stand";

/**
 * Starts an environment of the fixtures.
 * @param stack `dev`, `prod` or `max`.
 * @param change Changes the plan before anything reads it.
 */
export async function startFixture(
  stack: string,
  createGateway: CreateGateway,
  change: (plan: Stand["parts"]["environment"]["plan"]) => void = () => {},
): Promise<Stand> {
  const dir = mkdtempSync(join(tmpdir(), "shield-stand-"));
  const environment = await environmentOf({ stack, config: `test/fixtures/${stack}.yaml` }, (line) => {
    throw new Error(line);
  });
  change(environment.plan);
  const stand = await startStand({ environment, createGateway, port: 0, caFile: join(dir, "ca.pem") });
  return {
    ...stand,
    close: async () => {
      await stand.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** Requests that reached an account for a caller: without the gateway's own question whether the account answers at all. */
export const forCallers = ({ parts }: Stand): Stand["parts"]["openAi"]["received"] =>
  parts.openAi.received.filter(
    ({ url, headers }) => !url.includes("/contentsafety/") && headers.some(([name]) => name.toLowerCase() === "authorization"),
  );

/** An answer as it came. */
export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Calls the gateway of a stand as a client does that trusts its certificate. */
export function call(
  stand: Stand,
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: string | Buffer,
): Promise<Answered> {
  const agent = new Agent({ ca: readFileSync(stand.addresses.ca) });
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(stand.addresses.gateway + path, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Asks the control door of a stand. */
export async function control<T = unknown>(
  stand: Stand,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const answer = await fetch(stand.addresses.control + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

/** Rows of a table of a stand. */
export const rowsOf = async (stand: Stand, table: string): Promise<Record<string, unknown>[]> =>
  (await control<Record<string, unknown>[]>(stand, "GET", `/logs/${table}`)).body;
