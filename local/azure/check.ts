import { normalLocation } from "./base/locations";
import { nameFault } from "./base/names";
import { CheckFailure, isUnknown, objectAt, Props, textAt } from "./base/provider";
import { ResourceType } from "./base/resourceType";
import { typeInAzure } from "./services";

/** Everything that the inputs of a resource alone show to be wrong. */
export function checkInputs(type: ResourceType, inputs: Props): CheckFailure[] {
  const failures = [...pathFailures(type, inputs), ...locationFailures(type, inputs), ...tagFailures(inputs)];
  return failures.length > 0 ? failures : [...nameFailures(type, inputs), ...(type.check?.(inputs) ?? [])];
}

function pathFailures(type: ResourceType, inputs: Props): CheckFailure[] {
  return type.path.flatMap((property): CheckFailure[] => {
    const value = inputs[property];
    const fixed = type.fixed?.[property];
    if (fixed !== undefined) {
      return value === undefined || value === fixed || isUnknown(value)
        ? []
        : [{ property, reason: `must be ${fixed}, got ${String(value)}` }];
    }
    if (value === undefined || value === null) return [{ property, reason: `missing required property '${property}'` }];
    if (typeof value !== "string") return [{ property, reason: `must be a string, got ${JSON.stringify(value)}` }];
    if (value === "" && property !== "parentResourcePath") return [{ property, reason: "must not be empty" }];
    return scopeFailure(property, value);
  });
}

/** Path parameters that are ids themselves. */
const scopes = ["scope", "resourceUri"];

function scopeFailure(property: string, value: string): CheckFailure[] {
  if (isUnknown(value)) return [];
  if (scopes.includes(property)) {
    return /^\/?(subscriptions|providers)\//.test(value) ? [] : [{ property, reason: `must be a resource id, got ${value}` }];
  }
  return value.includes("/") && !["parentResourcePath", "resourceType"].includes(property)
    ? [{ property, reason: `must be a name without '/', got ${value}` }]
    : [];
}

function locationFailures(type: ResourceType, inputs: Props): CheckFailure[] {
  if (!type.located) return [];
  if (inputs.location === undefined) return [{ property: "location", reason: "missing required property 'location'" }];
  const { location } = inputs;
  if (typeof location !== "string" || location === "") return [{ property: "location", reason: "must be the name of a region" }];
  const cloud = otherClouds.find(({ regions }) => regions.test(normalLocation(location)))?.name;
  return cloud ? [{ property: "location", reason: `${location} is a region of ${cloud}, not of the public cloud` }] : [];
}

/** Clouds with hosts and zones of their own, and what their regions are called (Microsoft Learn, "Azure geographies"). */
const otherClouds: readonly { name: string; regions: RegExp }[] = [
  { name: "Azure Government", regions: /^us(gov|dod)/ },
  { name: "Azure Government Secret or Top Secret", regions: /^us(sec|nat)/ },
  { name: "Microsoft Azure operated by 21Vianet", regions: /^china/ },
];

/** Names of tags that Azure Resource Manager takes from nobody (microsoft/vscode-azureresourcegroups issue 1164). */
const reservedTag = /^(azure|microsoft|windows)/i;

const tagFailures = (inputs: Props): CheckFailure[] =>
  Object.keys(objectAt(inputs, "tags"))
    .filter((name) => reservedTag.test(name))
    .map((name) => ({ property: "tags", reason: `the tag name '${name}' begins with a reserved word` }));

function nameFailures(type: ResourceType, inputs: Props): CheckFailure[] {
  const property = type.path[type.path.length - 1] ?? "";
  const name = textAt(inputs, property);
  if (isUnknown(name) || (type.fixed && property in type.fixed)) return [];
  const armType = type.typeOf?.(inputs) ?? type.arm;
  const reason = nameFault(typeInAzure(armType)?.name, armType, name);
  return reason === undefined ? [] : [{ property, reason }];
}
