import { rules } from "../../../policies/rules";
import { runRules } from "../support";

const said = (name: string, type: string, inputs: Record<string, unknown>) =>
  runRules(
    rules.filter((rule) => rule.name === name),
    [{ type, name: "one", inputs }],
  ).map(({ message }) => message);

const masked = { dataMasking: { queryParams: [{ value: "api-key", mode: "Hide" }] } };
const scrubbing = {
  state: "Enabled",
  scrubbingRules: [{ matchVariable: "RequestHeaderNames", selector: "api-key", state: "Enabled" }],
};
const firewall = (logScrubbing: object) => ({ policySettings: { logScrubbing } });

test.each([
  ["hides the key on both sides", { frontend: { request: masked }, backend: { request: masked } }, []],
  [
    "shows the key to backends",
    { frontend: { request: masked } },
    ['backend.request.dataMasking.queryParams is not set; expected api-key with mode "Hide"'],
  ],
])("a diagnostic that %s", (_, inputs, messages) => {
  expect(said("apim-diagnostics-masked", "apimanagement:Diagnostic", inputs)).toEqual(messages);
});

test.each([
  ["hides", scrubbing, []],
  ["hides nothing", { ...scrubbing, state: "Disabled" }, ['policySettings.logScrubbing.state is "Disabled"; expected "Enabled"']],
  [
    "hides nothing that is named",
    { state: "Enabled", scrubbingRules: [] },
    ["policySettings.logScrubbing.scrubbingRules is a list of 0; expected what is hidden"],
  ],
])("a firewall's log that %s", (_, logScrubbing, messages) => {
  expect(said("waf-log-scrubbed", "network:WebApplicationFirewallPolicy", firewall(logScrubbing))).toEqual(messages);
});

test.each([
  ["says that resources give no permission", { features: { enableLogAccessUsingOnlyResourcePermissions: false } }, 0],
  ["says nothing, which gives it", {}, 1],
])("a workspace that %s", (_, inputs, count) => {
  expect(said("law-workspace-permissions", "operationalinsights:Workspace", inputs)).toHaveLength(count);
});
