import { armTypeOf } from "../../../local/azure/azureNative";
import { secondsOf } from "../../../local/azure/cloud/durations";
import { isObject } from "../../../local/azure/provider";
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

/** Outputs that say nothing of one resource. */
const common: ReadonlySet<string> = new Set(["provisioningState", "type", "azureApiVersion"]);

/** Texts that only Azure could tell: in the outputs, and not part of what the inputs say. */
function answersOf({ inputs = {}, outputs = {} }: StateResource): string[] {
  const given = JSON.stringify(inputs);
  const own = Object.entries(outputs).filter(([key]) => !common.has(key));
  return textsIn(own.map(([, value]) => value)).filter((text) => text.length >= shortest && !given.includes(quoted(text)));
}

/** A text as JSON has it. */
const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whether a resource is below another one in Azure, names its id, or holds what only Azure could tell of it. */
function usesIt(resource: StateResource, dependency: StateResource): boolean {
  const inputs = JSON.stringify(resource.inputs ?? {}).toLowerCase();
  const id = dependency.id?.toLowerCase() ?? "";
  if (resource.id?.toLowerCase().startsWith(`${id}/`) || inputs.includes(id)) return true;
  return answersOf(dependency).some((text) => inputs.includes(quoted(text).toLowerCase()));
}

/**
 * What must be there first although nothing of it is in the inputs: waiting type → types that it waits for. Each is a `dependsOn` with its reason
 * in the program: Azure refuses the resource otherwise, or would let calls through that are not yet judged.
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
    const before = (resource.dependencies ?? [])
      .flatMap((urn) => byUrn.get(urn) ?? [])
      .filter((dependency) => needs(resource, dependency));
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
  for (const resource of state)
    if ((resource.dependencies ?? []).some((dependency) => found.has(dependency))) found.add(resource.urn);
  return found;
}
