import { rules } from "../../policies/rules";
import { Exemptions } from "../../policies/exemptions";
import { runRules } from "./support";

const now = () => new Date("2026-12-31T23:59:00Z");
const rule = { name: "kv-firewall-deny" };
const entry = {
  rule: "kv-firewall-deny",
  resource: "urn:pulumi:*::keyvault:Vault::legacy*",
  reason: "Moves in spring",
  approvedBy: "Security board",
  owner: "Team Storage",
  ticket: "SEC-1",
  expires: "2026-12-31",
};
const urn = "urn:pulumi:prod::shield::keyvault:Vault::legacy-1";
const exemptions = (...list: unknown[]) => new Exemptions(list, [rule], now);

const tooWide =
  "resource must name one: after its last :: stands the name, with three characters on end that are no wildcard, or none; to switch a rule off, configure its level";

describe("an exemption", () => {
  test("counts on its last day", () => {
    expect(exemptions(entry).find(rule.name, urn)).toMatchObject(entry);
  });

  test("counts for its rule only", () => {
    expect(exemptions(entry).find("kv-private-endpoint", urn)).toBeUndefined();
  });

  test("counts for the resources that it names only", () => {
    expect(exemptions(entry).find(rule.name, `${urn}x`.replace("legacy", "main"))).toBeUndefined();
  });

  test.each(["urn:pulumi:prod::shield*", "urn:pulumi:*::shie*", "*::keyvault*", "*::shield::*acy-1*::keyvault:*"])(
    "%s stands for the name at its end and not for the types before it",
    (resource) => expect(exemptions({ ...entry, resource }).find(rule.name, urn)).toBeUndefined(),
  );

  test.each(["*::legacy-1", "*::*acy*", "urn:pulumi:*::legacy-*", urn])("%s stands for the name at its end", (resource) =>
    expect(exemptions({ ...entry, resource }).find(rule.name, urn)).toBeDefined(),
  );

  test("takes every character but * as it is", () => {
    expect(exemptions({ ...entry, resource: "x::a.c" }).find(rule.name, "x::abc")).toBeUndefined();
  });

  test("is unused until a violation needs it", () => {
    const list = exemptions(entry);
    expect(list.unused()).toHaveLength(1);
    list.find(rule.name, urn);
    expect(list.unused()).toEqual([]);
  });
});

test.each([
  [{ ...entry, expires: "2026-12-30" }, "it expired on 2026-12-30"],
  [{ ...entry, expires: "soon" }, 'expires must be a date such as 2027-01-31, got "soon"'],
  [{ ...entry, expires: "2027-02-30" }, 'expires must be a date such as 2027-01-31, got "2027-02-30"'],
  [{ ...entry, ticket: " " }, "ticket must be given as text"],
  [{ ...entry, reason: undefined, approvedBy: 7 }, "reason, approvedBy must be given as text"],
  [{ ...entry, rule: "kv-firewall" }, "there is no rule kv-firewall"],
  [{ ...entry, resource: "**" }, tooWide],
  [{ ...entry, resource: "*e*" }, tooWide],
  [{ ...entry, resource: "urn:pulumi:prod::shield::azure-native:keyvault:Vault::*" }, tooWide],
  [{ ...entry, resource: "*azure-native:keyvault:Vault*" }, tooWide],
  [{ ...entry, resource: "*::*a*i*t*" }, tooWide],
  [{ ...entry, resource: "legacy" }, tooWide],
  [{ ...entry, owner: undefined }, "owner must be given as text"],
  [{ ...entry, owner: "\u200b" }, "owner must be given as text"],
  [{ ...entry, until: "2027-01-01" }, "until is not a field of an exemption"],
  ["kv-firewall-deny", "it is no object"],
])("%j does not count", (wrong, problem) => {
  const list = exemptions(entry, wrong);
  expect(list.problems).toEqual([`exemptions[1] does not count: ${problem}`]);
});

describe("a run of the rules", () => {
  const judged = rules.filter(({ name }) => name === "kv-public-network-disabled");
  const samples = ["legacy", "main"].map((name) => ({ type: "keyvault:Vault", name, inputs: {} }));
  const message = 'properties.publicNetworkAccess is not set; expected "Disabled"';
  const of = (name: string, expires: string) => ({
    ...entry,
    rule: "kv-public-network-disabled",
    resource: `*::${name}`,
    expires,
  });
  const run = (...list: unknown[]) => runRules(judged, samples, {}, new Exemptions(list, judged, now));

  test("shows what is exempted as advice, with the reason, and the rest as it is", () => {
    expect(run(of("legacy", "2027-01-01"))).toEqual([
      {
        rule: "kv-public-network-disabled",
        resource: "legacy",
        message: `exempted: ${message} (reason: Moves in spring; approved by Security board; owner Team Storage; ticket SEC-1; expires 2027-01-01)`,
        level: "advisory",
      },
      { rule: "kv-public-network-disabled", resource: "main", message },
    ]);
  });

  test("holds exemptions to the days that the pack's configuration says", () => {
    const list = new Exemptions([of("legacy", "2027-01-31")], judged, now);
    expect(runRules(judged, samples, { environment: { exemptionDays: 30 } }, list)).toEqual([
      { rule: "kv-public-network-disabled", resource: "legacy", message },
      { rule: "kv-public-network-disabled", resource: "main", message },
      {
        rule: "exemptions",
        message: "exemptions[0] does not count: it ends on 2027-01-31; expected 2027-01-30 or before, then somebody looks again",
      },
    ]);
  });

  test("reports an exemption that has expired, and the violation", () => {
    expect(run(of("legacy", "2026-01-01"))).toEqual([
      { rule: "kv-public-network-disabled", resource: "legacy", message },
      { rule: "kv-public-network-disabled", resource: "main", message },
      { rule: "exemptions", message: "exemptions[0] does not count: it expired on 2026-01-01" },
    ]);
  });

  test("reports an exemption that nothing needs", () => {
    expect(run(of("gone", "2027-01-01")).at(-1)).toEqual({
      rule: "exemptions",
      message: "nothing needs the exemption of *::gone from kv-public-network-disabled",
    });
  });
});

test.each([
  ["2027-02-23", "urn:pulumi:prod::*::azure-native:keyvault:Vault::old", 0],
  ["2027-02-24", "urn:pulumi:prod::*::azure-native:keyvault:Vault::old", 1],
  ["2027-01-01", "urn:pulumi:*::*", 1],
])("an exemption until %s of %s has %d problems on the day 2026-11-25", (expires, resource, problems) => {
  const entry = { rule: "a", resource, reason: "r", approvedBy: "p", owner: "o", ticket: "t", expires };
  expect(new Exemptions([entry], [{ name: "a" }], () => new Date("2026-11-25T12:00:00Z")).problems).toHaveLength(problems);
});
