/** Managed rule sets of the firewall (Microsoft Learn, "Web Application Firewall DRS and CRS rule groups and rules"). */
export const ruleSets = {
  default: { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.2" },
  bots: { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" },
} as const;

/** A firewall rule whose action differs from the rule set's own. */
interface RuleTuning {
  group: string;
  ruleId: string;
  action: "Log" | "Block";
  reason: string;
}

/**
 * Tuning that Microsoft recommends for the rule set 2.1 (same page, "Tuning of managed rule sets"); 2.2 has the same rules. Microsoft says to
 * disable the first five; here they log, which blocks nothing either but leaves a trace and no rule switched off.
 */
const ruleTuning = [
  { group: "SQLI", ruleId: "942110", action: "Log", reason: "Replaced by 99031001" },
  { group: "SQLI", ruleId: "942150", action: "Log", reason: "Replaced by 99031003" },
  { group: "SQLI", ruleId: "942260", action: "Log", reason: "Replaced by 99031004" },
  { group: "SQLI", ruleId: "942430", action: "Log", reason: "Counts special characters: too many false positives" },
  { group: "SQLI", ruleId: "942440", action: "Log", reason: "Replaced by 99031002" },
  {
    group: "MS-ThreatIntel-CVEs",
    ruleId: "99001017",
    action: "Block",
    reason: "Only logs by default; guards against CVE-2023-50164",
  },
] as const satisfies readonly RuleTuning[];

/**
 * Fields of a request to a model that hold free text: chat and completions (`messages`, `prompt`), Responses and
 * embeddings (`input`, `instructions`), tool definitions (`tools`, `functions`), predicted answers (`prediction`), schemas of answers
 * (`response_format`, `text`) and items of a conversation (`items`). Names of nested fields contain them.
 */
export const textFields = [
  "messages",
  "prompt",
  "input",
  "instructions",
  "tools",
  "functions",
  "prediction",
  "response_format",
  "text",
  "items",
] as const;

/**
 * Groups of firewall rules that skip the text in `textFields`. They look for code that a web application might run, store
 * or show: SQL, shell, scripts, file paths, addresses of other sites, Java, quoted requests, known exploits. In a prompt all of these are ordinary words (people
 * ask models about code), and nothing behind the gateway runs them. Every other group inspects the whole request, and
 * these groups still inspect the path, the query, the headers and the other fields.
 */
export const textExcludedGroups = [
  "SQLI",
  "MS-ThreatIntel-SQLI",
  "XSS",
  "RCE",
  "LFI",
  "RFI",
  "PHP",
  "NODEJS",
  "JAVA",
  "PROTOCOL-ATTACK",
  "MS-ThreatIntel-AppSec",
  "MS-ThreatIntel-WebShells",
  "MS-ThreatIntel-CVEs",
] as const;

/** What the firewall's log must not show of a matched request. */
interface Scrubbing {
  matchVariable: "RequestHeaderNames" | "RequestArgNames" | "RequestPostArgNames" | "RequestJSONArgNames";
  /** Name of the header or argument; undefined scrubs every one. */
  selector?: string;
}

/**
 * The firewall's log prints what matched. Keys and tokens are taken out, and so is every value of a body: it is
 * prompt text, which only auditors may read. The name of the field stays.
 */
const scrubbing = [
  { matchVariable: "RequestHeaderNames", selector: "Authorization" },
  { matchVariable: "RequestHeaderNames", selector: "api-key" },
  { matchVariable: "RequestHeaderNames", selector: "Ocp-Apim-Subscription-Key" },
  { matchVariable: "RequestArgNames", selector: "subscription-key" },
  { matchVariable: "RequestArgNames", selector: "api-key" },
  { matchVariable: "RequestPostArgNames" },
  { matchVariable: "RequestJSONArgNames" },
] as const satisfies readonly Scrubbing[];

/** Overrides of the default rule set, one entry a group. */
export function ruleGroupOverrides(tuning: readonly RuleTuning[] = ruleTuning) {
  const groups = [...new Set(tuning.map((rule) => rule.group))];
  return groups.map((ruleGroupName) => ({
    ruleGroupName,
    rules: tuning
      .filter((rule) => rule.group === ruleGroupName)
      .map(({ ruleId, action }) => ({ ruleId, state: "Enabled", action })),
  }));
}

/**
 * One exclusion for each text field, limited to `textExcludedGroups`. Azure counts fields of a JSON body as arguments.
 *
 * @param more Fields besides `textFields`.
 */
export function textExclusions(more: readonly string[] = []) {
  return [...new Set([...textFields, ...more])].map((selector) => ({
    matchVariable: "RequestArgValues",
    selectorMatchOperator: "Contains",
    selector,
    exclusionManagedRuleSets: [
      { ...ruleSets.default, ruleGroups: textExcludedGroups.map((ruleGroupName) => ({ ruleGroupName })) },
    ],
  }));
}

/** Scrubbing rules, which keep secrets and prompts out of the firewall's log. */
export function scrubbingRules() {
  return scrubbing.map((rule: Scrubbing) => ({
    matchVariable: rule.matchVariable,
    selectorMatchOperator: rule.selector ? "Equals" : "EqualsAny",
    selector: rule.selector ?? "*",
    state: "Enabled",
  }));
}
