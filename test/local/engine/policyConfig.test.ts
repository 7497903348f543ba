import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyConfigSchema, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { RuleConfigs, policyConfig } from "../../../local/engine/policyConfig";

const rule = (name: string, level: EnforcementLevel) => {
  const schema = new PolicyConfigSchema().setProperties(Struct.fromJavaScript({ ports: { type: "array", default: [22] } }));
  return new PolicyInfo().setName(name).setEnforcementlevel(level).setConfigschema(schema);
};

function info(): AnalyzerInfo {
  const pack = new AnalyzerInfo().setName("pack");
  pack.setPoliciesList([rule("a", EnforcementLevel.MANDATORY), rule("b", EnforcementLevel.ADVISORY)]);
  return pack;
}

const configured = (file?: RuleConfigs) => {
  const { messages, enabled } = policyConfig(info(), file);
  const text = (config: PolicyConfig) => [config.getEnforcementlevel(), config.getProperties()?.toJavaScript()];
  return { enabled, ...Object.fromEntries(messages.map(([name, config]) => [name, text(config)])) };
};

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

  it("are refused with all that is wrong in the file", () => {
    const file = { subnets: "advisory", a: "loud" } as unknown as RuleConfigs;
    expect(() => policyConfig(info(), file)).toThrow(
      'policy configuration: the pack pack has no rule subnets; a: "loud" is no level; allowed: advisory, mandatory, remediate, disabled',
    );
  });
});
