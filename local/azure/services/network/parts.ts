import { guid } from "../../base/identifiers";
import { isObject, listAt, Props } from "../../base/provider";
import { Deployed, succeeded } from "../../base/resourceType";

/** API version of the network types. */
export const version = { apiVersion: "2024-05-01" } as const;

/** What Azure adds to the elements of a list that are resources within their parent. */
export function children(resource: Deployed, parentType: string, collection: string): Props[] {
  return listAt(resource.inputs, collection).map((item) =>
    isObject(item) && item.name !== undefined
      ? { id: `${resource.id}/${collection}/${String(item.name)}`, type: `${parentType}/${collection}`, ...succeeded }
      : {},
  );
}

/** What Azure adds to a resource without much of its own. */
export const guidAndState = (resource: Deployed): Props => ({ resourceGuid: guid(resource.id), ...succeeded });
