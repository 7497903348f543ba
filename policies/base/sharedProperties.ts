import { createRequire } from "node:module";

/** The two functions of the SDK (1.21.0) that make a rule's copy of a resource's properties; its declarations leave them out. */
interface Sdk {
  deserialize: { deserializeProperties: (struct: object, proxySecrets: boolean) => object };
  proxy: { unknownCheckingProxy: (properties: object) => object };
}

const load = createRequire(__filename);
const sdk: Sdk = {
  deserialize: load("@pulumi/policy/deserialize") as Sdk["deserialize"],
  proxy: load("@pulumi/policy/proxy") as Sdk["proxy"],
};

/**
 * Lets all rules of a pack read the same copy of a resource's properties. The SDK makes a copy of every resource for every rule, also
 * for those that do not judge it, which was the larger part of the pack's time. Rules of this pack change nothing that they are
 * given. Remediations may, so each request for one gets a copy of its own.
 *
 * @param of The functions to replace. @default the SDK's
 */
export function shareProperties({ deserialize, proxy }: Sdk = sdk): void {
  const [copy, guard] = [deserialize.deserializeProperties, proxy.unknownCheckingProxy];
  const shared = oncePerObject((struct) => copy(struct, false));
  deserialize.deserializeProperties = (struct, proxySecrets) => (proxySecrets ? copy(struct, true) : shared(struct));
  proxy.unknownCheckingProxy = oncePerObject(guard);
}

function oncePerObject(make: (from: object) => object): (from: object) => object {
  const made = new WeakMap<object, object>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}
