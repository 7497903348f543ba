import { readFileSync } from "node:fs";
import { join } from "node:path";
import { networkRules } from "../../../local/docs/networkRules";

const document = readFileSync(join(__dirname, "..", "..", "..", "docs", "network-rules.md"), "utf8");

/** Rows of a section's table, without its head. */
const rowsOf = (title: string) =>
  (networkRules().split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "").split("\n").filter((line) => /^\| \d/.test(line));

describe("docs/network-rules.md", () => {
  it("is current; if not, run npm run docs", () => {
    expect(document).toBe(networkRules());
  });

  it("shows places by the names of subnets and settings", () => {
    expect(rowsOf("Private endpoints")).toContain(
      "| 110 | Inbound | Allow | Tcp | Application Gateway's subnet | private endpoints' subnet | 443 | Key Vault, and API Management behind a private endpoint |",
    );
  });

  it("ends each direction of a private subnet with the refusal of all else", () => {
    for (const title of ["Application Gateway, private front end", "API Management, Developer and Premium", "Private endpoints"])
      for (const direction of ["Inbound", "Outbound"])
        expect(rowsOf(title)).toContain(`| 4096 | ${direction} | Deny | * | * | * | * | Everything else |`);
  });
});
