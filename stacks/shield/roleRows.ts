import * as pulumi from "@pulumi/pulumi";
import { RoleRow } from "../../components/identity";
import { readerRows, ReaderScopes, ReaderSettings } from "./readerRoles";

/** Principals and scopes of the roles of the running environment. */
export interface RoleSubjects extends ReaderScopes {
  /** Groups, teams and models; a group that is not given gets no roles. */
  settings: ReaderSettings;
  /** Principal of API Management's identity. */
  apiManagementPrincipalId: pulumi.Input<string>;
  /** Azure OpenAI accounts by key: the region, or `stored-<consumer>`. */
  accounts: Record<string, { id: pulumi.Input<string>; principalId: pulumi.Input<string> }>;
  /** Region of the account that keeps the stored objects of everybody without an account of their own. */
  statefulRegion: string;
  /** Keys of the accounts to which consumers write stored objects (files, fine-tuning) through the gateway. */
  writtenAccounts: readonly string[];
  /** Region of the account that looks at prompts; undefined where no plan has them looked at. */
  contentSafetyRegion: string | undefined;
  /** Resource id of the component that API Management writes metrics to. */
  applicationInsightsId: pulumi.Input<string>;
  /** Resource id of the service. */
  apiManagementId: pulumi.Input<string>;
  /** Resource id of the gateway. */
  applicationGatewayId: pulumi.Input<string>;
  /** Resource id of the storage account with training data. */
  trainingStorageId: pulumi.Input<string>;
  /** Resource id of the storage account with the audit archive. */
  auditStorageId: pulumi.Input<string>;
}

/** A row of the table: key, principal, role, scope, reason. */
type Row = [string, pulumi.Input<string>, RoleRow["role"], pulumi.Input<string>, string];

const rowsOf = (principalType: RoleRow["principalType"], rows: Row[]): RoleRow[] =>
  rows.map(([key, principalId, role, scope, reason]) => ({ key, principalId, principalType, role, scope, reason }));

/** Roles of the running environment: who may do what, where and why. Each is on one resource. */
export const roleRows = (s: RoleSubjects): RoleRow[] => [
  ...rowsOf("ServicePrincipal", serviceRows(s)),
  ...rowsOf("Group", groupRows(s)),
  ...readerRows(s.settings, s),
];

function serviceRows(s: RoleSubjects): Row[] {
  const apim = s.apiManagementPrincipalId;
  const home = s.accounts[s.statefulRegion];
  const calls = "The gateway calls the models with its own identity";
  const stores = "Plans with stored objects upload files and create fine-tuning jobs, which the user role may not";
  const rows = Object.entries(s.accounts).map(([location, account]): Row => {
    return [`apim-openai-${location}`, apim, "Cognitive Services OpenAI User", account.id, calls];
  });
  for (const key of s.writtenAccounts) {
    const account = s.accounts[key];
    const name = key === s.statefulRegion ? "apim-openai-stored-objects" : `apim-openai-${key}-objects`;
    if (account) rows.push([name, apim, "Cognitive Services OpenAI Contributor", account.id, stores]);
  }
  const looking = s.contentSafetyRegion === undefined ? undefined : s.accounts[s.contentSafetyRegion];
  if (looking)
    rows.push([
      "apim-content-safety",
      apim,
      "Cognitive Services User",
      looking.id,
      "The gateway has prompts of plans with contentSafety looked at, for which no narrower role exists; the account has no keys to list",
    ]);
  if (home)
    rows.push([
      "openai-training",
      home.principalId,
      "Storage Blob Data Contributor",
      s.trainingStorageId,
      "Azure OpenAI imports training files and writes the results of batches",
    ]);
  const metrics = "The gateway publishes token metrics without a key";
  rows.push(["apim-metrics", apim, "Monitoring Metrics Publisher", s.applicationInsightsId, metrics]);
  return rows;
}

function groupRows({ settings, ...s }: RoleSubjects): Row[] {
  const { administrators, auditors, operators } = settings.identity.groups;
  const rows: Row[] = [];
  if (administrators) {
    const manages = "Administrators manage the gateway's content";
    rows.push(["administrators-apim", administrators, "API Management Service Contributor", s.apiManagementId, manages]);
  }
  if (auditors) {
    rows.push(["auditors-archive", auditors, "Storage Blob Data Reader", s.auditStorageId, "Auditors read the archived records"]);
  }
  // Operators get no role on the resource group: with it they could read every table, and prompts.
  const watched = { apim: s.apiManagementId, gateway: s.applicationGatewayId, insights: s.applicationInsightsId };
  const accounts = Object.entries(s.accounts).map(([location, { id }]): [string, pulumi.Input<string>] => [
    `openai-${location}`,
    id,
  ]);
  if (operators)
    for (const [key, scope] of [...Object.entries(watched), ...accounts])
      rows.push([`operators-${key}`, operators, "Monitoring Reader", scope, "Operators read metrics and alerts, not prompts"]);
  return rows;
}
