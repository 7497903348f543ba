import { Element, isComputed } from "./document";

/** What a policy fragment holds, by its id. */
export type Fragments = ReadonlyMap<string, Element>;

/** What is known when elements have run: the caller is authenticated, the call has been refused, or neither. */
type Outcome = "authenticated" | "refused" | "open";

/** The callers that the stack's own configuration lets in. */
export interface Trust {
  /** The own tenants. */
  tenants: ReadonlySet<string>;
  /** Audiences of tokens for the gateway; none: the configuration says nothing of them. */
  audiences: readonly string[];
  /** Plans whose key is enough. */
  keyPlans: readonly string[];
}

/** Product of the callers without a key. */
export const tokenProduct = "token-only";

/** Elements that send a call or an answer somewhere. */
export const leaving: ReadonlySet<string> = new Set([
  "forward-request",
  "log-to-eventhub",
  "mock-response",
  "send-one-way-request",
  "send-request",
]);

/** What elements did with the caller. */
export interface Judgement {
  /** State after the last element. */
  outcome: Outcome;
  /** What can answer or leave before the caller is authenticated. */
  early: string[];
}

/** Runs through elements in their order. @param baseAuthenticates Whether what `<base />` stands for has authenticated the caller. */
export function authentication(
  elements: readonly Element[],
  trust: Trust,
  fragments: Fragments,
  baseAuthenticates = false,
): Judgement {
  const early: string[] = [];
  let outcome: Outcome = "open";
  for (const element of elements) {
    if (outcome !== "open") break;
    const judged = judge(element, trust, fragments, baseAuthenticates);
    early.push(...judged.early);
    outcome = judged.outcome;
  }
  return { outcome, early };
}

function judge(element: Element, trust: Trust, fragments: Fragments, base: boolean): Judgement {
  const quiet = (outcome: Outcome): Judgement => ({ outcome, early: [] });
  if (element.name === "base") return quiet(base ? "authenticated" : "open");
  if (element.name === "validate-azure-ad-token") return checked(weaknessOfEntra(element, trust));
  if (element.name === "validate-jwt") return checked(weaknessOfJwt(element, trust));
  if (element.name === "return-response")
    return refuses(element)
      ? quiet("refused")
      : { outcome: "open", early: ["return-response without a literal status of 400 or more"] };
  if (element.name === "choose") return branches(element, trust, fragments, base);
  if (element.name === "include-fragment") {
    const fragment = fragments.get(element.attributes["fragment-id"] ?? "");
    if (!fragment)
      return { outcome: "open", early: [`fragment ${element.attributes["fragment-id"] ?? ""}, which is not in the stack`] };
    return authentication(fragment.children, trust, fragments, base);
  }
  if (leaving.has(element.name)) return { outcome: "open", early: [element.name] };
  // What is in another element runs in order, or side by side, and may not run at all.
  const together = element.name === "wait";
  const inside = together
    ? element.children.map((one) => authentication([one], trust, fragments, base))
    : [authentication(element.children, trust, fragments, base)];
  return { outcome: "open", early: inside.flatMap(({ early }) => early) };
}

function checked(weakness: string | undefined): Judgement {
  return weakness === undefined ? { outcome: "authenticated", early: [] } : { outcome: "open", early: [weakness] };
}

/** Branches of which one is always taken: each must authenticate or refuse. */
function branches(choose: Element, trust: Trust, fragments: Fragments, base: boolean): Judgement {
  const judged = choose.children.map((one) => ofBranch(one, trust, fragments, base));
  const early = judged.flatMap((one) => one.early);
  const always = choose.children.some((one) => one.name === "otherwise");
  const closed = always && judged.every(({ outcome }) => outcome !== "open");
  const outcome = !closed ? "open" : judged.every((one) => one.outcome === "refused") ? "refused" : "authenticated";
  return { outcome, early };
}

/** A branch for callers of plans whose key is enough has them authenticated by API Management: they have a subscription. */
function ofBranch(branch: Element, trust: Trust, fragments: Fragments, base: boolean): Judgement {
  const judged = authentication(branch.children, trust, fragments, base);
  const plans = keyBranch.exec(branch.attributes["condition"] ?? "")?.[1]?.split("|");
  const named = plans !== undefined && plans.every((plan) => trust.keyPlans.includes(plan));
  return judged.outcome === "open" && named ? { ...judged, outcome: "authenticated" } : judged;
}

/** The one condition that says so, spelt out. */
export const keyBranch =
  /^@\(context\.Subscription != null && "([a-z0-9|-]+)"\.Split\('\|'\)\.Contains\(context\.Product\.Id\)\)$/;

/** Whether a return-response refuses: a refusal has a status from 400 on, written out. */
export function refuses(element: Element): boolean {
  const statuses = element.children.filter((one) => one.name === "set-status");
  return statuses.length === 1 && statuses.every((one) => /^[45]\d\d$/.test(one.attributes["code"] ?? ""));
}

/** Why a check of an Entra token lets in others than callers of the own tenant and audience; undefined when it does not. */
function weaknessOfEntra(element: Element, trust: Trust): string | undefined {
  const tenant = element.attributes["tenant-id"]?.toLowerCase() ?? "";
  if (!trust.tenants.has(tenant)) return `validate-azure-ad-token for tenant ${JSON.stringify(tenant)}, which is not the own one`;
  return commonWeakness(element, trust);
}

/** Most seconds that a token may be past its end. */
const mostSkew = 3_600;

function weaknessOfJwt(element: Element, trust: Trust): string | undefined {
  const configs = element.children.filter((one) => one.name === "openid-config").map((one) => one.attributes["url"] ?? "");
  if (configs.length === 0 || !configs.every((url) => isOfTenant(keysOfTenant, url, trust)))
    return "validate-jwt with keys that are not those of the own tenant";
  const issuers = element.children.filter((one) => one.name === "issuers").flatMap((one) => one.children);
  const foreign = issuers.find((one) => !isOfTenant(issuerOfTenant, one.text.trim(), trust));
  if (foreign) return `validate-jwt of the issuer ${JSON.stringify(foreign.text.trim())}, which is not the own tenant`;
  const lax = ["require-scheme", "require-signed-tokens", "require-expiration-time"].find((one) =>
    one === "require-scheme"
      ? element.attributes[one]?.toLowerCase() === "false"
      : (element.attributes[one] ?? "true").toLowerCase() !== "true",
  );
  const keys = element.children.find((one) => one.name === "issuer-signing-keys" || one.name === "decryption-keys");
  if (lax || keys) return `validate-jwt with ${lax ?? keys?.name}`;
  const skew = Number(element.attributes["clock-skew"] ?? 0);
  return skew <= mostSkew ? commonWeakness(element, trust) : "validate-jwt of tokens that have ended";
}

/** Where Entra writes the keys of one tenant: the keys themselves are those of every tenant, so the path and the issuer count. */
const keysOfTenant =
  /^https:\/\/login\.microsoftonline\.com\/([^/]+)\/(?:v2\.0\/)?\.well-known\/openid-configuration(?:\?appid=[\w-]+)?$/i;
const issuerOfTenant = /^https:\/\/(?:sts\.windows\.net\/([^/]+)\/?|login\.microsoftonline\.com\/([^/]+)\/v2\.0\/?)$/i;

/** Whether an address is one of the own tenants'. */
function isOfTenant(form: RegExp, address: string, trust: Trust): boolean {
  const [, first, second] = form.exec(address) ?? [];
  return trust.tenants.has((first ?? second ?? "").toLowerCase());
}

/** Audiences of services that every user and application of a tenant gets tokens for. */
const ofMicrosoft =
  /^0000000\d-0000-0000-c000-0{12}$|^https?:\/\/([\w-]+\.)*(microsoft\.com|azure\.(com|net|us)|windows\.net|office\.com|office365\.com|microsoftonline\.com|sharepoint\.com)(\/|$)/i;

/** Where the stack's own configuration names audiences, those; else any that is not Microsoft's own. */
function isOwnAudience(audience: string, { audiences }: Trust): boolean {
  return audiences.length > 0 ? audiences.includes(audience) : !ofMicrosoft.test(audience);
}

function commonWeakness(element: Element, trust: Trust): string | undefined {
  const audiences = element.children
    .filter((one) => one.name === "audiences")
    .flatMap((one) => one.children)
    .map((one) => one.text.trim());
  const code = element.attributes["failed-validation-httpcode"] ?? "401";
  if (audiences.length === 0 || audiences.some((one) => one === "" || one === "*" || isComputed(one)))
    return `${element.name} without an audience that is written out`;
  const foreign = audiences.find((one) => !isOwnAudience(one, trust));
  if (foreign !== undefined) return `${element.name} for the audience ${JSON.stringify(foreign)}, which is not the own one`;
  if (element.attributes["query-parameter-name"] !== undefined) return `${element.name} of a token in the address`;
  if (!/^4\d\d$/.test(code)) return `${element.name} that answers ${code}`;
  return element.attributes["token-value"] === undefined
    ? undefined
    : `${element.name} of a token-value instead of the caller's header`;
}
