import { Dictionary, Value } from "./values";

/** The body of a request or of an answer that was read: reading without `preserveContent` takes it away. */
export class MessageBody {
  readonly csType = "IMessageBody";
  private taken = false;
  constructor(private readonly bytes: () => Uint8Array) {}
  read(preserve: boolean): Uint8Array {
    if (this.taken) throw new Error("the body was read already");
    this.taken = !preserve;
    return this.bytes();
  }
  /** The bytes while they can be read: the same object for the same content. */
  get kept(): Uint8Array | undefined {
    return this.taken ? undefined : this.bytes();
  }
}

export interface UrlValue {
  scheme: string;
  host: string;
  port: number;
  path: string;
  /** With its `?`; empty when there is none. */
  queryString: string;
  query: Dictionary;
}

export interface RequestValue {
  method: string;
  url: UrlValue;
  originalUrl: UrlValue;
  headers: Dictionary;
  ipAddress: string;
  matchedParameters: Dictionary;
  body: MessageBody | null;
}

/** An answer: of a backend, of `send-request`, or the one that is being made. */
export interface ResponseValue {
  csType: "IResponse";
  statusCode: number;
  statusReason: string;
  headers: Dictionary;
  body: MessageBody | null;
}

/** A token that was read: its claims are lists of texts. */
export class Jwt {
  readonly csType = "Jwt";
  constructor(
    readonly header: Record<string, unknown>,
    readonly payload: Record<string, unknown>,
  ) {}
  private read: Dictionary | undefined;
  get claims(): Dictionary {
    return (this.read ??= new Dictionary(
      Object.entries(this.payload).map(([name, value]): [string, Value] => [name, claimValues(value)]),
    ));
  }
}

/** A claim as a list of texts: an array gives one for each element, anything that is no text its JSON. */
export function claimValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(claimValues);
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

export interface NamedValue {
  id: string;
  name: string;
}

/** What expressions see as `context`. */
export interface PolicyContext {
  api: (NamedValue & { path: string; revision: string; version: string; serviceUrl: UrlValue | null }) | null;
  operation: (NamedValue & { method: string; urlTemplate: string }) | null;
  product: (NamedValue & { subscriptionRequired: boolean }) | null;
  subscription: (NamedValue & { key: string; primaryKey: string; secondaryKey: string }) | null;
  deployment: { gatewayId: string; region: string; serviceId: string; serviceName: string };
  request: RequestValue;
  response: ResponseValue | null;
  lastError: {
    source: string;
    reason: string;
    message: string;
    scope: string;
    section: string;
    path: string;
    policyId: string;
  } | null;
  requestId: string;
  /** Milliseconds since 1970 at which the call began. */
  startedAt: number;
  now(): number;
  variables: Dictionary;
  trace(message: string): void;
}
