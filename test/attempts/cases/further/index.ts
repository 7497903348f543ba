import type { Attempt } from "../../attempt";
import { again, againHonest } from "./again";
import { evidence } from "./evidence";
import { frontEnd } from "./frontEnd";
import { calls } from "./gateway";
import { hollow, hollowHonest } from "./hollow";
import { honest as honestChanges } from "./honest";
import { identity } from "./identity";
import { ways } from "./network";
import { programs } from "./programs";
import { strangersBeside, strangersHonest } from "./strangers";

export { ofMax } from "./max";
export { foreignTypes } from "./types";

/** More of all kinds: values in another form, what comes from an output, and what nothing had asked about. */
export const further: Attempt[] = [ways, frontEnd, calls, evidence, identity, programs, again, strangersBeside, hollow].flat();

/** What teams change beside all these attempts. */
export const honest: Attempt[] = [honestChanges, againHonest, strangersHonest, hollowHonest].flat();
