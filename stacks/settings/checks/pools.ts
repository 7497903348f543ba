import { maxPoolMembers, poolId } from "../../../components/apiManagement/pools";
import { PlacedDeployment, accountLists, pools } from "../deployments";
import { answersOn } from "../modelLife";
import { Problem } from "../problem";
import { check, problemIf } from "./check";

/** A model answers the same wherever it is deployed, and its deployments fit into one pool. */
export const modelPools = check(["openAi"], ({ openAi }, { today }) => [
  ...[...pools(openAi, accountLists)].flatMap(([model, members]) => oneVersion(model, members, today)),
  ...[...pools(openAi)].flatMap(([model, members], index, all) => [
    ...ownPool(
      model,
      members,
      all.slice(0, index).map(([other]) => other),
    ),
    ...problemIf(
      members.length > maxPoolMembers,
      members[maxPoolMembers]?.path ?? [],
      members.length,
      `at most ${maxPoolMembers} deployments of a model`,
      `${model} has ${members.length} deployments; a pool of backends holds ${maxPoolMembers}`,
    ),
  ]),
]);

/** What most regions deploy is right, and of as many, what was written first; a version that no schedule has is refused already. */
function oneVersion(model: string, members: readonly PlacedDeployment[], today: string): Problem[] {
  const known = members.filter(({ deployment }) => answersOn(deployment, today));
  const judged = known.length > 0 ? known : members;
  const count = (version: string) => judged.filter(({ deployment }) => deployment.version === version).length;
  const usual = judged.map(({ deployment }) => deployment.version).reduce((a, b) => (count(b) > count(a) ? b : a));
  return judged.flatMap(({ deployment, region, path }) =>
    problemIf(
      deployment.version !== usual,
      [...path, "version"],
      deployment.version,
      `${usual}, as in the other deployments of ${model}`,
      `a client of ${model} would get this version from ${region.location} and another one elsewhere, by chance`,
    ),
  );
}

/** A pool is named after its model; models whose names differ in '.' and '-' only would share it. */
function ownPool(model: string, members: readonly PlacedDeployment[], others: readonly string[]): Problem[] {
  const twin = others.find((other) => poolId("dated", other) === poolId("dated", model));
  return problemIf(
    twin !== undefined,
    [...(members[0]?.path ?? []), "model"],
    model,
    "models whose names differ in more than '.' and '-'",
    `its pool would have the name of the pool of ${twin}`,
  );
}
