import { apiManagementTiers, usableTiers } from "../../../components/apiManagement/tiers";
import { Problem } from "../problem";
import { Settings } from "../schema";
import { Check, check, problem, problemIf } from "./check";

type Sku = Settings["apiManagement"];

const path = ["apiManagement"];

/** The tier can be used here, with these units and zones, and holds the plans and consumers. */
export const apiManagement: readonly Check[] = [
  check(["apiManagement"], ({ apiManagement }) => {
    const { refused } = apiManagementTiers[apiManagement.sku];
    if (refused) return [problem([...path, "sku"], apiManagement.sku, `one of ${usableTiers.join(", ")}`, refused)];
    return [...units(apiManagement), ...zones(apiManagement), ...publicAccess(apiManagement)];
  }),
  check(["apiManagement", "plans"], ({ apiManagement: { sku }, plans }) =>
    holds(sku, ["plans"], plans.length, apiManagementTiers[sku].maxProducts, "products"),
  ),
  check(["apiManagement", "consumers"], ({ apiManagement: { sku }, consumers }) =>
    holds(sku, ["consumers"], consumers.length, apiManagementTiers[sku].maxSubscriptions, "subscriptions"),
  ),
];

function units({ sku, units, zones }: Sku): Problem[] {
  const { maxUnits } = apiManagementTiers[sku];
  return [
    ...problemIf(
      units > maxUnits,
      [...path, "units"],
      units,
      maxUnits === 1 ? "1" : `1 to ${maxUnits}`,
      `${sku} has at most ${maxUnits} in a region`,
    ),
    ...problemIf(
      zones.length > 0 && units % zones.length !== 0,
      [...path, "units"],
      units,
      `${zones.length} or another multiple of it: as many in each of apiManagement.zones`,
      "the units are spread evenly over the zones",
    ),
  ];
}

function zones({ sku, zones }: Sku): Problem[] {
  return problemIf(
    zones.length > 0 && !apiManagementTiers[sku].zones,
    [...path, "zones"],
    zones,
    "an empty list; zones need Premium",
    `${sku} has no availability zones`,
  );
}

function publicAccess({ sku, publicNetworkAccess }: Sku): Problem[] {
  const integrated = apiManagementTiers[sku].networking === "integrated";
  const at = [...path, "publicNetworkAccess"];
  return [
    ...problemIf(
      publicNetworkAccess !== undefined && publicNetworkAccess !== "Disabled" && !integrated,
      at,
      publicNetworkAccess,
      "Disabled, or nothing; UntilApproved and Enabled are for StandardV2",
      `${sku} is created inside the network, private from the first minute`,
    ),
    ...problemIf(
      publicNetworkAccess === undefined && integrated,
      at,
      publicNetworkAccess,
      "UntilApproved for the first deployments, Disabled when it is closed",
      `Azure creates ${sku} open, and closes it only behind an approved private endpoint (docs/operations.md, "StandardV2: two phases")`,
    ),
  ];
}

/** A tier that is refused anyway is not judged by what it holds. */
function holds(sku: Sku["sku"], path: readonly string[], count: number, limit: number, noun: string): Problem[] {
  return problemIf(
    count > limit && !apiManagementTiers[sku].refused,
    path,
    count,
    `at most ${limit}`,
    `${sku} holds at most ${limit} ${noun}`,
  );
}
