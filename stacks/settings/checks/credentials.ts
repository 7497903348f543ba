import { tokenProduct } from "../../../components/apiManagement/credentials";
import { Check, check, problem, problemIf } from "./check";

/** No plan has the name of the product for callers without a key, and a token says clearly which consumer calls. */
export const credentials: readonly Check[] = [
  check(["plans"], ({ plans }) =>
    plans.flatMap(({ name }, index) =>
      problemIf(name === tokenProduct, ["plans", index, "name"], name, "another name", "callers without a key have this product"),
    ),
  ),
  check(["plans", "consumers"], ({ plans, consumers }) => {
    const byToken = new Set(plans.filter(({ credentials }) => credentials === "token").map(({ name }) => name));
    const owners = new Map<string, string>();
    return consumers.flatMap((consumer, index) => {
      if (!byToken.has(consumer.plan)) return [];
      const { name, entraGroup, moreEntraGroups, appRoles, applicationIds } = consumer;
      const proofs: [PropertyKey[], string][] = [
        [["entraGroup"], entraGroup.toLowerCase()],
        ...moreEntraGroups.map((group, at): [PropertyKey[], string] => [["moreEntraGroups", at], group.toLowerCase()]),
        ...appRoles.map((role, at): [PropertyKey[], string] => [["appRoles", at], role]),
        ...applicationIds.map((id, at): [PropertyKey[], string] => [["applicationIds", at], id.toLowerCase()]),
      ];
      return proofs.flatMap(([path, proof]) => {
        const owner = owners.get(proof);
        owners.set(proof, owner ?? name);
        if (owner === undefined || owner === name) return [];
        const message = `${owner} has it too, and with credentials: token the consumer follows from it alone`;
        return [problem(["consumers", index, ...path], proof, "a group, app role or application of one consumer", message)];
      });
    });
  }),
];
