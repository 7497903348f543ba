import { createRequire } from "node:module";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { providerFor } from "../../azure";
import { cloudFromEnvironment } from "../../azure/cloud";
import { servePlugin } from "../grpcServer";
import { memoryless } from "./memoryless";
import { ProviderPlugin } from "./plugin";
import { providerService } from "./service";

/** `provider.js PACKAGE ENGINE-ADDRESS`: the resource provider of `azure-native` or `random` over the local Azure. */
function main(): Promise<void> {
  const pkg = process.argv[2] ?? "";
  const { version } = createRequire(__filename)(`@pulumi/${pkg}/package.json`) as { version: string };
  const pure = providerFor(pkg);
  const cloud = pkg === "random" ? memoryless(pure) : cloudFromEnvironment();
  return servePlugin(ResourceProviderService, providerService(new ProviderPlugin(pure, cloud), version));
}

void main();
