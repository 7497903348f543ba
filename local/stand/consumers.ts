import { createHash } from "node:crypto";
import type { Settings } from "../../stacks/settings/schema";
import type { Principal } from "../identity";

/** A consumer as `npm run local -- --json` shows it. */
export interface Consumer {
  /** Name in the settings. */
  name: string;
  /** Empty where a token is enough: then there is no key. */
  subscriptionKey: string;
  /** Object id of its Entra group. */
  entraGroup: string;
  /** What its plan asks of a caller: `keyAndToken`, `token` or `key`. */
  credentials: string;
  /** Models of its plan. */
  models: string[];
}

/** Id of the built-in subscription of all APIs. */
export const allAccess = "master";

/** The consumers of an environment with keys that are the same at each start. */
export function consumersOf(stack: string, { consumers, plans }: Settings): Consumer[] {
  return consumers.map(({ name, entraGroup, plan: planName }) => {
    const plan = plans.find((one) => one.name === planName);
    const credentials = plan?.credentials ?? "keyAndToken";
    return {
      name,
      subscriptionKey: credentials === "token" ? "" : keyOf(stack, subscriptionId({ name, entraGroup })),
      entraGroup,
      credentials,
      models: plan?.models ?? [],
    };
  });
}

/** Id of a consumer's subscription, as the program makes it. */
export const subscriptionId = ({ name, entraGroup }: { name: string; entraGroup: string }): string => `${name}--${entraGroup}`;

/** A key of the form that API Management makes: 32 hexadecimal digits. */
export const keyOf = (stack: string, subscription: string, which = "primary"): string =>
  digest(`${stack}/${subscription}/${which}`).slice(0, 32);

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Somebody of a consumer's group, or one of several by name, with an application of the consumer's. */
export const memberOf = ({ name, entraGroup }: Pick<Consumer, "name" | "entraGroup">, user = "user"): Principal => ({
  objectId: guid(`${user} of ${name}`),
  applicationId: guid(`application of ${name}`),
  kind: "user",
  groups: [entraGroup],
});

/** Somebody of no group. */
export const stranger: Principal = {
  objectId: guid("stranger"),
  applicationId: guid("application of a stranger"),
  kind: "user",
  groups: [],
};

function guid(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
