import { addressSpaceOf } from "../../../components/network/subnetRanges";
import { Range, canonicalRange, contains, overlap, parseRange, subnetsOf } from "../addresses";
import { Problem } from "../problem";
import { check, problem, problemIf } from "./check";

/** Ranges that a virtual network may not use (Microsoft Learn, "Azure Virtual Network frequently asked questions"). */
const forbidden = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];

/** Smallest and largest range of a virtual network (same page). */
const prefixes = { shortest: 2, longest: 29 };

interface Placed {
  range: Range;
  path: readonly PropertyKey[];
}

/** Ranges are written as Azure wants them, fit into one another and do not overlap. */
export const addressSpaces = check(["network"], ({ network }) => {
  const space = addressSpaceOf(network);
  const group = network.existing ? ["network", "existing", "addressSpace"] : ["network", "addressSpace"];
  const spaces = space.map((text, index): Placed => ({ range: parseRange(text), path: [...group, index] }));
  const subnets = subnetsOf(network);
  return [
    ...spaces.flatMap(usable),
    ...[...spaces, ...subnets].flatMap(canonical),
    ...overlaps(spaces),
    ...overlaps(subnets),
    ...subnets.flatMap((subnet) => outside(subnet, spaces)),
  ];
});

function usable({ range, path }: Placed): Problem[] {
  const { shortest, longest } = prefixes;
  const clash = forbidden.find((text) => overlap(range, parseRange(text)));
  return [
    ...problemIf(
      range.prefix < shortest || range.prefix > longest,
      path,
      range.text,
      `a range from /${shortest} to /${longest}`,
      "Azure takes no virtual network of that size",
    ),
    ...problemIf(
      clash !== undefined,
      path,
      range.text,
      `a range outside ${forbidden.join(", ")}`,
      `lies in ${clash}, which Azure keeps for itself`,
    ),
  ];
}

function canonical({ range, path }: Placed): Problem[] {
  const wanted = canonicalRange(range.text);
  return problemIf(range.text !== wanted, path, range.text, wanted, "is not the first address of its range; Azure refuses that");
}

function overlaps(placed: readonly Placed[]): Problem[] {
  return placed.flatMap(({ range, path }, index) => {
    const other = placed.slice(0, index).find((earlier) => overlap(earlier.range, range));
    if (!other) return [];
    return [problem(path, range.text, "ranges that do not overlap", `overlaps ${other.range.text}`)];
  });
}

function outside({ range, path }: Placed, spaces: readonly Placed[]): Problem[] {
  const allowed = `a range inside ${spaces.map((space) => space.range.text).join(" or ")}`;
  const inside = spaces.some((space) => contains(space.range, range));
  return problemIf(!inside, path, range.text, allowed, "does not fit into the address space");
}
