import { stackRule } from "../base/rule";

export default stackRule({
  name: "alert-receivers-told",
  severity: "high",
  types: ["monitor:ActionGroup"],
  description: "Everybody whom the stack's own configuration sends alerts to is in an action group that is on.",
  remediation: "Put the receivers of monitoring.alertReceivers back into emailReceivers.",
  check: (group, stack) => {
    const groups = stack.ofType("monitor:ActionGroup");
    if (group !== groups[0]) return []; // said once
    const lists = groups.filter((one) => !one.at("enabled").mayMean(false)).map((one) => one.at("emailReceivers"));
    const told = lists.flatMap((list) => list.items()).map((one) => one.at("emailAddress").text()?.toLowerCase());
    return stack.environment.alertMails
      .filter((mail) => !told.includes(mail.toLowerCase()))
      .map((mail) => ({ message: `no action group tells ${mail}, whom monitoring.alertReceivers names; expected one` }));
  },
});
