/** A rewrite of request headers, as far as it is simulated: conditions on request headers, captured groups, a value or none. */
export interface Rewrite {
  /** All must hold; `negate`: the header must not match. */
  conditions: { header: string; pattern: RegExp; negate: boolean }[];
  /** In a value, `{http_req_NAME_N}` stands for the group N of the condition on the header NAME. */
  headers: { name: string; value: string }[];
}

interface RewriteInputs {
  rewriteRules?: {
    name: string;
    ruleSequence?: number;
    conditions?: { variable: string; pattern: string; ignoreCase?: boolean; negate?: boolean }[];
    actionSet: { requestHeaderConfigurations?: { headerName: string; headerValue: string }[] } & Record<string, unknown>;
  }[];
}

/**
 * Reads the rules of a rewrite set, in their order.
 * @throws Error for a condition or an action that is not simulated.
 */
export function readRewrites({ rewriteRules = [] }: RewriteInputs): Rewrite[] {
  const sorted = [...rewriteRules].sort((one, other) => (one.ruleSequence ?? 100) - (other.ruleSequence ?? 100));
  return sorted.map(({ name, conditions = [], actionSet }) => {
    const others = Object.keys(actionSet).filter((key) => key !== "requestHeaderConfigurations");
    if (others.length > 0) throw new Error(`rewrite ${name}: ${others.join(", ")} is not simulated; request headers are`);
    return {
      conditions: conditions.map(({ variable, pattern, ignoreCase, negate }) => {
        const header = /^http_req_(.+)$/.exec(variable)?.[1];
        if (!header) throw new Error(`rewrite ${name}: a condition on ${variable} is not simulated; on http_req_HEADER it is`);
        return { header, pattern: new RegExp(pattern, ignoreCase === false ? "" : "i"), negate: negate === true };
      }),
      headers: (actionSet.requestHeaderConfigurations ?? []).map(({ headerName, headerValue }) => ({
        name: headerName,
        value: headerValue,
      })),
    };
  });
}

type HeaderList = [string, string][];

/** Applies rewrites one after another (Microsoft Learn, "Rewrite HTTP headers and URL with Application Gateway"). An empty value deletes a header. */
export function rewritten(headers: HeaderList, rewrites: readonly Rewrite[]): HeaderList {
  return rewrites.reduce(applied, headers);
}

function applied(headers: HeaderList, { conditions, headers: changes }: Rewrite): HeaderList {
  const captured = new Map<string, string>();
  for (const { header, pattern, negate } of conditions) {
    const found = pattern.exec(valueOf(headers, header));
    if ((found !== null) === negate) return headers;
    found?.forEach((group, index) => captured.set(`http_req_${header}_${index}`.toLowerCase(), group ?? ""));
  }
  return changes.reduce<HeaderList>((list, { name, value }) => {
    const given = value.replaceAll(/\{([^}]+)\}/g, (_all, variable: string) => captured.get(variable.toLowerCase()) ?? "");
    const others = list.filter(([one]) => one.toLowerCase() !== name.toLowerCase());
    return given === "" ? others : [...others, [name, given]];
  }, headers);
}

const valueOf = (headers: HeaderList, name: string): string =>
  headers
    .filter(([one]) => one.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value)
    .join(", ");
