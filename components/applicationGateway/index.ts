export * from "./applicationGateway";
