"""GraphQL answers to the nouns of the model; strict, for a wrong shape is doubt."""

from collections.abc import Mapping
from typing import Any

from sepkit.forge.requests import DoubtError
from sepkit.model import Instant, ObjectId
from sepkit.model.forge_state import (
    Account,
    ForgeComment,
    ForgeEvent,
    ForgeReview,
    PullStamp,
    PullState,
)

_EVENTS = {
    "LabeledEvent": "labeled",
    "UnlabeledEvent": "unlabeled",
    "AssignedEvent": "assigned",
    "UnassignedEvent": "unassigned",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
    "HeadRefForcePushedEvent": "pushed",
    "CommentDeletedEvent": "comment-deleted",
}


def account(node: Mapping[str, Any] | None) -> Account | None:
    """Return an account, or None for one that is gone or that the forge gives no number for."""
    if node is None or not isinstance(node.get("databaseId"), int):
        return None
    is_bot = node.get("__typename") == "Bot" or str(node["login"]).endswith("[bot]")
    return Account(
        id=node["databaseId"], login=str(node["login"]).removesuffix("[bot]"), is_bot=is_bot
    )


def stamp(node: Mapping[str, Any]) -> PullStamp:
    """Return when a pull request moved last."""
    return PullStamp(
        number=int(node["number"]),
        head=ObjectId(node["headRefOid"]),
        updated=Instant(node["updatedAt"]),
    )


def comments(nodes: Any) -> tuple[ForgeComment, ...]:
    """Return comments in the order given, each once: a page that shifts may hold one twice."""
    found = {int(node["fullDatabaseId"]): _comment(node) for node in nodes if node}
    return tuple(found[number] for number in sorted(found))


def _comment(node: Mapping[str, Any]) -> ForgeComment:
    edited = node["lastEditedAt"]
    return ForgeComment(
        id=int(node["fullDatabaseId"]),
        author=account(node["author"]),
        body=str(node["body"]),
        created=Instant(node["createdAt"]),
        edited=Instant(edited) if edited else None,
        editor=account(node["editor"]),
    )


def pull_state(node: Mapping[str, Any]) -> PullState:
    """Return one pull request.

    Raises:
        DoubtError: the answer does not have the shape that was asked for.
    """
    try:
        return _pull_state(node)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DoubtError(f"an answer has another shape than was asked for: {error!r}") from error


def _pull_state(node: Mapping[str, Any]) -> PullState:
    timeline = node["timelineItems"]
    missing = ["events"] if timeline["pageInfo"]["hasPreviousPage"] else []
    if node["labels"]["pageInfo"]["hasNextPage"]:
        missing.append("labels")
    return PullState(
        number=int(node["number"]),
        author=account(node["author"]),
        is_open=node["state"] == "OPEN",
        is_draft=bool(node["isDraft"]),
        head=ObjectId(node["headRefOid"]),
        created=Instant(node["createdAt"]),
        updated=Instant(node["updatedAt"]),
        description=str(node["body"] or ""),
        labels=tuple(item["name"] for item in node["labels"]["nodes"]),
        assignees=tuple(a for item in node["assignees"]["nodes"] if (a := account(item))),
        requested=tuple(_requested(node["reviewRequests"]["nodes"])),
        comments=comments(node["comments"]["nodes"]),
        reviews=tuple(_review(item) for item in node["reviews"]["nodes"]),
        events=tuple(
            sorted(
                [*_events(timeline["nodes"]), *_commits(node["commits"]["nodes"])],
                key=lambda event: event.at,
            )
        ),
        missing=tuple(missing),
    )


def _requested(nodes: Any) -> list[str]:
    found: list[str] = []
    for node in nodes:
        reviewer = node["requestedReviewer"] or {}
        name = reviewer.get("login") or reviewer.get("slug")
        if name:
            found.append(str(name))
    return found


def _review(node: Mapping[str, Any]) -> ForgeReview:
    submitted = node["submittedAt"]
    return ForgeReview(
        author=account(node["author"]),
        state=str(node["state"]).lower().replace("_", "-"),
        submitted=Instant(submitted) if submitted else None,
    )


def _events(nodes: Any) -> list[ForgeEvent]:
    found: list[ForgeEvent] = []
    for node in nodes:
        kind = _EVENTS.get(node["__typename"])
        if kind is not None:
            found.append(
                ForgeEvent(
                    kind=kind,
                    actor=account(node["actor"]),
                    at=Instant(node["createdAt"]),
                    subject=_subject(node),
                )
            )
    return found


def _subject(node: Mapping[str, Any]) -> str:
    if "label" in node:
        return str(node["label"]["name"])
    someone = node.get("assignee") or node.get("deletedCommentAuthor") or {}
    return str(someone.get("login") or "")


def _commits(nodes: Any) -> list[ForgeEvent]:
    """Return when the newest commit was made; whose it is, is what the forge makes of its mail."""
    found: list[ForgeEvent] = []
    for node in nodes:
        commit = node["commit"]
        user = (commit["author"] or {}).get("user")
        found.append(
            ForgeEvent(kind="committed", actor=account(user), at=Instant(commit["committedDate"]))
        )
    return found
