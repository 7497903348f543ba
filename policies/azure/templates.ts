import type { Environment } from "../base/environment";
import { Finding, mustBe, mustBeEmpty, unexpected } from "../base/findings";
import type { Value } from "../base/value";
import { expressions, judgedGeneric } from "./genericTypes";

const ofDeployment = new Set(["mode", "template", "parameters"]);
const ofTemplate = new Set(["$schema", "contentVersion", "metadata", "resources"]);
const ofResource = new Set(["type", "apiVersion", "name", "location", "tags", "properties", "dependsOn", "comments"]);

/**
 * Judges an ARM template: an object that is known in full, without links, parameters, expressions, loops or conditions, whose
 * resources are judged as what they are.
 *
 * @param deployment Place of `template`.
 */
export function judgedTemplate(deployment: Value, environment: Environment): Finding[] {
  const template = deployment.at("template");
  if (!template.isStructure) return [{ message: unexpected(template, "a template that is an object written out").message }];
  const resources = template.at("resources");
  return [
    ...mustBe(deployment.at("mode"), "Incremental"),
    ...mustBeEmpty(deployment.at("parameters"), "none: values are written out"),
    ...unlisted(deployment, ofDeployment),
    ...unlisted(template, ofTemplate),
    ...(resources.isStructure ? resources.entries() : [resources]).flatMap((one) => judgedResource(one, environment)),
  ];
}

function judgedResource(resource: Value, environment: Environment): Finding[] {
  const type = resource.at("type");
  const text = type.text() ?? "";
  if (!resource.isStructure || !type.isKnown) return [{ message: unexpected(type, "a type that is known").message }];
  const outer = ["type", "apiVersion", "name", "location"].flatMap((key) => expressions(resource.at(key)));
  return [...outer, ...unlisted(resource, ofResource), ...judgedGeneric(type, text, resource.at("properties"), environment)];
}

/** What a template has beyond the listed keys could make, read or hide something. */
function unlisted(place: Value, listed: ReadonlySet<string>): Finding[] {
  return place
    .keys()
    .filter((key) => !listed.has(key))
    .flatMap((key) => mustBeEmpty(place.entry(key), "none in a template that rules can see through"));
}
