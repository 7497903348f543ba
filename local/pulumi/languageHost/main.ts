import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { servePlugin } from "../plugin";
import { stopPrograms } from "./program";
import { languageService } from "./service";

/** `pulumi-language-nodejs ENGINE-ADDRESS`: the language host, for machines without Pulumi's own. */
void servePlugin(LanguageRuntimeService, languageService(process.argv.at(-1) ?? ""), stopPrograms);
