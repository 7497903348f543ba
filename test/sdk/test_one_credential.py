"""Clients that send one credential: the set-ups of docs/clients.md with only endpoint and credential changed."""

import pytest
from test_clients import API_VERSION, MESSAGES, started

ANSWER = "gpt-5.1 answers: Good morning"


@pytest.fixture(scope="module")
def stand():
    yield from started("one-credential")


@pytest.fixture(params=["token", "key"])
def credential(request, stand):
    return stand.token("developers") if request.param == "token" else stand.key("editor")


def test_openai_v1(stand, credential):
    from openai import OpenAI

    client = OpenAI(base_url=stand.gateway + "/openai/v1", api_key=credential)
    assert client.chat.completions.create(model="gpt-5.1", messages=MESSAGES).choices[0].message.content == ANSWER
    assert "gpt-5.1" in [model.id for model in client.models.list().data]


@pytest.mark.parametrize("mode", ["token", "key"])
def test_azure_openai(stand, mode):
    from openai import AzureOpenAI

    shown = {"azure_ad_token": stand.token("developers")} if mode == "token" else {"api_key": stand.key("editor")}
    client = AzureOpenAI(azure_endpoint=stand.gateway, api_version=API_VERSION, **shown)
    assert client.chat.completions.create(model="gpt-5.1", messages=MESSAGES).choices[0].message.content == ANSWER


def test_langchain(stand, credential):
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model="gpt-5.1", base_url=stand.gateway + "/openai/v1", api_key=credential)
    assert model.invoke("Good morning").content == ANSWER


def test_litellm(stand, credential):
    import litellm

    answer = litellm.completion(
        model="openai/gpt-5.1", api_base=stand.gateway + "/openai/v1", api_key=credential, messages=MESSAGES
    )
    assert answer.choices[0].message.content == ANSWER


def test_a_credential_of_another_way_is_refused(stand):
    import openai

    for shown in (stand.token("claims-assistant"), stand.key("claims-assistant"), stand.token("editor")):
        client = openai.OpenAI(base_url=stand.gateway + "/openai/v1", api_key=shown, max_retries=0)
        with pytest.raises(openai.AuthenticationError):
            client.chat.completions.create(model="gpt-5.1", messages=MESSAGES)
