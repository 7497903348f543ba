/** One property that somebody has made worse in Azure. */
export interface DriftedProperty {
  /** `type name` of the resource. */
  resource: string;
  /** What was changed, as the stand-in Azure's `edit` takes it. */
  path: string;
  /** The bad value; a function is given what is there. */
  bad: unknown;
  /** The path that the engine shows. */
  shown: string;
}

/** A bad value that the engine shows at another path than that of the edit: it goes down to the last property that differs. */
class ShownAt {
  constructor(
    readonly shown: string,
    readonly bad: unknown,
  ) {}
}

export const shownAt = (shown: string, bad: unknown): ShownAt => new ShownAt(shown, bad);

/** A list with something more in it; `index` is where the engine shows it. */
export const added = (path: string, index: number, item: unknown): Record<string, ShownAt> => ({
  [path]: shownAt(`${path}[${index}]`, (old: unknown[] = []) => [...old, item]),
});

/** A list without its last element, which was the one at `index`. */
export const lastRemoved = (path: string, index: number): Record<string, ShownAt> => ({
  [path]: shownAt(`${path}[${index}]`, (old: unknown[]) => old.slice(0, -1)),
});

/** Rows of one resource: path → bad value. */
export const rowsOf = (resource: string, changes: Readonly<Record<string, unknown>>): DriftedProperty[] =>
  Object.entries(changes).map(([path, bad]) =>
    bad instanceof ShownAt ? { resource, path, bad: bad.bad, shown: bad.shown } : { resource, path, bad, shown: path },
  );

/** Somebody else's resources, which nothing of the environment may lead to. */
const strangers = "/subscriptions/dddddddd-0000-4000-8000-000000000001/resourceGroups/rg-stranger/providers";
export const stranger = {
  principalId: "cccccccc-0000-4000-8000-000000000001",
  address: "203.0.113.9",
  range: "203.0.113.0/24",
  host: "example.org",
  subnet: `${strangers}/Microsoft.Network/virtualNetworks/vnet/subnets/any`,
  network: `${strangers}/Microsoft.Network/virtualNetworks/vnet`,
  publicIp: `${strangers}/Microsoft.Network/publicIPAddresses/pip`,
  routeTable: `${strangers}/Microsoft.Network/routeTables/routes`,
  zone: `${strangers}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
  firewall: `${strangers}/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/open`,
  vault: `${strangers}/Microsoft.KeyVault/vaults/kv`,
  storage: `${strangers}/Microsoft.Storage/storageAccounts/st`,
  workspace: `${strangers}/Microsoft.OperationalInsights/workspaces/log`,
} as const;
