import { Dictionary, Value } from "./values";

/** The body of a request or of an answer that was read: reading without `preserveContent` takes it away. */
export class MessageBody {
  /** Name of its C# type. */
  readonly csType = "IMessageBody";
  private taken = false;
  constructor(private readonly bytes: () => Uint8Array) {}
  /** The bytes. @throws Error when the body was read before without `preserve` */
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

/** `IUrl`. */
export interface UrlValue {
  /** Always `https` here. */
  scheme: string;
  /** Host name without port. */
  host: string;
  /** 443 where the host names none. */
  port: number;
  /** Without the query; not decoded. */
  path: string;
  /** With its `?`; empty when there is none. */
  queryString: string;
  /** Name → values, decoded. */
  query: Dictionary;
}

/** `IRequest`. */
export interface RequestValue {
  /** As it is now; `set-method` changes it. */
  method: string;
  /** As it is now; `rewrite-uri` and `set-query-parameter` change it. */
  url: UrlValue;
  /** As the caller sent it. */
  originalUrl: UrlValue;
  /** Name in any case → values. */
  headers: Dictionary;
  /** Address of the caller, as API Management sees it. */
  ipAddress: string;
  /** Parameters of the operation's template: name → value. */
  matchedParameters: Dictionary;
  /** Null for a request without a body. */
  body: MessageBody | null;
}

/** An answer: of a backend, of `send-request`, or the one that is being made. */
export interface ResponseValue {
  /** Name of its C# type. */
  csType: "IResponse";
  /** HTTP status. */
  statusCode: number;
  /** Reason phrase; empty when none came. */
  statusReason: string;
  /** Name in any case → values. */
  headers: Dictionary;
  /** Null for an answer without a body. */
  body: MessageBody | null;
}

/** A token that was read: its claims are lists of texts. */
export class Jwt {
  /** Name of its C# type. */
  readonly csType = "Jwt";
  constructor(
    readonly header: Record<string, unknown>,
    readonly payload: Record<string, unknown>,
  ) {}
  private read: Dictionary | undefined;
  /** Name → list of texts. */
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

/** What has an id and a display name. */
export interface NamedValue {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
}

/** What expressions see as `context`. */
export interface PolicyContext {
  /** Null before an API was matched. */
  api: (NamedValue & { path: string; revision: string; version: string; serviceUrl: UrlValue | null }) | null;
  /** Null before an operation was matched. */
  operation: (NamedValue & { method: string; urlTemplate: string }) | null;
  /** Null for a call without product. */
  product: (NamedValue & { subscriptionRequired: boolean }) | null;
  /** Null for a call without a valid key. */
  subscription: (NamedValue & { key: string; primaryKey: string; secondaryKey: string }) | null;
  /** The gateway that runs the policy. */
  deployment: { gatewayId: string; region: string; serviceId: string; serviceName: string };
  /** The request as it is now. */
  request: RequestValue;
  /** Null until there is an answer. */
  response: ResponseValue | null;
  /** Null unless an error brought the call to on-error. */
  lastError: {
    source: string;
    reason: string;
    message: string;
    scope: string;
    section: string;
    path: string;
    policyId: string;
  } | null;
  /** GUID of the call, in every log. */
  requestId: string;
  /** Milliseconds since 1970 at which the call began. */
  startedAt: number;
  /** Milliseconds since 1970, for `DateTime.UtcNow` and `Elapsed`. */
  now(): number;
  /** What `set-variable` and other elements have set. */
  variables: Dictionary;
  /** Writes a trace record of severity verbose. */
  trace(message: string): void;
}
