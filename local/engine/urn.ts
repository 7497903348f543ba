/** Type of the resource that every program has: its stack. */
export const stackType = "pulumi:pulumi:Stack";

/**
 * URN of a resource: `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>`. The stack as a parent does not
 * count (Pulumi documentation, "Resource names: URNs").
 */
export function createUrn(stack: string, project: string, parent: string | undefined, type: string, name: string): string {
  const parentType = parent ? qualifiedType(parent) : stackType;
  const qualified = parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** Type of a resource with the types of its parents before it, from its URN. */
export function qualifiedType(urn: string): string {
  const [, , type] = urn.split("::");
  if (!type) throw new Error(`${urn} is not a URN`);
  return type;
}

/** Name of a resource, from its URN. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The first part of a type token: `azure-native` of `azure-native:network:Subnet`. */
export function packageOf(token: string): string {
  return token.split(":")[0] ?? "";
}

/** URN of the stack's own resource. */
export function stackUrn(stack: string, project: string): string {
  return createUrn(stack, project, undefined, stackType, `${project}-${stack}`);
}
