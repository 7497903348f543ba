import type { Attempt } from "../../attempt";
import { evidence } from "./evidence";
import { frontEnd } from "./frontEnd";
import { calls } from "./gateway";
import { identity } from "./identity";
import { ways } from "./network";
import { programs } from "./programs";

export { honest } from "./honest";
export { ofMax } from "./max";
export { foreignTypes } from "./types";

/** More of all kinds: values in another form, what comes from an output, and what nothing had asked about. */
export const further: Attempt[] = [ways, frontEnd, calls, evidence, identity, programs].flat();
