import { MessageBody, PolicyContext, RequestValue, ResponseValue, UrlValue } from "../csharp/policyContext";
import type { Dictionary } from "../csharp/values";
import type { ApiModel } from "../documents/planModel";
import type { Call, CallResponse } from "./call";
import type { Body } from "./body";
import { parseUrl, queryText, urlValue } from "./url";

/** What expressions see of a call. */
export class ContextView implements PolicyContext {
  private readonly requestView: RequestView;
  constructor(private readonly call: Call) {
    this.requestView = new RequestView(call);
  }

  /** GUID of the call. */
  get requestId(): string {
    return this.call.id;
  }
  /** Milliseconds since 1970. */
  get startedAt(): number {
    return this.call.startedAt;
  }
  /** The call's own dictionary. */
  get variables(): Dictionary {
    return this.call.variables;
  }
  /** Follows the request while policies change it. */
  get request(): RequestValue {
    return this.requestView;
  }
  /** Time of the gateway's clock. */
  now(): number {
    return this.call.gateway.clock.now();
  }
  /** Adds a trace record of severity verbose. */
  trace(message: string): void {
    this.call.trace({ source: "context", severity: "verbose", message, metadata: {} });
  }

  /** Null before an API was matched. */
  get api(): PolicyContext["api"] {
    const { api } = this.call;
    if (!api) return null;
    const found = apiViews.get(api) ?? apiView(api);
    apiViews.set(api, found);
    return found;
  }
  /** Null before an operation was matched. */
  get operation(): PolicyContext["operation"] {
    return this.call.operation ?? null;
  }
  /** Null for a call without product. */
  get product(): PolicyContext["product"] {
    return this.call.product ?? null;
  }
  /** With both keys, as `context.Subscription` has them. */
  get subscription(): PolicyContext["subscription"] {
    const { subscription } = this.call;
    if (!subscription) return null;
    const { id, name, primaryKey, secondaryKey = "" } = subscription;
    return { id, name, key: primaryKey, primaryKey, secondaryKey };
  }
  /** The same for every call. */
  get deployment(): PolicyContext["deployment"] {
    const { serviceName, region } = this.call.gateway.model;
    return { gatewayId: "managed", region, serviceId: serviceName, serviceName: `${serviceName}.azure-api.net` };
  }
  /** Null unless there was an error. */
  get lastError(): PolicyContext["lastError"] {
    return this.call.lastError ?? null;
  }
  /** The answer as it is now; null where expressions do not see it. */
  get response(): ResponseValue | null {
    const { response, responseVisible } = this.call;
    return response && responseVisible ? new ResponseView(response) : null;
  }
}

const apiViews = new WeakMap<ApiModel, NonNullable<PolicyContext["api"]>>();

function apiView({ id, name, path, serviceUrl }: ApiModel): NonNullable<PolicyContext["api"]> {
  const service = serviceUrl ? new URL(serviceUrl) : undefined;
  const url = service ? urlValue(parseUrl(service.pathname, service.host)) : null;
  return { id, name, path, revision: "1", version: "", serviceUrl: url };
}

function responseBody(body: Body): MessageBody {
  return new MessageBody(() => {
    if (!body.bytes) throw new Error("the body of the answer is read where the stand-in did not expect it");
    return body.bytes;
  });
}

class ResponseView implements ResponseValue {
  readonly csType = "IResponse";
  constructor(private readonly response: CallResponse) {}

  get statusCode(): number {
    return this.response.status;
  }
  get statusReason(): string {
    return this.response.reason;
  }
  get headers(): Dictionary {
    return this.response.headers.asDictionary();
  }
  get body(): MessageBody {
    return responseBody(this.response.body);
  }
}

class RequestView implements RequestValue {
  private bodyView: MessageBody | null = null;
  private viewed: Uint8Array | undefined;
  private urlView: UrlValue | undefined;
  private urlText = "";
  private originalView: UrlValue | undefined;
  constructor(private readonly call: Call) {}

  get method(): string {
    return this.call.request.method;
  }
  get url(): UrlValue {
    const { url } = this.call.request;
    const text = `${url.path}${queryText(url.query)}`;
    if (!this.urlView || this.urlText !== text) {
      this.urlText = text;
      this.urlView = urlValue(url);
    }
    return this.urlView;
  }
  get originalUrl(): UrlValue {
    return (this.originalView ??= urlValue(this.call.original));
  }
  get headers(): Dictionary {
    return this.call.request.headers.asDictionary();
  }
  get ipAddress(): string {
    return this.call.received.clientAddress;
  }
  get matchedParameters(): Dictionary {
    return this.call.request.matched;
  }
  get body(): MessageBody | null {
    const { body } = this.call.request;
    if (!body) return null;
    if (!this.bodyView || this.viewed !== body) {
      this.viewed = body;
      this.bodyView = new MessageBody(() => body);
    }
    return this.bodyView;
  }
}
