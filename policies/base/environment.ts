import { flag, Form, number, Setting, Settings, strings, text, withDefaults } from "./settings";
import { StackConfiguration, stackConfiguration } from "./stackConfiguration";

const guid: Form = {
  description: "an id such as 00000000-0000-0000-0000-000000000000",
  pattern: /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
};
const armId: Form = {
  description:
    "an id that names its subscription, such as /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-hub/*",
  pattern:
    /^\/(subscriptions\/[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|providers(\/[^\/*]+){3})(\/[^\/]*[^\/.][^\/]*)*$/,
};
const host: Form = {
  description: "a host such as files.example.com or *.example.com",
  pattern: /^(\*\.)?([A-Za-z0-9_-]+\.)+[A-Za-z0-9-]+$/,
};
const octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const ipv4 = `(${octet}[.]){3}${octet}/(3[0-2]|[12]?[0-9])`;
const group = "[0-9A-Fa-f]{1,4}";
// All eight groups, or those around the `::` that stands for the others.
const ipv6 = `(${group}(:${group}){7}|(${group}(:${group}){0,6})?::(${group}(:${group}){0,6})?)/(12[0-8]|1[01][0-9]|[1-9]?[0-9])`;
const range: Form = {
  description: "an address range in CIDR notation, such as 198.51.100.0/24",
  pattern: new RegExp(`^(${ipv4}|${ipv6})$`),
};

/** Settings that many rules share: what this environment is, and what of the world outside it may be referred to. */
export const environmentSettings = {
  profile: choice(
    ["stack", "dev", "prod"],
    "`prod`: stateful resources are protected, and what is exported cannot be changed. `stack`: the setting `profile` of the stack's own configuration, else `prod`.",
    "stack",
  ),
  denyUnknownTypes: flag("Refuse resources of types and providers that are on no list of the pack or of the project.", true),
  subscriptions: strings("Ids of further subscriptions whose resources may be referred to.", [], guid),
  tenants: strings("Ids of further Entra tenants that may be named.", [], guid),
  outside: strings(
    "Ids of resources outside the stack that may be referred to whatever they are; `*` stands for any characters after the subscription.",
    [],
    armId,
  ),
  hosts: strings(
    "Hosts that the gateway and the accounts may call besides those of the stack; `*.example.com` takes in all below it.",
    [],
    host,
  ),
  clientRanges: strings("Address ranges of the team's own clients, however wide.", [], range),
  publicAddresses: number("Public IPv4 addresses, summed up, that one group may let in beyond `clientRanges`.", 65_536),
  retentionDays: number("Fewest days that logs can be queried.", 30),
  archiveDays: number("Fewest days that an archive cannot be changed.", 30),
  exemptionDays: number("Days from now after which no exemption may end.", 90, [1, 3650]),
} satisfies Settings;

/** The values of {@link environmentSettings}, the profile resolved. */
export interface Environment {
  /** From the stack's own configuration where the pack's says nothing. */
  profile: "dev" | "prod";
  /** Whether a type that is on no list of the pack or the project is a violation. */
  denyUnknownTypes: boolean;
  /** Further subscriptions whose resources may be referred to, by id. */
  subscriptions: readonly string[];
  /** Further Entra tenants that may be named, by id. */
  tenants: readonly string[];
  /** Ids of resources beside the stack that may be referred to; `*` stands for any characters. */
  outside: readonly string[];
  /** Hosts that gateway and accounts may call besides those of the stack; `*` stands for any characters. */
  hosts: readonly string[];
  /** Ranges of the team's clients. */
  clientRanges: readonly string[];
  /** Most public IPv4 addresses that one group may let in beyond `clientRanges`. */
  publicAddresses: number;
  /** Fewest days that logs can be queried: of the pack's settings and the stack's own, the more. */
  retentionDays: number;
  /** Fewest days that a table is kept in total, by the stack's own configuration too. */
  tableDays: number;
  /** Fewest days that an archive cannot be changed: of the pack's settings and the stack's own, the more. */
  archiveDays: number;
  /** Most days until an exemption ends. */
  exemptionDays: number;
  /** Where the environment is, by the stack's own configuration. */
  location?: string;
  /** The data zone that prompts may not leave, by the stack's own configuration. */
  dataBoundary?: string;
  /** Whether the stack's own configuration asks for locks. */
  locks: boolean;
  /** Whether the stack's own configuration asks for flow logs. */
  flowLogs: boolean;
  /** Whether the stack's own configuration asks for the company's own keys. */
  ownKeys: boolean;
  /** The plan against floods that the stack's own configuration names. */
  protectionPlan?: string;
  /** Audiences of callers' tokens, by the stack's own configuration. */
  audiences: readonly string[];
  /** Ids of what the stack's own configuration uses and does not make. */
  adopted: readonly string[];
  /** Ranges that the stack's own configuration lets reach its private endpoints. */
  readerRanges: readonly string[];
  /** Hosts that the stack's own configuration lets its accounts call. */
  accountHosts: readonly string[];
  /** Fields of requests that the stack's own configuration says hold free text. */
  textFields: readonly string[];
  /** Plans, by the stack's own configuration. */
  plans: readonly string[];
  /** Plans whose callers need no key, by the stack's own configuration. */
  tokenPlans: readonly string[];
  /** Plans whose callers need no token, by the stack's own configuration. */
  keyPlans: readonly string[];
  /** Plans whose prompts are looked at, by the stack's own configuration. */
  checkedPlans: readonly string[];
  /** Tools and MCP servers that plans of the stack's own configuration name. */
  planTools: readonly string[];
  /** Origins whose pages may call the gateway from a browser, by the stack's own configuration. */
  browserOrigins: readonly string[];
  /** Hosts of key vaults that the stack's own configuration takes certificates from. */
  vaultHosts: readonly string[];
  /** Addresses of programs that the stack's own configuration sends alerts to. */
  webhooks: readonly string[];
  /** Mail addresses of people whom the stack's own configuration sends alerts to. */
  alertMails: readonly string[];
  /** Mail addresses of those whom the stack's own configuration tells of security. */
  securityMails: readonly string[];
}

/**
 * The environment from the pack's configuration.
 *
 * @param given Values of the policy `environment`.
 * @param own What the stack's own configuration says.
 */
export function environmentOf(
  given: Record<string, unknown>,
  own: StackConfiguration = stackConfiguration(undefined),
): Environment {
  const values = withDefaults(environmentSettings, given);
  const profile = values.profile === "stack" ? own.profile : values.profile;
  const { ownRetentionDays, ownTableDays, ownArchiveDays, ...rest } = own;
  return {
    ...values,
    ...rest,
    profile: profile === "dev" ? "dev" : "prod",
    retentionDays: Math.max(values.retentionDays, ownRetentionDays),
    tableDays: Math.max(values.retentionDays, ownRetentionDays, ownTableDays),
    archiveDays: Math.max(values.archiveDays, ownArchiveDays),
  };
}

function choice(values: string[], description: string, value: string): Setting<string> {
  return text(description, value, values);
}
