import type { Plan } from "../../../../local/gateway";
import { changedMax, Changes } from "./changedMax";
import { Answer, bench, Bench, BenchArgs, Issuer } from "./harness";

/** Object id of the Entra group of consumer 1 to 5 of `max.yaml`. */
export const group = (number: number): string => `bbbbbbbb-0000-4000-8000-00000000000${number}`;

/** A gateway of `max.yaml` with changed settings, and its consumers. */
export interface ShieldBench {
  /** A gateway with nothing counted yet. */
  start(args?: Partial<BenchArgs>): Promise<Bench>;
  /** Headers of consumer 1 to 5: key and token. */
  as(consumer: number, claims?: Record<string, unknown>): Promise<Record<string, string>>;
  plan: Plan;
  issuer: Issuer;
}

/** Makes the policies once for the tests of a file. The key of consumer n is `key-n`. */
export async function shieldBench(changes: Changes): Promise<ShieldBench> {
  const plan = await changedMax(changes);
  const issuer = await Issuer.make();
  const ids = plan.resources.filter(({ type }) => type.endsWith(":Subscription")).map(({ inputs }) => String(inputs.sid));
  const keys = { ...Object.fromEntries(ids.map((id) => [id, `key-${id.at(-1)}`])), master: "key-master" };
  return {
    plan,
    issuer,
    start: (args = {}) => bench({ plan, issuer, keys, ...args }),
    as: async (consumer, claims = {}) => ({
      "api-key": `key-${consumer}`,
      Authorization: `Bearer ${await issuer.token({ groups: [group(consumer)], oid: `o-${consumer}`, appid: `a-${consumer}`, ...claims })}`,
    }),
  };
}

/** The code of an answer in OpenAI's shape. */
export const code = ({ json }: Answer): string => (json as { error: { code: string } }).error.code;

/** What the gateway wrote about its last call. */
export const recorded = ({ calls }: Bench): Record<string, string> | undefined =>
  calls.at(-1)?.traces.find(({ message }) => message === "call")?.metadata;

/** Why the last call was refused. */
export const refused = ({ calls }: Bench): Record<string, string> | undefined =>
  calls.at(-1)?.traces.find(({ message }) => message === "refused")?.metadata;

/** Bodies that reached a model, as text. */
export const sent = ({ backends }: Bench): string[] =>
  backends.requests.map(({ body }) => Buffer.from(body ?? new Uint8Array()).toString());
