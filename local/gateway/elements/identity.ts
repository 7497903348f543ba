import { claimValues, Jwt } from "../csharp/policyContext";
import type { PolicyNode } from "../documents/policyNode";
import { TokenVerifier } from "../runtime/tokenVerifier";
import type { Call } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";
import { attribute, childOf, childrenOf, Element, Getter, numberGetter, plain, textGetter } from "./element";

const list = (child: string): { children: Record<string, { text: true }> } => ({ children: { [child]: { text: true } } });

const texts = (node: PolicyNode, group: string, child: string): Getter<string>[] => {
  const parent = childOf(node, group);
  return parent ? childrenOf(parent, child).map((entry) => textGetter(entry.content)!) : [];
};

interface Claim {
  name: string;
  all: boolean;
  separator: string | undefined;
  values: Getter<string>[];
}

const claimsOf = (node: PolicyNode): Claim[] => {
  const parent = childOf(node, "required-claims");
  return (parent ? childrenOf(parent, "claim") : []).map((claim) => ({
    name: attribute(claim, "name")?.text ?? "",
    all: (attribute(claim, "match")?.text ?? "all") === "all",
    separator: attribute(claim, "separator")?.text,
    values: childrenOf(claim, "value").map((value) => textGetter(value.content)!),
  }));
};

interface Rules {
  audiences: Getter<string>[];
  applications: Getter<string>[];
  claims: Claim[];
}

const validateAzureAdToken: Element = {
  simulated:
    "signatures are checked with the keys of the tenant; no encrypted tokens and no backend-application-ids; claims as documented for validate-jwt",
  attributes: {
    "tenant-id": "required",
    "header-name": "optional",
    "query-parameter-name": "optional",
    "token-value": "optional",
    "failed-validation-httpcode": "optional",
    "failed-validation-error-message": "optional",
    "output-token-variable-name": "optional",
  },
  children: {
    audiences: list("audience"),
    "client-application-ids": list("application-id"),
    "required-claims": {
      children: {
        claim: {
          attributes: { name: "required", match: "optional", separator: "optional" },
          children: { value: { text: true } },
        },
      },
    },
  },
  sections: ["inbound"],
  compile(node, compiler) {
    const tenant = textGetter(attribute(node, "tenant-id"))!;
    const given = tokenGetter(node);
    const status = numberGetter(attribute(node, "failed-validation-httpcode"), 401);
    const message = textGetter(attribute(node, "failed-validation-error-message"));
    const variable = plain(node, "output-token-variable-name", compiler);
    const rules: Rules = {
      audiences: texts(node, "audiences", "audience"),
      applications: texts(node, "client-application-ids", "application-id"),
      claims: claimsOf(node),
    };
    return async (call) => {
      const fail = (reason: string, text: string): never => {
        throw new PolicyFault({
          source: "validate-azure-ad-token",
          reason,
          message: text,
          status: status(call),
          answer: message?.(call) ?? text,
        });
      };
      const jwt = await verified(call, tenant(call), given(call), fail);
      check(call, jwt, rules, fail);
      if (variable) call.variables.set(variable, jwt);
    };
  },
};

/** The token of the request: from a header, where it follows `Bearer`, from the query, or given by an expression. */
function tokenGetter(node: PolicyNode): Getter<string | undefined> {
  const value = textGetter(attribute(node, "token-value"));
  const query = textGetter(attribute(node, "query-parameter-name"));
  const header = textGetter(attribute(node, "header-name")) ?? (() => "Authorization");
  return (call) => {
    if (value) return value(call);
    if (query) return (call.context.request.url.query.get(query(call))?.value as string[] | undefined)?.[0];
    const text = call.request.headers.get(header(call));
    return text === undefined ? undefined : text.replace(/^Bearer\s+/i, "");
  };
}

type Fail = (reason: string, text: string) => never;

async function verified(call: Call, tenantId: string, token: string | undefined, fail: Fail): Promise<Jwt> {
  if (!token) return fail("TokenNotPresent", "JWT not present.");
  const result = await verifierOf(call).verify(tenantId, token, call.gateway.clock.now());
  return result instanceof Jwt ? result : fail(result.reason, result.message);
}

const verifiers = new WeakMap<object, TokenVerifier>();

function verifierOf(call: Call): TokenVerifier {
  const { identity } = call.gateway;
  let found = verifiers.get(identity);
  if (!found) verifiers.set(identity, (found = new TokenVerifier(identity)));
  return found;
}

function check(call: Call, jwt: Jwt, { audiences, applications, claims }: Rules, fail: Fail): void {
  const own = (name: string): string[] => (Object.hasOwn(jwt.payload, name) ? claimValues(jwt.payload[name]) : []);
  const wanted = audiences.map((audience) => audience(call).trim());
  if (wanted.length > 0 && !own("aud").some((audience) => wanted.includes(audience)))
    fail(
      "TokenAudienceNotAllowed",
      `IDX10214: Audience validation failed. Audiences: '${own("aud").join(",")}'. Did not match: ${wanted.join(", ")}`,
    );
  const allowed = applications.map((application) => application(call).trim());
  if (allowed.length > 0 && ![...own("azp"), ...own("appid")].some((id) => allowed.includes(id)))
    fail("TokenClaimValueNotAllowed", "The client application is not allowed.");
  for (const { name, all, separator, values } of claims) {
    if (!Object.hasOwn(jwt.payload, name)) fail("TokenClaimNotFound", `JWT Validation Failed: Claim ${name} not found.`);
    const there = own(name).flatMap((value) => (separator ? value.split(separator) : [value]));
    const listed = values.map((value) => value(call).trim());
    const holds =
      listed.length === 0 ||
      (all ? listed.every((value) => there.includes(value)) : listed.some((value) => there.includes(value)));
    if (!holds)
      fail("TokenClaimValueNotAllowed", `JWT Validation Failed: Claim value of ${name} is not in the list of allowed values.`);
  }
}

/** Elements that look at who calls. */
export const identity: Readonly<Record<string, Element>> = { "validate-azure-ad-token": validateAzureAdToken };
