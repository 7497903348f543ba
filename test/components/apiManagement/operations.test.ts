import { openApiDocument } from "../../../components/apiManagement/openApi";
import { Family, operationsOf, pathList } from "../../../components/apiManagement/operations";

const families = ["dated", "v1"] as const satisfies readonly Family[];

describe.each(families)("operations of %s", (family) => {
  const operations = operationsOf(family);
  const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);

  it("have unique ids, without regard to case", () => {
    expect(repeated(operations.map(({ id }) => id.toLowerCase()))).toEqual([]);
  });

  it("have unique methods and paths", () => {
    expect(repeated(operations.map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, "{}")}`))).toEqual([]);
  });

  it("have ids that API Management takes", () => {
    expect(operations.map(({ id }) => id).filter((id) => !/^[A-Za-z_]{1,76}$/.test(id))).toEqual([]);
  });

  it("have paths below API Management's limit of 128 characters", () => {
    expect(operations.map(({ path }) => `/openai/v1${path}`).filter((path) => path.length >= 128)).toEqual([]);
  });

  it("have paths of plain segments and parameters with different names", () => {
    const odd = operations.filter(({ path }) => {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!.toLowerCase());
      return !/^(\/([a-z_]+|\{[a-z_-]+\}))+$/.test(path) || new Set(names).size !== names.length;
    });
    expect(odd).toEqual([]);
  });

  // Policies tell kinds apart by the path alone.
  it("have one kind, one model location and one way of counting per path", () => {
    const kinds = new Map<string, Set<string>>();
    for (const { path, kind, model, counted } of operations.filter(({ method }) => method === "POST"))
      kinds.set(path, (kinds.get(path) ?? new Set()).add(`${kind} ${model} ${counted}`));
    expect([...kinds].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it("that are not stored are answered for one method only", () => {
    const paths = operations.filter(({ kind }) => kind !== "stored").map(({ path }) => path);
    expect(operations.filter(({ path, kind }) => paths.includes(path) && kind === "stored")).toEqual([]);
  });
});

describe("operations", () => {
  it.each([
    ["dated", 30],
    ["v1", 67],
  ] as const)("of %s are %i", (family, count) => {
    expect(operationsOf(family)).toHaveLength(count);
  });

  it("of the dated API that any deployment answers name it in the path", () => {
    expect(
      operationsOf("dated").filter(
        ({ kind, path, model }) => (kind === "stateless") !== (path.startsWith("/deployments/") && model === "path"),
      ),
    ).toEqual([]);
  });

  it("of v1 that any deployment answers name the model in the body or in a form", () => {
    expect(operationsOf("v1").filter(({ kind, model }) => kind === "stateless" && !["body", "form"].includes(model))).toEqual([]);
  });

  it.each([
    [
      "dated",
      "/deployments/{deployment-id}/chat/completions|/deployments/{deployment-id}/completions|/deployments/{deployment-id}/embeddings|/responses",
    ],
    ["v1", "/chat/completions|/completions|/embeddings|/responses|/responses/compact"],
  ] as const)("of %s that count tokens", (family, paths) => {
    expect(pathList(family, ({ counted }) => counted)).toBe(paths);
  });
});

it.each(families)("of %s leave out what calls models or fetches by itself", (family) => {
  const paths = operationsOf(family).map(({ path }) => path);
  expect(
    paths
      .filter((path) => /batches|evals|graders|videos|import|assistants|threads|realtime/.test(path))
      .filter((path) => !path.includes("file_batches")),
  ).toEqual([]);
});

describe("openApiDocument", () => {
  const document = openApiDocument("dated", "Azure OpenAI");

  it("holds every operation", () => {
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.sort()).toEqual(
      operationsOf("dated")
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("describes an operation with its parameters", () => {
    expect(document.paths["/files/{file-id}/content"]).toEqual({
      get: {
        operationId: "Files_GetContent",
        summary: "Files_GetContent",
        parameters: [{ name: "file-id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "The answer of Azure OpenAI" } },
      },
    });
  });

  it("has the version and title that an import needs, and no servers", () => {
    expect({ ...document, paths: {} }).toEqual({ openapi: "3.0.1", info: { title: "Azure OpenAI", version: "1.0" }, paths: {} });
  });
});
