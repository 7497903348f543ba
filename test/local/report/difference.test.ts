import { differenceOf, unaccepted } from "../../../local/report/difference";
import { propertyChanges } from "../../../local/report/difference/changes";
import { rightsBetween } from "../../../local/report/difference/consequences";
import { differenceParts } from "../../../local/report/difference/rows";
import { PlanView } from "../../../local/report/facts/planView";
import { parseSettings } from "../../../stacks/settings/parse";
import { roles } from "../../../components/roles";
import { settingsOf } from "../../support/planHere";
import type { PlanResource } from "../../../local/engine/plan";
import { planWith, resource } from "./support";

const groupId = "/subscriptions/s/resourceGroups/rg";
const group = (name = "rg") =>
  resource("group", "azure-native:resources:ResourceGroup", undefined, {
    id: `/subscriptions/s/resourceGroups/${name}`,
    inputs: { resourceGroupName: name, location: "swedencentral" },
  });

const workspace = (location: string, days: number) =>
  resource("workspace", "azure-native:operationalinsights:Workspace", undefined, {
    id: `${groupId}/providers/Microsoft.OperationalInsights/workspaces/log`,
    inputs: { resourceGroupName: "rg", workspaceName: "log", location, retentionInDays: days },
  });

/** Watches the workspace by its id, which is part of its own. */
const diagnostics = () =>
  resource("diagnostics", "azure-native:monitor:DiagnosticSetting", undefined, {
    inputs: { resourceUri: workspace("", 0).id, name: "shield" },
    dependencies: [workspace("", 0).urn],
    propertyDependencies: { resourceUri: [workspace("", 0).urn] },
  });

const endpointGroup = (readers: string[]) => [
  resource("nsg", "azure-native:network:NetworkSecurityGroup", undefined, {
    id: `${groupId}/providers/Microsoft.Network/networkSecurityGroups/nsg`,
    inputs: {
      resourceGroupName: "rg",
      networkSecurityGroupName: "nsg",
      location: "swedencentral",
      securityRules: readers.map((sourceAddressPrefix, index) => ({
        name: `AllowReaders${index}`,
        priority: 100 + index,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        sourceAddressPrefix,
        destinationAddressPrefix: "10.1.0.0/24",
        destinationPortRange: "443",
      })),
    },
  }),
  resource("network", "azure-native:network:VirtualNetwork", undefined, {
    id: `${groupId}/providers/Microsoft.Network/virtualNetworks/vnet`,
    inputs: {
      resourceGroupName: "rg",
      virtualNetworkName: "vnet",
      location: "swedencentral",
      subnets: [
        {
          name: "endpoints",
          addressPrefix: "10.1.0.0/24",
          networkSecurityGroup: { id: `${groupId}/providers/Microsoft.Network/networkSecurityGroups/nsg` },
        },
      ],
    },
  }),
];

const base = planWith(group(), workspace("swedencentral", 30), diagnostics(), ...endpointGroup(["10.9.0.0/16"]));
const difference = (to: typeof base) => differenceOf(base, to, "before");

describe("properties that change", () => {
  it.each([
    ["a value", { a: { b: 1 } }, { a: { b: 2 } }, [{ property: "a.b", from: 1, to: 2 }]],
    ["an entry with a name", { l: [{ name: "x", v: 1 }] }, { l: [{ name: "y", v: 1 }, { name: "x", v: 2 }] }, [{ property: "l[x].v", from: 1, to: 2 }, { property: "l[y]", from: undefined, to: { name: "y", v: 1 } }]], // prettier-ignore
    ["the order of entries", { l: [{ name: "x" }, { name: "y" }] }, { l: [{ name: "y" }, { name: "x" }] }, [{ property: "l (order)", from: ["x", "y"], to: ["y", "x"] }]], // prettier-ignore
    ["a list of texts", { l: ["a"] }, { l: ["a", "b"] }, [{ property: "l", from: ["a"], to: ["a", "b"] }]],
    ["nothing", { l: [1] }, { l: [1] }, []],
  ])("%s", (_what, from, to, changes) => {
    expect(propertyChanges(from, to)).toEqual(changes);
  });
});

it("is one line when nothing changes", () => {
  expect(differenceParts(difference(base), [])).toEqual([
    { title: "Against before", rows: [{ key: "nothing", label: "Nothing changes", text: "" }] },
  ]);
});

describe("a change in place", () => {
  const changed = difference(planWith(group(), workspace("swedencentral", 90), diagnostics(), ...endpointGroup(["10.9.0.0/16"])));

  it("names the property with both values", () => {
    expect(changed.changed).toEqual([{ urn: workspace("", 0).urn, property: "retentionInDays", from: 30, to: 90 }]);
  });

  it("needs nobody's consent, and says so first", () => {
    expect([changed.replaced, unaccepted(changed, [])]).toEqual([[], []]);
    expect(differenceParts(changed, [])[0]?.rows).toEqual([
      { key: "nothing-grave", label: "Nothing to accept", text: "nothing that holds data is replaced or deleted, no way in is new, and nobody new is let in" }, // prettier-ignore
    ]);
  });
});

describe("a shorter retention", () => {
  const changed = difference(planWith(group(), workspace("swedencentral", 10), diagnostics(), ...endpointGroup(["10.9.0.0/16"])));

  it("loses what is older, which is said first", () => {
    expect(differenceParts(changed, [])[0]).toEqual({
      title: "Against before",
      rows: [{ key: `data:${workspace("", 0).urn}:0`, label: "DATA LOST", text: "workspace: what is older than 10 days", alarm: true }], // prettier-ignore
    });
  });
});

it("loses what an archive's lifecycle deletes sooner", () => {
  const lifecycle = (days: number) =>
    resource("audit-lifecycle", "azure-native:storage:ManagementPolicy", undefined, {
      inputs: {
        resourceGroupName: "rg",
        accountName: "st",
        managementPolicyName: "default",
        policy: {
          rules: [
            {
              name: "over",
              definition: {
                actions: {
                  baseBlob: { delete: { daysAfterCreationGreaterThan: days } },
                  snapshot: { delete: { daysAfterCreationGreaterThan: days } },
                },
              },
            },
          ],
        },
      },
    });
  const lost = (from: number, to: number) =>
    differenceOf(planWith(group(), lifecycle(from)), planWith(group(), lifecycle(to)), "before").data.map(({ loses }) => loses);
  expect([lost(90, 30), lost(30, 90)]).toEqual([["what is older than 30 days"], []]);
});

it("names with a detail what it belongs to", () => {
  const deployment = (name: string, capacity: number) =>
    resource(name, "azure-native:cognitiveservices:Deployment", undefined, {
      inputs: {
        resourceGroupName: "rg",
        accountName: "oai",
        deploymentName: name,
        properties: { model: { name, version: "1" } },
        sku: { name: "Standard", capacity },
      },
    });
  const account = resource("oai", "azure-native:cognitiveservices:Account", undefined, {
    id: `${groupId}/providers/Microsoft.CognitiveServices/accounts/oai`,
    inputs: { resourceGroupName: "rg", accountName: "oai", location: "swedencentral", properties: { disableLocalAuth: true } },
  });
  const models = (capacity: number) => planWith(group(), account, deployment("one", 5), deployment("two", capacity));
  const rows = differenceParts(differenceOf(models(5), models(6), "before"), []).flatMap((part) => part.rows);
  expect(rows.map(({ label }) => label)).toContain("Models, two, swedencentral");
});

describe("keys and plans of consumers", () => {
  const subscription = (name: string) =>
    resource(`apim-${name}`, "azure-native:apimanagement:Subscription", undefined, {
      inputs: { resourceGroupName: "rg", serviceName: "apim", sid: name, displayName: name, scope: "x" },
    });
  const settings = (plan: string) =>
    ({ identity: { groups: {} }, plans: ["standard", "premium"].map((name) => ({ name, models: ["gpt-5.1"] })), consumers: [{ name: "claims", entraGroup: "g", plan }] }); // prettier-ignore
  const rightsBetweenPlans = (from: string, to: string) => {
    const rights = rightsBetween(...([from, to].map((plan) => new PlanView({ ...base, settings: settings(plan) as never })) as [PlanView, PlanView])); // prettier-ignore
    return differenceParts({ ...difference(planWith(group())), rights }, []).find(({ title }) => title === "Rights and keys")
      ?.rows;
  };

  it("end with the consumer", () => {
    const gone = differenceOf(planWith(group(), subscription("claims")), planWith(group()), "before");
    expect(gone.endedKeys).toEqual(["claims"]);
    expect(differenceParts(gone, []).flatMap(({ rows }) => rows)).toContainEqual(
      { key: "ended-keys", label: "Key ends", text: "claims: the key no longer works", alarm: true }, // prettier-ignore
    );
  });

  it("are gained and lost by each group, app role and application that a token may show", () => {
    const [before, after] = [{}, { moreEntraGroups: ["h"], appRoles: ["Caller"] }].map((more) => {
      const { consumers, ...others } = settings("standard");
      return new PlanView({ ...base, settings: { ...others, consumers: consumers.map((one) => ({ ...one, ...more })) } as never }); // prettier-ignore
    }) as [PlanView, PlanView];
    const who = ["claims (Entra group h)", "claims (app role Caller)"];
    expect(rightsBetween(before, after).gained).toEqual(who.map((one) => ({ who: one, what: "use gpt-5.1 with plan standard" })));
    expect(rightsBetween(after, before).lost.map((one) => one.who)).toEqual(who);
  });

  it("are told as another plan where the models are the same", () => {
    expect(rightsBetweenPlans("standard", "premium")).toEqual([
      { key: "move:claims (Entra group g)", label: "Other plan", text: "claims (Entra group g): plan premium instead of plan standard" }, // prettier-ignore
    ]);
  });
});

it("does not take a difference of less than a cent for one", () => {
  const cost = { fixed: { from: { low: 0.1 + 0.2, high: 1 }, to: { low: 0.3, high: 1 } }, atLimits: { from: { low: 0, high: 0 }, to: { low: 0, high: 0 } } }; // prettier-ignore
  const parts = differenceParts({ ...difference(planWith(group())), cost, change: { seconds: 0, down: [] } }, []);
  expect(parts.map(({ title }) => title)).not.toContain("Cost and time");
});

it("says of a longer fact only what was another one", () => {
  const facts = [{ section: "logged" as const, label: "Logs", from: "a log, 180 days to query, with prompts", to: "a log, 90 days to query, with prompts" }]; // prettier-ignore
  const rows = differenceParts({ ...difference(planWith(group())), facts }, []).flatMap((part) => part.rows);
  expect(rows.map(({ text }) => text)).toContain("a log, 90 days to query, with prompts (was: … log, 180 days …)");
});

it("says the same change of several entries once, and of all texts of queries that they change", () => {
  const long = "x".repeat(400);
  const changed = [
    ...["a", "b"].map((name) => ({ urn: "u::t::tables", property: `tables[${name}].days`, from: 2, to: 1 })),
    ...["one", "two"].map((name) => ({ urn: `u::t::${name}`, property: "serializedData", from: long, to: `${long}y` })),
  ];
  const rows = differenceParts({ ...difference(base), changed }, []).find(({ title }) => title === "Resources")?.rows ?? [];
  expect(rows.map(({ text }) => text)).toEqual(["tables: tables[2 entries].days 2 → 1", "one and two: text of the query"]);
});

describe("a replaced workspace", () => {
  const changed = difference(planWith(group(), workspace("westeurope", 30), diagnostics(), ...endpointGroup(["10.9.0.0/16"])));

  it("takes with it what has its id in its own", () => {
    expect(changed.replaced.map(({ name, properties }) => [name, properties])).toEqual([
      ["workspace", ["location"]],
      ["diagnostics", ["resourceUri"]],
    ]);
  });

  it("loses the logs", () => {
    expect(changed.data).toEqual([{ urn: workspace("", 0).urn, name: "workspace", loses: "all logs, with prompts and answers" }]);
  });

  it.each([
    [[], [{ name: "workspace", what: "is replaced" }]],
    [["diagnostics"], [{ name: "workspace", what: "is replaced" }]],
    [["workspace"], []],
  ])("must be accepted by name: %j", (accepted, open) => {
    expect(unaccepted(changed, accepted)).toEqual(open);
  });
});

it("a replaced workspace takes with it the endpoint whose connection names it", () => {
  const endpoint = resource("endpoint", "azure-native:network:PrivateEndpoint", undefined, {
    inputs: {
      resourceGroupName: "rg",
      privateEndpointName: "pe",
      subnet: { id: "/subnet" },
      privateLinkServiceConnections: [{ name: "one", groupIds: ["vault"], privateLinkServiceId: workspace("", 0).id }],
    },
    dependencies: [workspace("", 0).urn],
    propertyDependencies: { privateLinkServiceConnections: [workspace("", 0).urn] },
  });
  const moved = differenceOf(
    planWith(group(), workspace("swedencentral", 30), endpoint),
    planWith(group(), workspace("westeurope", 30), endpoint),
    "before",
  );
  expect(moved.replaced.map(({ name, properties }) => [name, properties])).toEqual([
    ["workspace", ["location"]],
    ["endpoint", ["privateLinkServiceConnections[0].privateLinkServiceId"]],
  ]);
});

describe("what Azure refuses while the old resources are there", () => {
  const account = (state: string, days: number) =>
    resource("audit", "azure-native:storage:StorageAccount", undefined, {
      id: `${groupId}/providers/Microsoft.Storage/storageAccounts/staudit`,
      inputs: {
        resourceGroupName: "rg",
        accountName: "staudit",
        location: "swedencentral",
        immutableStorageWithVersioning: {
          enabled: true,
          immutabilityPolicy: { state, immutabilityPeriodSinceCreationInDays: days },
        },
      },
    });
  const toldOf = (from: PlanResource[], to: PlanResource[]) =>
    (differenceParts(differenceOf(planWith(group(), ...from), planWith(group(), ...to), "before"), [])[0]?.rows ?? [])
      .filter(({ label }) => label === "REFUSED")
      .map(({ text }) => text);

  it.each([
    [
      "a shorter period of a locked archive",
      "Locked",
      30,
      ["audit: Azure says: The account's immutability policy is locked: it can only be prolonged."],
    ],
    ["a longer one", "Locked", 120, []],
    [
      "the lock taken away",
      "Unlocked",
      90,
      ["audit: Azure says: The account's immutability policy is locked: it can only be prolonged."],
    ],
  ])("is said first: %s", (_what, state, days, told) => {
    // prettier-ignore
    expect(toldOf([account("Locked", 90)], [account(state, days)])).toEqual(told);
  });

  it("is said with names instead of ids: another range of a subnet in use", () => {
    // Ids count as such with a subscription that is one.
    const real = (one: PlanResource): PlanResource =>
      JSON.parse(JSON.stringify(one).replaceAll("/subscriptions/s/", "/subscriptions/00000000-0000-4000-8000-000000000000/")) as never; // prettier-ignore
    const [nsg, network] = endpointGroup(["10.9.0.0/16"]).map(real) as [PlanResource, PlanResource];
    const endpoint = resource("endpoint", "azure-native:network:PrivateEndpoint", undefined, {
      id: `${network.id?.split("/providers/")[0]}/providers/Microsoft.Network/privateEndpoints/pe`,
      inputs: { resourceGroupName: "rg", privateEndpointName: "pe", subnet: { id: `${network.id}/subnets/endpoints` } },
    });
    const moved = { ...network, inputs: JSON.parse(JSON.stringify(network.inputs).replaceAll("10.1.0.0", "10.2.0.0")) as never };
    expect(toldOf([nsg, network, endpoint], [nsg, moved, endpoint])).toEqual([
      "network: Azure says: IpPrefix 10.1.0.0/24 on Subnet endpoints has active allocations and cannot be deleted. It is in use by pe.",
    ]);
    expect(toldOf([nsg, network], [nsg, moved])).toEqual([]);
  });
});

it("takes a plan with a type that only another program makes", () => {
  const other = resource("other", "azure-native:batch:BatchAccount", undefined, { inputs: { accountName: "b" } });
  const gone = differenceOf(planWith(group(), other), planWith(group()), "before");
  expect(gone.deleted.map(({ name }) => name)).toEqual(["other"]);
});

it("asks for consent to delete what holds data", () => {
  const gone = difference(planWith(group(), ...endpointGroup(["10.9.0.0/16"])));
  expect(gone.deleted.map(({ name, stateful }) => [name, stateful])).toEqual([["workspace", true], ["diagnostics", false]]); // prettier-ignore
  expect(unaccepted(gone, [])).toEqual([{ name: "workspace", what: "is deleted" }]);
});

describe("ways in", () => {
  const after = (...readers: string[]) =>
    difference(planWith(group(), workspace("swedencentral", 30), diagnostics(), ...endpointGroup(readers)));

  it("that are new must be accepted, by name or by where they come from", () => {
    const opened = after("10.9.0.0/16", "10.0.0.0/8");
    expect(opened.opened).toMatchObject([{ name: "10.0.0.0/8:endpoints", direction: "in", from: "10.0.0.0/8", to: "endpoints", ports: ["443"] }]); // prettier-ignore
    expect([[], ["10.0.0.0/8:endpoints"], ["10.0.0.0/8"]].map((accepted) => unaccepted(opened, accepted).length)).toEqual([
      1, 0, 0,
    ]);
  });

  it("that are part of a way there was are not new", () => {
    expect(after("10.9.1.0/24").opened).toEqual([]);
  });

  it("that were wider are closed", () => {
    expect(after("10.9.1.0/24").closed.map(({ from }) => from)).toEqual(["10.9.0.0/16"]);
  });
});

it.each([
  ["a property of the network", (peers: object[]) => ({ virtualNetworkPeerings: peers }), []],
  [
    "a resource",
    () => ({}),
    [
      resource("hub", "azure-native:network:VirtualNetworkPeering", undefined, {
        inputs: { virtualNetworkName: "vnet", virtualNetworkPeeringName: "hub", remoteVirtualNetwork: { id: "/x/vnet-hub" } },
      }),
    ],
  ],
] as const)("takes a peering for a way in: %s", (_what, inputs, more) => {
  // prettier-ignore
  const peers = [{ name: "hub", remoteVirtualNetwork: { id: "/x/vnet-hub" } }];
  const [nsg, network] = endpointGroup(["10.9.0.0/16"]) as [PlanResource, PlanResource];
  const joined = { ...network, inputs: { ...network.inputs, ...inputs(peers) } };
  const changed = difference(planWith(group(), workspace("swedencentral", 30), diagnostics(), nsg, joined, ...more));
  expect(changed.opened).toEqual([
    { name: "vnet-hub:all-that-peers-may-reach", direction: "in", from: "vnet-hub", to: "all that peers may reach", ports: ["*"], protocol: "*", by: "vnet: peering hub" }, // prettier-ignore
  ]);
  expect(changed.facts).toContainEqual({ section: "reachable", label: "Peered with", to: "vnet-hub" });
});

it("takes a program that alerts are sent to for a way out", () => {
  const alerts = resource("alerts", "azure-native:monitor:ActionGroup", undefined, {
    inputs: {
      webhookReceivers: [{ name: "siem", serviceUri: "https://alerts.contoso.com/azure" }],
      logicAppReceivers: [{ name: "tickets", resourceId: "/x/workflows/open-ticket", callbackUrl: "[secret]" }],
    },
  });
  const network = endpointGroup(["10.9.0.0/16"]);
  const changed = difference(planWith(group(), workspace("swedencentral", 30), diagnostics(), ...network, alerts));
  expect(changed.opened.map(({ direction, to, by }) => [direction, to, by])).toEqual([
    ["out", "https://alerts.contoso.com/azure", "receiver siem of the action groups"],
    ["out", "the Logic App open-ticket", "receiver tickets of the action groups"],
  ]);
});

it("says which rules are newly exempted or broken, before other facts", () => {
  const exempted = [{ rule: "tags", urn: workspace("", 0).urn, severity: "low" as const, message: "no tags (until June)" }];
  const parts = differenceParts(difference({ ...base, rules: { ...base.rules, exempted } }), []);
  expect(parts.find(({ title }) => title === "Rules")?.rows).toEqual([
    { key: "rule:0", label: "3 rules", text: "2 passed, 0 broken, 1 exempted (was: 3 passed, 0 broken, 0 exempted)" },
    { key: "rule:1", label: "exempted", text: "new: tags (low) on workspace (operationalinsights:Workspace): no tags (until June)", alarm: true }, // prettier-ignore
  ]);
});

it("says in one sentence that everything is destroyed, and accepts it with the resource group", () => {
  const changed = difference(
    planWith(group("rg-new"), workspace("swedencentral", 30), diagnostics(), ...endpointGroup(["10.9.0.0/16"])),
  );
  expect(changed.destroyed).toMatch(/^EVERYTHING IS DESTROYED: .*all 5 resources of the old environment are deleted/);
  expect(unaccepted(changed, [])).toEqual([{ name: "group", what: "is replaced" }]);
  expect(unaccepted(changed, ["group"])).toEqual([]);
});

it.each([
  [{ namePrefix: "b" }, /: namePrefix becomes b instead of a1, so all 1 resource of .* under other names\.$/],
  [{ location: "westeurope" }, /: location becomes westeurope instead of swedencentral, so all .*, and made anew\.$/],
])("says which setting destroys everything: %j", (change, sentence) => {
  const { settings } = parseSettings({ ...settingsOf("dev"), namePrefix: "a1" });
  const before = { ...planWith(group("rg")), ...(settings && { settings }) };
  const after = { ...planWith(group("rg-new")), ...(settings && { settings: { ...settings, ...change } }) };
  expect(differenceOf(before, after, "before").destroyed).toMatch(sentence);
});

describe("a change inside a long text", () => {
  const policy = (value: string) =>
    resource("policy", "azure-native:apimanagement:Policy", undefined, { inputs: { resourceGroupName: "rg", value } });
  const text = `${"a".repeat(400)}LIMIT=100;${"b".repeat(400)}`;
  const rowsOf = (to: string) =>
    differenceParts(differenceOf(planWith(group(), policy(text)), planWith(group(), policy(to)), "before"), [])
      .flatMap(({ rows }) => rows)
      .map((row) => row.text);

  it("is told with what stands around it", () => {
    expect(rowsOf(text.replace("100", "250"))).toContain(
      "policy: value …aaaaaaLIMIT=100;bbbbbbbbbb… → …aaaaaaLIMIT=250;bbbbbbbbbb… (in 812 characters)",
    );
  });

  it("is cut where it is long itself", () => {
    const [told] = rowsOf(`${"a".repeat(400)}${"c".repeat(500)}`).filter((row) => row.includes("…"));
    expect(told).toContain(` → …${"a".repeat(12)}${"c".repeat(80)}… (in 902 characters)`);
  });
});

test("a plan whose prompts are looked at no longer is told", () => {
  const stack = settingsOf("dev");
  const [standard, ...others] = stack.plans as object[];
  const plan = (more: object) => ({
    ...planWith(group()),
    settings: parseSettings({ ...stack, plans: [{ ...standard, ...more }, ...others] }).settings!,
  });
  const { facts } = differenceOf(plan({ contentSafety: { categories: { Hate: 4 } } }), plan({}), "before");
  expect(
    facts.map(({ label, from, to }) => [
      label,
      from?.includes("looked at for attacks and Hate from 4"),
      to?.includes("looked at"),
    ]),
  ).toEqual([["Plan standard", true, false]]);
});

describe("who is let in", () => {
  interface Dev {
    identity: { tenantId: string; groups: { auditors: string } };
    consumers: { name: string; entraGroup: string; moreEntraGroups?: string[] }[];
    plans: { credentials?: string }[];
  }
  const [auditors, others] = ["aaaaaaaa-0000-4000-8000-000000000002", "cccccccc-0000-4000-8000-000000000009"] as const;
  const role = (principalId: string, more: { name?: string; scope?: string; condition?: string } = {}) =>
    resource(more.name ?? "reader", "azure-native:authorization:RoleAssignment", undefined, {
      inputs: { principalId, roleDefinitionId: `/x/${roles["Log Analytics Reader"]}`, scope: more.scope ?? "/x/log", ...(more.condition && { condition: more.condition }) }, // prettier-ignore
      outputs: { principalId },
    });
  const settingsWith = (change: (stack: Dev) => void) => {
    const stack = JSON.parse(JSON.stringify(settingsOf("dev"))) as Dev & Record<string, unknown>;
    change(stack);
    return parseSettings(stack).settings!;
  };
  const plan = (change: (stack: Dev) => void, ...more: PlanResource[]) => ({ ...planWith(group(), ...more), settings: settingsWith(change) }); // prettier-ignore
  const same = () => undefined;
  const between = (from: ReturnType<typeof plan>, to: ReturnType<typeof plan>) => differenceOf(from, to, "before");

  it("is another group whose members read prompts, and must be accepted by name", () => {
    const before = plan((stack) => void (stack.identity.groups.auditors = auditors), role(auditors));
    const changed = between(before, plan((stack) => void (stack.identity.groups.auditors = others), role(others))); // prettier-ignore
    const who = `auditors (Entra group ${others})`;
    expect(changed.admitted).toEqual([{ name: `auditors-entra-group-${others}`, who, what: "Log Analytics Reader on log" }]);
    expect(differenceParts(changed, [])[0]?.rows).toContainEqual({ key: `admitted:${who}`, label: "NEWLY LET IN", text: `${who}: Log Analytics Reader on log`, alarm: true }); // prettier-ignore
    expect([[], [who], [`auditors-entra-group-${others}`]].map((accepted) => unaccepted(changed, accepted).length)).toEqual([1, 0, 0]); // prettier-ignore
  });

  it("is a consumer's new group, and a new consumer", () => {
    const more = plan((stack) => void (stack.consumers[0]!.moreEntraGroups = [others]));
    expect(between(plan(same), more).admitted.map(({ who }) => who)).toEqual([expect.stringContaining(`(Entra group ${others})`)]); // prettier-ignore
    expect(between(more, plan(same)).admitted).toEqual([]);
    const consumer = plan((stack) => stack.consumers.push({ ...stack.consumers[0]!, name: "another", entraGroup: others }));
    expect(between(plan(same), consumer).admitted.map(({ who }) => who)).toEqual([`another (Entra group ${others})`]);
  });

  it("is a caller of a plan that takes less of him, or of another tenant", () => {
    const weaker = between(plan(same), plan((stack) => void (stack.plans[0]!.credentials = "key"))); // prettier-ignore
    expect(weaker.admitted.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^call plan .* with a key only$/));
    const tenant = between(plan(same), plan((stack) => void (stack.identity.tenantId = others))); // prettier-ignore
    expect(tenant.admitted.length).toBeGreaterThan(0);
  });

  it("is somebody with a new role, or with a wider one", () => {
    expect(between(plan(same), plan(same, role(others))).admitted.map(({ who }) => who)).toEqual([others]);
    const some = role(others, { condition: "tables:name] StringEquals 'AppRequests'" });
    expect(between(plan(same, some), plan(same, role(others))).admitted.length).toBe(1);
    expect(between(plan(same, role(others)), plan(same, some)).admitted).toEqual([]);
  });

  it("is no identity of the environment itself, and nobody who could before", () => {
    const identity = resource("apim", "azure-native:managedidentity:UserAssignedIdentity", undefined, { outputs: { principalId: others } }); // prettier-ignore
    expect(between(plan(same, identity), plan(same, identity, role(others))).admitted).toEqual([]);
    expect(between(plan(same, role(others)), plan(same, role(others))).admitted).toEqual([]);
  });

  it("is everybody when nothing was there before", () => {
    const first = between({ ...planWith(), resources: [], settings: undefined } as never, plan(same, role(others)));
    expect(first.admitted.map(({ who }) => who)).toEqual(expect.arrayContaining([others]));
    expect(first.facts.filter(({ section }) => section !== "rules")).toEqual([]);
  });
});
