import { readCondition } from "../../../../components/monitoring/readAccess";
import { deploymentNames, leadGroups, leadRows } from "../../../../stacks/settings/readers";
import { accepted, changed, dev, messages, parsed, stackFile } from "../support";

const group = "aaaaaaaa-0000-4000-8000-000000000009";
const operators = "AAAAAAAA-0000-4000-8000-000000000003";

it("a group that leads a team has no other role on the workspace", () => {
  expect(messages(dev({ "consumers[0].leadGroup": operators }))).toEqual([
    "consumers[0].leadGroup: is the group of identity.groups.operators too, and Azure gives it a role that both have only once",
  ]);
  expect(messages(dev({ "identity.groups.costOwners": operators }))).toEqual([
    "identity.groups.costOwners: is the group of identity.groups.operators too, and Azure gives it a role that both have only once",
  ]);
});

it("nobody leads a team whose calls have no subscription", () => {
  expect(messages(dev({ "consumers[0].leadGroup": group, "plans[0].credentials": "token" }))).toEqual([
    "consumers[0].leadGroup: the calls of plan standard (credentials: token) have no subscription, so no role can tell them from other teams' calls",
  ]);
});

it("no group leads more teams than the condition of a role can name", () => {
  const team = (index: number) => ({
    name: `team-${index}`,
    entraGroup: group,
    plan: "standard",
    costCentre: "CC",
    leadGroup: group,
  });
  const teams = (count: number) => dev({ consumers: [...Array(count).keys()].map(team) });
  expect(messages(teams(100))).toEqual([]);
  expect(messages(teams(250)).map((text) => text.replace(/\d{4,}/, "N"))).toEqual([
    "consumers[0].leadGroup: leads 250 teams, and the condition of its role would have N characters; Azure takes 8192",
  ]);
});

it("one group leads several teams with one condition, whatever their order", () => {
  const settings = accepted(dev({ "consumers[0].leadGroup": group, "consumers[1].leadGroup": group.toUpperCase() }));
  const condition = (consumers: typeof settings.consumers) =>
    [...leadGroups(consumers)].map(([id, teams]) => [id, readCondition(leadRows(teams, settings))]);
  expect(condition(settings.consumers)).toHaveLength(1);
  expect(condition([...settings.consumers].reverse())).toEqual(condition(settings.consumers));
});

it("the log's names of calls are those of deployments, models and aliases; what no condition can hold is warned about", () => {
  const raw = dev({ "plans[0].aliases": { gpt_latest: "gpt-5.1", "gpt-latest": "gpt-5.1" } });
  const settings = accepted(raw);
  expect(deploymentNames(settings)).toEqual(["gpt-5.1", "gpt-latest", "text-embedding-3-small"]);
  expect(deploymentNames(settings, new Set(["text-embedding-3-small"]))).toEqual(["text-embedding-3-small"]);
  const warning = parsed(raw).warnings.find(({ message }) => message.startsWith("the condition of a role"));
  expect([warning?.path, warning?.got]).toEqual(["openAi.regions", '"gpt_latest"']);
});

it("the account of one consumer has deployments that the log names, too", () => {
  const own = changed(stackFile("test/fixtures/max.yaml"), {
    "openAi.storedObjectAccounts[0].deployments[0].name": "matters-5.1",
  });
  expect(deploymentNames(accepted(own))).toContain("matters-5.1");
  expect(messages(changed(own, { "plans[3].aliases": { "matters-5.1": "gpt-5.1" } }))).toEqual([
    'plans[3].aliases["matters-5.1"]: is a model or a deployment itself',
  ]);
});
