/** What `--help` says of a command, by its name in `package.json`. */
export const help: Readonly<Record<string, string>> = {
  preview: `npm run preview -- [OPTION…]
The resources of an environment and how the rules judge them, without Azure and without network.

  --stack NAME               which Pulumi.<NAME>.yaml; default: dev, or the only one there is
  --config FILE              another stack file
  --all                      every Pulumi.<stack>.yaml here, one after another
  --first-run                leave unknown what Azure has not answered yet, as a first \`pulumi preview\` does
  --json                     one JSON document on standard output and nothing else
  --out DIR                  where plan and report go; default: .local/preview/<stack>
  --tree                     with the tree of all resources
  --against REF|PLAN.json    what would change against another version or plan
  --accept NAME,…            changes that --against finds and that are meant
  --policy-pack DIR          another folder of rules; default: policies
  --policy-pack-config FILE  levels and settings of the rules, as \`pulumi preview\` takes them; default: policies/config.json where it is there

Exit code 0: clean; 1: a mandatory rule is broken; 2: settings or usage refused; 3: the program failed;
4: with --against, what must stay would go, a way in is new or somebody is let in.`,

  check: `npm run check -- [PLAN.json | STATE.json | EVENTS.json | -] [OPTION…]
The rules over the JSON of the preview, of \`pulumi preview --json --show-sames\` or of \`pulumi refresh --preview-only --json\`, or over what \`pulumi stack export\`
writes; without a file, over a preview. A plan of \`--save-plan\` holds what differs: it is judged for a first deployment, or with --state. An event log lacks what rules
need: what the engine itself found is read from it, if it was asked with --policy-pack. What cannot be judged is refused.

  --state FILE               with a plan: what \`pulumi stack export\` wrote before it
  --format FORMAT            text, json, sarif, junit, markdown or baseline; default: text
  --output FILE              written at the end, in the place of standard output
  --stack NAME               without a file: which stack is previewed; default: dev
  --policy-pack DIR          another folder of rules; default: policies
  --policy-pack-config FILE  levels and settings of the rules; default: policies/config.json where it is there

Exit code 0: no mandatory rule is broken; 1: one is; 2: usage refused; 3: the pack or the preview failed.`,
  init: `npm run init -- [OPTION…]
Writes Pulumi.<stack>.yaml of a smallest environment and previews it. Asks for what no option says; never overwrites.

  --stack NAME        name of the stack
  --location REGION   Azure region; usually swedencentral
  --prefix TEXT       beginning of every name
  --host NAME         host name that clients use
  --tenant GUID       Entra tenant
  --audience URI      app registration of the gateway
  --publisher TEXT    name of the organisation
  --email ADDRESS     address from which API Management writes
  --model NAME        model; usually gpt-5.1
  --version TEXT      its version; usually 2025-11-13
  --consumer NAME     first team
  --group GUID        its Entra group
  --cost-centre TEXT  its cost centre
  --no-preview        write the file only

Exit code that of the preview; 2: usage or answers refused, nothing is written.`,

  doctor: `npm run doctor -- [OPTION…]
What this machine and, through az, the subscription lack for pulumi up, each with the command that mends it.

  --stack NAME   which Pulumi.<NAME>.yaml; default: dev, or the only one there is
  --config FILE  another stack file

Exit code 0: nothing is lacking; 1: something is; 2: usage or settings refused, or the program fails.`,

  pulumi: `npm run pulumi -- ARGUMENTS…
The real Pulumi CLI on this program against the stand-in Azure, such as: npm run pulumi -- up --stack dev --yes
It needs the Pulumi CLI, or Go and .ci/install-pulumi, which builds it. docs/local-engine.md has the rest.

  --stack NAME  which Pulumi.<NAME>.yaml; default: dev, or the only one there is
  --yes         deploy or destroy without asking
  --json        of preview and some others: as JSON

\`npm run pulumi -- up --help\` shows the options of a command of the CLI.`,

  local: `npm run local -- [OPTION…]
An environment on this machine: the gateway's policies, an issuer of tokens and scripted models, until it is told to end. docs/local.md has the rest.
npm run local -- explain REQUEST.http [OPTION…]: what the gateway does with one call.

  --stack NAME   which Pulumi.<NAME>.yaml; default: dev, or the only one there is
  --config FILE  another stack file
  --port N       port of the gateway; default: any
  --json         addresses and keys as one line of JSON

Exit code 0: ended as asked; 2: usage or settings refused; 3: it could not start.`,

  simulate: `npm run simulate -- --scenario FILE [OPTION…]
A traffic scenario in virtual time against the gateway's policies. docs/local.md has the rest.

  --scenario FILE  the traffic
  --policy FILE    another policy document for all APIs
  --json           the result as one JSON document
  --compare        instead of a scenario: the published scenarios, side by side

Exit code 0: simulated; 2: usage or scenario refused; 3: the environment could not be planned.`,

  azure: `npm run local:azure -- COMMAND…
Looks at and changes the stand-in Azure of \`npm run pulumi\`. docs/local-engine.md has the commands.`,

  query: `npm run query -- [NAME | FILE.kql] [OPTION…]
A query of the library over rows, answered here: those of the running \`npm run local\`, or of a file. Without a name: every query there is.

  --rows DIR|FILE   rows instead: a folder with TABLE.json files, or a file {"TABLE": [ROW, …]}
  --json            the rows as one JSON array and nothing else
  --since TIME      first moment, such as 2026-12-01T10:00:00Z, or a span before now such as 7d; default: that of the first row
  --until TIME      the moment after the last; default: now
  --now TIME        moment of the query; default: now, with --rows that of the last row
  --consumer NAME   of one team only
  --model NAME      of one model only
  --region NAME     answered in one region only
  --step SPAN       width of a step of what goes over time; default: 1h
  --call ID         correlation id, for one-call and call-details
  --caller ID       object id of a person or an application, for caller-history
  --stack NAME      whose prices, plans and teams; default: that of the stand-in, else dev
  --config FILE     another stack file

Exit code 0; 2: usage or settings refused; 3: the query is wrong, or needs something that this runner does not have.`,

  docs: `npm run docs
Writes what is generated: docs/settings.md, docs/network-rules.md, Pulumi.yaml and the JSON schema of the stack files.`,

  baseline: `npm run baseline -- [--stack NAME]
Keeps what a stack of this fork is made of, in baselines/<stack>.json, so that \`npm run preview\` can say what an upgrade would
delete or replace. Run it after each deployment. docs/fork.md has the rest.

  --stack NAME  which Pulumi.<NAME>.yaml; default: dev, or the only one there is`,
};
