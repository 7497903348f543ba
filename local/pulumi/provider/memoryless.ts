import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Provider } from "../../azure";
import { Cloud } from "./cloud";

/**
 * The "cloud" of a provider whose resources exist in Pulumi's state only, such as random: what is read is what was
 * written. A value is the same for the same resource, until that was deleted: then it is another one.
 *
 * @param deletedFile File that keeps the ids of deleted values, a line each. Default: none is kept.
 */
export function memoryless(pure: Provider, deletedFile?: string): Cloud {
  return {
    create: async (type, urn, inputs) => {
      const deleted = deletedFile && existsSync(deletedFile) ? readFileSync(deletedFile, "utf8").split("\n") : [];
      let made = pure.created(type, urn, inputs);
      for (let attempt = 1; deleted.includes(made.id); attempt++) made = pure.created(type, `${urn}#${attempt}`, inputs);
      return made;
    },
    get: (type) => Promise.reject(new Error(`nothing of ${type} can be read: it is in Pulumi's state only`)),
    read: async (_type, _id, olds) => olds,
    update: async (type, urn, _id, inputs) => ({ outputs: pure.created(type, urn, inputs).outputs }),
    delete: async (_type, id) => {
      if (!deletedFile || id === withoutId) return;
      mkdirSync(dirname(deletedFile), { recursive: true });
      appendFileSync(deletedFile, `${id}\n`);
    },
    sleep: async () => undefined,
  };
}

/** Id of every secret value: it says nothing of the value. */
const withoutId = "none";
