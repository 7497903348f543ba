import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan, PlanResource } from "../../local/engine/plan";
import { isolationIs } from "../support/features";
import { fixtureStack, planAfter, planOf, runPreview, sharedPreview } from "../support/plan";

const stacks = { dev: fixtureStack("dev"), prod: fixtureStack("prod"), max: fixtureStack("max") };
type Stack = keyof typeof stacks;
const names = Object.keys(stacks) as Stack[];

/** Pulumi's sentinel for a text that is not known before the first deployment. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Advice that stays: the choices of a profile, and a plan with stored objects, which is opened on purpose. */
const advice: Record<Stack, string[][]> = {
  dev: [
    ["appgw-zones", "gateway", "advisory"],
    // Whether there is a policy, its state, what it lets append and its days.
    ...Array<string[]>(4).fill(["archive-immutable", "audit-export", "advisory"]),
    ["cog-cmk", "openai-francecentral", "advisory"],
    ["cog-cmk", "openai-swedencentral", "advisory"],
    ["st-replication", "audit", "advisory"],
    ["st-replication", "training", "advisory"],
  ],
  prod: ["eastus2", "francecentral", "swedencentral"].map((region) => ["cog-cmk", `openai-${region}`, "advisory"]),
  max: [
    ["rbac-data-plane-role", "roles-apim-openai-stored-legal-review-objects", "advisory"],
    ["rbac-data-plane-role", "roles-apim-openai-stored-objects", "advisory"],
  ],
};

/** What tells one region from another, and so changes in place with the regions: members of a model, and the texts of queries. */
const namesRegions = [
  "apimanagement:ApiPolicy",
  "apimanagement:Backend",
  "applicationinsights:Workbook",
  "monitor:ScheduledQueryRule",
  "resources:Resource",
];

const plans = {} as Record<Stack, Plan>;
const firstRuns = {} as Record<Stack, Plan>;
beforeAll(async () => {
  for (const name of names)
    [plans[name], firstRuns[name]] = await Promise.all([planOf(...stacks[name]), planOf(...stacks[name], "--first-run")]);
}, 600_000);

/** The document of a preview, with what the settings and the program warn of. */
type WarnedPlan = Plan & { warnings: { message: string }[] };

/** Whether a resource is of this package: a fork makes its own beside the Shield. */
const isOfShield = ({ urn, type }: PlanResource): boolean => urn.includes("shield:index:Shield") || type.startsWith("pulumi:");

const byUrn = (plan: Plan) => new Map(plan.resources.map((resource) => [resource.urn, resource]));

/** Where two values differ, the second's unknowns apart. */
function differences(known: unknown, maybe: unknown, path = ""): string[] {
  if (typeof maybe === "string" && maybe.includes(unknown)) return [];
  if (typeof known !== "object" || typeof maybe !== "object" || !known || !maybe) return Object.is(known, maybe) ? [] : [path];
  const keys = new Set([...Object.keys(known), ...Object.keys(maybe)]);
  return [...keys].flatMap((key) => differences(known[key as keyof object], maybe[key as keyof object], `${path}.${key}`));
}

describe.each(names)("the plan of %s", (name) => {
  it("holds exactly these resources", () => {
    expect(
      plans[name].resources
        .filter(isOfShield)
        .map(({ type, name: resource }) => `${type} ${resource}`)
        .sort(),
    ).toMatchSnapshot();
  });

  it("breaks no rule", () => {
    const { violations, exempted, evaluated } = plans[name].rules;
    expect(violations.map(({ rule, urn, level }) => [rule, urn.split("::").at(-1), level])).toEqual(advice[name]);
    expect(exempted).toEqual([]);
    expect(evaluated).toBeGreaterThan(40);
  });

  it("breaks no mandatory rule before the first deployment", () => {
    expect(firstRuns[name].rules.violations.filter(({ level }) => level === "mandatory")).toEqual([]);
  });

  it("is the same before a first deployment, but for what Azure has not answered yet", () => {
    const later = byUrn(plans[name]);
    expect(firstRuns[name].resources.map(({ urn }) => urn).sort()).toEqual([...later.keys()].sort());
    for (const { urn, type, parent, inputs, dependencies, propertyDependencies, options } of firstRuns[name].resources) {
      const known = later.get(urn)!;
      expect({ urn, type, parent, dependencies, propertyDependencies, options }).toEqual({
        urn,
        type: known.type,
        parent: known.parent,
        dependencies: known.dependencies,
        propertyDependencies: known.propertyDependencies,
        options: known.options,
      });
      expect(differences(known.inputs, inputs, urn)).toEqual([]);
    }
  });

  it("knows before a first deployment that ids are not known", () => {
    expect(JSON.stringify(firstRuns[name])).toContain(unknown);
    // A certificate that the program makes is known to no preview.
    const later = plans[name].resources.filter(({ type }) => type !== "azure-native:keyvault:Secret");
    expect(JSON.stringify(later)).not.toContain(unknown);
  });
});

describe("the plan", () => {
  it("is the same to the letter when made twice", async () => {
    const again = await runPreview("--json", ...stacks.dev);
    expect(again.stdout).toBe(await sharedPreview(...stacks.dev));
    expect(again.exitCode).toBe(0);
  });

  it("keeps flow logs outside of the immutable archive", () => {
    const inputsOf = (type: string, name: string) =>
      plans.max.resources.find((one) => one.type === `azure-native:${type}` && one.name === name)?.inputs ?? {};
    const archive = inputsOf("storage:StorageAccount", "audit");
    const own = inputsOf("storage:StorageAccount", "flow-log-storage");
    expect([archive, own].map((account) => "immutableStorageWithVersioning" in account)).toEqual([true, false]);
    expect(inputsOf("network:FlowLog", "flow-logs").storageId).toMatch(new RegExp(`/${String(own.accountName)}$`));
  });

  it("tells each consumer what it needs, and whoever charges the usage its cost centre", () => {
    const { consumers } = plans.prod.outputs as { consumers: Record<string, Record<string, unknown>> };
    expect(consumers["service-desk"]).toEqual({
      subscriptionId: expect.stringMatching(/\/subscriptions\/service-desk--bbbbbbbb-0000-4000-8000-000000000002$/) as string,
      plan: "standard",
      credentials: "keyAndToken",
      models: ["gpt-5.1", "text-embedding-3-large"],
      audience: "api://contoso.com/ai-gateway",
      tenantId: "11111111-1111-4111-8111-111111111111",
      costCentre: "CC-1002",
    });
  });

  it("loses only a region's own resources with the region", async () => {
    const region = "francecentral";
    const without = byUrn(
      await planAfter(
        "test/fixtures/prod.yaml",
        (settings) => {
          const openAi = settings["openAi"] as { regions: { location: string }[] };
          expect(openAi.regions.map(({ location }) => location)).toContain(region);
          openAi.regions = openAi.regions.filter(({ location }) => location !== region);
        },
        "--stack",
        "prod",
      ),
    );
    const gone = plans.prod.resources.filter(({ urn }) => !without.has(urn));
    expect(gone.filter(({ name: resource }) => !resource.includes(region)).map(({ urn }) => urn)).toEqual([]);
    const changed = plans.prod.resources.filter(
      ({ urn, inputs, custom }) => custom && without.has(urn) && differences(inputs, without.get(urn)!.inputs).length > 0,
    );
    expect([...new Set(changed.map(({ type }) => type.split(":").slice(1).join(":")))].sort()).toEqual(namesRegions);
  });

  it("is refused without the feature of a private front end, with the setting and what to do, and ends with 3", async () => {
    Object.assign(process.env, isolationIs("NotRegistered"));
    const run = await runPreview(...stacks.dev).finally(() => delete process.env["AZURE_FEATURES"]);
    expect([run.exitCode, run.stdout]).toEqual([3, ""]);
    expect(run.stderr).toContain("ingress.frontEnd.mode: needs the feature Microsoft.Network/EnableApplicationGatewayNetwork");
    expect(run.stderr).toContain("az feature register");
    expect(run.stderr).not.toContain("    at ");
  });

  it("of StandardV2 shows it open until Azure can close it, refusing every call, and names setting and runbook", async () => {
    const { resources, rules, warnings } = (await planOf(...fixtureStack("standard-v2"))) as WarnedPlan;
    const inputsOf = (type: string) => resources.find((one) => one.type === `azure-native:apimanagement:${type}`)?.inputs ?? {};
    expect(inputsOf("ApiManagementService").publicNetworkAccess).toBe("Enabled");
    expect(inputsOf("Policy").value).toContain("not_open_yet");
    const mandatory = rules.violations.filter(({ level }) => level === "mandatory");
    expect(mandatory.map(({ rule }) => rule)).toEqual(["apim-private-ingress"]);
    expect(mandatory[0]?.message).toContain('apiManagement.publicNetworkAccess; docs/operations.md, "StandardV2: two phases"');
    // How old a table is depends on the day.
    expect(warnings.map(({ message }) => message).filter((message) => !message.includes(" days old"))).toEqual([
      expect.stringContaining("StandardV2 ends every request after 30 seconds"),
      expect.stringContaining("StandardV2 takes bodies of 2048 KB at most"),
      expect.stringContaining("cannot read whether API Management"),
    ]);
  });

  it.each([
    ["max", "openai-swedencentral", ["apim", "early-roles-openai-encryption-swedencentral"]],
    ["dev", "openai-swedencentral", []],
  ] as const)("of %s makes %s after %j: a role for a key needs the time that API Management takes", (stack, account, before) => {
    const made = plans[stack].resources.find(({ name, custom }) => custom && name === account)!;
    const awaited = made.dependencies.filter((urn) => /ApiManagementService::|RoleAssignment::/.test(urn));
    expect(awaited.map((urn) => urn.split("::").at(-1)).sort()).toEqual([...before]);
  });

  it("names the property, the value got and what is allowed when settings are wrong, and ends with 2", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "shield-wrong-")), "Pulumi.wrong.yaml");
    writeFileSync(file, "config:\n  azure-openai-shield:profile: staging\n  azure-openai-shield:location: Sweden Central\n");
    const run = await runPreview("--config", file);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain("profile: must be one of dev, prod");
    expect(run.stderr).toContain('got:     "staging"');
    expect(run.stderr).toContain("openAi.regions: is missing");
    expect(run.stderr).not.toContain("    at ");
  });
});

/** `docs/decisions/azure-open-questions.md`: what was decided where Azure's pages contradict each other or say nothing. */
describe("what Azure's pages leave open", () => {
  const inputsOf = (type: string) =>
    plans.max.resources.filter((one) => one.type === `azure-native:${type}`).map(({ name, inputs }) => ({ name, ...inputs }));
  const one = (type: string, name: string) =>
    plans.max.resources.find((each) => each.type === `azure-native:${type}` && each.name === name)!;

  it("the vault of the certificate lets trusted services in, with public access off", () => {
    const { properties } = one("keyvault:Vault", "vault").inputs as { properties: Record<string, unknown> };
    expect(properties).toMatchObject({
      publicNetworkAccess: "Disabled",
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    });
  });

  it.each(["audit", "flow-log-storage"])(
    "the storage account %s takes no shared keys, and lets trusted services write",
    (name) => {
      expect(one("storage:StorageAccount", name).inputs).toMatchObject({
        allowSharedKeyAccess: false,
        networkRuleSet: { bypass: "AzureServices", defaultAction: "Deny" },
      });
    },
  );

  it("a flow log is made after the role with which its identity writes", () => {
    const role = one("authorization:RoleAssignment", "early-roles-flow-logs").urn;
    expect(one("network:FlowLog", "flow-logs").dependencies).toContain(role);
  });

  it("the workspace that traffic analytics and log alerts read answers on the private network only", () => {
    const analytics = (one("network:FlowLog", "flow-logs").inputs as Record<string, Record<string, Record<string, unknown>>>)
      .flowAnalyticsConfiguration;
    const { id } = one("operationalinsights:Workspace", "workspace");
    expect(analytics?.networkWatcherFlowAnalyticsConfiguration).toMatchObject({ enabled: true, workspaceResourceId: id });
    const alerts = inputsOf("monitor:ScheduledQueryRule") as unknown as { name: string; scopes: string[] }[];
    expect(alerts.filter(({ scopes }) => !scopes.includes(String(id))).map(({ name }) => name)).toEqual([]);
    expect(one("operationalinsights:Workspace", "workspace").inputs).toMatchObject({
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
    });
  });

  it("no subnet has a default way out, that of API Management without an address of its own neither", () => {
    expect(one("apimanagement:ApiManagementService", "apim").inputs).not.toHaveProperty("publicIpAddressId");
    const { subnets } = one("network:VirtualNetwork", "network").inputs as { subnets: { defaultOutboundAccess: boolean }[] };
    expect(subnets.map(({ defaultOutboundAccess }) => defaultOutboundAccess)).toEqual(subnets.map(() => false));
  });

  it("tables and event hubs are never written side by side", () => {
    expect(inputsOf("operationalinsights:Table")).toEqual([]);
    expect(inputsOf("resources:Deployment").map(({ name }) => name)).toContain("workspace-retention");
    expect(inputsOf("eventhub:EventHub")).toHaveLength(1);
  });

  it("no key can be exported, whatever the tier of its vault", () => {
    const keys = inputsOf("keyvault:Key") as unknown as { properties: { attributes: { exportable?: boolean } } }[];
    expect(keys.map(({ properties }) => properties.attributes.exportable)).toEqual([false, false, false]);
  });
});
