export { AzureError } from "../base/azureError";
export { type Clock } from "./clock";
export { Cloud, type CloudOptions, type ForeignResource } from "./cloud";
export { cloudFromEnvironment } from "./environment";
export { ExistingResourceError } from "./errors";
export type { FaultRule } from "./faults";
