import { resourceOf } from "../azure/outside";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** Storage Blob Data Contributor (Microsoft Learn, "Azure built-in roles"): who has it writes and deletes blobs. */
const writer = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

export default stackRule({
  name: "archive-append-only",
  severity: "critical",
  types: ["operationalinsights:DataExport"],
  description: "Nobody has a role to write to what is exported for auditors: Azure Monitor writes it without one.",
  remediation: "Export to a storage account of its own, and give roles that read on it only.",
  check: (dataExport, stack) =>
    stack
      .targets(dataExport, dataExport.at("resourceId"), "storage:StorageAccount")
      .flatMap(({ resource }) => (resource ? (writers(stack).get(resource) ?? []) : []))
      .map((name) => ({ message: `role assignment ${JSON.stringify(name)} lets somebody write to the archive; expected none` })),
});

/** Names of the role assignments that let somebody write, by account. */
function writers(stack: Stack): ReadonlyMap<StackResource, string[]> {
  return stack.once("writers of accounts", () => {
    const byAccount = new Map<StackResource, string[]>();
    for (const one of stack.ofType("authorization:RoleAssignment").filter(isWriting))
      for (const account of new Set(scopesOf(one, stack))) byAccount.set(account, [...(byAccount.get(account) ?? []), one.name]);
    return byAccount;
  });
}

const isWriting = (assignment: StackResource): boolean =>
  assignment.at("roleDefinitionId").text()?.replace(/\/+$/, "").toLowerCase().endsWith(writer) ?? false;

/** The account of a scope, which may be a container; before a first deployment what the scope depends on. */
function scopesOf(assignment: StackResource, stack: Stack): StackResource[] {
  const found = resourceOf(stack, assignment.at("scope").text() ?? "");
  if (found) return [found];
  return stack
    .dependencies(assignment, "scope")
    .flatMap((one) =>
      one.type === "storage:BlobContainer" ? stack.namedBy(one, "accountName", "storage:StorageAccount") : [one],
    );
}
