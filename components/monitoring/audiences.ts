/** Who is told of an alert: on-call, the security team, or those who answer for plans and cost. */
export const audiences = ["operations", "security", "cost"] as const;

/** A group of people who are told together; each has an action group. */
export type Audience = (typeof audiences)[number];

/** Somebody who gets alerts. */
export interface AlertReceiver {
  /** Name of the receiver in its action groups; unique among the receivers. */
  name: string;
  /** Address that gets the messages. */
  email: string;
  /** A telephone that gets a text message as well. */
  sms?: { countryCode: string; phoneNumber: string } | undefined;
  /** Of which alerts. Default: all. */
  audiences?: readonly Audience[];
}
