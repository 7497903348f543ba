import * as apimanagement from "@pulumi/azure-native/apimanagement";
import { openApiDocument } from "./openApi";
import { Family } from "./operations";
import { ServiceScope } from "./service";

/** The two APIs. Their paths are those of Azure OpenAI itself, so that a client changes its endpoint only. */
export const apis = {
  dated: {
    id: "openai",
    path: "openai",
    displayName: "Azure OpenAI",
  },
  v1: {
    id: "openai-v1",
    path: "openai/v1",
    displayName: "Azure OpenAI v1",
  },
} as const satisfies Record<Family, { id: string; path: string; displayName: string }>;

/** Name of the header, and of the query parameter, that carries the subscription key: as Azure OpenAI's own key. */
export const keyName = "api-key";

/**
 * Imports one API with all its operations. One import instead of a resource per operation: API Management writes the
 * children of a service one after another, and a hundred of them take minutes.
 *
 * @param guard Policy that refuses every API without authentication of its own.
 */
export function apiResource(scope: ServiceScope, family: Family, guard: apimanagement.Policy): apimanagement.Api {
  const { id, path, displayName } = apis[family];
  return new apimanagement.Api(
    `${scope.name}-${id}`,
    {
      apiId: id,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
      displayName,
      path,
      protocols: ["https"],
      apiType: "http",
      isCurrent: true,
      subscriptionRequired: true,
      subscriptionKeyParameterNames: { header: keyName, query: keyName },
      format: "openapi+json",
      value: JSON.stringify(openApiDocument(family, displayName)),
    },
    // There is no moment at which the API is served without the guard: its own policy can only come after it.
    { ...scope.child, dependsOn: [guard] },
  );
}
