import type { TLSSocket } from "node:tls";
import { Row, time } from "../logs/tables";
import type { RequestHead } from "./customRules";
import type { Match } from "./firewall";
import type { FrontSettings } from "./settings";

/** One request as Application Gateway saw it end. */
export interface Passage {
  /** What the caller sent before the body. */
  head: RequestHead;
  /** Also the header `X-Appgw-Trace-Id`, by which API Management's log is joined. */
  transactionId: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds since 1970. */
  endedAt: number;
  /** When API Management's answer began; undefined when it was not asked or did not answer. */
  answeredAt: number | undefined;
  /** What the caller got; 499 when the caller hung up first. */
  status: number;
  /** What API Management answered; undefined when it was not asked or did not answer. */
  serverStatus: number | undefined;
  /** Port of the caller. */
  clientPort: number;
  /** Bytes of the request's body. */
  receivedBytes: number;
  /** Bytes of the answer's body. */
  sentBytes: number;
  /** Header `Host` of the caller. */
  host: string;
  /** Such as `1.1`. */
  httpVersion: string;
  /** Why Application Gateway refused or gave up, as its log names it. */
  errorInfo: string;
  /** Connection that says which TLS version and cipher was used. */
  socket: TLSSocket | undefined;
}

const header = ({ headers }: RequestHead, name: string): string => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? "";

/** The row of `AGWAccessLogs` for one request. */
export function accessRow(passage: Passage, settings: FrontSettings): Row {
  const { head, startedAt, endedAt, answeredAt, status, serverStatus, socket } = passage;
  const [path = "", query = ""] = split(head.url);
  const seconds = (endedAt - startedAt) / 1000;
  const latency = answeredAt === undefined ? 0 : (answeredAt - startedAt) / 1000;
  return {
    TimeGenerated: time(startedAt),
    Type: "AGWAccessLogs",
    OperationName: "ApplicationGatewayAccess",
    TransactionId: passage.transactionId,
    ClientIp: head.clientAddress,
    ClientPort: passage.clientPort,
    HttpMethod: head.method,
    HttpVersion: `HTTP/${passage.httpVersion}`,
    RequestUri: path,
    RequestQuery: query,
    OriginalRequestUriWithArgs: head.url,
    UserAgent: header(head, "user-agent"),
    HttpStatus: status,
    ReceivedBytes: passage.receivedBytes,
    SentBytes: passage.sentBytes,
    TimeTaken: seconds,
    ClientResponseTime: seconds,
    Host: settings.backendHost,
    OriginalHost: passage.host,
    ListenerName: settings.listenerName,
    RuleName: settings.ruleName,
    BackendPoolName: settings.backendPoolName,
    BackendSettingName: settings.backendSettingName,
    ServerRouted: answeredAt === undefined ? "" : `${settings.backendHost}:443`,
    ServerStatus: serverStatus ?? null,
    ServerResponseLatency: latency,
    ServerConnectTime: 0,
    ServerHeaderTime: latency,
    SslEnabled: "on",
    SslProtocol: socket?.getProtocol() ?? "",
    SslCipher: socket?.getCipher()?.name ?? "",
    WafMode: settings.firewall.mode ?? "",
    WafPolicyId: settings.firewall.id,
    WafEvaluationTime: 0,
    ErrorInfo: passage.errorInfo,
  };
}

function split(url: string): [string, string] {
  const index = url.indexOf("?");
  return index < 0 ? [url, ""] : [url.slice(0, index), url.slice(index + 1)];
}

/** The row of `AGWFirewallLogs` for one firewall rule that matched. The values that matched are left out: the plan scrubs them. */
export const firewallRow = (match: Match, passage: Passage, settings: FrontSettings): Row => ({
  TimeGenerated: time(passage.startedAt),
  Type: "AGWFirewallLogs",
  OperationName: "ApplicationGatewayFirewall",
  TransactionId: passage.transactionId,
  Action: match.action,
  RuleId: match.ruleId,
  RuleSetType: match.ruleId.startsWith("2") ? "Microsoft_DefaultRuleSet" : "Custom",
  RuleSetVersion: match.ruleId.startsWith("2") ? "2.1" : "",
  Message: match.message,
  DetailedMessage: match.message,
  DetailedData: "",
  ClientIp: passage.head.clientAddress,
  ClientPort: passage.clientPort,
  Hostname: passage.host,
  RequestUri: split(passage.head.url)[0],
  PolicyId: settings.firewall.id,
  PolicyScope: "Global",
});
