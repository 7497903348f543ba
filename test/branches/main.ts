import { Coverage } from "../../local/gateway";
import { consumersOf, subscriptionId } from "../../local/stand/consumers";
import { environmentOf } from "../../local/stand/environment";
import { callEverything } from "./calls";
import { unreachable } from "./expected";

/** Environments whose documents are looked at. */
const stacks = ["dev", "prod", "max"];

/** What calls ran of one environment's documents. */
interface Ran {
  stack: string;
  calls: number;
  places: Coverage["places"];
}

type Place = Ran["places"][number];

async function ran(stack: string): Promise<Ran> {
  const environment = await environmentOf({ stack, config: `test/fixtures/${stack}.yaml` }, () => undefined);
  const { plan, settings } = environment;
  const coverage = new Coverage();
  const consumers = consumersOf(stack, settings);
  const calls = await callEverything({ plan, settings, coverage, consumers, idOf: subscriptionId });
  return { stack, calls, places: coverage.places };
}

/**
 * A place without what differs between environments: names in texts, numbers, and its line. Documents are rendered from the same text, so a
 * branch that one environment cannot take, for want of such a plan or region, is the same branch in another.
 */
const common = ({ document, what }: Place): string =>
  `${document
    .split("/")
    .slice(0, document.startsWith("product/") ? 1 : 2)
    .join("/")}: ${what.replace(/"[^"]*"/g, '""').replace(/(?<!\[)\b\d+/g, "0")}`;

const lineOf = ({ document, line, what }: Place): string => `${document}:${line}: ${what}`;

/**
 * Sends calls of every kind through the policies of each environment and prints, document by document, what none of them ran: because only
 * another environment can take it, or for a reason of `expected.ts`. Ends with 1 when there is something else.
 */
async function main(): Promise<void> {
  const all: Ran[] = [];
  for (const stack of stacks) all.push(await ran(stack));
  const somewhere = new Set(all.flatMap(({ places }) => places.filter(({ taken }) => taken > 0).map(common)));
  const used = new Set<RegExp>();
  let wrong = 0;
  for (const { stack, calls, places } of all) {
    const missed = places.filter(({ taken }) => taken === 0);
    const elsewhere = missed.filter((place) => somewhere.has(common(place)));
    const nowhere = missed.filter((place) => !somewhere.has(common(place)));
    const left = nowhere.filter((place) => {
      const known = unreachable.find((one) => one.place.test(lineOf(place)));
      if (known) used.add(known.place);
      return !known;
    });
    console.log(
      `${stack}: ${calls} calls ran ${places.length - missed.length} of ${places.length} places; ` +
        `${elsewhere.length} ran in another environment, ${nowhere.length - left.length} cannot be reached, ${left.length} were not`,
    );
    for (const document of new Set(places.map((one) => one.document))) {
      const own = places.filter((one) => one.document === document);
      console.log(`  ${document}: ${own.filter(({ taken }) => taken > 0).length} of ${own.length}`);
    }
    for (const place of left) console.log(`  not run: ${lineOf(place).slice(0, 300)}`);
    wrong += left.length;
  }
  for (const { place, why } of unreachable) {
    console.log(`cannot be reached: ${why}`);
    if (used.has(place)) continue;
    console.log(`  nothing of the kind is left: ${place.source}`);
    wrong += 1;
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

void main();
