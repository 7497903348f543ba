/**
 * What a stack's own configuration says that rules hold its resources against. Another project's stack says none of it, and
 * nothing more is accepted there.
 */
export interface StackConfiguration {
  /** The setting `profile`. */
  profile?: string;
  /** The setting `location`: where the environment is. */
  location?: string;
  /** The data zone in the setting `openAi.dataBoundary`, `EU` or `US`, which prompts may not leave. */
  dataBoundary?: string;
  /** Whether the setting `protection.locks` asks for locks. */
  locks: boolean;
  /** Whether the setting `network.flowLogs` asks for flow logs. */
  flowLogs: boolean;
  /** Whether the setting `openAi.customerManagedKey` asks for the company's own keys. */
  ownKeys: boolean;
  /** Days in the setting `monitoring.retentionDays`; 0 when it says none. */
  ownRetentionDays: number;
  /** Days in the setting `monitoring.archiveDays`, for which tables are kept in total; 0 when it says none. */
  ownTableDays: number;
  /** Days in the setting `monitoring.auditArchive.retentionDays`; 0 when it says none. */
  ownArchiveDays: number;
  /** The id in the setting `network.ddosProtectionPlanId`. */
  protectionPlan?: string;
  /** Audiences of callers' tokens in the setting `identity.audience`. */
  audiences: readonly string[];
  /** Ids of what the environment uses and does not make: networks, zones, workspace, vault, protection plan of a landing zone. */
  adopted: readonly string[];
  /** Ranges in the setting `network.readerRanges`: they may reach the private endpoints. */
  readerRanges: readonly string[];
  /** Hosts in the setting `openAi.allowedFqdns`: accounts may call them. One with `*` does not count. */
  accountHosts: readonly string[];
  /** Fields in the setting `ingress.firewall.textFields`: their values may be left out of single rule groups of the firewall. */
  textFields: readonly string[];
  /** Names in the setting `plans`. */
  plans: readonly string[];
  /** Plans with `credentials: token`: their callers send no key. */
  tokenPlans: readonly string[];
  /** Plans with `credentials: key`: their callers send no token. */
  keyPlans: readonly string[];
  /** Plans with `contentSafety`: their prompts are looked at before a model gets them. */
  checkedPlans: readonly string[];
  /** Tools and MCP servers in the settings `tools` and `mcpServers` of plans; servers without a slash at the end. */
  planTools: readonly string[];
  /** Origins in the setting `ingress.browserOrigins`: their pages may call from a browser. */
  browserOrigins: readonly string[];
  /** Hosts of key vaults in the setting `ingress`: the certificate may be taken from there. */
  vaultHosts: readonly string[];
  /** Addresses of programs in the setting `monitoring.alertReceivers`: alerts may be sent there. */
  webhooks: readonly string[];
  /** Mail addresses of people in the setting `monitoring.alertReceivers`. */
  alertMails: readonly string[];
  /** Those of them who are told of security: receivers without `audiences`, or with `security` among them. */
  securityMails: readonly string[];
}

/**
 * Reads a stack's configuration, as the engine hands it to a pack: JSON of an object, in which settings that are no text
 * are JSON again. The namespace does not matter.
 */
export function stackConfiguration(configuration: string | undefined): StackConfiguration {
  const values = Object.entries(objectOf(configuration)).map(([key, value]) => [key.split(":").slice(1).join(":"), value]);
  const settings = Object.fromEntries(values) as Record<string, unknown>;
  const plansWith = (mode: string): string[] =>
    objectsOf(settings.plans).flatMap(({ name, credentials }) =>
      credentials === mode && typeof name === "string" ? [name] : [],
    );
  const openAi = objectOf(settings.openAi);
  const network = objectOf(settings.network);
  const monitoring = objectOf(settings.monitoring);
  const { dataBoundary: boundary } = openAi;
  const { ddosProtectionPlanId: plan } = network;
  return {
    ...(settings.profile !== undefined && { profile: String(settings.profile) }),
    ...(typeof settings.location === "string" && { location: settings.location }),
    ...(typeof boundary === "string" && boundary !== "none" && { dataBoundary: boundary }),
    locks: isTrue(objectOf(settings.protection).locks),
    flowLogs: isTrue(objectOf(network.flowLogs).enabled),
    ownKeys: isTrue(openAi.customerManagedKey),
    ownRetentionDays: daysIn(monitoring.retentionDays),
    ownTableDays: daysIn(monitoring.archiveDays),
    ownArchiveDays: daysIn(objectOf(monitoring.auditArchive).retentionDays),
    ...(typeof plan === "string" && { protectionPlan: plan }),
    audiences: textsOf([objectOf(settings.identity).audience]),
    adopted: adoptedIn(settings),
    readerRanges: textsOf(network.readerRanges),
    accountHosts: textsOf(openAi.allowedFqdns).filter((host) => !host.includes("*")),
    textFields: textsOf(objectOf(objectOf(settings.ingress).firewall).textFields),
    plans: textsOf(objectsOf(settings.plans).map(({ name }) => name)),
    tokenPlans: plansWith("token"),
    keyPlans: plansWith("key"),
    checkedPlans: objectsOf(settings.plans).flatMap(({ name, contentSafety }) =>
      contentSafety !== undefined && typeof name === "string" ? [name] : [],
    ),
    planTools: objectsOf(settings.plans).flatMap(({ tools, mcpServers }) => [
      ...textsOf(tools),
      ...textsOf(mcpServers).map((url) => url.replace(/\/+$/, "")),
    ]),
    browserOrigins: textsOf(objectOf(settings.ingress).browserOrigins),
    vaultHosts: vaultHostsIn(JSON.stringify(objectOf(settings.ingress))),
    webhooks: textsOf(receiversIn(settings).map(({ webhook }) => objectOf(webhook).url)),
    alertMails: textsOf(receiversIn(settings).map(({ email }) => email)),
    securityMails: textsOf(
      receiversIn(settings)
        .filter(({ audiences }) => audiences === undefined || textsOf(audiences).includes("security"))
        .map(({ email }) => email),
    ),
  };
}

/** The settings that hold ids of what a landing zone has. */
function adoptedIn(settings: Record<string, unknown>): string[] {
  const network = objectOf(settings.network);
  const dns = objectOf(network.privateDns);
  return textsOf([
    objectOf(network.existing).virtualNetworkId,
    network.ddosProtectionPlanId,
    ...[dns.zones, dns.extraLinks, dns.monitorLinks].flatMap((map) => Object.values(objectOf(map))),
    objectOf(objectOf(settings.ingress).certificate).keyVaultId,
    objectOf(settings.monitoring).workspaceId,
    ...receiversIn(settings).map(({ logicApp }) => objectOf(logicApp).workflowId),
  ]).filter((id) => id.startsWith("/subscriptions/") && !id.includes("*"));
}

const receiversIn = (settings: Record<string, unknown>): Record<string, unknown>[] =>
  objectsOf(objectOf(settings.monitoring).alertReceivers);

function vaultHostsIn(text: string): string[] {
  return [...text.matchAll(/https:\/\/([a-z0-9-]+\.vault\.azure\.net)\//gi)].map(([, host = ""]) => host.toLowerCase());
}

const daysIn = (value: unknown): number => Number(value ?? 0) || 0;

const isTrue = (value: unknown): boolean => value === true || value === "true";

/** An object, or one in JSON; empty for anything else: the program itself refuses settings that are not of their shape. */
function objectOf(value: unknown): Record<string, unknown> {
  const read = typeof value === "string" && value.trimStart().startsWith("{") ? (JSON.parse(value) as unknown) : value;
  return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
}

function objectsOf(value: unknown): Record<string, unknown>[] {
  const read = typeof value === "string" && value.trimStart().startsWith("[") ? (JSON.parse(value) as unknown) : value;
  return Array.isArray(read) ? read.map(objectOf) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
