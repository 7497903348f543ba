import { rules } from "../../../policies/rules";
import { goodStack } from "../goodStack";
import { runRules, Said, Sample, unknown } from "../support";

const ruleOf = (name: string) => rules.filter((rule) => rule.name === name);
const without = (...names: string[]) => goodStack().filter((sample) => !names.includes(sample.name));
const changed = (name: string, change: (sample: Sample) => void) => {
  const samples = goodStack();
  samples.filter((sample) => sample.name === name).forEach(change);
  return samples;
};
const led = (group: string) => `no private endpoint with groupIds ["${group}"] leads here; expected one`;
const id = (type: string, name: string) => `/subscriptions/s/resourceGroups/RG/providers/${type}/${name}`;

/** What a rule says about samples, as `resource: message`. */
const said = (rule: string, samples: Sample[]) =>
  runRules(ruleOf(rule), samples).map(({ resource, message }: Said) => `${resource}: ${message}`);

describe("private endpoints", () => {
  test.each([
    ["cog-private-endpoint", "openai-endpoint", `openai: ${led("account")}`],
    ["kv-private-endpoint", "vault-endpoint", `vault: ${led("vault")}`],
    ["st-private-endpoint", "storage-endpoint", `storage: ${led("blob")}`],
    ["evh-private-endpoint", "events-endpoint", `events: ${led("namespace")}`],
    ["ampls-private-only", "scope-endpoint", `scope: ${led("azuremonitor")}`],
  ])("%s: %s is missing", (rule, endpoint, message) => {
    expect(said(rule, without(endpoint))).toEqual([message]);
  });

  test("an endpoint of another group id does not count", () => {
    const samples = changed("vault-endpoint", (sample) => {
      sample.inputs.privateLinkServiceConnections = [{ privateLinkServiceId: unknown, groupIds: ["managedhsm"] }];
    });
    expect(said("kv-private-endpoint", samples)).toEqual([`vault: ${led("vault")}`]);
  });

  test("an endpoint counts by the target's id when that is known, in any case", () => {
    const samples = changed("vault-endpoint", (sample) => {
      sample.inputs.privateLinkServiceConnections = [
        { privateLinkServiceId: id("microsoft.keyvault/VAULTS", "KV"), groupIds: ["Vault"] },
      ];
      sample.dependsOn = {};
    });
    expect(said("kv-private-endpoint", samples)).toEqual([]);
  });

  test("an endpoint to another vault does not count", () => {
    const samples = changed("vault-endpoint", (sample) => {
      sample.inputs.privateLinkServiceConnections = [
        { privateLinkServiceId: id("Microsoft.KeyVault/vaults", "other"), groupIds: ["vault"] },
      ];
    });
    expect(said("kv-private-endpoint", samples)).toEqual([`vault: ${led("vault")}`]);
  });

  test("an endpoint whose group ids are unknown decides nothing", () => {
    const samples = changed("vault-endpoint", (sample) => {
      sample.inputs.privateLinkServiceConnections = [{ privateLinkServiceId: unknown, groupIds: unknown }];
    });
    expect(runRules(ruleOf("kv-private-endpoint"), samples, { "kv-private-endpoint": { onUnknown: "ignore" } })).toEqual([]);
    expect(said("kv-private-endpoint", samples)).toEqual([`vault: ${led("vault")}`]);
  });

  test("a storage account needs one for each part that is used", () => {
    const queue: Sample = { type: "storage:Queue", name: "queue", inputs: { accountName: "st" } };
    const other: Sample = { type: "storage:Table", name: "table", inputs: { accountName: "another" } };
    expect(said("st-private-endpoint", [...goodStack(), queue, other])).toEqual([`storage: ${led("queue")}`]);
  });

  test("a storage account with a hierarchical namespace needs one for dfs too", () => {
    const samples = changed("storage", (sample) => (sample.inputs.isHnsEnabled = true));
    expect(said("st-private-endpoint", samples)).toEqual([`storage: ${led("dfs")}`]);
  });
});

describe("pe-dns-zone-group", () => {
  test("an endpoint without a zone group", () => {
    expect(said("pe-dns-zone-group", without("vault-endpoint-zones"))).toEqual([
      "vault-endpoint: no PrivateDnsZoneGroup names this private endpoint; expected one",
    ]);
  });

  test("a zone group belongs to its endpoint by name when that is known", () => {
    const samples = changed("vault-endpoint-zones", (sample) => {
      sample.inputs.privateEndpointName = "pep-vault-endpoint";
      sample.dependsOn = {};
    });
    expect(said("pe-dns-zone-group", samples)).toEqual([]);
  });
});

describe("pe-zone-matches-group", () => {
  const zoneGroup = (...zones: string[]) =>
    changed("vault-endpoint-zones", (sample) => {
      sample.inputs.privateDnsZoneConfigs = zones.map((zone) => ({
        privateDnsZoneId: id("Microsoft.Network/privateDnsZones", zone),
      }));
    });

  test("a zone of another service", () => {
    expect(
      said("pe-zone-matches-group", zoneGroup("privatelink.vaultcore.azure.net", "privatelink.blob.core.windows.net")),
    ).toEqual([
      'vault-endpoint: the zone group names privatelink.blob.core.windows.net; expected for groupIds [vault]: "privatelink.vaultcore.azure.net"',
    ]);
  });

  test("a zone that is missing", () => {
    expect(said("pe-zone-matches-group", zoneGroup())).toEqual([
      "vault-endpoint: the zone group lacks privatelink.vaultcore.azure.net; expected it for groupIds [vault]",
    ]);
  });

  test("zones that are somewhere else, by id", () => {
    expect(said("pe-zone-matches-group", zoneGroup("PRIVATELINK.vaultcore.azure.net"))).toEqual([]);
  });

  test("Azure Monitor needs all of its zones", () => {
    const samples = changed("scope-endpoint-zones", (sample) => sample.dependsOn?.privateDnsZoneConfigs?.splice(0, 1));
    expect(said("pe-zone-matches-group", samples)).toEqual([
      "scope-endpoint: the zone group lacks privatelink.monitor.azure.com; expected it for groupIds [azuremonitor]",
    ]);
  });

  test("an Azure OpenAI account needs the zone of its own host name", () => {
    const samples = changed("openai-endpoint-zones", (sample) => {
      sample.dependsOn = { ...sample.dependsOn, privateDnsZoneConfigs: ["privatelink.cognitiveservices.azure.com"] };
    });
    expect(said("pe-zone-matches-group", samples)).toEqual([
      "openai-endpoint: the zone group lacks privatelink.openai.azure.com; expected it for groupIds [account]",
    ]);
  });
});

describe("private-dns-zone-linked", () => {
  const zone = "privatelink.vaultcore.azure.net";
  const link = `${zone}-link`;

  test("a zone without a link", () => {
    expect(said("private-dns-zone-linked", without(link))).toEqual([
      `${zone}: no VirtualNetworkLink names this zone; expected one`,
    ]);
  });

  test("a zone linked to another network than that of its endpoint", () => {
    const samples = changed(link, (sample) => {
      sample.inputs.virtualNetwork = { id: id("Microsoft.Network/virtualNetworks", "hub") };
    });
    expect(said("private-dns-zone-linked", samples)).toEqual([
      `${zone}: no VirtualNetworkLink leads to the network of private endpoint "vault-endpoint"; expected one`,
    ]);
  });

  test("a zone linked to an existing network, by ids", () => {
    const network = id("Microsoft.Network/virtualNetworks", "hub");
    const samples = changed(link, (sample) => {
      sample.inputs.virtualNetwork = { id: network };
      sample.dependsOn = { privateZoneName: [zone] };
    });
    samples
      .filter(({ name }) => name === "vault-endpoint")
      .forEach((sample) => {
        sample.inputs.subnet = { id: `${network.toUpperCase()}/subnets/endpoints` };
        delete sample.dependsOn?.subnet;
      });
    expect(said("private-dns-zone-linked", samples)).toEqual([]);
  });

  test("an endpoint in a subnet of its own resource", () => {
    const samples = changed("vault-endpoint", (sample) => {
      sample.dependsOn = { ...sample.dependsOn, subnet: ["subnet"] };
    });
    expect(said("private-dns-zone-linked", samples)).toEqual([]);
  });

  test("registrations are off", () => {
    const samples = changed(link, (sample) => (sample.inputs.registrationEnabled = true));
    expect(said("private-dns-zone-linked", samples)).toEqual([
      `${link}: registrationEnabled is true; expected anything but true`,
    ]);
  });
});

describe("public-ip-only-allowed", () => {
  const nic: Sample = { type: "network:NetworkInterface", name: "jump", inputs: { ipConfigurations: unknown } };
  const uses = "uses the address; expected none but";

  test("a network interface with a public address, by dependency", () => {
    const samples = [...goodStack(), { ...nic, dependsOn: { ipConfigurations: ["public-ip"] } }];
    expect(said("public-ip-only-allowed", samples)).toEqual([
      `public-ip: ipConfigurations of network:NetworkInterface "jump" ${uses} network:ApplicationGateway to do so`,
    ]);
  });

  test("API Management with a public address, by id", () => {
    const publicIpAddressId = id("Microsoft.Network/publicIPAddresses", "pip");
    const samples = [...goodStack(), { type: "apimanagement:ApiManagementService", name: "open", inputs: { publicIpAddressId } }];
    expect(said("public-ip-only-allowed", samples)).toEqual([
      `public-ip: publicIpAddressId of apimanagement:ApiManagementService "open" ${uses} network:ApplicationGateway to do so`,
    ]);
  });

  test("a diagnostic setting of the address does not use it", () => {
    const setting = {
      type: "monitor:DiagnosticSetting",
      name: "logs",
      inputs: { resourceUri: unknown },
      dependsOn: { resourceUri: ["public-ip"] },
    };
    expect(said("public-ip-only-allowed", [...goodStack(), setting])).toEqual([]);
  });

  test("a project may allow more users", () => {
    const samples = [...goodStack(), { ...nic, dependsOn: { ipConfigurations: ["public-ip"] } }];
    const users = ["network:ApplicationGateway", "network:NetworkInterface"];
    expect(runRules(ruleOf("public-ip-only-allowed"), samples, { "public-ip-only-allowed": { users } })).toEqual([]);
  });
});

describe("ampls-private-only", () => {
  test("a scope that is open one way", () => {
    const samples = changed("scope", (sample) => {
      sample.inputs.accessModeSettings = { ingestionAccessMode: "PrivateOnly", queryAccessMode: "Open" };
    });
    expect(said("ampls-private-only", samples)).toEqual([
      'scope: accessModeSettings.queryAccessMode is "Open"; expected "PrivateOnly"',
    ]);
  });

  test("an exclusion that is open", () => {
    const samples = changed("scope", (sample) => {
      const modes = { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" };
      sample.inputs.accessModeSettings = { ...modes, exclusions: [{ ...modes, ingestionAccessMode: "Open" }] };
    });
    expect(said("ampls-private-only", samples)).toEqual([
      'scope: accessModeSettings.exclusions[0].ingestionAccessMode is "Open"; expected "PrivateOnly"',
    ]);
  });

  test("a workspace outside the scope", () => {
    expect(said("ampls-private-only", without("scope-workspace"))).toEqual([
      'scope: no PrivateLinkScopedResource adds operationalinsights:Workspace "workspace" to this scope; expected one',
    ]);
  });
});
