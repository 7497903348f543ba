/**
 * What a stack's own configuration says that rules hold its resources against. Another project's stack says none of it, and
 * nothing more is accepted there.
 */
export interface StackConfiguration {
  /** The setting `profile`. */
  profile?: string;
  /** Hosts in the setting `openAi.allowedFqdns`: accounts may call them. One with `*` does not count. */
  accountHosts: readonly string[];
  /** Fields in the setting `ingress.firewall.textFields`: their values may be left out of single rule groups of the firewall. */
  textFields: readonly string[];
  /** Hosts of key vaults in the setting `ingress`: the certificate may be taken from there. */
  vaultHosts: readonly string[];
}

/**
 * Reads a stack's configuration, as the engine hands it to a pack: JSON of an object, in which settings that are no text
 * are JSON again. The namespace does not matter.
 */
export function stackConfiguration(configuration: string | undefined): StackConfiguration {
  const values = Object.entries(objectOf(configuration)).map(([key, value]) => [key.split(":").slice(1).join(":"), value]);
  const settings = Object.fromEntries(values) as Record<string, unknown>;
  return {
    ...(settings.profile !== undefined && { profile: String(settings.profile) }),
    accountHosts: textsOf(objectOf(settings.openAi).allowedFqdns).filter((host) => !host.includes("*")),
    textFields: textsOf(objectOf(objectOf(settings.ingress).firewall).textFields),
    vaultHosts: vaultHostsIn(JSON.stringify(objectOf(settings.ingress))),
  };
}

function vaultHostsIn(text: string): string[] {
  return [...text.matchAll(/https:\/\/([a-z0-9-]+\.vault\.azure\.net)\//gi)].map(([, host = ""]) => host.toLowerCase());
}

/** An object, or one in JSON; empty for anything else: the program itself refuses settings that are not of their shape. */
function objectOf(value: unknown): Record<string, unknown> {
  const read = typeof value === "string" && value.trimStart().startsWith("{") ? (JSON.parse(value) as unknown) : value;
  return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
