/** What a caller of a plan shows: the key of a subscription and a token, or one of them. */
export const credentialModes = ["keyAndToken", "token", "key"] as const;

/** `keyAndToken`: both are needed. `token`: no subscription is made. `key`: a token is not looked at. */
export type CredentialMode = (typeof credentialModes)[number];

/** A team or application. */
export interface Consumer {
  /** Unique in the environment; in lower case, without a double hyphen. */
  name: string;
  /** Object id of the Entra group that the caller's token must show. */
  entraGroup: string;
  /** Further groups, app roles of the gateway's application and application ids of which a token may show one instead. */
  moreEntraGroups: readonly string[];
  /** Values of app roles that the token's claim `roles` may show. */
  appRoles: readonly string[];
  /** Client ids of applications whose own tokens (claim `azp` or `appid`, no `scp`) may show them. */
  applicationIds: readonly string[];
  /** Name of its plan. */
  plan: string;
}

/**
 * Name of the product of the callers without a key. It asks for no subscription, so API Management takes a call without a valid key as a call of this
 * product, and its policy runs (Microsoft Learn, "Subscriptions in Azure API Management", 2024-09, "API request without a subscription key").
 */
export const tokenProduct = "token-only";

/**
 * Id of a consumer's subscription: `<consumer>--<object id of its Entra group>`. The gateway reads both from it, so no
 * policy grows with the consumers. A consumer's name has no double hyphen, so the parts can be told apart.
 */
export const subscriptionId = ({ name, entraGroup }: Pick<Consumer, "name" | "entraGroup">): string =>
  `${name}--${entraGroup.toLowerCase()}`;

/** What may stand in a token for a consumer, as the policy spells it (check-token.xml). */
const shownBy = ({ entraGroup, moreEntraGroups, appRoles, applicationIds }: Consumer): string[] => [
  ...[entraGroup, ...moreEntraGroups].map((group) => `groups:${group.toLowerCase()}`),
  ...appRoles.map((role) => `roles:${role}`),
  ...applicationIds.map((id) => `appid:${id.toLowerCase()}`),
];

/** Rows `id=what a token shows,…` of consumers, joined with `|`. */
const rows = (consumers: readonly Consumer[], id: (consumer: Consumer) => string): string =>
  consumers.map((consumer) => `${id(consumer)}=${shownBy(consumer).join(",")}`).join("|");

/** How callers prove who they are, as the policies need it. */
export interface Credentials {
  /** Plans whose key is enough, joined with `|`; empty: none. */
  keyPlans: string;
  /** Consumers of plans whose token is enough: rows `<plan>/<id>=<what a token shows>`; empty: none. */
  tokenConsumers: string;
  /** Consumers with more than one group, role or application beside their key; empty: none. */
  otherProofs: string;
}

/** Joins plans and consumers. */
export function credentialsOf(
  plans: readonly { name: string; credentials: CredentialMode }[],
  consumers: readonly Consumer[],
): Credentials {
  const named = (mode: CredentialMode): string[] =>
    plans.filter(({ credentials }) => credentials === mode).map(({ name }) => name);
  const of = (mode: CredentialMode): Consumer[] => consumers.filter(({ plan }) => named(mode).includes(plan));
  return {
    keyPlans: named("key").join("|"),
    tokenConsumers: rows(of("token"), (consumer) => `${consumer.plan}/${subscriptionId(consumer)}`),
    otherProofs: rows(
      of("keyAndToken").filter((consumer) => shownBy(consumer).length > 1),
      subscriptionId,
    ),
  };
}
