import { NameRule } from "./resourceType";

/** Names of most types of Microsoft.Network. */
export const network = (min: number, max: number): NameRule => ({
  min,
  max,
  pattern: /^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/,
});

/** Any characters, up to a length. */
export const anyName = (max: number): NameRule => ({ min: 1, max });

/** A name that must be a GUID, such as that of a role assignment. */
export const guidName: NameRule = { min: 36, max: 36, pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i };

/** Why a name is refused; undefined when it is not. */
export function nameFault(rule: NameRule | undefined, armType: string, name: string): string | undefined {
  if (!rule) return undefined;
  if (name.length < rule.min || name.length > rule.max)
    return `the name ${JSON.stringify(name)} of a ${armType} has ${name.length} characters, allowed are ${rule.min} to ${rule.max}`;
  if (rule.pattern && !rule.pattern.test(name))
    return `the name ${JSON.stringify(name)} of a ${armType} does not match ${rule.pattern.source}`;
  return undefined;
}
