import type { Call } from "../runtime/call";
import { attribute, Element, numberGetter, plain, textGetter, valueGetter } from "./element";

const stored = (call: Call, key: string): unknown => {
  const found = call.gateway.cache.get(key);
  if (!found) return undefined;
  if (call.gateway.clock.now() < found.until) return found.value;
  call.gateway.cache.delete(key);
  return undefined;
};

/** Elements of the cache of values: one for all instances, which Azure does not promise of the built-in one. */
export const cache: Readonly<Record<string, Element>> = {
  "cache-lookup-value": {
    simulated: "one cache for the whole gateway, never full",
    attributes: { key: "required", "variable-name": "required", "default-value": "optional", "caching-type": "optional" },
    compile(node, compiler) {
      const key = textGetter(attribute(node, "key"))!;
      const name = plain(node, "variable-name", compiler)!;
      const source = attribute(node, "default-value");
      const otherwise = source && valueGetter(source);
      return (call) => {
        const value = stored(call, key(call)) ?? otherwise?.(call);
        if (value !== undefined) call.variables.set(name, value);
      };
    },
  },
  "cache-store-value": {
    simulated: "one cache for the whole gateway, never full",
    attributes: { key: "required", value: "required", duration: "required", "caching-type": "optional" },
    compile(node) {
      const [key, value] = [textGetter(attribute(node, "key"))!, valueGetter(attribute(node, "value")!)];
      const seconds = numberGetter(attribute(node, "duration"), 0);
      return (call) =>
        void call.gateway.cache.set(key(call), { value: value(call), until: call.gateway.clock.now() + seconds(call) * 1000 });
    },
  },
  "cache-remove-value": {
    simulated: "as documented",
    attributes: { key: "required", "caching-type": "optional" },
    compile(node) {
      const key = textGetter(attribute(node, "key"))!;
      return (call) => void call.gateway.cache.delete(key(call));
    },
  },
};
