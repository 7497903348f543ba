import { matchesGlobInAnyCase } from "../base/glob";
import type { Stack } from "../base/stack";

/** Hosts under which API Management of the stack can be called. */
export function serviceHosts(stack: Stack): ReadonlySet<string> {
  return stack.once("service hosts", () => {
    const services = stack.ofType("apimanagement:ApiManagementService");
    const own = services.flatMap((service) => [
      `${service.at("serviceName").text() ?? ""}.azure-api.net`,
      ...service
        .at("hostnameConfigurations")
        .items()
        .map((one) => one.at("hostName").text() ?? ""),
    ]);
    return new Set([...own, ...stack.environment.hosts].map((one) => one.toLowerCase()));
  });
}

/** Hosts of the key vaults of the stack, and of the one that the stack's own configuration takes its certificate from. */
export function vaultHosts(stack: Stack): ReadonlySet<string> {
  return stack.once("vault hosts", () => {
    const names = stack.ofType("keyvault:Vault").map((vault) => vault.at("vaultName").text());
    const own = names.filter((name) => name !== undefined).map((name) => `${name}.vault.azure.net`.toLowerCase());
    return new Set([...own, ...stack.environment.vaultHosts]);
  });
}

const accountDomains = ["openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com"];

/** Hosts of the accounts of the stack. */
export function accountHosts(stack: Stack): ReadonlySet<string> {
  return stack.once("account hosts", () => {
    const names = stack
      .ofType("cognitiveservices:Account")
      .flatMap((account) => [account.at("properties.customSubDomainName").text(), account.at("accountName").text()])
      .filter((one) => one !== undefined);
    return new Set(names.flatMap((name) => accountDomains.map((domain) => `${name}.${domain}`.toLowerCase())));
  });
}

/** Whether the settings name a host, as it is or with `*`. */
export function isNamedHost(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => matchesGlobInAnyCase(one, host));
}
