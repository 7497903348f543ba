import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "lock-level",
  severity: "high",
  types: ["authorization:ManagementLockByScope"],
  description: "Locks lock.",
  remediation: 'Set level to "CanNotDelete" or "ReadOnly".',
  check: (lock) => mustBe(lock.at("level"), "CanNotDelete", "ReadOnly"),
});
