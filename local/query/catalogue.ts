import { logRules } from "../../components/monitoring/logRules";
import type { GatewayFacts } from "../../components/monitoring/gatewayFacts";
import { library, QueryFacts } from "../../components/monitoring/queries";
import { alertText, queryText } from "../../components/monitoring/queryText";
import { suggest } from "../../stacks/settings/suggest";
import { UsageError } from "../engine/errors";
import type { Parameter } from "./kql/translate";

/** A query that can be asked for by its name. */
export interface Query {
  /** What the user calls it: a key of the library, a function's name, or `alert-<need>`. */
  name: string;
  /** One line for the list; empty for a query of a file. */
  title: string;
  /** Its text; what it is asked with stands in `let` statements at its beginning. */
  text(facts: GatewayFacts): string;
  /** What it can be asked with. */
  parameters: readonly Parameter[];
}

/** Every query of the library, by its name, and every log alert. */
function catalogue(): Query[] {
  return [
    ...library().map(({ key, facts }) => fromLibrary(key, facts)),
    ...logRules.map((rule) => ({
      name: `alert-${rule.need}`,
      title: rule.description,
      text: (facts: GatewayFacts) => alertText(rule.need, rule.parts, rule, facts),
      parameters: [],
    })),
  ];
}

function fromLibrary(key: ReturnType<typeof library>[number]["key"], facts: QueryFacts): Query {
  const own = (facts.parameters ?? []).map(({ name }) => ({ name, type: "string" }));
  return {
    name: key,
    title: facts.title,
    text: (known) => queryText(key, known),
    parameters: [...always, ...own],
  };
}

/** What every query of the library is asked with. */
const always: readonly Parameter[] = [
  { name: "since", type: "datetime" },
  { name: "until", type: "datetime" },
  { name: "consumer", type: "string" },
  { name: "onlyModel", type: "string" },
  { name: "onlyRegion", type: "string" },
  { name: "step", type: "timespan" },
];

/**
 * The query with a name: its own, or that of its saved function.
 * @throws UsageError that names those that there are
 */
export function queryNamed(name: string): Query {
  const all = catalogue();
  const key = library().find(({ facts }: { facts: QueryFacts }) => facts.functionAlias === name)?.key ?? name;
  const found = all.find((one) => one.name === key);
  if (found) return found;
  const names = all.map((one) => one.name);
  const meant = suggest(name, names);
  throw new UsageError(`the query ${name} is unknown${meant ? `; did you mean ${meant}?` : ""}; allowed: ${names.join(", ")}`);
}

/** Name and title of every query, with the names of what it can be asked with. */
export const questions = (): { name: string; title: string; parameters: string[] }[] =>
  catalogue().map(({ name, title, parameters }) => ({ name, title, parameters: parameters.map((one) => one.name) }));

/** One line for each query, for a reader who does not know them. */
export function listing(): string {
  const all = catalogue();
  const width = Math.max(...all.map(({ name }) => name.length));
  return `${all.map(({ name, title }) => `${name.padEnd(width)}  ${title}`).join("\n")}\n`;
}
