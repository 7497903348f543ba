import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";

// Pulumi's SDK does two things for each resource that cost a deployment more than everything else in this program, and
// that nothing here needs; docs/decisions/start-up.md has what each of them costs.

/** `azure-native:network/v20230201:Subnet`: a type as an SDK of one API version calls it. */
const typeOfVersion = /^azure-native:\w+\/v\d{8}\w*:/;

const isOfVersion = (alias: pulumi.Input<pulumi.Alias | string>): boolean =>
  typeof alias === "object" &&
  Object.keys(alias).join() === "type" &&
  "type" in alias &&
  typeof alias.type === "string" &&
  typeOfVersion.test(alias.type);

/**
 * Takes from a resource the aliases for types of one API version, of which azure-native gives it up to forty. They are for a program that was
 * deployed with such a type before, and no program with these components was. All other aliases stay.
 */
export const withoutVersionAliases: pulumi.ResourceTransformation = ({ props, opts }) => {
  const { aliases, ...others }: pulumi.CustomResourceOptions = opts;
  return { props, opts: aliases ? { ...others, aliases: aliases.filter((alias) => !isOfVersion(alias)) } : opts };
};

/** An internal module of the SDK, which it calls through this object. */
interface Debuggable {
  debuggablePromise?: (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;
}

/**
 * Spares the SDK the stack trace that it takes for each of its promises, dozens for each resource. They are shown only when
 * `PULUMI_DEBUG_PROMISE_LEAKS` asks for promises that never end, so with that variable they stay. Other errors keep theirs.
 */
export function withoutPromiseTraces(): void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const debuggable = createRequire(__filename)("@pulumi/pulumi/runtime/debuggable") as Debuggable;
  const { debuggablePromise } = debuggable;
  if (!debuggablePromise) return;
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
