import fc from "fast-check";
import {
  addressNumber,
  canonicalRange,
  contains,
  overlap,
  parseRange,
  prefixFor,
  sizeOf,
} from "../../../stacks/settings/addresses";

const octet = fc.integer({ min: 0, max: 255 });
const range = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);
/** Ranges close to one another, so that some overlap. */
const near = fc.tuple(octet, fc.integer({ min: 24, max: 32 })).map(([last, prefix]) => parseRange(`10.0.0.${last}/${prefix}`));

describe("an IPv4 range", () => {
  it.each([
    ["10.40.0.0/22", 4, "10.40.0.0/22"],
    ["10.40.3.255/22", 4, "10.40.0.0/22"],
    ["10.0.0.7/32", 1 / 256, "10.0.0.7/32"],
    ["255.255.255.255/0", 2 ** 24, "0.0.0.0/0"],
  ])("%s holds %d times 256 addresses and is written %s", (text, blocks, canonical) => {
    expect(sizeOf(parseRange(text))).toBe(blocks * 256);
    expect(canonicalRange(text)).toBe(canonical);
  });

  it("has as many addresses as its prefix says", () => {
    fc.assert(fc.property(range, (text) => sizeOf(parseRange(text)) === 2 ** (32 - parseRange(text).prefix)));
  });

  it("begins at a multiple of its size", () => {
    fc.assert(fc.property(range, (text) => parseRange(text).first % sizeOf(parseRange(text)) === 0));
  });

  it("is the same range when it is written from its first address, and then stays so", () => {
    fc.assert(
      fc.property(range, (text) => {
        const canonical = canonicalRange(text);
        expect(canonicalRange(canonical)).toBe(canonical);
        expect({ ...parseRange(canonical), text }).toEqual(parseRange(text));
      }),
    );
  });

  it("overlaps another when one holds the other, and only then: prefixes are nested or apart", () => {
    fc.assert(fc.property(near, near, (a, b) => overlap(a, b) === (contains(a, b) || contains(b, a))));
  });

  it("overlaps another when they have an address in common", () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        const addresses = Array.from({ length: sizeOf(a) }, (_, index) => a.first + index);
        return overlap(a, b) === addresses.some((address) => b.first <= address && address <= b.last);
      }),
    );
  });
});

describe("the prefix for a number of addresses", () => {
  it.each([
    [1, 32],
    [7, 29],
    [8, 29],
    [9, 28],
    [256, 24],
  ])("%i is /%i", (addresses, prefix) => {
    expect(prefixFor(addresses)).toBe(prefix);
  });

  it("is the longest whose range is large enough", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 20 }), (addresses) => {
        const size = 2 ** (32 - prefixFor(addresses));
        return size >= addresses && size / 2 < addresses;
      }),
    );
  });
});

it("an address is a number of 32 bits", () => {
  expect(addressNumber("10.40.0.1")).toBe(10 * 2 ** 24 + 40 * 2 ** 16 + 1);
});
