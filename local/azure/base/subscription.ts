/** States that a feature can have (Microsoft.Features, `SubscriptionFeatureRegistrationState`), and `forbidden`: the caller may not read it. */
export const featureStates = [
  "Registered",
  "NotRegistered",
  "Registering",
  "Pending",
  "Unregistering",
  "Unregistered",
  "forbidden",
] as const;
/** A state of a feature, or `forbidden`. */
export type FeatureState = (typeof featureStates)[number];

/** What the subscription has besides resources. */
export interface Subscription {
  /** Features that are not registered, such as `Microsoft.Network/EnableApplicationGatewayNetworkIsolation`, and their state. */
  features: Readonly<Record<string, FeatureState | undefined>>;
  /** Resource providers that are not registered, such as `Microsoft.Insights`. */
  unregistered: readonly string[];
  /** Whether Azure makes a Network Watcher for each region with a network; a policy may forbid it. */
  networkWatchers: boolean;
}

/** A subscription in which everything is registered. */
export const everythingRegistered: Subscription = { features: {}, unregistered: [], networkWatchers: true };

/** State of a feature. */
export const featureState = ({ features }: Subscription, feature: string): FeatureState => features[feature] ?? "Registered";
