import { AzureError } from "../azureError";
import { Request, World } from "../world";

/** A rule of Azure: what it answers to a request that breaks it; undefined to one that does not. */
export type Refusal = (request: Request, world: World) => AzureError | undefined;

/** The answers to the requests for one type. */
export type RefusalsByType = Readonly<Record<string, Refusal>>;

/** The rule that the type of the request picks from a table. */
export const byType =
  (table: RefusalsByType): Refusal =>
  (request, world) =>
    table[request.token]?.(request, world);
