import { Coverage } from "../../local/gateway";
import { consumersOf, subscriptionId } from "../../local/stand/consumers";
import { environmentOf } from "../../local/stand/environment";
import { unreachable } from "./expected";
import { callEverything } from "./calls";

/** Environments whose documents are looked at. */
const stacks = ["dev", "prod", "max"];

/**
 * Sends calls of every kind through the policies of each environment and prints what none of them ran, document by document.
 * Ends with 1 when there is something that `expected.ts` does not explain.
 */
async function main(): Promise<void> {
  let wrong = 0;
  for (const stack of process.argv.length > 2 ? process.argv.slice(2) : stacks) {
    const environment = await environmentOf({ stack, config: `test/fixtures/${stack}.yaml` }, () => undefined);
    const coverage = new Coverage();
    const consumers = consumersOf(stack, environment.settings);
    const calls = await callEverything({
      plan: environment.plan,
      plans: environment.settings.plans,
      coverage,
      consumers,
      idOf: subscriptionId,
    });
    const { places } = coverage;
    const missed = places.filter(({ taken }) => taken === 0);
    const lines = missed.map(({ document, line, what }) => `${document}:${line}: ${what}`);
    const unexplained = lines.filter((line) => !unreachable.some(({ place }) => place.test(line)));
    console.log(
      `${stack}: ${calls} calls ran ${places.length - missed.length} of ${places.length} places; ${missed.length - unexplained.length} cannot be reached, ${unexplained.length} were not`,
    );
    for (const document of new Set(places.map((one) => one.document))) {
      const own = places.filter((one) => one.document === document);
      console.log(`  ${document}: ${own.filter(({ taken }) => taken > 0).length} of ${own.length}`);
    }
    for (const line of unexplained) console.log(`  not run: ${line}`);
    wrong += unexplained.length;
  }
  process.exitCode = wrong > 0 ? 1 : 0;
}

void main();
