import type { Plan, PlanResource } from "../types";

/** An operation of an API. */
export interface OperationModel {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
  /** HTTP method in upper case. */
  method: string;
  /** Below the path of the API, with `{parameters}`. */
  urlTemplate: string;
}

/** An API with its operations. */
export interface ApiModel {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
  /** Without slashes at its ends. */
  path: string;
  /** Backend of the API where no policy chooses one; undefined without one. */
  serviceUrl: string | undefined;
  /** Whether a call without a valid key is refused, unless an open product has the API. */
  subscriptionRequired: boolean;
  /** Header in which the key is looked for. */
  keyHeader: string;
  /** Query parameter in which it is looked for then. */
  keyQuery: string;
  /** From the imported document, or resources of their own. */
  operations: OperationModel[];
  /** Products that have the API. */
  products: string[];
  /** Policy document; undefined without one. */
  policy: string | undefined;
  /** Policies of operations, by operation id. */
  operationPolicies: Map<string, string>;
}

/** A product with its policy. */
export interface ProductModel {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
  /** Whether it needs a subscription; an open product takes calls without a key. */
  subscriptionRequired: boolean;
  /** A product that is not published serves no call. */
  published: boolean;
  /** Policy document; undefined without one. */
  policy: string | undefined;
}

/** A circuit breaker rule. */
export interface BreakerModel {
  /** Failures that open it; undefined for a rule in percent. */
  count: number | undefined;
  /** Share of calls that opens it; undefined for a rule by count. */
  percentage: number | undefined;
  /** Time in which failures are counted. */
  intervalMs: number;
  /** Statuses that count as failures, both ends included. */
  statusRanges: { min: number; max: number }[];
  /** Reasons of calls without an answer that count as failures. */
  errorReasons: string[];
  /** How long it stays open. */
  tripMs: number;
  /** Whether `Retry-After` of the failure replaces `tripMs`. */
  acceptRetryAfter: boolean;
}

/** A backend: a URL, or a pool of others. */
export interface BackendModel {
  /** Id in API Management. */
  id: string;
  /** Undefined for a pool. */
  url: string | undefined;
  /** Whether chain and name of the certificate are checked. */
  certificateChecked: boolean;
  /** Undefined without one. */
  breaker: BreakerModel | undefined;
  /** Members of a pool; undefined for a single backend. */
  members: { id: string; priority: number; weight: number }[] | undefined;
  /** Cookie that keeps a caller with one member. */
  affinityCookie: string | undefined;
}

/** A subscription, whose keys a plan does not show. */
export interface SubscriptionModel {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
  /** Undefined for a subscription of all APIs. */
  productId: string | undefined;
  /** Only `active` ones are accepted. */
  state: string;
}

/** API Management, as a plan deploys it. */
export interface PlanModel {
  /** Name of the service in Azure. */
  serviceName: string;
  /** Region as logs and `context.Deployment` show it. */
  region: string;
  /** Generation of the gateway, which decides how limits count. */
  generation: "classic" | "v2";
  /** Every API of the plan. */
  apis: ApiModel[];
  /** By id. */
  products: Map<string, ProductModel>;
  /** Every subscription of the plan. */
  subscriptions: SubscriptionModel[];
  /** By id; pools included. */
  backends: Map<string, BackendModel>;
  /** `undefined` for the value of a secret, which a plan does not show. */
  namedValues: Map<string, string | undefined>;
  /** Policy fragments: id → document. */
  fragments: Map<string, string>;
  /** Policy of all APIs; undefined without one. */
  globalPolicy: string | undefined;
}

type Inputs = Record<string, unknown>;

const short = (id: unknown): string => String(id).split("/").at(-1)!;
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Reads what a plan has of API Management. */
export function readPlan(plan: Plan): PlanModel {
  const of = (type: string): PlanResource[] =>
    plan.resources.filter((resource) => resource.type.endsWith(`apimanagement:${type}`));
  const inputs = (type: string): Inputs[] => of(type).map((resource) => resource.inputs);
  const service = inputs("ApiManagementService")[0];
  if (!service) throw new Error("the plan has no API Management (azure-native:apimanagement:ApiManagementService)");
  const sku = text((service.sku as Inputs | undefined)?.name) ?? "Developer";
  return {
    serviceName: text(service.serviceName) ?? "apim",
    region: text(service.location) ?? "",
    generation: sku.endsWith("V2") ? "v2" : "classic",
    apis: inputs("Api").map((api) => apiOf(api, inputs)),
    products: new Map(inputs("Product").map((product) => [String(product.productId), productOf(product, inputs)])),
    subscriptions: inputs("Subscription").map(subscriptionOf),
    backends: new Map(inputs("Backend").map((backend) => [String(backend.backendId), backendOf(backend)])),
    namedValues: new Map(inputs("NamedValue").map((named) => [String(named.displayName), shown(named)])),
    fragments: new Map([...inputs("PolicyFragment").map(fragmentOf), ...genericFragments(plan)]),
    globalPolicy: text(inputs("Policy")[0]?.value),
  };
}

const shown = (named: Inputs): string | undefined =>
  named.secret === true || named.value === "[secret]" ? undefined : text(named.value);
const fragmentOf = (fragment: Inputs): [string, string] => [String(fragment.fragmentId ?? fragment.id), String(fragment.value)];

/** Fragments that were made through the generic resource. */
function genericFragments(plan: Plan): [string, string][] {
  return plan.resources
    .filter(
      ({ type, inputs }) => type === "azure-native:resources:Resource" && /policyFragments$/i.test(String(inputs.resourceType)),
    )
    .map(({ inputs }) => [String(inputs.resourceName), String((inputs.properties as Inputs).value)]);
}

function apiOf(api: Inputs, inputs: (type: string) => Inputs[]): ApiModel {
  const id = String(api.apiId);
  const names = (api.subscriptionKeyParameterNames ?? {}) as Inputs;
  const own = (type: string): Inputs[] => inputs(type).filter(({ apiId }) => short(apiId) === id);
  return {
    id,
    name: text(api.displayName) ?? id,
    path: (text(api.path) ?? "").replace(/^\/|\/$/g, ""),
    serviceUrl: text(api.serviceUrl),
    subscriptionRequired: api.subscriptionRequired !== false,
    keyHeader: text(names.header) ?? "Ocp-Apim-Subscription-Key",
    keyQuery: text(names.query) ?? "subscription-key",
    operations: [...importedOperations(api), ...own("ApiOperation").map(operationOf)],
    products: own("ProductApi").map(({ productId }) => short(productId)),
    policy: text(own("ApiPolicy")[0]?.value),
    operationPolicies: new Map(own("ApiOperationPolicy").map(({ operationId, value }) => [short(operationId), String(value)])),
  };
}

interface OpenApi {
  paths?: Record<string, Record<string, { operationId?: string; summary?: string }>>;
}

/** Operations of the OpenAPI document that is imported with the API. */
function importedOperations(api: Inputs): OperationModel[] {
  if (!/^openapi/.test(String(api.format)) || typeof api.value !== "string") return [];
  if (!/json$/.test(String(api.format)))
    throw new Error(`api ${String(api.apiId)}: the format ${String(api.format)} is not simulated; openapi+json is`);
  const { paths = {} } = JSON.parse(api.value) as OpenApi;
  return Object.entries(paths).flatMap(([urlTemplate, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary }]) => ({
      id: operationId ?? `${method}${urlTemplate}`,
      name: summary ?? operationId ?? urlTemplate,
      method: method.toUpperCase(),
      urlTemplate,
    })),
  );
}

const operationOf = (operation: Inputs): OperationModel => ({
  id: short(operation.operationId),
  name: text(operation.displayName) ?? short(operation.operationId),
  method: String(operation.method).toUpperCase(),
  urlTemplate: String(operation.urlTemplate),
});

function productOf(product: Inputs, inputs: (type: string) => Inputs[]): ProductModel {
  const id = String(product.productId);
  return {
    id,
    name: text(product.displayName) ?? id,
    subscriptionRequired: product.subscriptionRequired !== false,
    published: product.state === "published",
    policy: text(inputs("ProductPolicy").find(({ productId }) => short(productId) === id)?.value),
  };
}

function subscriptionOf(subscription: Inputs): SubscriptionModel {
  const product = /\/products\/([^/]+)$/.exec(String(subscription.scope))?.[1];
  return {
    id: String(subscription.sid),
    name: text(subscription.displayName) ?? "",
    productId: product,
    state: text(subscription.state) ?? "active",
  };
}

function backendOf(backend: Inputs): BackendModel {
  const tls = (backend.tls ?? {}) as Inputs;
  const pool = backend.pool as { services?: Inputs[]; sessionAffinity?: { sessionId?: { name?: string } } } | undefined;
  const rule = (backend.circuitBreaker as { rules?: Inputs[] } | undefined)?.rules?.[0];
  return {
    id: String(backend.backendId),
    url: text(backend.url),
    certificateChecked: tls.validateCertificateChain !== false && tls.validateCertificateName !== false,
    breaker: rule && breakerOf(rule),
    members: pool?.services?.map(({ id, priority, weight }) => ({
      id: short(id),
      priority: Number(priority ?? 0),
      weight: Number(weight ?? 1),
    })),
    affinityCookie: pool?.sessionAffinity?.sessionId?.name,
  };
}

function breakerOf(rule: Inputs): BreakerModel {
  const condition = (rule.failureCondition ?? {}) as Inputs;
  return {
    count: condition.count as number | undefined,
    percentage: condition.percentage as number | undefined,
    intervalMs: milliseconds(condition.interval ?? "PT1M"),
    statusRanges: (condition.statusCodeRanges as { min: number; max: number }[] | undefined) ?? [],
    errorReasons: (condition.errorReasons as string[] | undefined) ?? [],
    tripMs: milliseconds(rule.tripDuration ?? "PT1M"),
    acceptRetryAfter: rule.acceptRetryAfter === true,
  };
}

/** An ISO 8601 duration of days and less. */
function milliseconds(duration: unknown): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(String(duration));
  if (!match) throw new Error(`not a duration: ${String(duration)}; such as PT1M is expected`);
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
