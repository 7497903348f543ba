import { Props } from "../provider";

/** A deployed resource, as the functions that compute its outputs see it. */
export interface Deployed {
  id: string;
  name: string;
  inputs: Props;
  /** Range of a subnet; undefined for a subnet that was not made here. */
  rangeOf(subnetId: string): string | undefined;
}

/** One type of azure-native: how its id is made and what Azure adds to the inputs. */
export interface ResourceType {
  /** Type in Azure Resource Manager, such as `Microsoft.Network/virtualNetworks`. */
  arm: string;
  /** API version that @pulumi/azure-native 3.28 uses by default. */
  apiVersion: string;
  /** Inputs that are part of the id, outermost first; the last one is the name. They are no outputs, but for `kept`. */
  path: readonly string[];
  /** Inputs of `path` that are outputs too. */
  kept?: readonly string[];
  /** Values of the path parameters that Azure leaves no choice for. */
  fixed?: Readonly<Record<string, string>>;
  /** Id, where it has not the usual form. */
  id?: (inputs: Props) => string;
  /** Type in Azure, where it depends on the inputs. */
  typeOf?: (inputs: Props) => string;
  /**
   * Azure makes it with its parent, and azure-native sets it back instead of deleting it (pulumi-azure-native, "defaults"): what is below it stays.
   */
  setBack?: true;
  /** The resource has a location. */
  located?: true;
  /** Output `type` is a property of the resource itself, not its type in Azure. */
  ownType?: true;
  /** Paths of inputs that Azure does not return, or a function that tells them; `[]` stands for every element of a list. */
  notReturned?: readonly string[] | ((inputs: Props) => readonly string[]);
  /** Outputs that Azure adds. */
  adds?: (resource: Deployed) => Props;
}

/** A table of types, by azure-native token without the provider's name: `network:Subnet`. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** What nearly every resource says when it is there. */
export const succeeded = { provisioningState: "Succeeded" } as const;
