import { uuidV5 } from "../identity";

/** Namespace of the ids that are made here: any fixed GUID does. */
const namespace = "6f0d4a5e-2f0c-4b53-9d0f-5f1f5b0f7c11";

/**
 * A GUID that depends on `name` only. For resources whose name Azure wants to be a GUID and which must keep it from one
 * deployment to the next.
 */
export const stableGuid = (name: string): string => uuidV5(namespace, name);
