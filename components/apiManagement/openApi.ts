import { Family, Operation, operationsOf } from "./operations";

/** An OpenAPI 3.0 document, as far as it is used here. */
export interface OpenApiDocument {
  /** Version of the specification, such as `3.0.1`. */
  openapi: string;
  /** What API Management shows as the API's name and version. */
  info: { title: string; version: string };
  /** Path template → method in lower case → operation. */
  paths: Record<string, Record<string, OpenApiOperation>>;
}

/** One operation, with what API Management reads of it at an import. */
export interface OpenApiOperation {
  /** Becomes the operation's id in API Management. */
  operationId: string;
  /** Becomes the operation's display name. */
  summary: string;
  /** One for each `{parameter}` of the path. Undefined for a path without any. */
  parameters?: { name: string; in: "path"; required: true; schema: { type: "string" } }[];
  /** Status code → description; OpenAPI wants at least one. */
  responses: Record<string, { description: string }>;
}

/**
 * The OpenAPI document of one API, from the table of operations. It has no `servers`: API Management would take the
 * first as the backend of the whole API. It declares no query parameters: required ones would become part of the
 * operation's template.
 */
export function openApiDocument(family: Family, title: string): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operationsOf(family)) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method.toLowerCase()] = openApiOperation(operation);
  }
  return { openapi: "3.0.1", info: { title, version: "1.0" }, paths };
}

function openApiOperation({ id, path }: Operation): OpenApiOperation {
  const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name: name!,
    in: "path" as const,
    required: true as const,
    schema: { type: "string" as const },
  }));
  return {
    operationId: id,
    summary: id,
    ...(parameters.length > 0 && { parameters }),
    responses: { "200": { description: "The answer of Azure OpenAI" } },
  };
}
