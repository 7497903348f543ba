import * as grpc from "@grpc/grpc-js";

/** The largest message that the engine and its plugins exchange (the limit of Pulumi's own plugins). */
const maxMessageBytes = 400 * 1024 * 1024;
/** How often a plugin looks whether the engine that started it is still there. */
const orphanCheckMilliseconds = 250;

/** The status that an error becomes on the wire; `undefined` for an error that needs no special one. */
export type StatusOf = (error: unknown) => Partial<grpc.StatusObject> | undefined;

/** A gRPC method from a plain function: what it throws becomes the status UNKNOWN with the error's message, or what `statusOf` makes of it. */
export function unary<Request, Answer>(
  answer: (request: Request) => Promise<Answer> | Answer,
  statusOf: StatusOf = () => undefined,
): grpc.handleUnaryCall<Request, Answer> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (value) => callback(null, value),
        (error: unknown) => callback({ ...unknownStatus(error), ...statusOf(error) }),
      );
  };
}

function unknownStatus(error: unknown): Partial<grpc.StatusObject> {
  return { code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}

/**
 * Serves one gRPC service on a free port of the loopback interface and prints the port, which is how the engine learns it.
 * The process ends when the engine does, however the engine ended: the operating system gives an orphan another parent.
 */
export async function servePlugin<Service extends grpc.UntypedServiceImplementation>(
  definition: grpc.ServiceDefinition<Service>,
  service: Service,
  onOrphaned: () => void = () => undefined,
): Promise<void> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(definition, service);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  process.stdout.write(`${port}\n`);
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid === engine) return;
    onOrphaned();
    process.exit(0);
  }, orphanCheckMilliseconds);
}
