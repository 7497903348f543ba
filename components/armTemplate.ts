import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

/** A resource of an ARM template. Only its name waits for other resources: the rules must see its type. */
export interface TemplateResource {
  /** Such as `Microsoft.OperationalInsights/workspaces/tables`. */
  type: string;
  /** API version with which Azure reads the properties, such as `2023-09-01`. */
  apiVersion: string;
  /** Names of parents and resource, with slashes between them. */
  name: pulumi.Input<string>;
  /** Property `properties` of the resource; all must be known at the preview. */
  properties: Record<string, unknown>;
}

/**
 * Sets resources that Azure makes by itself: azure-native refuses to create what is there already ("cannot create already existing resource"), a
 * template writes it whether it is there or not. Taking the deployment away leaves them as they are.
 */
export function setByTemplate(
  name: string,
  args: { deploymentName: pulumi.Input<string>; resourceGroupName: pulumi.Input<string>; resources: TemplateResource[] },
  opts: pulumi.CustomResourceOptions,
): resources.Deployment {
  const { deploymentName, resourceGroupName } = args;
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: args.resources,
  };
  return new resources.Deployment(
    name,
    { deploymentName, resourceGroupName, properties: { mode: "Incremental", template } },
    opts,
  );
}
