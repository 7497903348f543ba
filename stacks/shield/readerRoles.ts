import * as pulumi from "@pulumi/pulumi";
import { RoleRow } from "../../components/identity";
import { openRows, OpenRows, readCondition } from "../../components/monitoring/readAccess";
import { FigureReader, Reader } from "../../components/monitoring/readers";
import { deploymentNames, leadGroups, leadRows } from "../settings/readers";
import { IdentitySettings, Settings } from "../settings/schema";

/** What readers open. */
export interface ReaderScopes {
  /** Resource id of the workspace with the tables. */
  workspaceId: pulumi.Input<string>;
  /** Resource id of the pack with the queries. */
  queryPackId: pulumi.Input<string>;
  /** Resource id of each reader's workbook. */
  workbookIds: Readonly<Record<Reader, pulumi.Input<string>>>;
}

/** The settings that say who reads what. */
export type ReaderSettings = Pick<Settings, "consumers" | "plans" | "openAi"> & { identity: IdentitySettings };

/** A group that reads: the rows of the tables that its role opens; none: all of them, prompts too. */
interface ReaderGroup {
  /** Names the group in Pulumi. */
  key: string;
  groupId: string;
  reader: Reader;
  /** Becomes the description of the assignment on the workspace. */
  reason: string;
  open?: OpenRows[];
}

/** Roles of those who read: the tables, their workbook and the queries, for each group. */
export function readerRows(settings: ReaderSettings, scopes: ReaderScopes): RoleRow[] {
  return readerGroups(settings).flatMap(({ key, groupId, reader, reason, open }) => {
    const common = { principalId: groupId, principalType: "Group" as const };
    const logs = { ...common, key: `${key}-logs`, scope: scopes.workspaceId, reason };
    const workbook = { key: `${key}-workbook`, role: "Workbook Reader" as const, scope: scopes.workbookIds[reader] };
    const queries = { key: `${key}-queries`, role: "Reader" as const, scope: scopes.queryPackId };
    return [
      open
        ? { ...logs, role: "Log Analytics Data Reader" as const, condition: readCondition(open) }
        : { ...logs, role: "Log Analytics Reader" as const },
      { ...common, ...workbook, reason: `Opens the workbook ${reader}` },
      { ...common, ...queries, reason: "Finds the queries; what a query gives is decided by the role on the workspace" },
    ];
  });
}

/** Who reads: groups by what they are for, and each group that leads teams, by its id. */
function readerGroups(settings: ReaderSettings): ReaderGroup[] {
  const { administrators, auditors, operators, costOwners } = settings.identity.groups;
  const of = (key: string, groupId: string | undefined, reader: Reader, reason: string, open?: OpenRows[]): ReaderGroup[] =>
    groupId === undefined ? [] : [{ key, groupId, reader, reason, ...(open && { open }) }];
  const figures = (reader: FigureReader) => openRows[reader]({ deploymentNames: deploymentNames(settings) });
  return [
    ...of(
      "administrators",
      administrators,
      "on-call",
      "Administrators query figures of all calls, not prompts",
      figures("on-call"),
    ),
    ...of("auditors", auditors, "auditor", "Auditors query prompts, answers and token use"),
    ...of("operators", operators, "on-call", "Operators query figures of all calls, not prompts", figures("on-call")),
    ...of("cost-owners", costOwners, "cost-owner", "Cost owners query tokens and cost, not prompts", figures("cost-owner")),
    ...[...leadGroups(settings.consumers)].flatMap(([groupId, teams]) =>
      of(
        `lead-${groupId}`,
        groupId,
        "team-lead",
        `Leads of ${teams.map(({ name }) => name).join(", ")}`.slice(0, 1024),
        leadRows(teams, settings),
      ),
    ),
  ];
}
