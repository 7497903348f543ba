import { parseSettings } from "../../../stacks/settings/parse";
import { describeProblems, describeWarning } from "../../../stacks/settings/problem";
import { Raw, dev, today } from "./support";

const canary = "canary-3f9a";

/** Everything that a terminal would show of these settings. */
function shown(raw: Raw, secretKeys: string[] = []): string {
  const { problems, warnings } = parseSettings(raw, { today, secretKeys });
  expect(problems).not.toEqual([]);
  return [describeProblems(problems), ...warnings.map((warning) => describeWarning(warning))].join("\n");
}

describe("a secret is not shown", () => {
  it.each<[string, Raw]>([
    ["in its own place", { "ingress.certificate": { pfx: canary, password: canary } }],
    ["of a wrong type", { "ingress.certificate": { pfx: [canary], password: { canary } } }],
    ["one level too high", { "ingress.certificate": canary }],
    ["two levels too high", { ingress: canary }],
    ["under a misspelt name", { "ingress.certificate": { pasword: canary } }],
    ["inside a group of the wrong kind", { ingress: [{ certificate: { pfx: canary } }] }],
  ])("%s", (_, changes) => {
    expect(shown(dev(changes))).not.toContain(canary);
  });

  it.each<[string, Raw]>([
    ["as text", { "identity.audience": "", "identity.tenantId": canary }],
    ["in a list", { "identity.groups": [canary] }],
    ["in a group", { "identity.tenantId": { value: canary } }],
  ])("anywhere under a key that Pulumi marks as secret: %s", (_, changes) => {
    expect(shown(dev(changes), ["azure-openai-shield:identity"])).not.toContain(canary);
  });

  it("but its place and what is allowed are", () => {
    const { problems } = parseSettings(dev({ "ingress.certificate": { pfx: 5 } }), { today });
    expect(problems[0]).toEqual({
      path: "ingress.certificate.pfx",
      got: '"[secret]"',
      allowed: "text",
      message: "must be text",
    });
  });

  it("and what is no secret is shown", () => {
    expect(shown(dev({ "ingress.hostName": canary.toUpperCase() }))).toContain(`got:     "${canary.toUpperCase()}"`);
  });
});
