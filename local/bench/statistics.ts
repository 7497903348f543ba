/** The middle value; of an even number of them, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("no values");
  return middle;
}

/** A size and what it cost. */
export type Point = readonly [size: number, cost: number];

/** How cost grows with size: the exponent of the power that fits best (least squares of the logarithms). */
export function exponent(points: readonly Point[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (index: 0 | 1) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return slope / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Ratio of the two sizes that give the fixed part: between closer ones noise would decide. */
const apart = 1.5;

/**
 * The exponent of what size adds: the costs without the fixed part. A straight line through the smallest size and the next clearly larger one gives that part at size 0. Without it a large fixed part would hide how the rest grows.
 */
export function addedExponent(points: readonly Point[]): number {
  const [first] = points;
  const larger = points.filter(([size]) => first && size >= apart * first[0]);
  const [second] = larger;
  if (!first || !second || larger.length < 2) throw new Error(`two sizes of at least ${apart} times the smallest are needed`);
  const fixed = first[1] - (first[0] * (second[1] - first[1])) / (second[0] - first[0]);
  return exponent(larger.map(([size, cost]): Point => [size, cost - fixed]));
}
