import { StoredObjectAccount, storedObjectKey } from "../openAi/deployments";
import { Family } from "./operations";
import { ModelRegions, modelsNamedAlike } from "./pools";

/** An account that keeps stored objects. */
export interface StoredObjectHome {
  /** The only consumer whose objects it keeps. Default: the consumers without an account of their own. */
  consumer?: string;
  /** Key of the account. */
  account: string;
  /** Models that it deploys under their own name: those that it can keep responses of. */
  models: string[];
  /** Ids of its backends. */
  backendIds: Readonly<Record<Family, string>>;
}

/** What decides where stored objects are kept. */
export interface StoredObjectSettings extends ModelRegions {
  /** Region whose account keeps the objects of consumers without an account of their own. */
  statefulRegion: string;
  /** Accounts of one consumer each. */
  storedObjectAccounts: readonly StoredObjectAccount[];
}

/** The accounts of one consumer, then the one for everybody else. The ids of their backends begin with the region, as those of models do. */
export function storedObjectHomes({ regions, statefulRegion, storedObjectAccounts }: StoredObjectSettings): StoredObjectHome[] {
  const shared = regions.filter(({ location }) => location === statefulRegion).flatMap(({ deployments }) => deployments);
  return [
    ...storedObjectAccounts.map(({ consumer, location, deployments }) => {
      const account = storedObjectKey(consumer);
      const id = `${location}-${account}`;
      return { consumer, account, models: modelsNamedAlike(deployments), backendIds: { dated: id, v1: `v1-${id}` } };
    }),
    { account: statefulRegion, models: modelsNamedAlike(shared), backendIds: { dated: "home", v1: "home-v1" } },
  ];
}

/** Path of an account's backend for stored objects, by API. */
export const storedObjectPaths: Readonly<Record<Family, string>> = { dated: "openai", v1: "openai/v1" };

/** A row `<consumer>=<backend>=<model>,…` of a policy; the consumer is empty in the row of everybody else. */
export const homeRow = ({ consumer = "", backendIds, models }: StoredObjectHome, family: Family): string =>
  `${consumer}=${backendIds[family]}=${models.join(",")}`;
