import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "./api";
import { Consumer, subscriptionId } from "./credentials";
import { Family } from "./operations";
import { ServiceScope } from "./service";

/**
 * Makes a product: of a plan, or of the callers without a key.
 *
 * @param subscriptionRequired Whether a call of it needs a key.
 */
export function productResource(scope: ServiceScope, productId: string, subscriptionRequired: boolean): apimanagement.Product {
  return new apimanagement.Product(
    `${scope.name}-${productId}`,
    {
      productId,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
      displayName: productId,
      subscriptionRequired,
      // Azure takes the property only where there are subscriptions to approve.
      ...(subscriptionRequired && { approvalRequired: true }),
      state: "published",
    },
    scope.child,
  );
}

/** Puts an API into a product. */
export function productApiResource(
  scope: ServiceScope,
  productId: string,
  product: apimanagement.Product,
  api: apimanagement.Api,
  family: Family,
): apimanagement.ProductApi {
  return new apimanagement.ProductApi(
    `${scope.name}-${productId}-${apis[family].id}`,
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
