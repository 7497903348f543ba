import { endpointsMissing } from "../azure/privateEndpoints";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** The part of a storage account that each type is in. */
const partOf: Readonly<Record<string, string>> = {
  "storage:BlobContainer": "blob",
  "storage:FileShare": "file",
  "storage:Queue": "queue",
  "storage:Table": "table",
};

export default stackRule({
  name: "st-private-endpoint",
  severity: "critical",
  types: ["storage:StorageAccount"],
  description: "Every storage account has a private endpoint for each part of it that is used (blobs when none is).",
  remediation: 'Add a network.PrivateEndpoint with groupIds ["blob"] (or file, queue, table, dfs) that leads to the account.',
  check: (account, stack) => endpointsMissing(stack, account, usedParts(account, stack)),
});

function usedParts(account: StackResource, stack: Stack): string[] {
  const children = stack.namedAfter(Object.keys(partOf), "accountName", account, "accountName");
  const parts = children.map((child) => partOf[child.type] ?? "blob");
  const used = parts.length > 0 ? parts : ["blob"];
  return [...new Set(account.at("isHnsEnabled").is(true) ? [...used, "dfs"] : used)];
}
