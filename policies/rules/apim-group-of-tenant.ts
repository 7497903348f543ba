import { ownTenants } from "../azure/outside";
import { mustNotBe, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-group-of-tenant",
  severity: "high",
  types: ["apimanagement:Group", "apimanagement:ProductGroup"],
  description: "Groups of API Management are groups of the own tenant, and products are for them, not for guests.",
  remediation: "Set externalId to a group of the tenant, and name a group of the stack in groupId.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:ProductGroup")
      return mustNotBe(resource.at("groupId"), "guests", "developers").filter((one) => !one.unknown);
    const id = resource.at("externalId");
    if (id.isMissing) return [];
    const tenant = /^aad:\/\/([^/]+)\/groups\//.exec(id.text() ?? "")?.[1]?.toLowerCase();
    return tenant !== undefined && ownTenants(stack).has(tenant) ? [] : [unexpected(id, "a group of the own tenant")];
  },
});
