import { maxPoolMembers, poolId } from "../../../components/apiManagement/pools";
import { PlacedDeployment, pools } from "../deployments";
import { Problem } from "../problem";
import { check, problemIf } from "./check";

/** A model answers the same wherever it is deployed, and its deployments fit into one pool. */
export const modelPools = check(["openAi"], ({ openAi }) =>
  [...pools(openAi)].flatMap(([model, members], index, all) => [
    ...oneVersion(model, members),
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
);

function oneVersion(model: string, members: readonly PlacedDeployment[]): Problem[] {
  const first = members[0]?.deployment.version;
  return members.flatMap(({ deployment, path }) =>
    problemIf(
      deployment.version !== first,
      [...path, "version"],
      deployment.version,
      `${first}, as in the first deployment of ${model}`,
      `a client of ${model} would get one version or the other by chance`,
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
