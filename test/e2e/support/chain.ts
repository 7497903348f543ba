import { armTypeOf } from "../../../local/azure/azureNative";
import { secondsOf } from "../../../local/azure/cloud/durations";
import { Props, isObject } from "../../../local/azure/provider";
import { resourceType } from "../../../local/azure/types";
import { StateResource } from "./engine";
import { typeAndName } from "./operations";

/** A chain of resources that are made one after another, first to last. */
export interface Chain {
  seconds: number;
  resources: string[];
}

/** Which of two resources waits for the other. */
export type Needs = (resource: StateResource, dependency: StateResource) => boolean;

/** Seconds that Azure takes to make a resource. */
export function durationOf({ type, inputs = {} }: StateResource): number {
  return type.startsWith("azure-native:") ? secondsOf("create", armTypeOf(resourceType(type), inputs), inputs) : 0;
}

/** All texts in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Shorter texts, such as `Succeeded` or a version, are in many inputs by chance. */
const shortest = 8;

/** Texts that only Azure could tell: in the outputs, and not part of what the inputs say. */
function answersOf({ inputs = {}, outputs = {} }: StateResource): string[] {
  const given = JSON.stringify(inputs);
  const { provisioningState: _state, type: _type, azureApiVersion: _version, ...rest } = outputs as Props;
  return textsIn(rest).filter((text) => text.length >= shortest && !given.includes(JSON.stringify(text).slice(1, -1)));
}

/** Whether a resource is below another one in Azure, names its id, or holds what only Azure could tell of it. */
function usesIt(resource: StateResource, dependency: StateResource): boolean {
  const inputs = JSON.stringify(resource.inputs ?? {}).toLowerCase();
  const id = dependency.id?.toLowerCase() ?? "";
  if (resource.id?.toLowerCase().startsWith(`${id}/`) || inputs.includes(id)) return true;
  return answersOf(dependency).some((text) => inputs.includes(JSON.stringify(text).slice(1, -1).toLowerCase()));
}

/**
 * What must be there first although nothing of it is in the inputs: waiting type → types that it waits for, each with the reason in the
 * program. Azure refuses the first five otherwise; the last two keep open calls out and locks from getting in the way of a deletion.
 */
const waits: Readonly<Record<string, readonly string[]>> = {
  "network:ApplicationGateway": [
    "authorization:RoleAssignment",
    "network:PrivateDnsZoneGroup",
    "network:PrivateEndpoint",
    "privatedns:PrivateRecordSet",
    "privatedns:VirtualNetworkLink",
    "keyvault:Secret",
  ],
  "network:FlowLog": ["authorization:RoleAssignment"],
  "cognitiveservices:Account": ["authorization:RoleAssignment"],
  "cognitiveservices:Deployment": ["cognitiveservices:Deployment", "network:PrivateEndpoint", "network:PrivateDnsZoneGroup"],
  "apimanagement:ApiPolicy": ["apimanagement:Backend", "apimanagement:NamedValue"],
  "apimanagement:Api": ["apimanagement:Policy"],
  "apimanagement:Subscription": ["apimanagement:ApiPolicy", "apimanagement:ProductPolicy"],
};

/** Every edge of the program. */
export const asProgrammed: Needs = () => true;

/** Only what Azure, or a reason written in the program, makes necessary. */
export const unavoidable: Needs = (resource, dependency) => {
  if (resource.type.endsWith(":ManagementLockByScope")) return true;
  return usesIt(resource, dependency) || (waits[typeAndName(resource.urn).type] ?? []).includes(typeAndName(dependency.urn).type);
};

/** The chain that takes longest, of all that the edges of the state allow. */
export function longestChain(state: readonly StateResource[], needs: Needs): Chain {
  const byUrn = new Map(state.map((resource) => [resource.urn, resource]));
  const known = new Map<string, Chain>();
  const longer = (a: Chain, b: Chain): Chain => (b.seconds > a.seconds ? b : a);
  const chainTo = (resource: StateResource): Chain => {
    const found = known.get(resource.urn);
    if (found) return found;
    const before = (resource.dependencies ?? []).flatMap((urn) => byUrn.get(urn) ?? []).filter((dependency) => needs(resource, dependency));
    const first = before.map(chainTo).reduce(longer, { seconds: 0, resources: [] });
    const { type, name } = typeAndName(resource.urn);
    const chain = { seconds: first.seconds + durationOf(resource), resources: [...first.resources, `${type} ${name}`] };
    known.set(resource.urn, chain);
    return chain;
  };
  return state.map(chainTo).reduce(longer, { seconds: 0, resources: [] });
}

/** URNs of everything that waits for a resource, directly or not. */
export function after(urn: string, state: readonly StateResource[]): Set<string> {
  const found = new Set([urn]);
  // In the state every resource stands after what it depends on.
  for (const resource of state) if ((resource.dependencies ?? []).some((dependency) => found.has(dependency))) found.add(resource.urn);
  return found;
}
