/** Who is told of an alert: on-call, the security team, or those who answer for plans and cost. */
export const audiences = ["operations", "security", "cost"] as const;

export type Audience = (typeof audiences)[number];

/** Somebody who gets alerts. */
export interface AlertReceiver {
  name: string;
  email: string;
  /** A telephone that gets a text message as well. */
  sms?: { countryCode: string; phoneNumber: string } | undefined;
  /** Of which alerts. Default: all. */
  audiences?: readonly Audience[];
}
