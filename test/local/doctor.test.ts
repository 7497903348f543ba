import { readFileSync } from "node:fs";
import { join } from "node:path";
import { azureFindings, machineFindings } from "../../local/doctor/checks";
import { doctorText } from "../../local/doctor/command";
import { needsOf } from "../../local/doctor/needs";
import type { Answer, World } from "../../local/doctor/world";
import { unstyled } from "../../local/report/style";
import type { Settings } from "../../stacks/settings/schema";
import { fixtureStack, planOf } from "../support/plan";
import { resource } from "./report/support";
import { dev, parsed } from "../stacks/settings/support";

const settings = parsed(dev({ "ingress.frontEnd.mode": "private" })).settings as Settings;
const said = (value: unknown): Answer => ({ status: 0, stdout: JSON.stringify(value), stderr: "" });
const absent: Answer = { status: null, stdout: "", stderr: "spawn ENOENT" };

const needs = { providers: ["Microsoft.ApiManagement", "Microsoft.Network"], locks: false };
const registered = ["ApiManagement", "Network"].map((name) => ({ namespace: `microsoft.${name.toLowerCase()}`, registrationState: "Registered" })); // prettier-ignore
const quota = ["gpt-5.1", "text-embedding-3-small"].map((model) => ({ name: { value: `OpenAI.DataZoneStandard.${model}` }, currentValue: 10, limit: 300 })); // prettier-ignore

/** Answers of the Azure CLI in the shapes that it gives, by the beginning of the command. */
const healthy: Record<string, Answer> = {
  "pulumi version": { status: 0, stdout: "v3.248.0\n", stderr: "" },
  "pulumi whoami": { status: 0, stdout: "someone\n", stderr: "" },
  "az account show": said({ id: "sub", tenantId: settings.identity.tenantId, user: { name: "me@contoso.com", type: "user" } }),
  "az provider list": said(registered),
  "az feature show": said({ name: "Microsoft.Network/x", properties: { state: "Registered" } }),
  "az cognitiveservices usage list": said(quota),
  "az ad signed-in-user show": said({ id: "me" }),
  "az role assignment list": said([{ roleDefinitionName: "Owner" }]),
  "az keyvault list-deleted": said([]),
  "az cognitiveservices account list-deleted": said([]),
  "az apim deletedservice list": said([]),
};

const worldWith = (answers: Record<string, Answer> = {}, nodeVersion = "22.1.0"): World => ({
  nodeVersion,
  has: () => true,
  run: (program, args) => {
    const command = [program, ...args].join(" ");
    const all = { ...healthy, ...answers };
    return all[Object.keys(all).find((key) => command.startsWith(key)) ?? ""] ?? absent;
  },
});

const stated = (state: string, world: World) =>
  [...machineFindings(world), ...azureFindings(world, settings, needs)].filter((one) => one.state === state);

it("finds nothing lacking where everything is there", () => {
  expect([stated("lacking", worldWith()), stated("unknown", worldWith())]).toEqual([[], []]);
});

it.each([
  ["an old Node.js", worldWith({}, "18.1.0"), "nvm install 24"],
  ["no CLI", worldWith({ "pulumi version": absent }), "curl -fsSL https://get.pulumi.com | sh"],
  ["no login", worldWith({ "pulumi whoami": { status: 1, stdout: "", stderr: "error" } }), "pulumi login"],
  ["another tenant", worldWith({ "az account show": said({ id: "sub", tenantId: "other", user: { name: "me" } }) }), `az login --tenant ${settings.identity.tenantId}`], // prettier-ignore
  ["a provider", worldWith({ "az provider list": said(registered.slice(1)) }), "az provider register --namespace Microsoft.ApiManagement"], // prettier-ignore
  ["the feature", worldWith({ "az feature show": said({ properties: { state: "NotRegistered" } }) }), "az feature register --namespace Microsoft.Network --name EnableApplicationGatewayNetworkIsolation && until az feature show --namespace Microsoft.Network --name EnableApplicationGatewayNetworkIsolation --query properties.state --output tsv | grep -qx Registered; do sleep 30; done && az provider register --namespace Microsoft.Network"], // prettier-ignore
  ["roles", worldWith({ "az role assignment list": said([{ roleDefinitionName: "Contributor" }]) }), 'az role assignment create --assignee me --role "Role Based Access Control Administrator" --scope /subscriptions/sub'], // prettier-ignore
])("says what mends %s", (_what, world, mend) => {
  expect(stated("lacking", world).map((one) => one.mend)).toEqual([mend]);
});

it("names the quota that is short, in each region", () => {
  const short = quota.map((one) => ({ ...one, currentValue: 280 }));
  expect(stated("lacking", worldWith({ "az cognitiveservices usage list": said(short) })).map(({ text }) => text)).toContain(
    "OpenAI.DataZoneStandard.gpt-5.1 in swedencentral: 50 needed, 20 free of 300 (what is deployed counts as used)",
  );
});

it("finds the names that Azure still keeps", () => {
  const world = worldWith({
    "az keyvault list-deleted": said([{ name: "kv-contoso-ai-dev-abcde", properties: { location: "swedencentral" } }]),
  });
  expect(stated("lacking", world)).toMatchObject([
    { topic: "Soft-deleted names", text: "deleted vault: kv-contoso-ai-dev-abcde" },
  ]);
});

it.each([
  ["without az", absent, "not asked: az is not there"],
  ["without a login", { status: 1, stdout: "", stderr: "Please run 'az login'" }, "not asked: az is not logged in"],
])("says %s what it could not ask", (_what, account, text) => {
  const unknown = stated("unknown", worldWith({ "az account show": account }));
  expect([unknown.length, new Set(unknown.map((one) => one.text))]).toEqual([7, new Set([text])]);
});

describe("what the plan needs", () => {
  const resources = (...given: [type: string, id: string][]) => ({ resources: given.map(([type, id]) => resource("one", type, undefined, { id })) }); // prettier-ignore
  const lock = "azure-native:authorization:ManagementLockByScope";

  it("is read from the ids of its resources", () => {
    const scope = "/subscriptions/s/resourceGroups/rg/providers/microsoft.storage/storageAccounts/st";
    expect(needsOf(resources(["t:m:A", scope], [lock, `${scope}/providers/Microsoft.Authorization/locks/l`]))).toEqual({
      providers: ["Microsoft.Authorization", "microsoft.storage"],
      locks: true,
    });
  });

  it("is what README lists for an environment with everything", async () => {
    const wanted = needsOf(await planOf(...fixtureStack("max"))).providers;
    const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
    const [, listed = ""] = /for n in ([^;]+); do az provider register --namespace Microsoft\.\$n/.exec(readme) ?? [];
    expect(listed.split(" ").map((name) => `Microsoft.${name}`)).toEqual(wanted);
  });

  it("asks for the right to make locks where there are some", () => {
    const world = worldWith({ "az role assignment list": said([{ roleDefinitionName: "Contributor" }, { roleDefinitionName: "Role Based Access Control Administrator" }]) }); // prettier-ignore
    const lacked = (locks: boolean) =>
      azureFindings(world, settings, { ...needs, locks }).filter((one) => one.state === "lacking");
    expect([lacked(false), lacked(true).map(({ text }) => text)]).toEqual([[], ["Locks Contributor on the subscription"]]);
  });
});

it("asks for the roles of a service principal by its application id", () => {
  const account = said({ id: "sub", tenantId: settings.identity.tenantId, user: { name: "app-id", type: "servicePrincipal" } });
  const world = worldWith({
    "az account show": account,
    "az ad signed-in-user show": absent,
    "az role assignment list": said([]),
  });
  expect(stated("lacking", world).map(({ mend }) => mend)).toEqual([
    'az role assignment create --assignee app-id --role "Contributor" --scope /subscriptions/sub && az role assignment create --assignee app-id --role "Role Based Access Control Administrator" --scope /subscriptions/sub',
  ]);
});

describe("zones of a landing zone", () => {
  const zone =
    "/subscriptions/hub/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com";
  const existing = { ...settings, network: { ...settings.network, privateDns: { ...settings.network.privateDns, mode: "existing" as const, zones: { openAi: zone } } } } as unknown as Settings; // prettier-ignore
  it.each([
    ["a zone that is not there is made", "(ResourceNotFound) The Resource was not found", "az network private-dns zone create --subscription hub --resource-group rg-dns --name privatelink.openai.azure.com"], // prettier-ignore
    ["a zone that may not be read needs a role", "(AuthorizationFailed) no", `ask its owner for: az role assignment create --assignee YOU --role "Private DNS Zone Contributor" --scope ${zone}`], // prettier-ignore
  ])("%s", (_what, stderr, mend) => {
    const found = azureFindings(
      worldWith({ "az network private-dns zone show": { status: 3, stdout: "", stderr } }),
      existing,
      needs,
    );
    expect(found.filter(({ state }) => state === "lacking").map((one) => one.mend)).toEqual([mend]);
  });
});

it("purges a deleted account in the group that it was in", () => {
  const id = "/subscriptions/s/providers/Microsoft.CognitiveServices/locations/swedencentral/resourceGroups/rg-own/deletedAccounts/oai-contoso-ai-dev-x"; // prettier-ignore
  const world = worldWith({ "az cognitiveservices account list-deleted": said([{ id, name: "oai-contoso-ai-dev-x", location: "swedencentral" }]) }); // prettier-ignore
  expect(stated("lacking", world)[0]?.mend).toContain(
    "az cognitiveservices account purge --name oai-contoso-ai-dev-x --location swedencentral --resource-group rg-own",
  );
});

it("does not take an answer that it may not read for a good one", () => {
  const world = worldWith({ "az role assignment list": { status: 1, stdout: "", stderr: "AuthorizationFailed" } });
  expect(stated("unknown", world).map(({ text }) => text)).toEqual(["could not be read: AuthorizationFailed"]);
});

it("prints one line a finding and counts them", () => {
  const text = doctorText([{ topic: "Node.js", state: "lacking", text: "too old", mend: "nvm install 24" }], unstyled);
  expect(text).toBe("lacking    Node.js  too old\n                    → nvm install 24\n\n1 lacking, 0 not known, 0 ok\n");
});
