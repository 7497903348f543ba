import { privateZoneNames } from "../../shield/privateZones";
import { apiManagementTiers } from "../../../components/apiManagement/tiers";
import { NetworkSettings } from "../schema";
import { Problem } from "../problem";
import { check, problem, problemIf } from "./check";

const zonesPath = ["network", "privateDns", "zones"];

/** Existing zones are all there and are the zones they are said to be; zones are not named where none are used. */
export const privateDnsZones = check(["network", "apiManagement", "monitoring"], (settings) => {
  const { mode, zones, extraLinks } = settings.network.privateDns;
  const injected = apiManagementTiers[settings.apiManagement.sku].networking === "injected";
  return [
    ...(mode === "existing" ? existingZones(zones, privateZoneNames(settings)) : strayZones(zones, mode)),
    ...problemIf(
      mode !== "create" && !injected && Object.keys(extraLinks).length > 0,
      ["network", "privateDns", "extraLinks"],
      extraLinks,
      "nothing, where no zone is made here",
      "there is no zone here that could be linked",
    ),
  ];
});

function existingZones(zones: NetworkSettings["privateDns"]["zones"], needed: readonly string[]): Problem[] {
  const missing = needed
    .filter((name) => !(name in zones))
    .map((name) =>
      problem([...zonesPath, name], undefined, "the resource id of the zone", "is missing; a private endpoint needs this zone"),
    );
  const wrong = Object.entries(zones).flatMap(([name, id]) => [
    ...problemIf(!needed.includes(name), [...zonesPath, name], id, needed.join(", "), "no private endpoint needs this zone"),
    ...problemIf(
      id.split("/").at(-1)?.toLowerCase() !== name,
      [...zonesPath, name],
      id,
      `a resource id that ends with /${name}`,
      "is the id of another zone",
    ),
  ]);
  return [...missing, ...wrong];
}

function strayZones(zones: NetworkSettings["privateDns"]["zones"], mode: string): Problem[] {
  return problemIf(
    Object.keys(zones).length > 0,
    zonesPath,
    zones,
    "nothing, unless network.privateDns.mode is existing",
    `is not used with mode ${mode}`,
  );
}

/** Warnings about private names that another owner maintains, or that other networks are affected by. */
export const sharedNames = check(["network", "apiManagement", "monitoring"], (settings) => {
  const { mode, monitorLinks } = settings.network.privateDns;
  return [
    ...problemIf(
      Object.keys(monitorLinks).length > 0,
      ["network", "privateDns", "monitorLinks"],
      Object.keys(monitorLinks),
      "no link, unless all that these networks send to Azure Monitor is to go to this environment",
      "every machine that resolves names in these networks reaches Log Analytics and Application Insights over this environment's scope only, and no workspace that is not in it",
    ),
    ...problemIf(
      mode === "policy",
      ["network", "privateDns", "mode"],
      mode,
      `a policy that fills ${privateZoneNames(settings).join(", ")}`,
      "Azure's built-in policy for accounts fills privatelink.cognitiveservices.azure.com only; without a record in each of these zones a name stays public and is refused",
    ),
  ];
});
