import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import { change, FakeClock, given, idOf, inGroup, make, refusal, resourceGroup, temporaryFolder } from "../support";

let clock: FakeClock;
let cloud: Cloud;
const dirOf = (): string => temporaryFolder();
let timed: Cloud;
beforeEach(async () => {
  clock = new FakeClock();
  const dir = dirOf();
  cloud = new Cloud({ dir, clock });
  timed = new Cloud({ dir, clock, timeScale: 1 });
  await given(cloud, resourceGroup);
});

describe("saved searches of a workspace", () => {
  const workspace: [string, Props] = ["operationalinsights:Workspace", { ...inGroup, workspaceName: "log-one" }];
  const search = (savedSearchId: string, more: Props = {}): [string, Props] => [
    "operationalinsights:SavedSearch",
    { resourceGroupName: "rg", workspaceName: "log-one", savedSearchId, category: "c", displayName: "d", query: "T", ...more },
  ];
  const searchId = idOf("Microsoft.OperationalInsights/workspaces/log-one/savedSearches/one");
  beforeEach(() => given(cloud, workspace));

  it("cannot be written side by side, with an etag or without", async () => {
    const first = make(timed, ...search("one", { etag: "*" }));
    expect(await refusal(make(timed, ...search("two", { etag: "*" })))).toEqual({
      status: 409,
      code: "NewerDataExists",
      message: "Newer data exists. The saved search 'two' was not written.",
    });
    await clock.advance(10);
    await first;
    const second = make(timed, ...search("two", { etag: "*" }));
    await clock.advance(10);
    await expect(second).resolves.toBeDefined();
  });

  it("cannot be changed without an etag", async () => {
    await given(cloud, search("one"));
    expect(await refusal(change(cloud, search("one")[0], searchId, search("one", { query: "U" })[1]))).toMatchObject({
      status: 409,
      code: "NewerDataExists",
    });
    await expect(change(cloud, search("one")[0], searchId, search("one", { etag: "*" })[1])).resolves.toBeDefined();
  });
});

describe("resources of a private link scope", () => {
  const scope: [string, Props] = [
    "monitor:PrivateLinkScope",
    { resourceGroupName: "rg", scopeName: "ampls", location: "global" },
  ];
  const component: [string, Props] = [
    "applicationinsights:Component",
    { ...inGroup, resourceName: "appi", kind: "web", applicationType: "web" },
  ];
  const workspace: [string, Props] = ["operationalinsights:Workspace", { ...inGroup, workspaceName: "log-one" }];
  const member = (name: string, linkedResourceId: string): [string, Props] => [
    "monitor:PrivateLinkScopedResource",
    { resourceGroupName: "rg", scopeName: "ampls", name, linkedResourceId },
  ];
  const [componentId, workspaceId] = [
    idOf("Microsoft.Insights/components/appi"),
    idOf("Microsoft.OperationalInsights/workspaces/log-one"),
  ];
  beforeEach(() => given(cloud, scope, component, workspace));

  it("cannot join it side by side", async () => {
    const first = make(timed, ...member("component", componentId));
    expect(await refusal(make(timed, ...member("workspace", workspaceId)))).toEqual({
      status: 409,
      code: "Conflict",
      message: "Cannot modify resource while in provisioning state: 'Provisioning'",
    });
    await clock.advance(10);
    await expect(first).resolves.toBeDefined();
  });

  it("cannot join it twice", async () => {
    await given(cloud, member("component", componentId));
    expect(await refusal(make(cloud, ...member("again", componentId)))).toMatchObject({
      status: 409,
      message: "Scoped resource with same linked resource id already exists in this private link scope",
    });
  });

  it("join it one after another", async () => {
    await given(cloud, member("component", componentId));
    await expect(make(cloud, ...member("workspace", workspaceId))).resolves.toBeDefined();
  });
});
