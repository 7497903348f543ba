export { type Account, type Deployment, accountsOf } from "./account";
export { type Fault, type RegionState, regionStates } from "./faults";
export { type OpenAi, createOpenAi } from "./openAi";
export { filteredText } from "./words";
