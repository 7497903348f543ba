import { Identities, Identity } from "../../components/identity";
import { Base } from "./foundation";

/** The user-assigned identities of an environment. */
export interface ShieldIdentities {
  /** With which Application Gateway reads its certificate. */
  gateway: Identity;
  /** With which API Management calls the models and writes metrics. */
  apiManagement: Identity;
  /** With which the accounts read their customer-managed keys; undefined without such keys. */
  openAi?: Identity;
  /** With which Network Watcher writes flow logs; undefined without flow logs. */
  flowLogs?: Identity;
}

/** Makes the identities that the settings ask for. */
export function identities({ settings, child, place }: Base): ShieldIdentities {
  const { openAi, network } = settings;
  const keys = [
    "gateway" as const,
    "apim" as const,
    ...(openAi.customerManagedKey ? ["openai" as const] : []),
    ...(network.flowLogs.enabled ? ["flow-logs" as const] : []),
  ];
  const made = new Identities("identities", { ...place, keys }, child);
  return {
    gateway: made.get("gateway"),
    apiManagement: made.get("apim"),
    ...(openAi.customerManagedKey && { openAi: made.get("openai") }),
    ...(network.flowLogs.enabled && { flowLogs: made.get("flow-logs") }),
  };
}
