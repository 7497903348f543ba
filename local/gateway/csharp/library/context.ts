import { done, Members, Out, typed } from "../library";
import { newtonsoft } from "../bodies";
import { Jwt, MessageBody, NamedValue, PolicyContext, RequestValue, ResponseValue, UrlValue } from "../policyContext";
import { utc } from "../dates";
import { unbox } from "../conversions";
import { Type, typeOf } from "../types";
import { Dictionary, Guid, TimeSpan, Value } from "../values";
import { typeDefault } from "./collections";

/** Several values of a header stand in one text, with commas between. */
const joined = (values: Value): string => (values as string[]).join(",");

function decodeToken(text: string | null): Jwt | undefined {
  const parts = (text ?? "").replace(/^Bearer\s+/i, "").split(".");
  if (parts.length !== 3) return undefined;
  try {
    const [header, payload] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>);
    return new Jwt(header!, payload!);
  } catch {
    return undefined;
  }
}

const read = typed(([type]: readonly Type[], body: MessageBody, preserve = false) => newtonsoft(body, type!, preserve));

const numericDate = (jwt: Jwt, claim: string): Value =>
  typeof jwt.payload[claim] === "number" ? utc(jwt.payload[claim] * 1000) : null;

/** The policy context: what is documented under "API Management policy expressions", as far as it is simulated. */
export const context: Members = {
  "IContext.Api: IApi": ({ api }: PolicyContext) => api,
  "IContext.Operation: IOperation": ({ operation }: PolicyContext) => operation,
  "IContext.Product: IProduct": ({ product }: PolicyContext) => product,
  "IContext.Subscription: ISubscription": ({ subscription }: PolicyContext) => subscription,
  "IContext.User: IUser": () => null,
  "IContext.Deployment: IDeployment": ({ deployment }: PolicyContext) => deployment,
  "IContext.Request: IRequest": ({ request }: PolicyContext) => request,
  "IContext.Response: IResponse": ({ response }: PolicyContext) => response,
  "IContext.LastError: ILastError": ({ lastError }: PolicyContext) => lastError,
  "IContext.RequestId: Guid": ({ requestId }: PolicyContext) => new Guid(requestId),
  "IContext.Timestamp: DateTime": ({ startedAt }: PolicyContext) => utc(startedAt),
  "IContext.Elapsed: TimeSpan": (context: PolicyContext) =>
    new TimeSpan(BigInt(Math.round((context.now() - context.startedAt) * 10_000))),
  "IContext.Tracing: bool": () => false,
  "IContext.Variables: IReadOnlyDictionary<string, object>": ({ variables }: PolicyContext) => variables,
  "IContext.Trace(string): void": (context: PolicyContext, message: string) => done(context.trace(message)),
  "IApi.Id: string": ({ id }: NamedValue) => id,
  "IApi.Name: string": ({ name }: NamedValue) => name,
  "IApi.Path: string": ({ path }: NonNullable<PolicyContext["api"]>) => path,
  "IApi.Revision: string": ({ revision }: NonNullable<PolicyContext["api"]>) => revision,
  "IApi.Version: string": ({ version }: NonNullable<PolicyContext["api"]>) => version,
  "IApi.ServiceUrl: IUrl": ({ serviceUrl }: NonNullable<PolicyContext["api"]>) => serviceUrl,
  "IOperation.Id: string": ({ id }: NamedValue) => id,
  "IOperation.Name: string": ({ name }: NamedValue) => name,
  "IOperation.Method: string": ({ method }: NonNullable<PolicyContext["operation"]>) => method,
  "IOperation.UrlTemplate: string": ({ urlTemplate }: NonNullable<PolicyContext["operation"]>) => urlTemplate,
  "IProduct.Id: string": ({ id }: NamedValue) => id,
  "IProduct.Name: string": ({ name }: NamedValue) => name,
  "IUser.Id: string": ({ id }: NamedValue) => id,
  "IProduct.SubscriptionRequired: bool": ({ subscriptionRequired }: NonNullable<PolicyContext["product"]>) =>
    subscriptionRequired,
  "ISubscription.Id: string": ({ id }: NamedValue) => id,
  "ISubscription.Name: string": ({ name }: NamedValue) => name,
  "ISubscription.Key: string": ({ key }: NonNullable<PolicyContext["subscription"]>) => key,
  "ISubscription.PrimaryKey: string": ({ primaryKey }: NonNullable<PolicyContext["subscription"]>) => primaryKey,
  "ISubscription.SecondaryKey: string": ({ secondaryKey }: NonNullable<PolicyContext["subscription"]>) => secondaryKey,
  "IDeployment.Region: string": ({ region }: PolicyContext["deployment"]) => region,
  "IDeployment.ServiceName: string": ({ serviceName }: PolicyContext["deployment"]) => serviceName,
  "IDeployment.ServiceId: string": ({ serviceId }: PolicyContext["deployment"]) => serviceId,
  "IDeployment.GatewayId: string": ({ gatewayId }: PolicyContext["deployment"]) => gatewayId,
  "IRequest.Body: IMessageBody": ({ body }: RequestValue) => body,
  "IRequest.Headers: IReadOnlyDictionary<string, string[]>": ({ headers }: RequestValue) => headers,
  "IRequest.IpAddress: string": ({ ipAddress }: RequestValue) => ipAddress,
  "IRequest.MatchedParameters: IReadOnlyDictionary<string, string>": ({ matchedParameters }: RequestValue) => matchedParameters,
  "IRequest.Method: string": ({ method }: RequestValue) => method,
  "IRequest.OriginalUrl: IUrl": ({ originalUrl }: RequestValue) => originalUrl,
  "IRequest.Url: IUrl": ({ url }: RequestValue) => url,
  "IResponse.Body: IMessageBody": ({ body }: ResponseValue) => body,
  "IResponse.Headers: IReadOnlyDictionary<string, string[]>": ({ headers }: ResponseValue) => headers,
  "IResponse.StatusCode: int": ({ statusCode }: ResponseValue) => statusCode,
  "IResponse.StatusReason: string": ({ statusReason }: ResponseValue) => statusReason,
  "IUrl.Host: string": ({ host }: UrlValue) => host,
  "IUrl.Path: string": ({ path }: UrlValue) => path,
  "IUrl.Port: int": ({ port }: UrlValue) => port,
  "IUrl.Query: IReadOnlyDictionary<string, string[]>": ({ query }: UrlValue) => query,
  "IUrl.QueryString: string": ({ queryString }: UrlValue) => queryString,
  "IUrl.Scheme: string": ({ scheme }: UrlValue) => scheme,
  "ILastError.Source: string": ({ source }: NonNullable<PolicyContext["lastError"]>) => source,
  "ILastError.Reason: string": ({ reason }: NonNullable<PolicyContext["lastError"]>) => reason,
  "ILastError.Message: string": ({ message }: NonNullable<PolicyContext["lastError"]>) => message,
  "ILastError.Scope: string": ({ scope }: NonNullable<PolicyContext["lastError"]>) => scope,
  "ILastError.Section: string": ({ section }: NonNullable<PolicyContext["lastError"]>) => section,
  "ILastError.Path: string": ({ path }: NonNullable<PolicyContext["lastError"]>) => path,
  "ILastError.PolicyId: string": ({ policyId }: NonNullable<PolicyContext["lastError"]>) => policyId,
  "IMessageBody.As<T>(bool=): T": read,
  // Headers, query parameters and claims: the second parameter is the text when there is none of the name.
  "IReadOnlyDictionary<T, U>.GetValueOrDefault(string, string): string": (
    dictionary: Dictionary,
    name: string,
    otherwise: string | null,
  ) => textEntry(dictionary, name) ?? otherwise,
  "IReadOnlyDictionary<T, U>.GetValueOrDefault(string): string": (dictionary: Dictionary, name: string) =>
    textEntry(dictionary, name),
  "IReadOnlyDictionary<T, U>.GetValueOrDefault<V>(string): V": typed(
    (types: readonly Type[], dictionary: Dictionary, name: string) => variable(dictionary, name, types[0]!, typeDefault(types)),
  ),
  "IReadOnlyDictionary<T, U>.GetValueOrDefault<V>(string, V): V": typed(
    (types: readonly Type[], dictionary: Dictionary, name: string, otherwise: Value) =>
      variable(dictionary, name, types[0]!, otherwise),
  ),
  "Jwt.Algorithm: string": ({ header }: Jwt) => header.alg ?? null,
  "Jwt.Type: string": ({ header }: Jwt) => header.typ ?? null,
  "Jwt.Audiences: IEnumerable<string>": (jwt: Jwt) => jwt.claims.get("aud")?.value ?? [],
  "Jwt.Claims: IReadOnlyDictionary<string, string[]>": ({ claims }: Jwt) => claims,
  "Jwt.ExpirationTime: DateTime?": (jwt: Jwt) => numericDate(jwt, "exp"),
  "Jwt.NotBefore: DateTime?": (jwt: Jwt) => numericDate(jwt, "nbf"),
  "Jwt.IssuedAt: DateTime?": (jwt: Jwt) => numericDate(jwt, "iat"),
  "Jwt.Id: string": ({ payload }: Jwt) => payload.jti ?? null,
  "Jwt.Issuer: string": ({ payload }: Jwt) => payload.iss ?? null,
  "Jwt.Subject: string": ({ payload }: Jwt) => payload.sub ?? null,
  "string.AsJwt(): Jwt": (text: string) => decodeToken(text) ?? null,
  "string.TryParseJwt(out Jwt): bool": (text: string, out: Out) => {
    out.value = decodeToken(text) ?? null;
    return out.value !== null;
  },
  "new StringContent(string)": (text: string) => text,
};

function textEntry(dictionary: Dictionary, name: string): string | null {
  const found = dictionary.get(name)?.value ?? null;
  return Array.isArray(found) ? joined(found) : (unbox(found, typeOf("string")) as string | null);
}

function variable(dictionary: Dictionary, name: string, type: Type, otherwise: Value): Value {
  const found = dictionary.get(name);
  if (!found) return otherwise;
  if (Array.isArray(found.value) && type.name === "string") return joined(found.value);
  return unbox(found.value, type);
}
