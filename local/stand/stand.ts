import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { frontServer, frontSettingsOf } from "../applicationGateway";
import type { CallRecord } from "../gateway/records";
import { close, listen } from "../http/listen";
import { Live } from "./live/live";
import { openAiServer } from "../openai/server";
import { localCertificate } from "./certificates";
import type { Consumer } from "./consumers";
import { controlServer } from "./control";
import { Parts, PartsArgs, partsOf } from "./parts";
import { realClock } from "./realClock";

/** Where a running environment is reached: the first line of `npm run local -- --json`. */
export interface Addresses {
  /** Base address of the gateway, such as `https://localhost:8443`. */
  gateway: string;
  /** File with the certificate that clients are told to trust. */
  ca: string;
  /** Address of the control door, and of the live page. */
  control: string;
  /** Consumers with their keys. */
  consumers: Consumer[];
  /** The accounts without the gateway, for those who want to see what it adds: they take its identity's tokens only. */
  accounts: { name: string; location: string; endpoint: string }[];
}

/** An environment behind its servers. */
export interface Stand {
  /** Where it is reached. */
  addresses: Addresses;
  /** What is behind the servers. */
  parts: Parts;
  /** Ends the servers and the connections that are open. */
  close(): Promise<void>;
}

/** What is started, and where it listens. */
export interface StandArgs extends Omit<PartsArgs, "clock" | "random"> {
  /** Port of the gateway; 0: any. */
  port: number;
  /** Where the authority's certificate is written. */
  caFile: string;
}

/** Starts an environment on loopback. */
export async function startStand(args: StandArgs): Promise<Stand> {
  const { environment, port, caFile } = args;
  const settings = frontSettingsOf(environment.plan);
  const clock = realClock();
  const made = localCertificate(settings.hostName, clock.now());
  const address = { gateway: "" };
  const live = new Live(
    clock,
    () => parts,
    () => address.gateway,
  );
  const observer = { ...args.observer, onCall: (call: CallRecord) => (args.observer?.onCall?.(call), live.observe(call)) };
  const parts: Parts = await partsOf({ ...args, observer, clock, random: Math.random });
  const { gateway, workspace, consumers } = parts;
  const certificate = await made;
  mkdirSync(dirname(caFile), { recursive: true });
  writeFileSync(caFile, certificate.authority);
  const front = frontServer({
    settings,
    backend: (request) => gateway.handle(request),
    clock,
    workspace,
    tls: certificate,
    failed,
  });
  const servers = [front, controlServer(parts, live), openAiServer(parts.openAi)] as const;
  const [gatewayPort, controlPort, accountsPort] = [
    await listen(front, port),
    await listen(servers[1]),
    await listen(servers[2]),
  ];
  const accounts = parts.openAi.accounts.map(({ name, location }) => ({
    name,
    location,
    endpoint: `http://127.0.0.1:${accountsPort}/${name}`,
  }));
  address.gateway = `https://127.0.0.1:${gatewayPort}`;
  return {
    addresses: {
      gateway: address.gateway,
      ca: caFile,
      control: `http://127.0.0.1:${controlPort}`,
      consumers,
      accounts,
    },
    parts,
    close: async () => {
      live.close();
      await Promise.all(servers.map(close));
      clock.stop();
      rmSync(caFile);
    },
  };
}

/** A fault of the stand-in itself is always printed. */
const failed = (error: unknown): void => console.error(error);
