import { parseArmId } from "../base/armIds";
import { Finding, mustBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Place, Stack, StackResource } from "../base/stack";

/** What is locked where the stack's own configuration asks for locks; of storage accounts the archive only. */
const locked = [
  "apimanagement:ApiManagementService",
  "cognitiveservices:Account",
  "network:ApplicationGateway",
  "operationalinsights:Workspace",
  "storage:StorageAccount",
] as const;

export default stackRule({
  name: "lock-level",
  severity: "high",
  types: ["authorization:ManagementLockByScope", ...locked],
  description:
    "Locks lock, and where protection.locks of the stack asks for them, the gateways, accounts, logs and the archive have one.",
  remediation: 'Set level to "CanNotDelete" or "ReadOnly", or make the lock.',
  check: (resource, stack) => {
    if (resource.type === "authorization:ManagementLockByScope") return mustBe(resource.at("level"), "CanNotDelete", "ReadOnly");
    return stack.environment.locks && isKept(resource, stack) ? unlocked(resource, stack) : [];
  },
});

function isKept(resource: StackResource, stack: Stack): boolean {
  const exports = (): Place[] =>
    stack.ofType("operationalinsights:DataExport").map((one) => ({ resource: one, id: one.at("resourceId") }));
  return resource.type !== "storage:StorageAccount" || stack.referring("places of exports", resource, exports).length > 0;
}

function unlocked(resource: StackResource, stack: Stack): Finding[] {
  const locks = (): Place[] =>
    stack
      .ofType("authorization:ManagementLockByScope")
      .map((one) => ({ resource: one, id: one.at("scope") }))
      .filter(({ id }) => (parseArmId(id.text() ?? "")?.names.length ?? 1) === 1); // one on a part keeps the part only
  const isOfAll = stack.once("locks of all", () => locks().some((lock) => ofGroup(lock, stack)));
  if (isOfAll || stack.referring("scopes of locks", resource, locks).length > 0) return [];
  return [{ message: "no lock, for which protection.locks asks; expected one" }];
}

/** Whether a lock is on the resource group or on the subscription. */
function ofGroup({ resource, id }: Place, stack: Stack): boolean {
  return id.isUnknown
    ? stack.dependencies(resource, "scope", "resources:ResourceGroup").length > 0
    : /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?\/?$/i.test(id.text() ?? "");
}
