import { Cloud } from "../../../../local/azure/cloud";
import { seedLandingZone } from "../landingZone";
import { ShieldSettings, changed, settingsIn } from "../shield";
import { apiManagementRows } from "./apiManagement";
import { dataRows } from "./data";
import { frontDoorRows } from "./frontDoor";
import { logRows } from "./logs";
import { maxRows } from "./max";
import { networkRows } from "./network";
import { DriftedProperty } from "./property";
import { Addition, UnseenChange, unseen, unseenInMax } from "./unseen";

/** An environment in which everything is made worse at once. */
export interface Environment {
  title: string;
  settings: ShieldSettings;
  /** Puts into the cloud what the settings name and somebody else made. */
  prepare(cloud: Cloud): void;
  rows: readonly DriftedProperty[];
  /** What somebody has deleted: `type name`. */
  deleted: readonly string[];
  /** What `up` makes anew because a row cannot be put right in place, in the engine's words. */
  replaced: readonly string[];
  unseen: { additions: readonly Addition[]; changes: readonly UnseenChange[] };
}

const smallest: Environment = {
  title: "the smallest environment, with locks and an immutable archive",
  settings: changed(settingsIn("test/fixtures/dev.yaml"), (each) => {
    each.protection = { locks: true };
    each.monitoring = { auditArchive: { immutable: true } };
    // Or switching it off would be no change.
    each.ingress.firewall = { enforceRequestBodyLimit: true };
  }),
  prepare: () => undefined,
  rows: [...dataRows, ...networkRows, ...frontDoorRows, ...apiManagementRows, ...logRows],
  deleted: [
    // First, as whoever deletes what is locked does it.
    "authorization:ManagementLockByScope apim-lock",
    // Or the changed deployment and the changed function could not be made anew.
    "authorization:ManagementLockByScope openai-swedencentral-lock",
    "authorization:ManagementLockByScope workspace-lock",
    "apimanagement:ProductApi apim-standard-openai",
    "authorization:RoleAssignment roles-operators-insights",
    "monitor:DiagnosticSetting network-diagnostics",
    "monitor:MetricAlert alerts-gateway-unhealthy-hosts",
    "monitor:PrivateLinkScopedResource private-link-scope-workspace",
    "network:PrivateDnsZoneGroup openai-francecentral-endpoint-zones",
    "network:PrivateDnsZoneGroup openai-swedencentral-endpoint-zones",
    "network:PrivateDnsZoneGroup vault-endpoint-zones",
    "network:PrivateEndpoint openai-francecentral-endpoint",
    "network:PrivateEndpoint vault-endpoint",
  ],
  // Azure gives no connection another target, so the endpoint is made anew with all that is below it. A saved search takes no change without its etag,
  // and no deployment another type.
  replaced: ["delete-replaced", "create-replacement", "replace"].flatMap((operation) => [
    `${operation} network:PrivateEndpoint audit-endpoint`,
    `${operation} network:PrivateDnsZoneGroup audit-endpoint-zones`,
    `${operation} network:PrivateEndpoint training-endpoint`,
    `${operation} network:PrivateDnsZoneGroup training-endpoint-zones`,
    `${operation} operationalinsights:SavedSearch queries-one-call-function`,
    `${operation} cognitiveservices:Deployment openai-swedencentral-gpt-5.1`,
  ]),
  unseen,
};

const every = settingsIn("test/fixtures/max.yaml");

/** Only what the smallest environment does not have: the rest is the same code. */
const largest: Environment = {
  title: "an environment with every option",
  settings: every,
  prepare: (cloud) => void seedLandingZone(cloud),
  rows: maxRows,
  deleted: [],
  replaced: [],
  unseen: unseenInMax,
};

export const environments: readonly Environment[] = [smallest, largest];
