import type { BackendResponse } from "../gateway/types";
import { bytesAnswer, jsonAnswer } from "./answer";
import { Call, formOf, newId, seconds } from "./call";
import { requestError } from "./refusal";
import type { StoredFile } from "./store";

const shown = ({ id, filename, purpose, bytes, createdAt }: StoredFile) => ({
  object: "file",
  id,
  purpose,
  filename,
  bytes: bytes.length,
  created_at: createdAt,
  status: "processed",
});

/** The file of the path. @throws Refusal when this account has none of that id. */
export function fileOf(call: Call, id = call.parameters.file_id ?? ""): StoredFile {
  const file = call.store.files.get(id);
  if (!file) throw requestError(404, null, `No such File object: ${id}`, "id");
  return file;
}

/** Keeps a file in the call's account. */
export function keepFile(call: Call, filename: string, purpose: string, bytes: Uint8Array): StoredFile {
  const file = { id: newId("file-", call.random), filename, purpose, bytes, createdAt: seconds(call.clock) };
  call.store.files.set(file.id, file);
  return file;
}

/** `POST …/files`. */
export async function uploadFile(call: Call): Promise<BackendResponse> {
  const form = await formOf(call);
  const file = form.get("file");
  const purpose = form.get("purpose");
  if (file === null || typeof file === "string") throw requestError(400, null, "The form field 'file' is missing.", "file");
  if (typeof purpose !== "string") throw requestError(400, null, "The form field 'purpose' is missing.", "purpose");
  return jsonAnswer(201, shown(keepFile(call, file.name, purpose, new Uint8Array(await file.arrayBuffer()))));
}

/** `GET …/files`. */
export const listFiles = (call: Call): BackendResponse =>
  jsonAnswer(200, { object: "list", data: [...call.store.files.values()].map(shown), has_more: false });

/** `GET …/files/{file_id}`. */
export const getFile = (call: Call): BackendResponse => jsonAnswer(200, shown(fileOf(call)));

/** `GET …/files/{file_id}/content`. */
export const fileContent = (call: Call): BackendResponse => bytesAnswer(200, "application/octet-stream", fileOf(call).bytes);

/** `DELETE …/files/{file_id}`. */
export function deleteFile(call: Call): BackendResponse {
  const { id } = fileOf(call);
  call.store.files.delete(id);
  return jsonAnswer(200, { object: "file", id, deleted: true });
}
