import { check, problemIf } from "./check";

/** The limits of Application Gateway agree with one another. */
export const gateway = check(["ingress"], ({ ingress }) => [
  ...problemIf(
    ingress.minCapacity > ingress.maxCapacity,
    ["ingress", "minCapacity"],
    ingress.minCapacity,
    `at most ${ingress.maxCapacity} (ingress.maxCapacity)`,
    "the smallest number of instances is above the largest",
  ),
  ...problemIf(
    ingress.firewall.inspectRequestBodyKb > ingress.firewall.maxRequestBodyKb,
    ["ingress", "firewall", "inspectRequestBodyKb"],
    ingress.firewall.inspectRequestBodyKb,
    `at most ${ingress.firewall.maxRequestBodyKb} (ingress.firewall.maxRequestBodyKb)`,
    "more of a body would be inspected than may come",
  ),
]);
