import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzedResource, withoutInternals } from "./analyzed";
import { PlannedResource } from "./deployment";
import { structOf } from "./monitor";

/** What a rule over one resource sees: its inputs. */
export function analyzeRequest({ resource, provider }: AnalyzedResource): AnalyzeRequest {
  return new AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(structOf(withoutInternals(resource.inputs)))
    .setOptions(options(resource))
    .setProvider(providerMessage(provider));
}

/** What a rule over the whole stack sees of a resource: its outputs and its place in the graph. */
export function stackResource({ resource, provider }: AnalyzedResource): AnalyzerResource {
  const message = new AnalyzerResource()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(structOf(withoutInternals(resource.outputs)))
    .setOptions(options(resource))
    .setProvider(providerMessage(provider))
    .setParent(resource.parent ?? "")
    .setDependenciesList(resource.dependencies);
  for (const [property, urns] of Object.entries(resource.propertyDependencies))
    message.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList(urns));
  return message;
}

function options(resource: PlannedResource): AnalyzerResourceOptions {
  const given = resource.options;
  return new AnalyzerResourceOptions()
    .setProtect(given.protect ?? false)
    .setIgnorechangesList(given.ignoreChanges ?? [])
    .setDeletebeforereplace(given.deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(given.deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList(given.additionalSecretOutputs ?? [])
    .setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts())
    .setParent(resource.parent ?? "");
}

function providerMessage(provider: PlannedResource | undefined): AnalyzerProviderResource | undefined {
  if (!provider) return undefined;
  return new AnalyzerProviderResource()
    .setUrn(provider.urn)
    .setType(provider.type)
    .setName(provider.name)
    .setProperties(structOf(withoutInternals(provider.inputs)));
}
