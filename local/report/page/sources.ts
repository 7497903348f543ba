import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file of the component that makes a resource: `shield:network:PrivateEndpoint` is made in `components/network/privateEndpoint.ts`. */
export function sourceOf(urn: string, project: string): string {
  const types = (urn.split("::")[2] ?? "").split("$").reverse();
  const own = types
    .filter((type) => type.startsWith("shield:"))
    .flatMap((type) => {
      const [, area = "", name = ""] = type.split(":");
      const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.ts`;
      return [`components/${area}/${file}`, `components/${file}`, `components/${area}.ts`, `components/${area}/index.ts`];
    });
  return own.find((file) => existsSync(join(project, file))) ?? "stacks/shield.ts";
}
