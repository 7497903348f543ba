import { createRequire } from "node:module";
import type { CreateGateway } from "./parts";

const load = createRequire(__filename);

/** The gateway is loaded when it is needed: wrong settings are refused without it. */
export const loadGateway = (): CreateGateway => (load("../gateway") as typeof import("../gateway")).createGateway;
