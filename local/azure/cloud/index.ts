export { AzureError, ExistingResourceError } from "./azureError";
export { systemClock, type Clock } from "./clock";
export { Cloud, type CloudOptions, type Found } from "./cloud";
export { cloudFromEnvironment } from "./environment";
export type { FaultRule } from "./faults";
