import type { PolicyNode } from "../documents/policyNode";
import type { Call } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";
import { attribute } from "./element";

/** What a limit leaves in a variable that its element names. */
export const remember = (call: Call, name: string | undefined, value: number): void => {
  if (name) call.variables.set(name, value);
};

/** Headers that a limit adds to the answer, whatever the answer is. */
export function announce(call: Call, name: string | undefined, value: number): void {
  if (!name) return;
  const headers = call.response?.headers;
  if (headers) headers.set(name, String(value));
  else call.answerHeaders.push([name, String(value)]);
}

/** Ends the call: the limit is reached. */
export function refuse(source: string, reason: string, status: number, message: string, headers: [string, string][]): never {
  throw new PolicyFault({ source, reason, status, message, headers });
}

/** Plain attributes of an element. */
export const names = (node: PolicyNode, ...attributes: string[]): (string | undefined)[] =>
  attributes.map((name) => attribute(node, name)?.text);

/** Attributes that may be left out. */
export const optional = (list: readonly string[]): Record<string, "optional"> =>
  Object.fromEntries(list.map((name) => [name, "optional" as const]));
/** For elements that may stand in `inbound` only. */
export const inbound = { sections: ["inbound"] } as const;
