import * as grpc from "@grpc/grpc-js";

/** The largest message that the engine and its plugins exchange (the limit of Pulumi's own plugins). */
const maxMessageBytes = 400 * 1024 * 1024;

/** Limits that Pulumi's own processes use; no proxy, since everything is on this machine. */
export const channelOptions = {
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
  "grpc.enable_http_proxy": 0,
} as const;

/** For the processes started here: their calls to this machine must not go through a proxy of the environment. */
export const localOnly = { no_grpc_proxy: "127.0.0.1,localhost" } as const;

/** A gRPC server on the loopback interface. */
export interface LocalServer {
  /** `127.0.0.1:<port>`, as gRPC clients take it. */
  address: string;
  /** Ends the server at once, with the calls that are open. */
  stop(): void;
}

/** Serves `services` on a free port of the loopback interface. */
export async function serve(services: [grpc.ServiceDefinition, grpc.UntypedServiceImplementation][]): Promise<LocalServer> {
  const server = new grpc.Server(channelOptions);
  for (const [definition, implementation] of services) server.addService(definition, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

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

/** Makes a unary call and waits for its answer. */
export function ask<Response>(
  call: (done: (error: grpc.ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });
}
