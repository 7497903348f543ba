/** Where a table of facts comes from, and how old it is. */
export interface FactTable {
  /** What the table says, such as `model retirements`. */
  name: string;
  /** Day on which its source said so, as `2026-07-07`. */
  asOf: string;
  /** Who published it, and the page or file. */
  source: string;
}
