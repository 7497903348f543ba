import { regionCode } from "../../../components/names";
import { check, problemIf } from "./check";

/**
 * With customer-managed keys each region has a vault of its own, whose name holds the region as a short code. Two regions
 * may share a code; their vaults would share the name.
 */
export const encryptionVaults = check(["names", "openAi"], ({ names, openAi: { customerManagedKey, regions } }) => {
  const locations = regions.map(({ location }) => location);
  return locations.flatMap((location, index) => {
    const twin = locations.slice(0, index).find((other) => other !== location && regionCode(other) === regionCode(location));
    return problemIf(
      customerManagedKey && twin !== undefined && !(`encryptionVault/${regionCode(location)}` in names),
      ["openAi", "regions", index, "location"],
      location,
      "regions with different codes, with openAi.customerManagedKey",
      `the vault of its key would have the name of that of ${twin}`,
    );
  });
});

/** A generation says something only of keys that there are. */
export const encryptionKeys = check(["openAi"], ({ openAi: { customerManagedKey, customerManagedKeyGeneration: generation } }) =>
  problemIf(
    !customerManagedKey && generation > 1,
    ["openAi", "customerManagedKeyGeneration"],
    generation,
    "1, or any with openAi.customerManagedKey: true",
    "the accounts have no customer-managed keys",
  ),
);
