import { policyConfig } from "../../../local/engine/policyConfig";
import { environmentSettings } from "../../../policies/base/environment";
import { configSchema } from "../../../policies/base/settings";

const properties = configSchema(environmentSettings).properties as never;
const facts = { description: "", remediation: "", severity: "low", level: "advisory" } as const;
const info = {
  name: "pack",
  rules: [{ name: "environment", ...facts, schema: { properties, required: [] } }],
  initial: new Map(),
};
const given = (settings: object) => policyConfig(info, { environment: settings as never });

const id = "0f1e2d3c-0000-4000-8000-00000000abcd";
const form = {
  id: "an id such as 00000000-0000-0000-0000-000000000000",
  armId: "an id that names its subscription, such as /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-hub/*",
  host: "a host such as files.example.com or *.example.com",
  range: "an address range in CIDR notation, such as 198.51.100.0/24",
};

describe("settings that all rules share", () => {
  test.each([
    ["subscriptions", "*", form.id],
    ["tenants", "contoso.com", form.id],
    ["outside", "*", form.armId],
    ["outside", "/subscriptions/*", form.armId],
    ["outside", `*${id}*`, form.armId],
    ["outside", "/providers/*", form.armId],
    ["outside", `/subscriptions/${id}/../x`, form.armId],
    ["hosts", "*", form.host],
    ["hosts", "*.com", form.host],
    ["hosts", "https://files.example.com", form.host],
    ["clientRanges", "nonsense", form.range],
    ["clientRanges", "198.51.100.0", form.range],
    ["clientRanges", "198.51.100.0/33", form.range],
    ["clientRanges", "198.51.300.0/24", form.range],
    ["clientRanges", "2001:db8::/129", form.range],
    ["clientRanges", "Internet", form.range],
    ["clientRanges", "10.0.0.0.8", form.range],
    ["clientRanges", "10/0/0/0/8", form.range],
    ["clientRanges", "::::/64", form.range],
    ["clientRanges", "1:2/64", form.range],
  ])("%s refuse %s", (name, value, allowed) => {
    expect(() => given({ [name]: [value] })).toThrow(`environment.${name}.0: got ${JSON.stringify(value)}; allowed: ${allowed}`);
  });

  test.each([
    ["exemptionDays", 0, "Too small: expected number to be >=1"],
    ["exemptionDays", 4000, "Too big: expected number to be <=3650"],
    ["retentionDays", -1, "Too small: expected number to be >=0"],
    ["publicAddresses", 1.5, "Invalid input"],
  ])("%s refuse %s", (name, value, why) => {
    expect(() => given({ [name]: value })).toThrow(`environment.${name}: got ${value}; ${why}`);
  });

  test("say all that is wrong at once", () => {
    expect(() => given({ hosts: ["*"], clientRanges: ["a", "10.0.0.0/8", "b"] })).toThrow(
      /hosts\.0: got "\*".*clientRanges\.0: got "a".*clientRanges\.2: got "b"/,
    );
  });

  test("take what they are for", () => {
    const settings = {
      subscriptions: [id],
      tenants: [id.toUpperCase()],
      outside: [
        `/subscriptions/${id}`,
        `/subscriptions/${id}/resourceGroups/rg-hub/*`,
        "/providers/Microsoft.Management/managementGroups/contoso",
      ],
      hosts: ["files.example.com", "*.example.com", "host_1.internal"],
      clientRanges: ["198.51.100.0/24", "0.0.0.0/1", "203.0.113.7/32", "2001:db8::/32", "::1/128", "::/0", "1:2:3:4:5:6:7:8/128"],
      exemptionDays: 30,
    };
    expect(given(settings).rules.get("environment")!.settings).toMatchObject(settings);
  });
});
