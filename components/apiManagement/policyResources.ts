import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "./api";
import { Family } from "./operations";
import { globalPolicy } from "./policies";
import { PublicAccess, ServiceScope } from "./service";

/** Makes the policy of all APIs. */
export function globalPolicyResource(scope: ServiceScope, access: pulumi.Input<PublicAccess>): apimanagement.Policy {
  const { name, serviceName, resourceGroupName, child } = scope;
  const value = pulumi.output(access).apply(globalPolicy);
  return new apimanagement.Policy(name, { policyId: "policy", serviceName, resourceGroupName, format: "rawxml", value }, child);
}

/**
 * Makes the policy of one API.
 *
 * @param value The document, as `apiPolicy` gives it.
 * @param named Named values and backends that the policy names.
 */
export function apiPolicyResource(
  scope: ServiceScope,
  family: Family,
  api: apimanagement.Api,
  value: string,
  named: pulumi.Resource[],
): apimanagement.ApiPolicy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.ApiPolicy(
    `${name}-${apis[family].id}`,
    { policyId: "policy", apiId: api.name, serviceName, resourceGroupName, format: "rawxml", value },
    // Azure refuses a policy that names a value or a backend that is not there.
    { ...child, dependsOn: named },
  );
}

/**
 * Makes the policy of a product.
 *
 * @param key End of its Pulumi name: the plan's name, or that of the callers without a key.
 */
export function productPolicyResource(
  scope: ServiceScope,
  key: string,
  product: apimanagement.Product,
  value: string,
): apimanagement.ProductPolicy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.ProductPolicy(
    `${name}-${key}`,
    { policyId: "policy", productId: product.name, serviceName, resourceGroupName, format: "rawxml", value },
    child,
  );
}
