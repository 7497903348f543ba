import { BlockList, isIPv6 } from "node:net";

/** What a custom rule looks at. */
export interface RequestHead {
  /** HTTP method in upper case. */
  method: string;
  /** Path and query as received. */
  url: string;
  /** In order; a name may come twice. */
  headers: readonly [string, string][];
  /** Address of the caller, without a port. */
  clientAddress: string;
}

/** A custom rule of the firewall. */
export interface CustomRule {
  /** Unique in the firewall policy; the log shows it. */
  name: string;
  /** A smaller number is tried first. */
  priority: number;
  /** `Allow` ends the firewall's checks; `Log` goes on. */
  action: "Allow" | "Block" | "Log";
  /** Whether all its conditions hold. */
  matches(request: RequestHead): boolean;
}

interface Condition {
  matchVariables: { variableName: string; selector?: string }[];
  operator: string;
  negationConditon?: boolean;
  matchValues?: string[];
  transforms?: string[];
}

const actions = ["Allow", "Block", "Log"] as const;

/** Reads a custom rule of a plan. @throws Error for one that this stand-in does not simulate. */
export function readCustomRule(rule: unknown): CustomRule {
  const {
    name = "",
    priority,
    ruleType,
    action,
    matchConditions,
  } = rule as {
    name?: string;
    priority: number;
    ruleType: string;
    action: CustomRule["action"];
    matchConditions: Condition[];
  };
  if (ruleType !== "MatchRule" || !actions.includes(action))
    throw new Error(
      `the firewall's rule ${name} (${ruleType}, ${action}) is not simulated; simulated: MatchRule with ${actions.join(", ")}`,
    );
  const conditions = matchConditions.map((condition) => conditionOf(name, condition));
  return { name, priority, action, matches: (request) => conditions.every((holds) => holds(request)) };
}

const variables: Record<string, (request: RequestHead, selector?: string) => string[]> = {
  RequestMethod: ({ method }) => [method],
  RequestUri: ({ url }) => [url],
  QueryString: ({ url }) => [url.split("?")[1] ?? ""],
  RemoteAddr: ({ clientAddress }) => [clientAddress],
  RequestHeaders: ({ headers }, selector = "") =>
    headers.filter(([name]) => name.toLowerCase() === selector.toLowerCase()).map(([, value]) => value),
};

const transforms: Record<string, (text: string) => string> = {
  Lowercase: (text) => text.toLowerCase(),
  Uppercase: (text) => text.toUpperCase(),
  Trim: (text) => text.trim(),
  UrlDecode: decodeURIComponent,
  RemoveNulls: (text) => text.replaceAll("\0", ""),
};

const operators: Record<string, (text: string, value: string) => boolean> = {
  Equal: (text, value) => text === value,
  Contains: (text, value) => text.includes(value),
  BeginsWith: (text, value) => text.startsWith(value),
  EndsWith: (text, value) => text.endsWith(value),
  Regex: (text, value) => new RegExp(value).test(text),
  IPMatch: inRange,
};

function conditionOf(rule: string, condition: Condition): (request: RequestHead) => boolean {
  const { matchVariables, operator, matchValues = [], negationConditon = false } = condition;
  const refuse = (what: string, allowed: object): never => {
    throw new Error(
      `the firewall's rule ${rule} uses ${what}, which is not simulated; simulated: ${Object.keys(allowed).join(", ")}`,
    );
  };
  const readers = matchVariables.map(({ variableName, selector }) => {
    const read = variables[variableName] ?? refuse(`the variable ${variableName}`, variables);
    return (request: RequestHead) => read(request, selector);
  });
  const changes = (condition.transforms ?? []).map((name) => transforms[name] ?? refuse(`the transform ${name}`, transforms));
  const any = operator === "Any";
  const test = any ? () => true : (operators[operator] ?? refuse(`the operator ${operator}`, { ...operators, Any: true }));
  return (request) => {
    const texts = readers
      .flatMap((read) => read(request))
      .map((text) => changes.reduce((changed, change) => change(changed), text));
    const found = texts.some((text) => any || matchValues.some((value) => test(text, value)));
    return found !== negationConditon;
  };
}

function inRange(address: string, range: string): boolean {
  const [network = "", length] = range.split("/");
  const family = isIPv6(network) ? "ipv6" : "ipv4";
  const list = new BlockList();
  if (length === undefined) list.addAddress(network, family);
  else list.addSubnet(network, Number(length), family);
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
