import { UsageError } from "../engine/errors";
import type { GatewayRequest } from "../gateway/types";

/**
 * Reads a request as REST clients of editors write it: `METHOD PATH`, headers, an empty line, the body. Lines that begin with `#` or `//` before the request
 * are comments; of a URL only path and query count.
 * @throws UsageError that names the line.
 */
export function readHttpFile(text: string, file: string): Pick<GatewayRequest, "method" | "url" | "headers" | "body"> {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const first = lines.findIndex((line) => line.trim() !== "" && !/^\s*(#|\/\/)/.test(line));
  const request = /^([A-Z]+)\s+(\S+)(\s+HTTP\/[\d.]+)?\s*$/.exec(lines[first] ?? "");
  if (!request)
    throw new UsageError(
      `${file}:${first + 1}: ${lines[first] ?? "nothing"}; allowed: METHOD PATH, such as POST /openai/v1/responses`,
    );
  const rest = lines.slice(first + 1);
  const empty = rest.findIndex((line) => line.trim() === "");
  const head = empty < 0 ? rest : rest.slice(0, empty);
  const body =
    empty < 0
      ? ""
      : rest
          .slice(empty + 1)
          .join("\n")
          .trimEnd();
  const headers = head.map((line, index): [string, string] => {
    const header = /^([^:\s]+):\s*(.*)$/.exec(line);
    if (!header) throw new UsageError(`${file}:${first + 2 + index}: ${line}; allowed: NAME: VALUE`);
    return [header[1] ?? "", header[2] ?? ""];
  });
  const url = request[2] ?? "";
  return {
    method: request[1] ?? "",
    url: url.replace(/^https?:\/\/[^/]+/, "") || "/",
    headers,
    body: body === "" ? undefined : Buffer.from(body),
  };
}
