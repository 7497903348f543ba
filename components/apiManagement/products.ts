import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "./api";
import { Family } from "./operations";
import { Plan } from "./policies";
import { ServiceScope } from "./service";

/** A team or application. */
export interface Consumer {
  name: string;
  /** Object id of the Entra group that the caller's token must show. */
  entraGroup: string;
  /** Name of its plan. */
  plan: string;
}

/**
 * Id of a consumer's subscription: `<consumer>--<object id of its Entra group>`. The gateway reads both from it, so no
 * policy grows with the consumers. A consumer's name has no double hyphen, so the parts can be told apart.
 */
export const subscriptionId = ({ name, entraGroup }: Pick<Consumer, "name" | "entraGroup">): string =>
  `${name}--${entraGroup.toLowerCase()}`;

/** Makes the product of a plan. */
export function productResource(scope: ServiceScope, plan: Plan): apimanagement.Product {
  return new apimanagement.Product(
    `${scope.name}-${plan.name}`,
    {
      productId: plan.name,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
      displayName: plan.name,
      subscriptionRequired: true,
      approvalRequired: true,
      state: "published",
    },
    scope.child,
  );
}

/** Puts an API into the product of a plan. */
export function productApiResource(
  scope: ServiceScope,
  plan: Plan,
  product: apimanagement.Product,
  api: apimanagement.Api,
  family: Family,
): apimanagement.ProductApi {
  return new apimanagement.ProductApi(
    `${scope.name}-${plan.name}-${apis[family].id}`,
    {
      apiId: api.name,
      productId: product.name,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
    },
    scope.child,
  );
}

/**
 * Makes the subscription of a consumer. The Entra group is no group of API Management: those are for a developer portal, and Azure makes an external
 * one only where an identity provider is set up (Microsoft Learn, "Authorize developer accounts by using Microsoft Entra ID").
 *
 * @param ready What must be there before the subscription's key works.
 */
export function consumerResources(
  scope: ServiceScope,
  consumer: Consumer,
  args: { product: apimanagement.Product; ready: pulumi.Resource[] },
): apimanagement.Subscription {
  const { serviceName, resourceGroupName, child } = scope;
  return new apimanagement.Subscription(
    `${scope.name}-${consumer.name}`,
    {
      sid: subscriptionId(consumer),
      serviceName,
      resourceGroupName,
      scope: args.product.id,
      displayName: consumer.name,
      state: "active",
      allowTracing: false,
    },
    // No key works before the rules that it is held to are in place.
    { ...child, dependsOn: args.ready },
  );
}
