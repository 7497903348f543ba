import type { Plan } from "../gateway/types";
import { CustomRule, readCustomRule } from "./customRules";
import { Rewrite, readRewrites } from "./rewrites";

/** Application Gateway and its firewall, as a plan has them. */
export interface FrontSettings {
  /** Host name of the HTTPS listener. */
  hostName: string;
  /** Host of API Management, as Application Gateway calls it. */
  backendHost: string;
  /** Longest wait for the beginning of an answer. */
  requestTimeoutSeconds: number;
  /** Address from which API Management is called: the private one of the front end, where an instance has one beside it. */
  instanceAddress: string;
  /** Column `ListenerName` of the log. */
  listenerName: string;
  /** Column `RuleName` of the log: the routing rule. */
  ruleName: string;
  /** Column `BackendPoolName` of the log. */
  backendPoolName: string;
  /** Column `BackendSettingName` of the log. */
  backendSettingName: string;
  /** The firewall policy; one that is switched off has no `mode`. */
  firewall: FirewallSettings;
  /** What is done to the headers of a request that passes the firewall. */
  rewrites: readonly Rewrite[];
}

/** The firewall policy, as a plan has it. */
export interface FirewallSettings {
  /** Resource id of the policy, for the log. */
  id: string;
  /** `Detection` logs what `Prevention` blocks; undefined: switched off. */
  mode: "Prevention" | "Detection" | undefined;
  /** Largest body, files apart; undefined: no limit is enforced. */
  maxBodyBytes: number | undefined;
  /** Largest upload of a form with files; undefined: no limit is enforced. */
  maxFileBytes: number | undefined;
  /** Answer to a request that a firewall rule blocks; undefined: a page of Application Gateway's own. */
  block: { status: number; body: Buffer } | undefined;
  /** In order of priority. */
  customRules: readonly CustomRule[];
}

interface GatewayInputs {
  frontendIPConfigurations?: { privateIPAddress?: string }[];
  httpListeners: { name: string; protocol: string; hostName?: string; hostNames?: string[] }[];
  backendHttpSettingsCollection: { name: string; hostName?: string; requestTimeout?: number }[];
  backendAddressPools: { name: string }[];
  requestRoutingRules: { name: string; httpListener: { id: string }; rewriteRuleSet?: { id: string } }[];
  rewriteRuleSets?: ({ name: string } & Parameters<typeof readRewrites>[0])[];
}

interface PolicyInputs {
  policySettings?: {
    state?: string;
    mode?: string;
    requestBodyCheck?: boolean;
    requestBodyEnforcement?: boolean;
    maxRequestBodySizeInKb?: number;
    fileUploadEnforcement?: boolean;
    fileUploadLimitInMb?: number;
    customBlockResponseStatusCode?: number;
    customBlockResponseBody?: string;
  };
  customRules?: unknown[];
}

/** Azure's default answer to a blocked request. */
const blockedStatus = 403;
/** Seconds that Application Gateway waits when the plan does not say (Microsoft Learn, "HTTP settings"). */
const defaultTimeout = 20;

/**
 * Reads the one Application Gateway of a plan.
 * @throws Error when there is none, or when a custom rule of its firewall or a rewrite is not simulated.
 */
export function frontSettingsOf(plan: Plan): FrontSettings {
  const gateway = plan.resources.find(({ type }) => type === "azure-native:network:ApplicationGateway");
  if (!gateway) throw new Error("the plan has no Application Gateway");
  const {
    frontendIPConfigurations = [],
    httpListeners,
    backendHttpSettingsCollection,
    backendAddressPools,
    requestRoutingRules,
    rewriteRuleSets = [],
  } = gateway.inputs as unknown as GatewayInputs;
  const listener = httpListeners.find(({ protocol }) => protocol === "Https");
  const [setting] = backendHttpSettingsCollection;
  if (!listener || !setting) throw new Error("the plan's Application Gateway has no HTTPS listener or no backend setting");
  const rule = requestRoutingRules.find(({ httpListener }) => httpListener.id.endsWith(`/${listener.name}`));
  const rewrites = rewriteRuleSets.find(({ name }) => rule?.rewriteRuleSet?.id.endsWith(`/${name}`));
  return {
    hostName: listener.hostName ?? listener.hostNames?.[0] ?? "",
    backendHost: setting.hostName ?? "",
    requestTimeoutSeconds: setting.requestTimeout ?? defaultTimeout,
    instanceAddress: frontendIPConfigurations.find(({ privateIPAddress }) => privateIPAddress)?.privateIPAddress ?? "10.0.0.4",
    listenerName: listener.name,
    ruleName: rule?.name ?? "",
    backendPoolName: backendAddressPools[0]?.name ?? "",
    backendSettingName: setting.name,
    firewall: firewallOf(plan),
    rewrites: rewrites ? readRewrites(rewrites) : [],
  };
}

function firewallOf(plan: Plan): FirewallSettings {
  const policy = plan.resources.find(({ type }) => type === "azure-native:network:WebApplicationFirewallPolicy");
  const { policySettings: settings = {}, customRules = [] } = (policy?.inputs ?? {}) as PolicyInputs;
  const on = policy !== undefined && settings.state !== "Disabled";
  const checked = on && settings.requestBodyCheck !== false;
  const { customBlockResponseBody: body, customBlockResponseStatusCode: status } = settings;
  return {
    id: policy?.id ?? "",
    mode: on ? (settings.mode === "Detection" ? "Detection" : "Prevention") : undefined,
    maxBodyBytes:
      checked && settings.requestBodyEnforcement !== false ? (settings.maxRequestBodySizeInKb ?? 128) * 1024 : undefined,
    maxFileBytes:
      checked && settings.fileUploadEnforcement !== false ? (settings.fileUploadLimitInMb ?? 100) * 1024 * 1024 : undefined,
    block:
      body === undefined && status === undefined
        ? undefined
        : { status: status ?? blockedStatus, body: Buffer.from(body ?? "", "base64") },
    customRules: on ? customRules.map(readCustomRule).sort((a, b) => a.priority - b.priority) : [],
  };
}
