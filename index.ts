import * as pulumi from "@pulumi/pulumi";
import { loadSettings } from "./stacks/settings";
import { Shield } from "./stacks/shield";

const settings = loadSettings(new pulumi.Config());

/** The stack's outputs: addresses, endpoints, ids and what an application team needs to connect. */
export = new Shield("shield", settings).outputs;
