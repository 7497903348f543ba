import { STATUS_CODES } from "node:http";
import type { Answer } from "../http/exchange";

const encoder = new TextEncoder();

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** An answer that Application Gateway gives itself. */
export const ownAnswer = (status: number, type: string, bytes: Uint8Array): Answer => ({
  status,
  headers: [
    ["Server", "Microsoft-Azure-Application-Gateway/v2"],
    ["Content-Type", type],
    ["Content-Length", String(bytes.length)],
  ],
  body: once(bytes),
});

/** The page that Application Gateway shows when the plan says nothing else. */
export function page(status: number, title = STATUS_CODES[status] ?? ""): Answer {
  return ownAnswer(status, "text/html", encoder.encode(pageText(status, title)));
}

/** HTML of such a page. */
export const pageText = (status: number, title = STATUS_CODES[status] ?? ""): string =>
  [
    "<html>",
    `<head><title>${status} ${title}</title></head>`,
    "<body>",
    `<center><h1>${status} ${title}</h1></center>`,
    "<hr><center>Microsoft-Azure-Application-Gateway/v2</center>",
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
