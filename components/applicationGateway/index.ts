export * from "./applicationGateway";
export { privateFrontEndAddress } from "./gatewayParts";
