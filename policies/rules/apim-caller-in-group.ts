import { readsVariable, variablesFrom } from "../gateway/dataFlow";
import { isDecidedBefore } from "../gateway/conditions";
import { Element, section } from "../gateway/document";
import { leaving, refuses } from "../gateway/authentication";
import { documentOf, fragmentsOf } from "../gateway/stackDocuments";
import { unfolded } from "../gateway/unfolded";
import { stackRule } from "../base/rule";

const claims = /\.Claims\b/;
/** What the caller says of itself, but for the token, which was checked. */
const said = /context\.Request\b(?!\.Headers(\.GetValueOrDefault\(|\[)\s*"Authorization")/;
/** Claims that every token of the tenant has. */
const ofEverybody: ReadonlySet<string> = new Set(
  "acr aio amr appidacr aud azpacr email exp family_name given_name iat idp idtyp iss name nbf oid preferred_username rh scp sub tid unique_name upn uti ver xms_ftd".split(
    " ",
  ),
);
/** Applications of Microsoft's own with which every user of a tenant gets tokens: the CLI, PowerShell, editors, Office. */
const publicClients: ReadonlySet<string> = new Set([
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  "04f0c124-f2bc-4f59-8241-bf6df9866bbd",
  "14d82eec-204b-4c2f-b7e8-296a70dab67e",
  "1950a258-227b-4e31-a9cf-717495945fc2",
  "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
  "872cd9fa-d31f-45e0-9eab-6e460a02d1f1",
  "aebc6443-996d-45c2-90f0-388ff96faa56",
  "d3590ed6-52b3-4102-aeff-aad2292ab01c",
  "de8bc8b5-d9f9-48b1-a8ad-b748da725064",
]);
/** The one part of the refusal that is not about claims: plans whose key is enough have no token. */
const withToken =
  /^context\.Variables\.GetValueOrDefault<string>\("credentials", "keyAndToken"\) == "keyAndToken"$|^context\.Subscription [!=]= null$/;

export default stackRule({
  name: "apim-caller-in-group",
  severity: "critical",
  types: ["apimanagement:ApiPolicy"],
  description: "The policy of each API refuses callers whose token shows no group, role or application that may call it.",
  remediation:
    "After the token, refuse in a condition over its claims, or name required-claims or client-application-ids in the element that checks it.",
  check: (policy, stack) => {
    const read = documentOf(policy, stack);
    if ("problem" in read) return [];
    const inbound = section(read.document, "inbound").flatMap((one) => unfolded(one, fragmentsOf(stack)));
    const tokens = inbound.filter(({ name }) => name === "validate-azure-ad-token" || name === "validate-jwt");
    if (tokens.length === 0 || tokens.every(namesCallers)) return [];
    const shown = onlyShown(inbound);
    // A name that the caller gives may choose among those that its token shows.
    const heard = variablesFrom({ name: "", attributes: {}, text: "", children: inbound }, (text) => said.test(text));
    const decided = new Set([...heard].filter((name) => !shown.has(name)));
    const refusal = inbound.findIndex(
      (one) =>
        one.name === "when" &&
        lacksClaims(one.attributes["condition"] ?? "", shown) &&
        !evades(one.attributes["condition"] ?? "", decided) &&
        one.children.some((child) => child.name === "return-response" && refuses(child)),
    );
    if (refusal < 0)
      return [{ message: "value lets every caller of the tenant pass; expected a refusal over the claims of the token" }];
    return inbound
      .slice(0, refusal)
      .filter(answers)
      .map(({ name }) => ({
        message: `value has ${name} before it asks for the claims of the token; expected the refusal first`,
      }));
  },
});

/** The variables that hold what the token shows, and nothing else. */
function onlyShown(inbound: readonly Element[]): ReadonlySet<string> {
  const some = variablesFrom({ name: "", attributes: {}, text: "", children: [...inbound] }, (text) => claims.test(text));
  const others = inbound
    .filter(({ name, attributes }) => name === "set-variable" && some.has(attributes["name"] ?? ""))
    .filter(({ attributes }) => {
      const value = attributes["value"] ?? "";
      return value !== "" && !claims.test(value) && !readsVariable(value, some);
    });
  return new Set([...some].filter((name) => !others.some(({ attributes }) => attributes["name"] === name)));
}

/** Whether an element answers the caller, or sends the call on. */
const answers = (element: Element) => (element.name === "return-response" ? !refuses(element) : leaving.has(element.name));

/** Whether the caller decides what the condition finds, or nobody. */
const evades = (condition: string, decided: ReadonlySet<string>) =>
  said.test(condition) || isDecidedBefore(condition) || readsVariable(condition, decided);

/** Whether every part of a condition is about what the token does not show. */
function lacksClaims(condition: string, shown: ReadonlySet<string>): boolean {
  const parts = partsOf(condition).filter((one) => !withToken.test(one));
  const asks = (part: string) => claims.test(part) || readsVariable(part, shown);
  return parts.length > 0 && parts.every((one) => asks(one) && /!|==|<|\?/.test(one));
}

/** The parts of an expression that must all hold. */
function partsOf(condition: string): string[] {
  const text = condition.trim().replace(/^@\(([\s\S]*)\)$/, "$1");
  const parts = [""];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? "";
    if (one === "(" || one === "{") depth++;
    if (one === ")" || one === "}") depth--;
    if (depth === 0 && text.startsWith("&&", at)) {
      parts.push("");
      at++;
    } else parts[parts.length - 1] += one;
  }
  return parts.map((one) => one.trim());
}

/** A check that itself names who may call: by a claim that not everybody has, or by applications that not everybody may use. */
function namesCallers(token: Element): boolean {
  const inside = (name: string) => token.children.filter((one) => one.name === name).flatMap((one) => one.children);
  const applications = inside("client-application-ids").map((one) => one.text.trim().toLowerCase());
  const named = inside("required-claims").some(
    (one) =>
      !ofEverybody.has(one.attributes["name"]?.toLowerCase() ?? "") &&
      one.children.length > 0 &&
      one.children.every((value) => value.text.trim() !== ""),
  );
  return named || (applications.length > 0 && applications.every((one) => one !== "" && !publicClients.has(one)));
}
