export { AzureError } from "../base/azureError";
export { systemClock, type Clock } from "./clock";
export { Cloud, type CloudOptions, type ForeignResource, type Found } from "./cloud";
export { cloudFromEnvironment } from "./environment";
export { ExistingResourceError } from "./errors";
export type { FaultRule } from "./faults";
