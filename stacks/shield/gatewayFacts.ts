import { modelBackends } from "../../components/apiManagement/pools";
import { nameOf } from "../../components/openAi/deployments";
import { GatewayFacts } from "../../components/monitoring";
import { Settings } from "../settings/schema";

/** What the queries must know of an environment, from its settings. */
export function gatewayFacts({ consumers, plans, openAi }: Pick<Settings, "consumers" | "plans" | "openAi">): GatewayFacts {
  return { consumers, plans, deployments: openAi.regions.flatMap(deploymentsOf) };
}

/** The deployments of a region, each by the id of its backend for the dated API, which every deployment has. */
function deploymentsOf(region: Settings["openAi"]["regions"][number]): GatewayFacts["deployments"] {
  const dated = modelBackends({ regions: [region] }).filter(({ family }) => family === "dated");
  return region.deployments.map((deployment, index) => {
    const backendId = dated[index]?.id;
    if (!backendId) throw new Error(`the deployment ${nameOf(deployment)} in ${region.location} has no backend`);
    return { backendId, sku: deployment.sku, capacity: deployment.capacity };
  });
}
