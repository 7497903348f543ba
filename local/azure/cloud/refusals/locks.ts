import { AzureError } from "../../base/azureError";
import { textAt } from "../../base/provider";
import { below, every, isWithin, Refusal, Request, World } from "../../base/world";

const lockToken = "authorization:ManagementLockByScope";

function locked({ id, kind, token }: Pick<Request, "id" | "kind" | "token">, world: World): AzureError | undefined {
  if (token === lockToken) return undefined;
  const lock = every(world).find(
    (one) =>
      one.token === lockToken &&
      (one.inputs.level === "ReadOnly" || kind === "delete") &&
      isWithin(id, textAt(one.inputs, "scope")),
  );
  if (!lock) return undefined;
  const operation = kind === "delete" ? "delete" : "write";
  return new AzureError(
    409,
    "ScopeLocked",
    `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${textAt(lock.inputs, "scope")}'. Please remove the lock and try again.`,
  );
}

/** Locks forbid deleting, or every change, of what they are on and all below it; a resource group goes with all that is in it. */
export const locks: Refusal = (request, world) => {
  const inGroup = request.kind === "delete" && request.token === "resources:ResourceGroup" ? below(world, request.id) : [];
  return [request, ...inGroup.map(({ id, token }) => ({ id, token, kind: "delete" as const }))]
    .map((one) => locked(one, world))
    .find(Boolean);
};
