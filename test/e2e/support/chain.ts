import { armTypeOf } from "../../../local/azure/azureNative";
import { secondsOf } from "../../../local/azure/services";
import { resourceType } from "../../../local/azure/services";
import { StateResource } from "./engine";
import { typeAndName } from "./operations";

/** What of a resource tells how long it takes and what it waits for. */
export type Waiting = Pick<StateResource, "urn" | "type" | "dependencies" | "propertyDependencies"> & { inputs?: unknown };

/** A chain of resources that are made one after another, first to last. */
export interface Chain {
  seconds: number;
  /** `type name` of each. */
  resources: string[];
}

/** Seconds that Azure takes to make a resource. */
export function durationOf({ type, inputs }: Waiting): number {
  const given = (inputs ?? {}) as Record<string, unknown>;
  return type.startsWith("azure-native:") ? secondsOf("create", armTypeOf(resourceType(type), given), given) : 0;
}

/** `type name` of a resource. */
export function titleOf(urn: string): string {
  const { type, name } = typeAndName(urn);
  return `${type} ${name}`;
}

/** Why something must be there first although nothing of it is in the inputs. What both patterns capture must be the same. */
interface Reason {
  /** `type name` of what waits. */
  waits: RegExp;
  /** `type name` of what it waits for. */
  until: RegExp;
  why: string;
}

const gateway = /^network:ApplicationGateway gateway$/;
const modelDeployment = /^cognitiveservices:Deployment (openai-[a-z0-9]+)-/;
const lock = /^authorization:ManagementLockByScope (\S+)-lock$/;
const workspaceLock = /^authorization:ManagementLockByScope (?:workspace|audit)-lock$/;

/** Each stands with its reason at a `dependsOn` of the program. */
const reasons: readonly Reason[] = [
  {
    waits: gateway,
    until: /^authorization:RoleAssignment early-roles-gateway-certificate$/,
    why: "reads its certificate while it is made",
  },
  {
    waits: gateway,
    until:
      /^network:(?:PrivateEndpoint (?:certificate-)?vault-endpoint|PrivateDnsZoneGroup (?:certificate-)?vault-endpoint-zones)$/,
    why: "the same",
  },
  { waits: gateway, until: /^privatedns:VirtualNetworkLink (?:apim-hosts|dns)-/, why: "resolves names while it is made" },
  { waits: gateway, until: /^privatedns:PrivateRecordSet apim-hosts-/, why: "resolves its backend while it is made" },
  {
    waits: /^cognitiveservices:Account openai-([a-z0-9]+)$/,
    until: /^authorization:RoleAssignment early-roles-openai-encryption-([a-z0-9]+)$/,
    why: "wraps its data key while it is made",
  },
  {
    waits: /^cognitiveservices:Account openai-stored-/,
    until: /^authorization:RoleAssignment early-roles-openai-encryption-/,
    why: "the same, with the key of its region",
  },
  {
    waits: /^cognitiveservices:Account openai-/,
    until: /^apimanagement:ApiManagementService apim$/,
    why: "the role for its key works only minutes after it was assigned; only with customer-managed keys",
  },
  { waits: modelDeployment, until: modelDeployment, why: "one operation on an account at a time" },
  {
    waits: modelDeployment,
    until: /^network:PrivateEndpoint (openai-[a-z0-9]+)-endpoint$/,
    why: "the endpoint changes the account",
  },
  {
    waits: /^cognitiveservices:Deployment openai-stored-/,
    until: /^network:PrivateEndpoint openai-stored-[a-z0-9-]+-endpoint$/,
    why: "the same",
  },
  {
    waits: /^(?:apimanagement:Diagnostic apim-azuremonitor|resources:Resource apim-openai(?:-v1)?-llm)$/,
    until: /^resources:Deployment apim-azuremonitor-logger$/,
    why: "writes to the logger, whose id is that of the service",
  },
  {
    waits: /^(monitor:PrivateLinkScopedResource private-link-scope)-/,
    until: /^(monitor:PrivateLinkScopedResource private-link-scope)-/,
    why: "a private link scope takes one member at a time",
  },
  {
    waits: /^(operationalinsights:SavedSearch queries)-/,
    until: /^(operationalinsights:SavedSearch queries)-/,
    why: "a workspace saves one function at a time",
  },
  { waits: /^network:FlowLog /, until: /^authorization:RoleAssignment .*flow-logs$/, why: "its identity must be able to write" },
  { waits: /^apimanagement:Api apim-/, until: /^apimanagement:Policy apim$/, why: "no call before the guard" },
  {
    waits: /^apimanagement:ApiPolicy apim-/,
    until: /^apimanagement:(?:Backend apim-(?:home|model-|v1-|[a-z0-9]+-stored-)|NamedValue apim-(?:gateway-|host-))/,
    why: "may name what is there only",
  },
  {
    waits: /^apimanagement:Subscription apim-/,
    until: /^apimanagement:(?:Api|Product)Policy apim-/,
    why: "no key before the rules",
  },
  { waits: /-lock$/, until: /^authorization:RoleAssignment (?:early-)?roles-/, why: "roles are assigned on the locked resource" },
  {
    waits: workspaceLock,
    until: /^(?:applicationinsights:Workbook|operationalinsights:\w+|resources:Resource) (?:queries|audit-export)/,
    why: "queries and export are in the workspace",
  },
];

/**
 * A lock comes last and goes first, or Azure would refuse to delete what is on or below the locked resource: that is what has its name,
 * with or without more behind it.
 */
function isCovered(waiting: string, before: string): boolean {
  const locked = lock.exec(waiting)?.[1];
  return locked !== undefined && `${before}-`.includes(` ${locked}-`);
}

const isReason = ({ waits, until }: Reason, waiting: string, before: string): boolean => {
  const [one, other] = [waits.exec(waiting), until.exec(before)];
  return one !== null && other !== null && one[1] === other[1];
};

/** Whether a resource uses an output of another one. */
const uses = ({ propertyDependencies }: Waiting, urn: string): boolean =>
  Object.values(propertyDependencies ?? {}).some((urns) => urns?.includes(urn));

/** The edges, `what waits ← for what`, for which there is neither a value that is used nor a reason. */
export function needlessEdges(state: readonly Waiting[]): string[] {
  return state.flatMap((resource) =>
    (resource.dependencies ?? [])
      .filter((urn) => !uses(resource, urn))
      .map((urn): [string, string] => [titleOf(resource.urn), titleOf(urn)])
      .filter(([waiting, before]) => !isCovered(waiting, before))
      .filter(([waiting, before]) => !reasons.some((reason) => isReason(reason, waiting, before)))
      .map((edge) => edge.join(" ← ")),
  );
}

/** The chain that takes longest, of all that the edges of the state allow. */
export function longestChain(state: readonly Waiting[]): Chain {
  const byUrn = new Map(state.map((resource) => [resource.urn, resource]));
  const known = new Map<string, Chain>();
  const longer = (a: Chain, b: Chain): Chain => (b.seconds > a.seconds ? b : a);
  const chainTo = (resource: Waiting): Chain => {
    const found = known.get(resource.urn);
    if (found) return found;
    const before = (resource.dependencies ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
    const first = before.map(chainTo).reduce(longer, { seconds: 0, resources: [] });
    const chain = { seconds: first.seconds + durationOf(resource), resources: [...first.resources, titleOf(resource.urn)] };
    known.set(resource.urn, chain);
    return chain;
  };
  return state.map(chainTo).reduce(longer, { seconds: 0, resources: [] });
}

/** URNs of everything that waits for a resource, directly or not. */
export function after(urn: string, state: readonly Waiting[]): Set<string> {
  const found = new Set([urn]);
  // In the state every resource stands after what it depends on.
  for (const resource of state)
    if ((resource.dependencies ?? []).some((dependency) => found.has(dependency))) found.add(resource.urn);
  return found;
}
