import { AzureError } from "../../base/azureError";
import { normalLocation } from "../../base/locations";
import { listAt, textAt } from "../../base/provider";
import { Refusal } from "../../base/world";
import { typeInAzure } from "../../services";

/** Azure's public regions, and whether they have availability zones (Microsoft Learn, "List of Azure regions" [own knowledge of its content]). */
const regions: Readonly<Record<string, { zones: boolean }>> = {
  ...regionsWith(
    true,
    "australiaeast brazilsouth canadacentral centralindia centralus eastasia eastus eastus2 francecentral germanywestcentral",
  ),
  ...regionsWith(
    true,
    "italynorth israelcentral japaneast japanwest koreacentral mexicocentral newzealandnorth northeurope norwayeast polandcentral",
  ),
  ...regionsWith(
    true,
    "qatarcentral southafricanorth southcentralus southeastasia spaincentral swedencentral switzerlandnorth uaenorth uksouth westeurope westus2 westus3",
  ),
  ...regionsWith(
    false,
    "australiacentral australiasoutheast canadaeast francesouth germanynorth koreasouth northcentralus norwaywest southindia",
  ),
  ...regionsWith(false, "swedensouth switzerlandwest uaecentral ukwest westcentralus westindia westus"),
};

function regionsWith(zones: boolean, names: string): Record<string, { zones: boolean }> {
  return Object.fromEntries(names.split(" ").map((name) => [name, { zones }]));
}

const location: Refusal = ({ kind, inputs, armType }) => {
  const given = textAt(inputs, "location");
  const name = normalLocation(given);
  const place = typeInAzure(armType)?.place;
  if (kind === "delete" || !given || (name in regions && place !== "global") || (place && name === "global")) return undefined;
  const available = place === "global" ? "global" : Object.keys(regions).join(",");
  return new AzureError(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${given}' is not available for resource type '${armType}'. List of available regions for the resource type is '${available}'.`,
  );
};

const zones: Refusal = ({ kind, inputs, armType, id }) => {
  const name = normalLocation(textAt(inputs, "location"));
  if (kind === "delete" || listAt(inputs, "zones").length === 0 || regions[name]?.zones !== false) return undefined;
  return new AzureError(
    400,
    "AvailabilityZoneNotSupported",
    `The zone(s) '${listAt(inputs, "zones").join(",")}' for resource '${id}' is not supported. The supported zones for location '${name}' are ''. (${armType})`,
  );
};

/** Where Azure has the type, and zones. */
export const places: readonly Refusal[] = [location, zones];
