import { holdsPort, isInternet } from "../azure/addresses";
import { eachAllow, ports, prefixes, securityRuleTypes } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

/** FTP, SSH, Telnet, SMTP, DNS, HTTP, RPC, NetBIOS, SMB, SQL Server, MySQL, RDP, PostgreSQL, WinRM, Redis, MongoDB. */
const adminPorts = "20 21 22 23 25 53 80 135 139 445 1433 3306 3389 5432 5985 5986 6379 27017".split(" ");

export default resourceRule({
  name: "nsg-no-admin-ports",
  severity: "critical",
  types: securityRuleTypes,
  description: "No network security rule opens ports of administration, databases or plain HTTP to the Internet.",
  remediation: "Remove the ports from the rule, or name the ranges that may connect.",
  settings: { ports: strings("Ports that must not be open to the Internet.", adminPorts) },
  check: (group, config) =>
    eachAllow(group, "Inbound", (rule) => {
      const open = prefixes(rule, "source").find((prefix) => prefix.isUnknown || isInternet(prefix.text() ?? ""));
      if (!open) return [];
      const bad = ports(rule).filter(
        (port) => port.isUnknown || config.ports.some((one) => holdsPort(port.text() ?? "", Number(one))),
      );
      const closed = config.ports.join(", ");
      return bad.map((port) => unexpected(open.isUnknown ? open : port, `none of the ports ${closed} open to the Internet`));
    }),
});
