import type * as grpc from "@grpc/grpc-js";
import { serve } from "../protocol/grpc";

/** How often a plugin looks whether the engine that started it is still there. */
const orphanCheckMilliseconds = 250;

/**
 * Serves one gRPC service on a free port of the loopback interface and prints the port, which is how the engine learns it.
 * The process ends when the engine does, however the engine ended: the operating system gives an orphan another parent.
 */
export async function servePlugin<Service extends grpc.UntypedServiceImplementation>(
  definition: grpc.ServiceDefinition<Service>,
  service: Service,
  onOrphaned: () => void = () => undefined,
): Promise<void> {
  const { address } = await serve([[definition, service]]);
  process.stdout.write(`${address.split(":")[1]}
`);
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid === engine) return;
    onOrphaned();
    process.exit(0);
  }, orphanCheckMilliseconds);
}
