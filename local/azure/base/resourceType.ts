import { AzureError } from "./azureError";
import { InputRule } from "./inputRule";
import { Props } from "./provider";
import { OperationKind, Refusal, Resource, World } from "./world";

/** A deployed resource, as the functions that compute its outputs see it. */
export interface Deployed {
  /** Id in Azure. */
  id: string;
  /** The last name in the id. */
  name: string;
  /** Inputs with the fixed path parameters put in. */
  inputs: Props;
  /** Range of a subnet; undefined for a subnet that was not made here. */
  rangeOf(subnetId: string): string | undefined;
}

/** What a name may be. */
export interface NameRule {
  /** Fewest characters. */
  min: number;
  /** Most characters. */
  max: number;
  /** Characters that are allowed. Default: any. */
  pattern?: RegExp;
}

/** Seconds of creating, and of updating and deleting where these differ. */
export interface Duration {
  /** Also of an update or a deletion that has no number of its own. */
  create: number;
  /** Default: as `create`. */
  update?: number;
  /** Default: as `create`. */
  delete?: number;
}

/** A property of which some changes replace and others do not. */
export interface ImmutableSometimes {
  /** Where the condition is written, with its date. */
  source: string;
  /** Whether a change between two known values replaces; undefined is a value that is not there. `news` are all inputs. */
  replaces(before: unknown, after: unknown, news: Props): boolean;
}

/** How Azure keeps a deleted resource. */
export interface SoftDelete {
  /** For how long, in milliseconds. */
  keptFor(resource: Resource): number;
  /** Whether a request to create it brings it back. */
  restores(inputs: Props): boolean;
  /** What comes back has the inputs that it had: those of the request are ignored. */
  asItWas?: true;
  /** Why it cannot be purged before its time. */
  refusePurge?(resource: Resource): AzureError | undefined;
}

/** One type of azure-native: how its id is made, what Azure adds to the inputs, and what Azure refuses. */
export interface ResourceType {
  /** Type in Azure Resource Manager, such as `Microsoft.Network/virtualNetworks`. */
  arm: string;
  /** API version that @pulumi/azure-native uses by default. */
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
  /** Azure makes the resource of this id by itself: a program cannot. */
  madeByAzure?: (id: string) => boolean;
  /** The resource has a location. */
  located?: true;
  /** Where it can be. Default: in a region. */
  place?: "global" | "regionOrGlobal";
  /** Output `type` is a property of the resource itself, not its type in Azure. */
  ownType?: true;
  /** Paths of inputs that Azure does not return, or a function that tells them; `[]` stands for every element of a list. */
  notReturned?: readonly string[] | ((inputs: Props) => readonly string[]);
  /** Outputs that Azure adds. */
  adds?: (resource: Deployed) => Props;
  /** Outputs that other resources decide: only a function that reads the resource gets them, so that they show in no refresh. */
  addsOfOthers?: (id: string, world: World) => Props;
  /**
   * Properties that cannot change in place: a change replaces the resource. Besides these, every part of the id and the location replace.
   * Path → where that is written, with its date. `[]` stands for every element of a list; a path covers all below it.
   */
  immutable?: Readonly<Record<string, string | ImmutableSometimes>>;
  /** What its name may be. Default: not checked. */
  name?: NameRule;
  /** Seconds that its operations take. Default: some seconds. */
  seconds?: Duration | ((kind: OperationKind, inputs: Props) => number);
  /** Id of the subnet that it is in. */
  subnetOf?: (inputs: Props) => string;
  /** What Azure refuses in the inputs alone. */
  check?: InputRule;
  /** Names that are taken, in all of Azure or by what was deleted. */
  nameTaken?: Refusal;
  /** Azure's answer to a write while another one is under way for the resource that this one is part of. */
  oneWriteAtATime?: (rootId: string) => AzureError;
  /** What Azure refuses of a creation or an update. */
  refuse?: Refusal;
  /** What Azure refuses of a deletion. */
  refuseDelete?: Refusal;
  /** Refused after Azure has accepted a creation or an update: the resource is left behind in state Failed. */
  refuseLate?: Refusal;
  /** How Azure keeps it after a deletion. Default: not at all. */
  softDelete?: SoftDelete;
}

/** A table of types, by azure-native token without the provider's name: `network:Subnet`. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** What nearly every resource says when it is there. */
export const succeeded = { provisioningState: "Succeeded" } as const;
