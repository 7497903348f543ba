import { Problem } from "../problem";
import { NetworkSettings } from "../schema";
import { check, problem, problemIf } from "./check";

/** With an existing network, what would shape a new one is refused instead of being ignored. */
export const existingNetwork = check(["network"], ({ network }) => {
  if (!network.existing) return [];
  const { addressSpace, subnets, readerRanges, dnsServers, ddosProtectionPlanId } = network;
  const owned: [string[], unknown][] = [
    [["addressSpace"], addressSpace],
    ...Object.entries(subnets).map(([key, range]): [string[], unknown] => [["subnets", key], range]),
    [["readerRanges"], readerRanges.length > 0 ? readerRanges : undefined],
    [["dnsServers"], dnsServers.length > 0 ? dnsServers : undefined],
    [["ddosProtectionPlanId"], ddosProtectionPlanId],
  ];
  const ignored = owned
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) =>
      problem(
        ["network", ...path],
        value,
        "nothing, beside network.existing",
        "belongs to a new network; the existing one is left to its owner",
      ),
    );
  return [...ignored, ...sameSubnets(network.existing.subnetNames)];
});

function sameSubnets(names: NonNullable<NetworkSettings["existing"]>["subnetNames"]): Problem[] {
  const entries = Object.entries(names);
  return entries.flatMap(([key, name], index) =>
    problemIf(
      entries.slice(0, index).some(([, earlier]) => earlier.toLowerCase() === name.toLowerCase()),
      ["network", "existing", "subnetNames", key],
      name,
      "three different subnets",
      "names a subnet that has another use here",
    ),
  );
}
