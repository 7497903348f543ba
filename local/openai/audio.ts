import { bytesAnswer, jsonAnswer } from "./answer";
import { ModelCall, Work, bodyOf, formOf } from "./call";
import { refuseModel } from "./chat";
import { notSimulated, requestError } from "./refusal";

/** Limits of audio models are requests. */
const demand = { promptTokens: 0, maxTokens: 0 };

/** `POST …/audio/speech`: the header of an empty WAV file, whatever is to be said. */
export function speech(call: ModelCall): Work {
  const body = bodyOf(call);
  refuseModel("speech", call.deployment.model, /tts/.test(call.deployment.model));
  if (typeof body.input !== "string")
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'input'.", "input");
  if (body.stream_format === "sse") throw notSimulated("speech as a stream of events");
  return { demand, answer: () => ({ completionTokens: 0, response: bytesAnswer(200, "audio/wav", silence()) }) };
}

function silence(): Uint8Array {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(24_000, 24);
  header.writeUInt32LE(48_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  return header;
}

/** `POST …/audio/transcriptions` and `…/translations`: says which file it got. */
export const transcription =
  (operation: "transcription" | "translation") =>
  async (call: ModelCall): Promise<Work> => {
    const form = await formOf(call);
    refuseModel(operation, call.deployment.model, /whisper|transcribe/.test(call.deployment.model));
    const file = form.get("file");
    if (file === null || typeof file === "string")
      throw requestError(400, "missing_required_parameter", "Missing required parameter: 'file'.", "file");
    if (form.get("stream") === "true") throw notSimulated("a transcription as a stream");
    const text = `${operation} of ${file.name} (${file.size} bytes)`;
    const plain = form.get("response_format") === "text";
    return {
      demand,
      answer: () => ({
        completionTokens: 0,
        response: plain ? bytesAnswer(200, "text/plain", new TextEncoder().encode(`${text}\n`)) : jsonAnswer(200, { text }),
      }),
    };
  };
