import { Finding, mustBeEmpty, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

/** Where machines and scale sets describe the network interfaces that are made with them. */
const profiles = ["networkProfile", "virtualMachineProfile.networkProfile"];

/** The addresses of such interfaces are resources of no type of their own, so that no other rule sees them. */
export default resourceRule({
  name: "vm-no-public-ip",
  severity: "high",
  types: ["compute:VirtualMachine", "compute:VirtualMachineScaleSet"],
  description: "No network interface that is made with a machine or scale set has a public address.",
  remediation: "Remove publicIPAddressConfiguration of the interfaces' configurations.",
  check: (machine) =>
    profiles
      .flatMap((profile) => each(machine.at(profile), "networkInterfaceConfigurations"))
      .flatMap((nic) => each(nic, "ipConfigurations"))
      .flatMap(publicAddress),
});

/** The entries of a list in a place; the place or the list itself when it is unknown. */
function each(place: Value, property: string): Value[] {
  const list = place.isUnknown ? place : place.at(property);
  return list.isUnknown ? [list] : list.items();
}

function publicAddress(configuration: Value): Finding[] {
  if (configuration.isUnknown) return [unexpected(configuration, "configurations that are known")];
  return mustBeEmpty(configuration.at("publicIPAddressConfiguration"), "no public address");
}
