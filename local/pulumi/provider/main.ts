import { createRequire } from "node:module";
import { join } from "node:path";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { providerFor, subscriptionFromEnvironment } from "../../azure";
import { cloudFromEnvironment } from "../../azure/cloud";
import { servePlugin } from "../plugin";
import { memoryless } from "./memoryless";
import { ProviderPlugin } from "./plugin";
import { providerService } from "./service";

/** `provider.js PACKAGE ENGINE-ADDRESS`: the resource provider of `azure-native` or `random` over the local Azure. */
function main(): Promise<void> {
  const pkg = process.argv[2] ?? "";
  const { version } = createRequire(__filename)(`@pulumi/${pkg}/package.json`) as { version: string };
  const pure = providerFor(pkg, subscriptionFromEnvironment());
  const folder = process.env["AZURE_LOCAL_DIR"];
  const cloud = pkg === "random" ? memoryless(pure, folder && join(folder, "deleted-random-values")) : cloudFromEnvironment();
  return servePlugin(ResourceProviderService, providerService(new ProviderPlugin(pure, cloud), version));
}

void main();
