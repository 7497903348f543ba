/** Where an error comes from, and how API Management answers when no policy does. */
export interface Fault {
  /** Name of the element, or of the part of the gateway. */
  source: string;
  /** API Management's name for the error. */
  reason: string;
  /** Text for `context.LastError` and the log. */
  message: string;
  /** Status of the answer where no policy sets one. */
  status: number;
  /** Text in the default answer; that of the error when absent. */
  answer?: string;
  /** Headers of that answer. */
  headers?: [string, string][];
}

/** An error of a call: it goes to on-error. */
export class PolicyFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

const reasons: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  499: "Client Closed Request",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** Reason phrase of a status that the gateway answers by itself. */
export const reasonOf = (status: number): string => reasons[status] ?? "";

/** The default body of an error; one of 500 says nothing of its cause. */
export function defaultBody(status: number, message: string, requestId: string): string {
  if (status === 500) return JSON.stringify({ statusCode: 500, message: "Internal server error", activityId: requestId });
  return JSON.stringify({ statusCode: status, message });
}
