import { modelBackends } from "../../components/apiManagement/pools";
import { nameOf } from "../../components/openAi/deployments";
import { GatewayFacts } from "../../components/monitoring";
import { Settings } from "../settings/schema";

/** What the queries must know of an environment, from its settings. Sorted by name, so that another order in the settings changes no text. */
export function gatewayFacts({ consumers, plans, openAi }: Pick<Settings, "consumers" | "plans" | "openAi">): GatewayFacts {
  return {
    consumers: inOrder(consumers, ({ name }) => name),
    plans: inOrder(plans, ({ name }) => name),
    deployments: inOrder(openAi.regions.flatMap(deploymentsOf), ({ backendId }) => backendId),
  };
}

const inOrder = <T>(list: readonly T[], key: (item: T) => string): T[] =>
  [...list].sort((one, other) => (key(one) < key(other) ? -1 : 1));

/** The deployments of a region, each by the id of its backend for the dated API; models that this API does not serve by the id of their v1 backend. */
function deploymentsOf(region: Settings["openAi"]["regions"][number]): GatewayFacts["deployments"] {
  return region.deployments.map((deployment) => {
    const own = modelBackends({ regions: [{ ...region, deployments: [deployment] }] });
    const backendId = (own.find(({ family }) => family === "dated") ?? own[0])?.id;
    if (!backendId) throw new Error(`the deployment ${nameOf(deployment)} in ${region.location} has no backend`);
    return {
      backendId,
      model: deployment.model,
      location: region.location,
      sku: deployment.sku,
      capacity: deployment.capacity,
    };
  });
}
