import { readFileSync } from "node:fs";
import { UsageError, messageOf } from "../engine/errors";
import type { CallRecord, StepRecord } from "../gateway/records";
import { Consumer, memberOf } from "./consumers";
import { environmentOf } from "./environment";
import { readHttpFile } from "./httpFile";
import { loadGateway } from "./loadGateway";
import { Parts, partsOf } from "./parts";
import { realClock } from "./realClock";

/**
 * `npm run local -- explain REQUEST.http`: what each policy element did with a call. In the file, `{{key:CONSUMER}}` stands for the key of a consumer and
 * `{{token:CONSUMER}}` for a token of somebody in its group.
 * @returns 0, whatever the call was answered
 */
export async function explain({ file, stack, config }: { file: string; stack?: string; config?: string }): Promise<number> {
  const text = readText(file);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const environment = await environmentOf({ stack, config }, say);
  const createGateway = loadGateway();
  const steps: StepRecord[] = [];
  const calls: CallRecord[] = [];
  const observer = { onStep: (step: StepRecord) => void steps.push(step), onCall: (call: CallRecord) => void calls.push(call) };
  const parts = await partsOf({ environment, createGateway, clock: realClock(), random: Math.random, observer });
  const request = readHttpFile(await filled(text, parts), file);
  const answer = await parts.gateway.handle({ ...request, clientAddress: "10.0.0.4" });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  process.stdout.write(explanation(steps, calls[0], answer, Buffer.concat(chunks).toString()));
  return 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}; allowed: a file with one HTTP request`);
  }
}

/** The text with keys and tokens in place of what stands for them. */
async function filled(text: string, { consumers, issuer, environment }: Parts): Promise<string> {
  const named = (name: string): Consumer => {
    const consumer = consumers.find((one) => one.name === name);
    if (!consumer) throw new UsageError(`no consumer ${name}; allowed: ${consumers.map((one) => one.name).join(", ")}`);
    return consumer;
  };
  const tokens = new Map<string, string>();
  for (const [, name = ""] of text.matchAll(/\{\{token:([^}]+)\}\}/g))
    tokens.set(name, await issuer.tokenOf(memberOf(named(name)), environment.settings.identity.audience));
  return text
    .replace(/\{\{key:([^}]+)\}\}/g, (_all, name: string) => named(name).subscriptionKey)
    .replace(/\{\{token:([^}]+)\}\}/g, (_all, name: string) => tokens.get(name) ?? "");
}

function explanation(
  steps: StepRecord[],
  call: CallRecord | undefined,
  { status, headers }: { status: number; headers: [string, string][] },
  body: string,
): string {
  const width = Math.max(0, ...steps.map(({ document, line }) => `${document}:${line}`.length));
  const lines = steps.map(
    ({ document, line, section, element, outcome }) =>
      `${`${document}:${line}`.padEnd(width)}  ${section.padEnd(8)}  ${element}${outcome === "done" ? "" : `: ${outcome}`}`,
  );
  const attempts = (call?.attempts ?? []).map(
    (one, index) =>
      `attempt ${index + 1}: ${one.backendId ?? "no backend entity"} ${one.url} → ${one.status ?? one.failure ?? "no answer"}`,
  );
  const error = call?.lastError ? [`error: ${call.lastError.source}/${call.lastError.reason}: ${call.lastError.message}`] : [];
  const matched = call
    ? [`operation: ${call.apiId ?? "none"}/${call.operationId ?? "none"}   subscription: ${call.subscriptionId ?? "none"}`]
    : [];
  const answer = [`answer: ${status}`, ...headers.map(([name, value]) => `  ${name}: ${value}`), "", body.slice(0, 4000)];
  return `${[...matched, "", ...lines, "", ...attempts, ...error, ...answer].join("\n")}\n`;
}
