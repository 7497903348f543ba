export * from "./activityLog";
export * from "./alerts";
export * from "./auditExport";
export * from "./diagnosticSettings";
export * from "./eventHubSink";
export * from "./privateLinkScope";
export * from "./queryLibrary";
export * from "./workspace";
