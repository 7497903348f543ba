import { Dictionary } from "../csharp/values";
import type { UrlValue } from "../csharp/policyContext";

/** A URL as it came in: nothing is normalised. */
export interface RequestUrl {
  /** As the header `Host` has it, with a port where it names one. */
  host: string;
  /** Begins with a slash; still encoded. */
  path: string;
  /** Names and values as they were, still encoded. */
  query: [string, string][];
}

/** Takes a URL of a request line apart; `host` is that of the header. */
export function parseUrl(url: string, host: string): RequestUrl {
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  const query =
    at < 0
      ? []
      : url
          .slice(at + 1)
          .split("&")
          .filter((part) => part !== "")
          .map(pair);
  return { host, path, query };
}

function pair(part: string): [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

/** Decodes what can be decoded; what cannot stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The query with its `?`; empty for none. */
export const queryText = (query: readonly (readonly [string, string])[]): string =>
  query.length === 0 ? "" : `?${query.map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join("&")}`;

/** A URL as expressions see it. */
export function urlValue({ host, path, query }: RequestUrl): UrlValue {
  const [name = "", port] = host.split(":");
  const values = new Map<string, string[]>();
  for (const [key, value] of query) values.set(decode(key), [...(values.get(decode(key)) ?? []), decode(value)]);
  return {
    scheme: "https",
    host: name,
    port: Number(port ?? 443),
    path,
    queryString: queryText(query),
    query: new Dictionary(values, true),
  };
}
