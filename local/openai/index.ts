export { type Access, type Claims } from "./access";
export { type Account, type Deployment, accountsOf } from "./account";
export { type Answers } from "./call";
export { type Fault, type RegionState, regionStates } from "./faults";
export { type OpenAi, type Received, createOpenAi } from "./openAi";
export { filteredText } from "./words";
