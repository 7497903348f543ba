import { shortType } from "./tree";

/** Name and type of the resource of a URN. */
export function placeOf(urn: string): string {
  const [, , type = "", ...name] = urn.split("::");
  return `${name.join("::")} (${shortType(type.split("$").at(-1) ?? type)})`;
}
