import { JArray, JContainer, JObject, JProperty, JToken } from "../jsonTokens";
import { CsException } from "../values";

/** `SelectTokens` of the simple paths: names, `['name']`, indexes, `*`, `..name`; filters are outside of what is simulated. */
export function selectTokens(token: JToken, path: string): JToken[] {
  let found = [token];
  let rest = path.startsWith("$")
    ? path.slice(1)
    : path.startsWith("[") || path.startsWith(".") || path === ""
      ? path
      : `.${path}`;
  while (rest !== "") {
    const step = /^(?:(\.\.?)(\*|[^.[\]*'"()?@]+)|\[(?:'([^']*)'|"([^"]*)"|(\d+)|(\*))\])/.exec(rest);
    if (!step) throw new CsException("NotSupportedException", `the stand-in does not know the JSON path ${path}`);
    rest = rest.slice(step[0].length);
    const name = step[2] ?? step[3] ?? step[4];
    const deep = step[1] === "..";
    const start = deep ? found.flatMap(withDescendants) : found;
    found = start.flatMap((each) =>
      step[5] !== undefined ? element(each, Number(step[5])) : name === "*" || step[6] ? contents(each) : named(each, name!),
    );
  }
  return found;
}

const withDescendants = (token: JToken): JToken[] =>
  [token, ...(token instanceof JContainer ? token.descendants() : [])].filter((each) => !(each instanceof JProperty));
const named = (token: JToken, name: string): JToken[] => (token instanceof JObject && token.get(name) ? [token.get(name)!] : []);
const element = (token: JToken, index: number): JToken[] =>
  token instanceof JArray && index < token.items.length ? [token.at(index)] : [];
const contents = (token: JToken): JToken[] =>
  token instanceof JObject ? token.children().map(({ value }) => value) : token instanceof JArray ? token.children() : [];
