import { addedExponent, exponent, median } from "../../../local/bench/statistics";

describe("the median", () => {
  it("is the middle value, whatever the order", () => expect(median([9, 1, 5])).toBe(5));
  it("is one of the values when there are two in the middle", () => expect(median([4, 1, 3, 2])).toBe(2));
  it("needs a value", () => expect(() => median([])).toThrow("no values"));
});

describe("the exponent", () => {
  const sizes = [10, 20, 40, 80];
  it.each([1, 1.5, 2])("of the power %d is that power", (power) => {
    expect(exponent(sizes.map((size) => [size, 3 * size ** power]))).toBeCloseTo(power, 6);
  });
  it("is made small by a fixed part", () => expect(exponent(sizes.map((size) => [size, 100 + size]))).toBeLessThan(0.3));
});

describe("the exponent of what is added", () => {
  it("is 1 when each unit costs the same, whatever the fixed part", () => {
    expect(addedExponent([10, 20, 40, 80].map((size) => [size, 100 + size]))).toBeCloseTo(1, 6);
  });
  it("is above 1 when later units cost more", () => {
    expect(addedExponent([10, 20, 40, 80].map((size) => [size, 100 + size ** 2]))).toBeGreaterThan(1.2);
  });
  it("is not told by the noise between sizes that are close", () => {
    const points = [10, 11, 20, 40].map((size) => [size, 90 + size + (size === 11 ? -1 : 0)] as const);
    expect(addedExponent(points)).toBeCloseTo(1, 6);
  });
  it("needs two sizes that are clearly larger than the smallest", () => {
    const points = [10, 11, 20].map((size) => [size, size] as const);
    expect(() => addedExponent(points)).toThrow("two sizes of at least 1.5 times the smallest are needed");
  });
});
