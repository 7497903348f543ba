import { Dictionary } from "../csharp/values";
import type { ApiModel, OperationModel } from "../documents/planModel";
import type { Call } from "./call";
import { PolicyFault } from "./faults";

interface Route {
  api: ApiModel;
  operations: { operation: OperationModel; segments: string[] }[];
}

/** Finds API and operation of a request: the API with the longest path, in it the template with most fixed segments. */
export class Router {
  private readonly routes: Route[];
  constructor(apis: readonly ApiModel[]) {
    this.routes = apis
      .map((api) => ({
        api,
        operations: api.operations.map((operation) => ({ operation, segments: split(operation.urlTemplate.split("?")[0]!) })),
      }))
      .sort((a, b) => b.api.path.length - a.api.path.length);
  }

  /** @throws PolicyFault when there is none. */
  match(call: Call): void {
    const segments = split(call.original.path);
    const route = this.routes.find(({ api }) => startsWith(segments, split(api.path)));
    if (!route || call.received.webSocket) throw notFound;
    call.api = route.api;
    const below = segments.slice(split(route.api.path).length);
    const fitting = route.operations.flatMap((entry) => {
      const values = entry.operation.method === call.received.method ? fit(below, entry.segments) : undefined;
      return values ? [{ ...entry, values }] : [];
    });
    fitting.sort((a, b) => a.values.length - b.values.length);
    const found = fitting[0];
    if (!found) throw notFound;
    call.operation = found.operation;
    call.request.matched = new Dictionary(found.values, true);
    call.request.backendPath = rest(call.original.path, split(route.api.path).length);
    call.target = route.api.serviceUrl ? { url: route.api.serviceUrl } : undefined;
  }
}

const notFound = new PolicyFault({
  source: "configuration",
  reason: "OperationNotFound",
  message: "Unable to match incoming request to an operation.",
  answer: "Resource not found",
  status: 404,
});

const split = (path: string): string[] => path.split("/").filter((segment, index) => index > 0 || segment !== "");

const startsWith = (segments: readonly string[], prefix: readonly string[]): boolean =>
  prefix.every((segment, index) => segments[index] !== undefined && segments[index]!.toLowerCase() === segment.toLowerCase());

/** The path behind the API's own, as it was received. */
function rest(path: string, count: number): string {
  let at = 0;
  for (let passed = 0; passed < count; passed += 1) at = path.indexOf("/", at + 1);
  return at < 0 ? "" : path.slice(at);
}

/** Values of the parameters; undefined when the template does not fit. An encoded slash never divides segments. */
function fit(segments: readonly string[], template: readonly string[]): [string, string][] | undefined {
  if (segments.length !== template.length) return undefined;
  const values: [string, string][] = [];
  for (const [index, part] of template.entries()) {
    const segment = decodeSegment(segments[index]!);
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name && segment !== "") values.push([name, segment]);
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return values;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
