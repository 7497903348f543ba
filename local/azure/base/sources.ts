/** A page of Microsoft Learn and its date. */
export const learn = (page: string, date: string): string => `Microsoft Learn, "${page}" (${date})`;

/** Documentation of Terraform's provider: an argument whose change it forces a new resource for. */
export const azurerm = (resource: string, argument: string): string =>
  `hashicorp/terraform-provider-azurerm, website/docs/r/${resource}.html.markdown, ${argument} (2026-08-21)`;

/** The table of azure-native's generator of properties that force replacement. */
export const azureNative = "pulumi/pulumi-azure-native, provider/pkg/gen/replacement.go (2026-08-20)";
