import type { CallRecord } from "../../../local/gateway/records";
import type { Gateway, GatewayArgs, GatewayRequest, GatewayResponse } from "../../../local/gateway/types";

/** What a scripted gateway does with a request beside recording it. */
export type Script = (request: GatewayRequest, args: GatewayArgs) => Promise<GatewayResponse>;

const emptyRecord = (request: GatewayRequest, now: number): CallRecord => ({
  requestId: `call-${now}-${Math.round(Math.random() * 1e9)}`,
  startedAt: now,
  method: request.method,
  url: request.url,
  clientAddress: request.clientAddress,
  requestHeaders: request.headers,
  requestSize: request.body?.length ?? 0,
  requestBody: request.body,
  apiId: "openai-v1",
  operationId: "createChatCompletion",
  operationName: "createChatCompletion",
  productId: undefined,
  subscriptionId: undefined,
  status: 0,
  responseHeaders: [],
  responseSize: 0,
  responseBody: new Uint8Array(),
  responseBodyCut: false,
  attempts: [],
  traces: [],
  lastError: undefined,
  errors: [],
  tokens: undefined,
  streamed: false,
  aborted: false,
  broken: false,
  totalMilliseconds: 0,
  backendMilliseconds: 0,
  clientMilliseconds: 0,
});

/** A gateway that does what a script says and records every call, for tests of what stands around it. */
export const scriptedGateway =
  (script: Script) =>
  (args: GatewayArgs): Gateway => ({
    subscriptions: new Map(),
    breakers: () => [],
    reset: () => undefined,
    handle: async (request) => {
      const record = emptyRecord(request, args.clock.now());
      const response = await script(request, args);
      record.status = response.status;
      record.responseHeaders = response.headers;
      record.streamed = response.headers.some(([, value]) => value.startsWith("text/event-stream"));
      return { ...response, body: recorded(response.body, record, args) };
    },
  });

async function* recorded(body: AsyncIterable<Uint8Array>, record: CallRecord, args: GatewayArgs): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  record.aborted = true;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      yield chunk;
    }
    record.aborted = false;
  } finally {
    record.responseBody = Buffer.concat(chunks);
    record.responseSize = record.responseBody.length;
    record.totalMilliseconds = args.clock.now() - record.startedAt;
    args.observer?.onCall?.(record);
  }
}

/** Passes every call on to the first account, with the gateway's token. */
export const passOn: Script = async ({ method, url, body, headers, signal }, args) => {
  const [account] = args.plan.resources.filter(({ type }) => type === "azure-native:cognitiveservices:Account");
  const host = (account!.inputs as { properties: { customSubDomainName: string } }).properties.customSubDomainName;
  const clientId = args.plan.resources.find(({ name }) => name === "identities-apim")?.outputs?.clientId as string;
  const token = await args.identity.managedIdentityToken("https://cognitiveservices.azure.com", clientId);
  const kept = headers.filter(([name]) => name.toLowerCase() === "content-type");
  return args.transport({
    method,
    url: `https://${host}.openai.azure.com${url}`,
    headers: [...kept, ["Authorization", `Bearer ${token}`]],
    body,
    timeoutSeconds: 60,
    certificateChecked: true,
    signal,
  });
};
