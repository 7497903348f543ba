import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { ModelBackend, ModelPool, tripSeconds } from "./pools";
import { ServiceScope } from "./service";
import { StoredObjectHome, storedObjectPaths } from "./storedObjects";

/**
 * When a deployment gets no more requests for a while: when it is throttled, or when the account as a whole cannot answer. One such failure is enough:
 * the next attempt must find another member. API Management takes one breaker rule a backend ("Backends in API Management"), so failures that a single
 * request can bring about again and again (400, 404, 408, 500) are not in it: it would take the model from everybody. The policy sends those to
 * other members by itself. Provisioned throughput says in `Retry-After` when it is free again, often after seconds. Pay-as-you-go may say
 * 86,400 seconds to a request that is too large for it, and is as good as before to the others: it is left out for a few seconds only, so that neither
 * such a request nor the end of a minute costs more than that.
 */
const circuitBreaker = (unit: ModelBackend["unit"]) => ({
  rules: [
    {
      name: "unavailable",
      failureCondition: {
        count: 1,
        interval: "PT1M",
        statusCodeRanges: [
          { min: 429, max: 429 },
          { min: 502, max: 503 },
        ],
        // No answer at all: refused connection, unknown name, wrong certificate, silence.
        errorReasons: ["BackendConnectionFailure", "Timeout"],
      },
      tripDuration: `PT${tripSeconds[unit]}S`,
      acceptRetryAfter: unit === "ptu",
    },
  ],
});

/**
 * Makes the backend of every model deployment; the result is by id. The only member of a pool has no breaker: nothing else could answer, and a
 * failure of one request must not keep everybody from the model.
 */
export function backendResources(
  scope: ServiceScope,
  backends: readonly ModelBackend[],
  pools: readonly ModelPool[],
  hosts: Readonly<Record<string, pulumi.Input<string>>>,
): ReadonlyMap<string, apimanagement.Backend> {
  const alone = new Set(pools.filter(({ members }) => members.length === 1).map(({ members }) => members[0]!.backend));
  return new Map(
    backends.map(({ id, location, path, model, unit }) => [
      id,
      single(
        scope,
        id,
        pulumi.interpolate`https://${hostOf(hosts, location)}/${path}`,
        `${model} in ${location}`,
        alone.has(id) ? undefined : circuitBreaker(unit),
      ),
    ]),
  );
}

/**
 * Makes the backends of the accounts that keep stored objects. They have no breaker: nothing else could answer, and one
 * throttled request must not keep everybody from their files.
 */
export function storedObjectBackends(
  scope: ServiceScope,
  homes: readonly StoredObjectHome[],
  hosts: Readonly<Record<string, pulumi.Input<string>>>,
): apimanagement.Backend[] {
  return homes.flatMap(({ consumer, account, backendIds }) => {
    const title = `Account of the stored objects${consumer === undefined ? "" : ` of ${consumer}`}`;
    return (["dated", "v1"] as const).map((family) =>
      single(
        scope,
        backendIds[family],
        pulumi.interpolate`https://${hostOf(hosts, account)}/${storedObjectPaths[family]}`,
        title,
      ),
    );
  });
}

/** Makes the pools over backends that were made before. */
export function poolResources(
  scope: ServiceScope,
  pools: readonly ModelPool[],
  backends: ReadonlyMap<string, apimanagement.Backend>,
): apimanagement.Backend[] {
  const all = pools.flatMap(({ id, model, members, next }) => [
    { id, title: `Deployments of ${model}`, members },
    ...(next ? [{ ...next, title: `Deployments of ${model} that are not used first` }] : []),
  ]);
  return all.map(
    ({ id, title, members }) =>
      new apimanagement.Backend(
        `${scope.name}-${id}`,
        {
          backendId: id,
          serviceName: scope.serviceName,
          resourceGroupName: scope.resourceGroupName,
          title,
          type: "Pool",
          pool: {
            services: members.map(({ backend, priority, weight }) => ({ id: backends.get(backend)!.id, priority, weight })),
          },
        },
        scope.child,
      ),
  );
}

function single(
  scope: ServiceScope,
  id: string,
  url: pulumi.Input<string>,
  title: string,
  breaker?: ReturnType<typeof circuitBreaker>,
): apimanagement.Backend {
  return new apimanagement.Backend(
    `${scope.name}-${id}`,
    {
      backendId: id,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
      title,
      type: "Single",
      url,
      protocol: "http",
      tls: { validateCertificateChain: true, validateCertificateName: true },
      ...(breaker && { circuitBreaker: breaker }),
    },
    scope.child,
  );
}

function hostOf(hosts: Readonly<Record<string, pulumi.Input<string>>>, account: string): pulumi.Input<string> {
  const host = hosts[account];
  if (!host) throw new Error(`no Azure OpenAI account ${account}; there are ${Object.keys(hosts).join(", ")}`);
  return host;
}
