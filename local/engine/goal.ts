import { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Alias, Goal, ResourceOptions } from "./deployment";
import { NotSimulatedError } from "./errors";
import { normalized } from "./properties";
import type { Props } from "../protocol/provider";
import { packageOf } from "./urn";

/** Requests of a registration that the engine does not simulate: what it is called → whether the request asks for it. */
const refused: Record<string, (request: RegisterResourceRequest) => boolean> = {
  "a component of another language or package": (request) => request.getRemote(),
  "the option import": (request) => request.getImportid() !== "",
  "the option provider or providers": (request) => request.getProvider() !== "" || request.getProvidersMap().getLength() > 0,
  "the option transforms": (request) => request.getTransformsList().length > 0,
  "the option hooks": (request) => hookNames(request).length > 0,
  "the option envVarMappings": (request) => request.getEnvvarmappingsMap().getLength() > 0,
  "a parameterized package": (request) => request.getPackageref() !== "",
};

function hookNames(request: RegisterResourceRequest): unknown[] {
  return Object.values(request.getHooks()?.toObject() ?? {}).flat();
}

/** Reads a registration; throws NotSimulatedError for what the offline preview does not do. */
export function goalOf(request: RegisterResourceRequest): Goal {
  const type = request.getType();
  const name = request.getName();
  for (const [what, asks] of Object.entries(refused))
    if (asks(request)) throw new NotSimulatedError(`${what} (resource ${name}, ${type})`);
  const dependencies = request.getPropertydependenciesMap().getEntryList() as unknown as [string, [string[]]][];
  return {
    type,
    name,
    custom: request.getCustom(),
    parent: request.getParent() || undefined,
    inputs: (request.getObject()?.toJavaScript() ?? {}) as Props,
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(dependencies.map(([property, [urns]]) => [property, urns ?? []])),
    options: optionsOf(request),
    version: request.getVersion(),
  };
}

function optionsOf(request: RegisterResourceRequest): ResourceOptions {
  const timeouts = request.getCustomtimeouts();
  const trigger = request.getReplacementTrigger()?.toJavaScript();
  return set({
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    hideDiffs: request.getHidediffsList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    replaceWith: request.getReplaceWithList(),
    deletedWith: request.getDeletedwith(),
    replacementTrigger: trigger === undefined || trigger === null ? undefined : normalized(trigger, new Set()),
    customTimeouts: set({ create: timeouts?.getCreate(), update: timeouts?.getUpdate(), delete: timeouts?.getDelete() }),
    aliases: request
      .getAliasesList()
      .filter((alias) => !isOtherVersion(alias, request))
      .map(aliasOf),
  });
}

/** Without what was not set: undefined, empty text, empty lists and empty tables. */
function set<T extends object>(options: T): T {
  const empty = (value: unknown) =>
    value === undefined || value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => !empty(value))) as T;
}

/**
 * Provider SDKs give a resource an alias for each other API version of its type, by the dozen. They say nothing about
 * the program and are left out: same package, same parent, only another type. The type of a component is the program's own.
 */
function isOtherVersion(alias: AliasMessage, request: RegisterResourceRequest): boolean {
  const spec = alias.getSpec();
  if (!request.getCustom() || !spec || spec.getName() || spec.getStack() || spec.getProject() || spec.getNoparent()) return false;
  const sameParent = !spec.getParenturn() || spec.getParenturn() === request.getParent();
  return sameParent && packageOf(spec.getType()) === packageOf(request.getType());
}

function aliasOf(alias: AliasMessage): Alias {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  return set({
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
    noParent: spec.getNoparent() || undefined,
  });
}
