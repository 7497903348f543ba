"""The Python clients against a running environment: only endpoint and credentials differ from those for Azure OpenAI itself."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = "gpt-5.1"
MESSAGES = [{"role": "user", "content": "Good morning"}]
API_VERSION = "2024-10-21"
WEATHER = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": False}


class Stand:
    """An environment that `npm run local` started."""

    def __init__(self, line: str):
        self.__dict__.update(json.loads(line))

    def ask(self, method: str, path: str, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.control + path, data=data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def token(self, consumer: str) -> str:
        return self.ask("POST", "/tokens", {"consumer": consumer})["token"]

    def key(self, consumer: str) -> str:
        return next(one["subscriptionKey"] for one in self.consumers if one["name"] == consumer)


def started(name: str):
    command = ["node", "local/start.js", "local", "--stack", name, "--config", f"test/fixtures/{name}.yaml", "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        stand = Stand(process.stdout.readline())
        os.environ["SSL_CERT_FILE"] = stand.ca
        os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # the prices of models that it brings along, not those it would download
        yield stand
    finally:
        process.send_signal(2)
        assert process.wait(timeout=10) == 0


@pytest.fixture(scope="module")
def stand():
    yield from started("max")


@pytest.fixture(autouse=True)
def fresh(stand):
    stand.ask("POST", "/reset")


def clients(stand, consumer="claims-assistant", **more):
    from openai import AzureOpenAI, OpenAI

    token, headers = stand.token(consumer), {"api-key": stand.key(consumer)}
    v1 = OpenAI(base_url=stand.gateway + "/openai/v1", api_key=token, default_headers=headers, **more)
    dated = AzureOpenAI(
        azure_endpoint=stand.gateway, api_version=API_VERSION, azure_ad_token=token, default_headers=headers, **more
    )
    return v1, dated


def test_chat(stand):
    for client in clients(stand):
        answer = client.chat.completions.create(model=MODEL, messages=MESSAGES)
        assert answer.choices[0].message.content == "gpt-5.1 answers: Good morning"


def test_streamed_chat(stand):
    for client in clients(stand):
        stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        text = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
        assert text == "gpt-5.1 answers: Good morning"


def test_embeddings(stand):
    v1, dated = clients(stand, "service-desk")
    assert len(v1.embeddings.create(model="text-embedding-3-large", input=["a", "b"]).data) == 2
    assert dated.embeddings.create(model="text-embedding-3-large", input=[[1, 2, 3]]).usage.total_tokens == 3


def test_responses_with_tools_over_several_turns(stand):
    v1, _ = clients(stand)
    tools = [{"type": "function", "name": "weather", "parameters": WEATHER, "strict": True}]
    first = v1.responses.create(model=MODEL, input="Weather?", tools=tools)
    call = next(item for item in first.output if item.type == "function_call")
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "12 degrees"}
    second = v1.responses.create(model=MODEL, input=[result], previous_response_id=first.id, tools=tools)
    assert second.output_text == "gpt-5.1 answers: 12 degrees"
    with v1.responses.stream(model=MODEL, input="Hello") as stream:
        for _event in stream:
            pass
        assert stream.get_final_response().output_text == "gpt-5.1 answers: Hello"


def test_responses_that_are_not_kept_in_two_regions(stand):
    v1, _ = clients(stand, "service-desk")
    tools = [{"type": "function", "name": "weather", "parameters": WEATHER, "strict": True}]
    conversation = [{"role": "user", "content": "Weather?"}]
    for _turn in range(4):
        answer = v1.responses.create(
            model="gpt-5.4-mini", input=conversation, tools=tools, store=False, include=["reasoning.encrypted_content"]
        )
        conversation += [item.model_dump(exclude_none=True) for item in answer.output]
        calls = [item for item in answer.output if item.type == "function_call"]
        conversation += [{"type": "function_call_output", "call_id": one.call_id, "output": "12"} for one in calls] or [
            {"role": "user", "content": "And then?"}
        ]
    assert len(conversation) > 8


def test_images_and_files(stand):
    images, _ = clients(stand, "marketing-images")
    assert len(images.images.generate(model="gpt-image-2", prompt="a house").data) == 1
    picture = ("a.png", bytes(range(256)), "image/png")
    assert len(images.images.edit(model="gpt-image-2", prompt="more", image=picture).data) == 1
    v1, _ = clients(stand)
    file = v1.files.create(file=("a.txt", b"text"), purpose="user_data")
    assert v1.files.content(file.id).read() == b"text"


def test_typed_errors(stand):
    import openai

    v1, dated = clients(stand, "service-desk", max_retries=0)
    with pytest.raises(openai.PermissionDeniedError):
        v1.chat.completions.create(model=MODEL, messages=MESSAGES)
    with pytest.raises(openai.NotFoundError):
        dated.chat.completions.create(model="gpt-4o", messages=MESSAGES)
    with pytest.raises(openai.AuthenticationError):
        v1.with_options(default_headers={"api-key": "x"}).chat.completions.create(model="gpt-5.4-mini", messages=MESSAGES)
    with pytest.raises(openai.BadRequestError) as refused:
        prompt = [{"role": "user", "content": "shield-content-filter-test"}]
        v1.chat.completions.create(model="gpt-5.4-mini", messages=prompt)
    assert refused.value.code == "content_filter"


def test_throttled_region_is_not_noticed(stand):
    stand.ask("PUT", "/regions/swedencentral", {"state": "throttled", "retryAfterSeconds": 5})
    v1, _ = clients(stand)
    assert v1.chat.completions.create(model=MODEL, messages=MESSAGES).choices


def langchain(stand, consumer):
    # litellm brings the encodings along that tiktoken would download; this module of it points tiktoken to them.
    import litellm.litellm_core_utils.default_encoding  # noqa: F401

    from langchain_openai import AzureChatOpenAI, AzureOpenAIEmbeddings

    common = {
        "azure_endpoint": stand.gateway,
        "api_version": API_VERSION,
        "azure_ad_token": stand.token(consumer),
        "default_headers": {"api-key": stand.key(consumer)},
    }
    return AzureChatOpenAI(azure_deployment="gpt-5.4-mini", **common), AzureOpenAIEmbeddings(
        azure_deployment="text-embedding-3-large", model="text-embedding-3-large", **common
    )


def test_langchain(stand):
    chat, embeddings = langchain(stand, "service-desk")
    assert chat.invoke("Good morning").content == "gpt-5.4-mini answers: Good morning"
    assert "".join(chunk.content for chunk in chat.stream("Hello")) == "gpt-5.4-mini answers: Hello"
    assert len(embeddings.embed_documents(["one", "two"])) == 2  # sent as token ids
    tool = {"title": "weather", "description": "The weather.", **WEATHER}
    assert chat.bind_tools([tool]).invoke("Weather?").tool_calls[0]["args"] == {"city": "example"}
    assert chat.with_structured_output(tool).invoke("Weather?") == {"city": "example"}


def test_litellm(stand):
    import litellm

    common = {
        "model": "azure/gpt-5.4-mini",
        "api_base": stand.gateway,
        "api_version": API_VERSION,
        "azure_ad_token": stand.token("service-desk"),
        "extra_headers": {"api-key": stand.key("service-desk")},
    }
    assert litellm.completion(messages=MESSAGES, **common).choices[0].message.content == "gpt-5.4-mini answers: Good morning"
    stream = litellm.completion(messages=MESSAGES, stream=True, **common)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in stream) == "gpt-5.4-mini answers: Good morning"
    with pytest.raises(litellm.exceptions.NotFoundError):
        litellm.completion(messages=MESSAGES, **{**common, "model": "azure/gpt-4o"}, max_retries=0)
