import boundaries from "eslint-plugin-boundaries";
import jsdoc from "eslint-plugin-jsdoc";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/**
 * The rooms of `local`, and which others each may import: what speaks to nobody first. The stand-ins of Azure and of the gateway know nothing of
 * what they judge, neither the settings nor the components.
 */
const deployed = ["stacks", "components", "policies"];
const rooms = {
  protocol: [],
  http: [],
  gateway: [],
  azure: ["protocol"],
  logs: ["gateway"],
  identity: ["gateway"],
  openai: ["gateway", "http"],
  applicationGateway: ["gateway", "http", "logs"],
  engine: ["protocol", "stacks"],
  docs: deployed,
  report: ["engine", "azure", ...deployed],
  release: ["engine", "azure"],
  preview: ["engine", "azure", "report", "release", ...deployed],
  plans: ["engine", "release"],
  check: ["engine", "protocol", "preview", "policies"],
  doctor: ["azure", "engine", "report", "preview", ...deployed],
  init: ["engine", "preview"],
  pulumi: ["engine", "protocol", "azure", "preview", "stacks"],
  bench: ["engine", "pulumi", "azure", "query", "components"],
  stand: [
    ...["engine", "azure", "preview", "report", "gateway", "openai", "identity", "http", "logs", "applicationGateway"],
    "stacks",
  ],
  simulate: ["engine", "gateway", "identity", "openai", "stand", "components"],
  query: ["engine", "preview", "stand", "stacks", "components"],
  workbook: ["query", "report"],
};
const isRoom = (name) => Object.hasOwn(rooms, name);
const layerOf = (name) => (isRoom(name) ? `local/${name}` : name);

/**
 * The layers, outermost first, and which others each may import: data flows from the settings to the resources, what is deployed knows nothing
 * of the tools, the rules know resources only, and a fixture is a program, a file or a rule pack of its own. README's table says what each holds.
 */
const allOfLocal = ["commands", "folders", ...Object.keys(rooms).map(layerOf)];
const layers = [
  { name: "test", files: "test/!(fixtures)/**", imports: ["index", ...deployed, "fixtures", ...allOfLocal] },
  { name: "fixtures", files: "test/fixtures/**", imports: ["policies"] },
  { name: "commands", files: "local/!(folders).*", imports: allOfLocal },
  ...Object.entries(rooms).map(([name, imports]) => ({
    name: layerOf(name),
    files: `${layerOf(name)}/**`,
    imports: ["folders", ...imports.map(layerOf)],
  })),
  { name: "folders", files: "local/folders.ts", imports: [] },
  { name: "index", files: "index.ts", imports: ["stacks"] },
  { name: "stacks", files: "stacks/**", imports: ["components"] },
  { name: "components", files: "components/**", imports: [] },
  { name: "policies", files: "policies/**", imports: [] },
];

const layering = {
  files: ["**/*.ts", "**/*.tsx", "**/*.js"],
  plugins: { boundaries },
  settings: {
    "import/resolver": { node: { extensions: [".ts", ".tsx", ".js", ".json"] } },
    "boundaries/root-path": import.meta.dirname,
    "boundaries/files": layers.map(({ name, files }) => ({ category: name, pattern: files })),
    "boundaries/dependency-nodes": ["import", "export", "require", "dynamic-import"],
    "boundaries/additional-dependency-nodes": [
      { name: "import-type", selector: "TSImportType Literal", kind: "type" },
      { name: "import-equals", selector: "TSExternalModuleReference > Literal", kind: "value" },
      // A module that is loaded late: `const load = createRequire(__filename)`.
      { name: "load", selector: "CallExpression[callee.name=load] > Literal:first-child", kind: "value" },
      { name: "jest", selector: "CallExpression[callee.object.name=jest] > Literal:first-child", kind: "value" },
    ],
  },
  rules: {
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        policies: layers.map(({ name, imports }) => ({
          from: { file: { categories: name } },
          allow: { to: { file: { categories: { anyOf: [name, ...imports] } } } },
        })),
      },
    ],
  },
};

/** Everything that a module exports has a comment, and so has each member of an exported interface and each public member of an exported class. */
const exported = (type) => `ExportNamedDeclaration > ${type}`;
const hidden =
  ":matches([accessibility=/^(private|protected)$/], [key.type=PrivateIdentifier], [kind=constructor], [override=true])";
const documented = {
  files: ["index.ts", ...[...deployed, "local"].flatMap((layer) => [`${layer}/**/*.ts`, `${layer}/**/*.tsx`])],
  // Declarations of what other packages export.
  ignores: ["**/*.d.ts"],
  plugins: { jsdoc },
  rules: {
    "jsdoc/no-blank-blocks": "error",
    "jsdoc/require-jsdoc": [
      "error",
      {
        enableFixer: false,
        require: { FunctionDeclaration: false },
        contexts: [
          "ExportNamedDeclaration:has(> VariableDeclaration)",
          exported(":matches(FunctionDeclaration, TSDeclareFunction, ClassDeclaration)"),
          exported(":matches(TSInterfaceDeclaration, TSTypeAliasDeclaration, TSEnumDeclaration)"),
          exported("TSInterfaceDeclaration > TSInterfaceBody > *"),
          exported(`ClassDeclaration > ClassBody > :not(StaticBlock, ${hidden})`),
        ],
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ["node_modules/", ".local/", "coverage/"] },
  ...tseslint.configs.recommended,
  layering,
  documented,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "@pulumi": pulumi },
    rules: {
      // An output inside a template string prints "Calling [toString] on an Output", not its value.
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
    },
  },
  { files: ["**/*.js", "**/*.mjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
