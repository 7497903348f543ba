import { planOf } from "../../../support/plan";
import type { Behaviours, GatewayArgs, Plan } from "../../../../local/gateway";
import { bench, Bench, Issuer, Scripts } from "./harness";

const group = (number: number): string => `bbbbbbbb-0000-4000-8000-00000000000${number}`;
const names = { 1: "claims-assistant", 2: "service-desk", 4: "marketing-images" } as const;
export type Actor = keyof typeof names;

const keys = Object.fromEntries([
  ...Object.entries(names).map(([number, name]) => [`${name}--${group(Number(number))}`, `key-${number}`]),
  ["master", "key-master"],
]) as Record<string, string>;

/** Both answers of Azure where it is not known which it gives. */
export const bothBehaviours: readonly (readonly [string, Partial<Behaviours>])[] = [
  ["defaults", {}],
  [
    "others",
    {
      exhaustion: "error",
      responseInOnError: "absent",
      sameUrlBreakers: "shared",
      embeddingTokens: "notCounted",
      tokenArrays: "refused",
      setBodyInOnError: "ignored",
      breakerReset: "halfOpen",
    },
  ],
];

/** The consumers of `test/fixtures/max.yaml`, with their keys and tokens. */
export interface Cast {
  issuer: Issuer;
  plan: Plan;
  bench(scripts?: Scripts, behaviours?: Partial<Behaviours>, observer?: GatewayArgs["observer"], plan?: Plan): Promise<Bench>;
  /** The plan with a text in the policy of some resource replaced, which has to be there. */
  planWith(which: (inputs: Record<string, unknown>) => boolean, text: string, by: string): Plan;
  /** Headers of a caller: his key and his token. */
  as(actor: Actor, claims?: Record<string, unknown>): Promise<Record<string, string>>;
}

export async function cast(): Promise<Cast> {
  const [issuer, plan] = await Promise.all([Issuer.make(), planOf("--stack", "max", "--config", "test/fixtures/max.yaml")]);
  return {
    issuer,
    plan: plan as Plan,
    planWith: (which, text, by) => {
      const changed = (plan as Plan).resources.map((resource) => {
        const { value } = resource.inputs;
        const found = which(resource.inputs) && typeof value === "string" && value.includes(text);
        return found ? { ...resource, inputs: { ...resource.inputs, value: value.replace(text, () => by) } } : resource;
      });
      if (changed.every((resource, index) => resource === (plan as Plan).resources[index]))
        throw new Error(`no policy has ${text}`);
      return { ...(plan as Plan), resources: changed };
    },
    bench: (scripts = {}, behaviours = {}, observer = {}, other = plan as Plan) =>
      bench({ plan: other, issuer, keys, scripts, behaviours, observer }),
    as: async (actor, claims = {}) => ({
      "api-key": `key-${actor}`,
      Authorization: `Bearer ${await issuer.token({ groups: [group(actor)], oid: `o-${actor}`, appid: `a-${actor}`, ...claims })}`,
    }),
  };
}

/** The dated API's chat completions. */
export const dated = (deployment: string, operation = "chat/completions"): string =>
  `/openai/deployments/${deployment}/${operation}?api-version=2024-10-21`;
export const v1 = (operation = "chat/completions"): string => `/openai/v1/${operation}`;
export const chat = (model?: string, more: object = {}): object => ({
  ...(model && { model }),
  messages: [{ role: "user", content: "hi" }],
  ...more,
});
