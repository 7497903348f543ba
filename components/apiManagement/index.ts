export * from "./apiManagement";
export * from "./content";
