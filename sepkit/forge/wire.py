"""PyGithub's connection with its own retries and pauses switched off: we decide on both."""

from typing import Any

from sepkit.forge.requests import Answer, WireError
from sepkit.model import ForgeError

SECONDS = 20
"""How long one answer may take."""


class PyGithubWire:
    """Sends through PyGithub, which knows tokens, apps and the addresses of Enterprise servers."""

    def __init__(self, *, token: str, base_url: str, user_agent: str) -> None:
        import github

        self._requester = github.Github(
            auth=github.Auth.Token(token),
            base_url=base_url,
            timeout=SECONDS,
            user_agent=user_agent,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        ).requester

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
        """Send one request, once; with an `etag` only what is no longer so comes back.

        Raises:
            WireError: no answer came, or none that HTTP knows.
        """
        import github
        import requests

        url = self._requester.graphql_url if path == "/graphql" else path
        condition = {"If-None-Match": etag} if etag else None
        try:
            status, headers, text = self._requester.requestJson(
                method, url, headers=condition, input=body
            )
        except requests.exceptions.RequestException as error:
            raise WireError(type(error).__name__) from error
        except (github.GithubException, RuntimeError, ValueError, OSError) as error:
            raise WireError(f"{type(error).__name__}: {str(error)[:120]}") from error
        return Answer(
            status=status,
            headers={str(k).lower(): str(v) for k, v in headers.items()},
            text=text or "",
        )


def installation_token(*, app_id: str, private_key: str, repository: str, base_url: str) -> str:
    """Return a token of a GitHub App's installation on a repository; good for an hour.

    Args:
        app_id: the App's number or client id.
        private_key: its PEM text, from a secret.
        repository: `owner/name`.
        base_url: of the API.

    Raises:
        ForgeError: the forge gives none, or the key is no private key.
    """
    import github
    import jwt
    import requests

    owner, _, name = repository.partition("/")
    try:
        integration = github.GithubIntegration(
            auth=github.Auth.AppAuth(app_id, private_key),
            base_url=base_url,
            timeout=SECONDS,
            retry=None,
        )
        installation = integration.get_repo_installation(owner, name)
        return integration.get_access_token(installation.id).token
    except (github.GithubException, requests.exceptions.RequestException, OSError) as error:
        status = getattr(error, "status", None)
        raise ForgeError(
            f"the forge gives the App `{app_id[:40]}` no token for `{repository}`: "
            f"{status or type(error).__name__}",
            help="check the App's number, and that it is installed on the repository",
        ) from error
    except (ValueError, jwt.PyJWTError) as error:
        raise ForgeError(
            "the App's key is no private key",
            help="SEPKIT_APP_KEY holds the whole PEM text, its first and last line included",
        ) from error
