import { Finding, mustBeEmpty, unexpected } from "../base/findings";
import type { Value } from "../base/value";
import { judgedType, judgedTypesNamed, ownType } from "./judgedTypes";

const deployments = "microsoft.resources/deployments";

/**
 * What an ARM template makes of types that the rules judge: they cannot see into it, so it must make nothing of them. A
 * template that is somewhere else cannot be looked at and is refused.
 *
 * @param deployment Place of `template` and `templateLink`.
 */
export function judgedInTemplate(deployment: Value): Finding[] {
  const template = deployment.at("template");
  if (template.isUnknown) return [unexpected(template, "a template that is known")];
  const linked = mustBeEmpty(deployment.at("templateLink"), "a template in the program, where its types can be seen");
  return [...linked, ...judgedInResources(template.at("resources"), "")];
}

/** @param resources A list, or the object of a template with symbolic names. @param parent ARM type around it, or nothing. */
function judgedInResources(resources: Value, parent: string): Finding[] {
  if (resources.isUnknown) return [unexpected(resources, "resources that are known")];
  const entries = [...resources.items(), ...resources.keys().map((name) => resources.at(name))];
  return entries.flatMap((one) => judgedInResource(one, parent));
}

function judgedInResource(resource: Value, parent: string): Finding[] {
  const type = resource.at("type");
  const text = type.text() ?? "";
  if (type.isUnknown || text.startsWith("[")) return [unexpected(type, "a type that is known")];
  const armType = parent && !text.includes(".") ? `${parent}/${text}` : text;
  const inner =
    armType.toLowerCase() === deployments
      ? judgedInTemplate(resource.at("properties"))
      : [...judgedItself(resource, type, armType), ...judgedInResources(resource.at("resources"), armType)];
  return inner;
}

function judgedItself(resource: Value, type: Value, armType: string): Finding[] {
  if (resource.at("existing").is(true)) return [];
  const own = typesOf(armType);
  return own.length > 0 ? [unexpected(type, ownType(...own))] : [];
}

/** An extension of another resource says `…/providers/locks`, with the namespace in its name. */
function typesOf(armType: string): string[] {
  const extension = armType.split(/\/providers\//i)[1];
  if (extension !== undefined) return extension.includes(".") ? typesOf(extension) : judgedTypesNamed(extension);
  const own = judgedType(armType);
  return own === undefined ? [] : [own];
}
