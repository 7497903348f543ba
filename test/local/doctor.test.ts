import { azureFindings, machineFindings } from "../../local/doctor/checks";
import { doctorText } from "../../local/doctor/command";
import type { Answer, World } from "../../local/doctor/world";
import { unstyled } from "../../local/report/style";
import type { Settings } from "../../stacks/settings/schema";
import { dev, parsed } from "../stacks/settings/support";

const settings = parsed(dev({ "ingress.frontEnd.mode": "private" })).settings as Settings;
const said = (value: unknown): Answer => ({ status: 0, stdout: JSON.stringify(value), stderr: "" });
const absent: Answer = { status: null, stdout: "", stderr: "spawn ENOENT" };

const registered = ["ApiManagement", "CognitiveServices", "Insights", "KeyVault", "ManagedIdentity", "Network", "OperationalInsights", "Storage"].map((name) => ({ namespace: `microsoft.${name.toLowerCase()}`, registrationState: "Registered" })); // prettier-ignore
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
  [...machineFindings(world), ...azureFindings(world, settings)].filter((one) => one.state === state);

it("finds nothing lacking where everything is there", () => {
  expect([stated("lacking", worldWith()), stated("unknown", worldWith())]).toEqual([[], []]);
});

it.each([
  ["an old Node.js", worldWith({}, "18.1.0"), "nvm install 24"],
  ["no CLI", worldWith({ "pulumi version": absent }), "curl -fsSL https://get.pulumi.com | sh"],
  ["no login", worldWith({ "pulumi whoami": { status: 1, stdout: "", stderr: "error" } }), "pulumi login"],
  ["another tenant", worldWith({ "az account show": said({ id: "sub", tenantId: "other", user: { name: "me" } }) }), `az login --tenant ${settings.identity.tenantId}`], // prettier-ignore
  ["a provider", worldWith({ "az provider list": said(registered.slice(1)) }), "az provider register --namespace Microsoft.ApiManagement"], // prettier-ignore
  ["the feature", worldWith({ "az feature show": said({ properties: { state: "NotRegistered" } }) }), "az feature register --namespace Microsoft.Network --name EnableApplicationGatewayNetworkIsolation"], // prettier-ignore
  ["roles", worldWith({ "az role assignment list": said([{ roleDefinitionName: "Contributor" }]) }), 'az role assignment create --assignee me --role "Role Based Access Control Administrator" --scope /subscriptions/sub'], // prettier-ignore
])("says what mends %s", (_what, world, mend) => {
  expect(stated("lacking", world).map((one) => one.mend)).toEqual([mend]);
});

it("names the quota that is short, in each region", () => {
  const short = quota.map((one) => ({ ...one, currentValue: 280 }));
  expect(stated("lacking", worldWith({ "az cognitiveservices usage list": said(short) })).map(({ text }) => text)).toContain(
    "OpenAI.DataZoneStandard.gpt-5.1 in swedencentral: 50 needed, 20 free of 300",
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

it("does not take an answer that it may not read for a good one", () => {
  const world = worldWith({ "az role assignment list": { status: 1, stdout: "", stderr: "AuthorizationFailed" } });
  expect(stated("unknown", world).map(({ text }) => text)).toEqual(["could not be read: AuthorizationFailed"]);
});

it("prints one line a finding and counts them", () => {
  const text = doctorText([{ topic: "Node.js", state: "lacking", text: "too old", mend: "nvm install 24" }], unstyled);
  expect(text).toBe("lacking    Node.js  too old\n                    → nvm install 24\n\n1 lacking, 0 not known, 0 ok\n");
});
