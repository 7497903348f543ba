import { addressNumber, canonicalRange, contains, parseRange, subnetsOf } from "../addresses";
import { Problem } from "../problem";
import { IngressSettings, Settings } from "../schema";
import { check, problemIf } from "./check";

const path = ["ingress", "frontEnd"];

/** Shortest prefix of an allowed range: anything wider is the Internet in all but name. */
const shortestPrefix = 8;

/** A public front end names who may connect, no range is the whole Internet, the private address is one that Azure can give. */
export const frontEnd = check(["network", "ingress"], ({ network, ingress }) => [
  ...openToAll(ingress.frontEnd),
  ...ingress.frontEnd.allowedRanges.flatMap((text, index) => badRange(text, [...path, "allowedRanges", index])),
  ...network.readerRanges.flatMap((text, index) => badRange(text, ["network", "readerRanges", index])),
  ...privateAddress(network, ingress.frontEnd.privateIpAddress),
]);

function openToAll({ mode, allowedRanges }: IngressSettings["frontEnd"]): Problem[] {
  return problemIf(
    mode === "public" && allowedRanges.length === 0,
    [...path, "allowedRanges"],
    allowedRanges,
    "at least one range, such as the public addresses of the offices",
    "a public front end must say who may connect",
  );
}

function badRange(text: string, at: readonly PropertyKey[]): Problem[] {
  const range = parseRange(text);
  return [
    ...problemIf(
      range.prefix < shortestPrefix,
      at,
      text,
      `ranges of /${shortestPrefix} or longer`,
      "lets the whole Internet in; name the public ranges of the networks whose users need it",
    ),
    ...problemIf(
      text !== canonicalRange(text),
      at,
      text,
      canonicalRange(text),
      "is not the first address of its range; Azure refuses that",
    ),
  ];
}

function privateAddress(network: Settings["network"], address: string | undefined): Problem[] {
  const subnet = subnetsOf(network).find(({ key }) => key === "applicationGateway")?.range;
  if (address === undefined || !subnet) return [];
  const number = addressNumber(address);
  const inside = contains(subnet, { ...subnet, first: number, last: number });
  const reserved = number < subnet.first + 4 || number === subnet.last;
  const allowed = `an address in ${subnet.text}, without its first four and its last`;
  const fault = inside ? "is one of the five addresses that Azure keeps" : "is not in the subnet of Application Gateway";
  return problemIf(!inside || reserved, [...path, "privateIpAddress"], address, allowed, fault);
}
