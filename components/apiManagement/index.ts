export { ApiManagement } from "./apiManagement";
export type { ApiManagementArgs } from "./apiManagement";
