import { Judged, judged } from "./judged";
import type { Places, Raw } from "./places";
import { resource } from "./resource";

/** The resources of an exported state with their places, but those that are about to be deleted; undefined where it is no state. */
export function statesIn(document: Raw, at: Places): { raw: Raw; path: string }[] | undefined {
  if (document.deployment === undefined) return undefined;
  const { resources } = at.object("deployment", document.deployment);
  return at.list("deployment.resources", resources ?? []).flatMap((one, index) => {
    const path = `deployment.resources[${index}]`;
    const raw = at.object(path, one);
    return raw.delete === true ? [] : [{ raw, path }];
  });
}

/** What `pulumi stack export` writes. */
export function fromState(document: Raw, at: Places): Judged | undefined {
  const read = statesIn(document, at);
  return (
    read &&
    judged(
      "state",
      read.map(({ raw, path }) => resource(raw, path, at)),
    )
  );
}
