export { ApiManagement } from "./apiManagement";
export type { ApiManagementArgs, ContentArgs } from "./apiManagement";
