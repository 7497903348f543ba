import * as pulumi from "@pulumi/pulumi";

// What Pulumi's SDK does for each resource and nothing here needs; docs/decisions/start-up.md has what it costs.

/** `azure-native:network/v20230201:Subnet`: a type as an SDK of one API version calls it. */
const typeOfVersion = /^azure-native:\w+\/v\d{8}\w*:/;

const isOfVersion = (alias: pulumi.Input<pulumi.Alias | string>): boolean =>
  typeof alias === "object" &&
  Object.keys(alias).join() === "type" &&
  "type" in alias &&
  typeof alias.type === "string" &&
  typeOfVersion.test(alias.type);

/**
 * Takes from a resource the aliases for types of one API version, of which azure-native gives it up to forty. They are for a program that was
 * deployed with such a type before, and no program with these components was. All other aliases stay.
 */
export const withoutVersionAliases: pulumi.ResourceTransformation = ({ props, opts }) => {
  const { aliases, ...others }: pulumi.CustomResourceOptions = opts;
  return { props, opts: aliases ? { ...others, aliases: aliases.filter((alias) => !isOfVersion(alias)) } : opts };
};
