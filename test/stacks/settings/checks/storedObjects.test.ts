import { accepted, changed, messages, parsed, problems, stackFile } from "../support";

const max = (changes: Record<string, unknown>) => changed(stackFile("test/fixtures/max.yaml"), changes);
const second = { "consumers[2].plan": "premium" };
const own = (...accounts: object[]) => ({ "openAi.storedObjectAccounts": accounts });
const model = { model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 10 };
const account = (consumer: string, ...deployments: object[]) => ({ consumer, location: "swedencentral", deployments });

test("stored objects belong to one consumer", () => {
  expect(messages(max({}))).toEqual([]);
  expect(messages(max(second))).toEqual([
    "consumers[2].plan: contract-search and claims-assistant could read and delete each other's stored objects, which are in one account",
  ]);
});

test("several share them where the settings say so", () => {
  expect(messages(max({ ...second, "openAi.sharedStoredObjects": true }))).toEqual([]);
});

test("several have some where all but one have accounts of their own", () => {
  const accounts = own(account("contract-search", model), account("legal-review", model));
  expect(messages(max({ ...second, ...accounts }))).toEqual([]);
  expect(accepted(max({ ...second, ...accounts })).openAi.storedObjectAccounts.map(({ restore }) => restore)).toEqual([
    false,
    false,
  ]);
  expect(messages(max({ ...second, ...own(account("contract-search", model)) }))).toEqual([
    "consumers[4].plan: legal-review and claims-assistant could read and delete each other's stored objects, which are in one account",
  ]);
});

describe("an account of one consumer is refused", () => {
  const legal = account("legal-review", model);
  it.each<[string, object[], string, string]>([
    [
      "for a consumer that is not there",
      [legal, account("legal-reviews", model)],
      "openAi.storedObjectAccounts[1].consumer: there is no such consumer; did you mean legal-review?",
      "one of claims-assistant, service-desk, contract-search, marketing-images, legal-review",
    ],
    [
      "for a consumer whose plan stores nothing",
      [legal, account("service-desk", model)],
      "openAi.storedObjectAccounts[1].consumer: its plan standard stores nothing, so nothing would ever be in the account",
      "a consumer of a plan with consumersMayReadStoredObjects: true",
    ],
    [
      "twice for one consumer",
      [legal, legal],
      "openAi.storedObjectAccounts[1].consumer: the consumer stands here twice; it has one account for all that it stores",
      "each name once",
    ],
    [
      "in a region without an account of everybody",
      [{ ...legal, location: "westeurope" }],
      "openAi.storedObjectAccounts[0].location: is not one of openAi.regions",
      "one of swedencentral, francecentral, eastus2",
    ],
    [
      "with a model that no region deploys",
      [account("legal-review", model, { ...model, model: "gpt-5.4-nano", version: "2026-03-17" })],
      "openAi.storedObjectAccounts[0].deployments[1].model: no region deploys this model, so the gateway does not offer it; did you mean gpt-5.4-mini?",
      "one of gpt-5.1, gpt-5.4, gpt-5.4-mini, gpt-image-2, text-embedding-3-large, text-embedding-3-small",
    ],
    [
      "with two deployments of one name",
      [account("legal-review", model, model)],
      "openAi.storedObjectAccounts[0].deployments[1].name: another deployment of the account has this name (default: the model), or one that gives the same id",
      "each name once",
    ],
    [
      "with provisioned capacity",
      [account("legal-review", { ...model, sku: "DataZoneProvisionedManaged", capacity: 15 })],
      "openAi.storedObjectAccounts[0].deployments[0].sku: an account for the stored objects of one consumer has no provisioned capacity: the pools of openAi.regions share it",
      "Standard, DataZoneStandard or GlobalStandard",
    ],
    [
      "with an order of use",
      [account("legal-review", { ...model, tier: "spillOver" })],
      "openAi.storedObjectAccounts[0].deployments[0].tier: is not a setting",
      "model, name, version, format, sku, capacity",
    ],
  ])("%s", (_what, accounts, message, allowed) => {
    const found = problems(max(own(...accounts))).map((one) => [`${one.path}: ${one.message}`, one.allowed]);
    expect(found).toEqual([[message, allowed]]);
  });

  it("whose name would be too long, unless it is given one", () => {
    const name = "a-consumer-with-a-name-longer-than-others";
    const long = { "consumers[4].name": name, "openAi.storedObjectAccounts[0].consumer": name };
    const [problem] = problems(max(long));
    expect(problem?.path).toBe("openAi.storedObjectAccounts[0].consumer");
    expect(problem?.allowed).toMatch(/^a consumer with at most \d+ characters, or a name for openAi\/stored-a-consumer-with-/);
    expect(messages(max({ ...long, [`names`]: { [`openAi/stored-${name}`]: "oai-adopted" } }))).toEqual([]);
  });

  it("whose deployments would have the resource names of another's", () => {
    const names = { "consumers[2].plan": "premium", "consumers[2].name": "legal" };
    const both = own(account("legal", { ...model, name: "review-gpt-5.1" }), account("legal-review", model));
    expect(messages(max({ ...names, ...both }))).toEqual([
      "openAi.storedObjectAccounts[1].deployments[0].name: with the consumer's name before it, the same as a deployment for legal",
    ]);
  });
});

test("a model has the same version in the account of one consumer as everywhere", () => {
  const gpt6 = (version: string) => ({ ...model, model: "gpt-6", version });
  const changes = {
    "accepted.models": ["gpt-6@2027-01-14", "gpt-6@2027-03-01"],
    "openAi.regions[1].deployments[0]": gpt6("2027-01-14"),
    ...own(account("legal-review", model, gpt6("2027-03-01"))),
  };
  expect(messages(max(changes))).toEqual([
    "openAi.storedObjectAccounts[0].deployments[1].version: a client of gpt-6 would get this version from swedencentral and another one elsewhere, by chance",
  ]);
});

test("a model of the plan that the consumer's account lacks is warned about", () => {
  const said = parsed(max({ "plans[3].models": ["gpt-5.1", "gpt-5.4"] })).warnings.map(
    ({ path, message }) => `${path}: ${message}`,
  );
  expect(said).toContain(
    "plans[3].models[1]: legal-review has an account of its own (openAi.storedObjectAccounts) and does not deploy this model: the Responses API answers 404 for it when it stores",
  );
});
