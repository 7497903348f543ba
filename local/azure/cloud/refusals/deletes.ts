import { isObject, listAt, objectAt, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { below, every, find, isWithin, keyOf, parentId, World } from "../world";
import { usersOf } from "./existence";
import { byType, Refusal } from "./refusal";

/** Locks forbid deleting, or every change, of what they are on and all below it. */
export const locks: Refusal = ({ id, kind, token }, world) => {
  if (token === "authorization:ManagementLockByScope") return undefined;
  const lock = every(world).find(
    (one) =>
      one.token === "authorization:ManagementLockByScope" &&
      (one.inputs.level === "ReadOnly" || kind === "delete") &&
      isWithin(id, textAt(one.inputs, "scope")),
  );
  if (!lock) return undefined;
  const operation = kind === "delete" ? "delete" : "write";
  return new AzureError(
    409,
    "ScopeLocked",
    `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: '${textAt(lock.inputs, "scope")}'. Please remove the lock and try again.`,
  );
};

/** Uses that go with what they are on, or that only watch it. */
const harmless = ["monitor:DiagnosticSetting", "authorization:RoleAssignment", "authorization:ManagementLockByScope"];

const blockers = (id: string, world: World) => usersOf(id, world).filter((one) => !harmless.includes(one.token));

const inUse =
  (code: string, message: (id: string, users: string) => string): Refusal =>
  ({ id }, world) => {
    const users = blockers(id, world);
    return users.length === 0 ? undefined : new AzureError(400, code, message(id, users.map((user) => user.id).join(", ")));
  };

const subnetInUse = (subnetId: string, world: World): AzureError | undefined => {
  const users = blockers(subnetId, world);
  if (users.length === 0) return undefined;
  const name = subnetId.split("/").at(-1);
  return new AzureError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${name} is in use by ${users.map((user) => user.id).join(", ")} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
};

const virtualNetwork: Refusal = ({ id }, world) => {
  const subnets = listAt(find(world, id)?.outputs ?? {}, "subnets")
    .filter(isObject)
    .map((one) => textAt(one, "id"));
  return [...subnets, ...below(world, id).map((one) => one.id)].map((subnet) => subnetInUse(subnet, world)).find(Boolean);
};

const nested =
  (token: string): Refusal =>
  ({ id }, world) => {
    const children = below(world, id).filter((one) => one.token === token);
    if (children.length === 0) return undefined;
    const ids = children.map((one) => `'${one.id}'`).join(",");
    return new AzureError(
      409,
      "CannotDeleteResource",
      `Can not delete resource while nested resources exist. Some existing nested resource IDs include: ${ids}. Please delete all nested resources before deleting this resource.`,
    );
  };

/** Every text in a value. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];

/** @param names whether a text of another resource of the service names the one that is to be deleted */
const apiManagementUse =
  (names: (text: string, name: string) => boolean, tokens: RegExp, what: string): Refusal =>
  ({ id }, world) => {
    const name = id.split("/").at(-1) ?? "";
    const users = below(world, parentId(id) ?? "").filter(
      (one) => tokens.test(one.token) && textsIn(one.inputs).some((text) => names(text, name)),
    );
    return users.length === 0
      ? undefined
      : new AzureError(
          400,
          "ValidationError",
          `${what} '${name}' cannot be deleted because it is used by ${users.map((one) => one.id).join(", ")}.`,
        );
  };

/** Policies of the service, and resources of other API versions that may hold the same. */
const policies = /^apimanagement:(Policy|ApiPolicy|ApiOperationPolicy|ProductPolicy|PolicyFragment)$|^resources:Resource$/;

const product: Refusal = ({ id }, world) => {
  const subscriptions = every(world).filter(
    (one) =>
      one.token === "apimanagement:Subscription" &&
      keyOf(textAt(one.inputs, "scope")).endsWith(keyOf(`/products/${id.split("/").at(-1)}`)) &&
      isWithin(one.id, parentId(id) ?? ""),
  );
  return subscriptions.length === 0
    ? undefined
    : new AzureError(
        400,
        "ValidationError",
        `Product ${id.split("/").at(-1)} has ${subscriptions.length} subscription(s) and cannot be deleted without them.`,
      );
};

/** Whether the account's or the container's time-based policy is locked. */
function immutable(id: string, world: World): boolean {
  const locked = (value: unknown): boolean =>
    isObject(value) && textAt(objectAt(value, "immutabilityPolicy"), "state") === "Locked";
  return every(world).some(
    (one) =>
      (isWithin(id, one.id) && locked(one.inputs.immutableStorageWithVersioning)) ||
      (isWithin(one.id, id) && one.token === "storage:BlobContainerImmutabilityPolicy" && one.outputs.state === "Locked"),
  );
}

const container: Refusal = ({ id }, world) =>
  immutable(id, world)
    ? new AzureError(
        409,
        "ContainerProtectedFromDeletion",
        `The container '${id.split("/").at(-1)}' is protected by a locked immutability policy and cannot be deleted while it holds blobs.`,
      )
    : undefined;

const storageAccount: Refusal = ({ id }, world) =>
  immutable(id, world) && below(world, id).some((one) => one.token === "storage:BlobContainer")
    ? new AzureError(
        409,
        "AccountProtectedFromDeletion",
        `The storage account '${id.split("/").at(-1)}' has containers that are protected by a locked immutability policy.`,
      )
    : undefined;

const resourceGroup: Refusal = ({ id }, world) => {
  const kept = below(world, id).filter((one) => one.armType !== "Microsoft.Resources/resourceGroups");
  const locked = kept
    .map((one) => locks({ kind: "delete", id: one.id, token: one.token, armType: one.armType, inputs: one.inputs }, world))
    .find(Boolean);
  return locked;
};

/** An Azure table of a workspace comes and goes with the workspace. */
const table: Refusal = ({ id }) => {
  const name = id.split("/").at(-1) ?? "";
  return /_(CL|RST|SRCH)$/.test(name)
    ? undefined
    : new AzureError(400, "InvalidParameter", `Table ${name} is of type Microsoft and cannot be deleted.`);
};

const deletes = byType({
  "resources:ResourceGroup": resourceGroup,
  "network:VirtualNetwork": virtualNetwork,
  "network:Subnet": ({ id }, world) => subnetInUse(id, world),
  "network:NetworkSecurityGroup": inUse(
    "InUseNetworkSecurityGroupCannotBeDeleted",
    (id, users) =>
      `Network security group ${id} cannot be deleted because it is in use by the following resources: ${users}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
  ),
  "network:PublicIPAddress": inUse(
    "PublicIPAddressCannotBeDeleted",
    (id, users) =>
      `Public IP address ${id} can not be deleted since it is still allocated to resource ${users}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.`,
  ),
  "network:RouteTable": inUse(
    "InUseRouteTableCannotBeDeleted",
    (id, users) => `Route table ${id} is in use and cannot be deleted. It is in use by: ${users}.`,
  ),
  "network:NatGateway": inUse(
    "InUseNatGatewayCannotBeDeleted",
    (id, users) => `NAT gateway ${id} is in use and cannot be deleted. It is in use by: ${users}.`,
  ),
  "network:WebApplicationFirewallPolicy": inUse(
    "ApplicationGatewayFirewallPolicyCannotBeDeleted",
    (id, users) => `Firewall policy ${id} cannot be deleted because it is in use by: ${users}.`,
  ),
  "privatedns:PrivateZone": nested("privatedns:VirtualNetworkLink"),
  "cognitiveservices:Account": nested("cognitiveservices:Deployment"),
  "storage:BlobContainer": container,
  "storage:StorageAccount": storageAccount,
  "operationalinsights:Table": table,
  "apimanagement:Product": product,
  "apimanagement:Logger": apiManagementUse(
    (text, name) => text.endsWith(`/loggers/${name}`),
    /Diagnostic$|^resources:Resource$/,
    "Logger",
  ),
  "apimanagement:NamedValue": apiManagementUse((text, name) => text.includes(`{{${name}}}`), policies, "Named value"),
  "apimanagement:PolicyFragment": apiManagementUse(
    (text, name) => text.includes(`fragment-id="${name}"`),
    policies,
    "Policy fragment",
  ),
  "apimanagement:Backend": apiManagementUse(
    (text, name) => text.endsWith(`/backends/${name}`),
    /Backend$|^resources:Resource$/,
    "Backend",
  ),
});

/** What is in use, immutable or not empty cannot be deleted. */
export const deletion: Refusal = (request, world) => (request.kind === "delete" ? deletes(request, world) : undefined);
