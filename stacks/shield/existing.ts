import * as pulumi from "@pulumi/pulumi";

/** What of an output the SDK has and does not publish. */
interface Inside<T> {
  isKnown: Promise<boolean>;
  promise(): Promise<T>;
}

/** The value of an output; undefined in a preview that does not know it, when nothing can have this name yet. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  const inside = output as unknown as Inside<T>;
  return (await inside.isKnown) ? inside.promise() : undefined;
}

/** Whether a resource could not be read because it, or in the first deployment its resource group, is not there. */
export const isMissing = (error: unknown): boolean =>
  /Code="(?:ResourceNotFound|ResourceGroupNotFound|ServiceNotFound)"|Status=404/.test((error as Error).message);
