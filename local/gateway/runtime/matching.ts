import { Dictionary } from "../csharp/values";
import type { ApiModel, OperationModel } from "../documents/planModel";
import type { Call } from "./call";
import { PolicyFault } from "./faults";

interface Template {
  operation: OperationModel;
  segments: { name: string | undefined; fixed: string }[];
}

interface Route {
  api: ApiModel;
  prefix: string[];
  operations: Template[];
}

/** What a path and a method mean. */
interface Found {
  api: ApiModel;
  operation: OperationModel | undefined;
  values: [string, string][];
  backendPath: string;
}

/** Paths that come again and again are looked up once. */
const mostKnown = 1000;

/** Finds API and operation of a request: the API with the longest path, in it the template with most fixed segments. */
export class Router {
  private readonly routes: Route[];
  private readonly known = new Map<string, Found>();

  constructor(apis: readonly ApiModel[]) {
    this.routes = apis
      .map((api) => ({
        api,
        prefix: split(api.path).map((segment) => segment.toLowerCase()),
        operations: api.operations.map((operation) => ({ operation, segments: templateOf(operation) })),
      }))
      .sort((a, b) => b.api.path.length - a.api.path.length);
  }

  /** A preflight of an operation that is there leaves the call without one. @throws PolicyFault when there is none. */
  match(call: Call): void {
    const { method } = call.received;
    const { path } = call.original;
    const found = call.received.webSocket ? undefined : this.lookup(method, path);
    if (!found) throw notFound;
    call.api = found.api;
    if (!found.operation && this.isPreflight(call)) return;
    if (!found.operation) throw notFound;
    call.operation = found.operation;
    call.request.matched = new Dictionary(found.values, true);
    call.request.backendPath = found.backendPath;
    call.target = found.api.serviceUrl ? { url: found.api.serviceUrl } : undefined;
  }

  /** The question of a browser whether a page may send a request that some operation answers. */
  private isPreflight({ received, request, original }: Call): boolean {
    const asked = request.headers.get("Access-Control-Request-Method");
    if (received.method !== "OPTIONS" || asked === undefined || request.headers.get("Origin") === undefined) return false;
    return this.lookup(asked.toUpperCase(), original.path)?.operation !== undefined;
  }

  private lookup(method: string, path: string): Found | undefined {
    const key = `${method} ${path}`;
    const known = this.known.get(key);
    if (known) return known;
    const found = this.find(method, path);
    if (this.known.size >= mostKnown) this.known.clear();
    if (found) this.known.set(key, found);
    return found;
  }

  private find(method: string, path: string): Found | undefined {
    const segments = split(path);
    const route = this.routes.find(({ prefix }) => startsWith(segments, prefix));
    if (!route) return undefined;
    const { api, prefix, operations } = route;
    const below = segments.slice(prefix.length).map(decodeSegment);
    const fitting = operations.flatMap(({ operation, segments: template }) => {
      const values = operation.method === method ? fit(below, template) : undefined;
      return values ? [{ operation, values }] : [];
    });
    fitting.sort((a, b) => a.values.length - b.values.length);
    return {
      api,
      operation: fitting[0]?.operation,
      values: fitting[0]?.values ?? [],
      backendPath: rest(path, prefix.length),
    };
  }
}

const templateOf = (operation: OperationModel): Template["segments"] =>
  split(operation.urlTemplate.split("?")[0]!).map((part) => ({
    name: /^\{(.+)\}$/.exec(part)?.[1],
    fixed: part.toLowerCase(),
  }));

/** No operation fits. */
export const notFound = new PolicyFault({
  source: "configuration",
  reason: "OperationNotFound",
  message: "Unable to match incoming request to an operation.",
  answer: "Resource not found",
  status: 404,
});

const split = (path: string): string[] => path.split("/").filter((segment, index) => index > 0 || segment !== "");

/** `prefix` is in small letters. */
const startsWith = (segments: readonly string[], prefix: readonly string[]): boolean =>
  prefix.every((segment, index) => segments[index]?.toLowerCase() === segment);

/** The path behind the API's own, as it was received. */
function rest(path: string, count: number): string {
  let at = 0;
  for (let passed = 0; passed < count; passed += 1) at = path.indexOf("/", at + 1);
  return at < 0 ? "" : path.slice(at);
}

/** Values of the parameters; undefined when the template does not fit. An encoded slash never divides segments. */
function fit(segments: readonly string[], template: Template["segments"]): [string, string][] | undefined {
  if (segments.length !== template.length) return undefined;
  const values: [string, string][] = [];
  for (const [index, { name, fixed }] of template.entries()) {
    const segment = segments[index]!;
    if (name && segment !== "") values.push([name, segment]);
    else if (fixed !== segment.toLowerCase()) return undefined;
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
