import { grewWorse } from "../../../local/bench/queriesPage";

const sizes = [200_000, 600_000, 3_000_000];
const growth = (cost: (rows: number) => number) =>
  grewWorse({ name: "query", mb: 0, points: sizes.map((rows) => [rows, cost(rows)] as const) });

it.each<[string, (rows: number) => number]>([
  ["each row costs the same", (rows) => rows * 1e-6],
  ["each row costs the same, and the query itself much", (rows) => 2 + rows * 1e-6],
  ["the rows are sorted", (rows) => rows * Math.log2(rows) * 1e-7],
  ["the rows cost next to nothing", (rows) => (rows > 1e6 ? 0.04 : 0.01)],
])("is linear where %s", (_what, cost) => expect(growth(cost)).toBe(false));

it.each<[string, (rows: number) => number]>([
  ["each row is held against each other", (rows) => rows ** 2 * 1e-12],
  ["that hides behind what the query itself costs", (rows) => 0.1 + rows ** 2 * 1e-12],
  ["the cost grows with the power of one and a half", (rows) => rows ** 1.5 * 1e-9],
])("is more than linear where %s", (_what, cost) => expect(growth(cost)).toBe(true));
