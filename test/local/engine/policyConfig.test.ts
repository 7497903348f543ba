import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyConfigSchema, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UsageError } from "../../../local/engine/errors";
import { configMessages, packInfo } from "../../../local/engine/packInfo";
import { RuleConfigs, policyConfig } from "../../../local/engine/policyConfig";

const rule = (name: string, level: EnforcementLevel) => {
  const schema = new PolicyConfigSchema().setProperties(
    Struct.fromJavaScript({ ports: { type: "array", items: { type: "integer" }, default: [22] } }),
  );
  return new PolicyInfo().setName(name).setEnforcementlevel(level).setConfigschema(schema);
};

function info() {
  const pack = new AnalyzerInfo().setName("pack");
  pack.setPoliciesList([rule("a", EnforcementLevel.MANDATORY), rule("b", EnforcementLevel.ADVISORY)]);
  return packInfo(pack);
}

const configured = (file?: RuleConfigs) => {
  const config = policyConfig(info(), file);
  const messages = configMessages(config).map(
    ([name, message]) => [name, [message.getEnforcementlevel(), message.getProperties()?.toJavaScript()]] as const,
  );
  return { enabled: config.enabled, ...Object.fromEntries(messages) };
};

const levels = "allowed: advisory, mandatory, remediate, disabled";

describe("the settings of rules", () => {
  it("are the rule's own without a file", () => {
    expect(configured()).toEqual({
      enabled: 2,
      a: [EnforcementLevel.MANDATORY, { ports: [22] }],
      b: [EnforcementLevel.ADVISORY, { ports: [22] }],
    });
  });

  it("take a level from the file, for one rule before all", () => {
    expect(configured({ all: "mandatory", a: "disabled" })).toEqual({
      enabled: 1,
      a: [EnforcementLevel.DISABLED, { ports: [22] }],
      b: [EnforcementLevel.MANDATORY, { ports: [22] }],
    });
  });

  it("take settings from the file, and lists replace lists", () => {
    expect(configured({ a: { ports: [3389] }, b: { enforcementLevel: "mandatory", ports: [] } })).toEqual({
      enabled: 2,
      a: [EnforcementLevel.MANDATORY, { ports: [3389] }],
      b: [EnforcementLevel.MANDATORY, { ports: [] }],
    });
  });

  it.each([
    ["no object", [], 'got []; allowed: an object such as {"rule": "advisory"}'],
    ["nothing", null, 'got null; allowed: an object such as {"rule": "advisory"}'],
    ["a rule that there is not", { subnets: "advisory" }, "the pack pack has no rule subnets"],
    ["a level in a list", { a: ["disabled"] }, 'a: got ["disabled"]; allowed: a level, or an object of settings'],
    ["a level that there is not", { a: { enforcementLevel: "toString" } }, `a: "toString" is no level; ${levels}`],
    ["a level that is no text", { all: { enforcementLevel: 5 } }, `all: 5 is no level; ${levels}`],
    ["a misspelt setting", { a: { prots: [22] } }, "a has no setting prots; allowed: ports, enforcementLevel"],
    ["a setting for all rules", { all: { ports: [22] } }, "all has no setting ports; allowed: enforcementLevel"],
    ["a wrong value", { a: { ports: 22 } }, "a.ports: got 22; Invalid input: expected array, received number"],
    ["a wrong element", { a: { ports: [22, "x"] } }, 'a.ports.1: got "x"; Invalid input: expected number, received string'],
  ])("are refused when the file holds %s", (_what, file, problem) => {
    expect(() => policyConfig(info(), file as unknown as RuleConfigs)).toThrow(
      new UsageError(`policy configuration: ${problem}`),
    );
  });

  it("are refused with all that is wrong in the file", () => {
    const file = { subnets: "advisory", a: "loud", b: { prots: [22], ports: [[]] } } as unknown as RuleConfigs;
    expect(() => policyConfig(info(), file)).toThrow(
      `policy configuration: the pack pack has no rule subnets; a: "loud" is no level; ${levels}; ` +
        "b has no setting prots; allowed: ports, enforcementLevel; b.ports.0: got []; Invalid input: expected number, received array",
    );
  });

  it("of a rule without a schema are not judged", () => {
    const pack = packInfo(new AnalyzerInfo().setPoliciesList([new PolicyInfo().setName("free")]));
    expect(policyConfig(pack, { free: { anything: 1 } }).rules.get("free")?.settings).toEqual({ anything: 1 });
  });

  it("are those that the pack sets itself, where the file says nothing", () => {
    const pack = new AnalyzerInfo().setPoliciesList([
      rule("a", EnforcementLevel.MANDATORY),
      rule("b", EnforcementLevel.MANDATORY),
    ]);
    const own = new PolicyConfig()
      .setEnforcementlevel(EnforcementLevel.ADVISORY)
      .setProperties(Struct.fromJavaScript({ ports: [1] }));
    pack.getInitialconfigMap().set("a", own).set("all", new PolicyConfig().setEnforcementlevel(EnforcementLevel.DISABLED));
    expect([...policyConfig(packInfo(pack)).rules]).toEqual([
      ["a", { level: "advisory", settings: { ports: [1] } }],
      ["b", { level: "disabled", settings: { ports: [22] } }],
    ]);
  });
});
