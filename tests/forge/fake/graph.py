"""The fake's GraphQL: GitHub's part of the schema, run by a real engine that checks queries."""

from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from tests.forge.fake.world import BOT, Comment, Pull, World


@cache
def schema() -> GraphQLSchema:
    return build_schema((Path(__file__).parent / "github.graphql").read_text("utf-8"))


@cache
def parsed(text: str) -> DocumentNode:
    document = parse(text)
    errors = validate(schema(), document)
    assert not errors, errors
    return document


def answer(world: World, body: dict[str, Any]) -> dict[str, Any]:
    result = execute_sync(
        schema(), parsed(body["query"]), Root(world).all(), variable_values=body["variables"]
    )
    found: dict[str, Any] = {"data": result.data}
    if result.errors:
        found["errors"] = [{"message": str(e), "type": "INTERNAL"} for e in result.errors]
    return found


def page(items: list[Any], first: int, after: str | None) -> dict[str, Any]:
    start = int(after) if after else 0
    end = start + first
    return {
        "nodes": items[start:end],
        "pageInfo": {
            "hasNextPage": end < len(items),
            "hasPreviousPage": start > 0,
            "endCursor": str(min(end, len(items))),
            "startCursor": str(start),
        },
    }


class Root:
    def __init__(self, world: World) -> None:
        self.world = world

    def all(self) -> dict[str, Any]:
        return {"viewer": self.viewer, "repository": self.repository}

    def viewer(self, info: Any) -> dict[str, Any]:
        del info
        bot = self.world.users[BOT]
        return {"__typename": "User", "login": f"{bot.login}[bot]", "databaseId": bot.id}

    def who(self, login: str | None) -> dict[str, Any] | None:
        user = self.world.users.get(login or "")
        if user is None:
            return None
        return {"__typename": user.kind, "login": user.login, "databaseId": user.id}

    def repository(self, info: Any, owner: str, name: str) -> dict[str, Any] | None:
        del info
        if f"{owner}/{name}" != self.world.repository:
            return None
        return {
            "labels": self.labels,
            "object": self.object,
            "ref": self.ref,
            "pullRequest": self.pull_request,
            "pullRequests": self.pull_requests,
        }

    def labels(self, info: Any, first: int, query: str = "") -> dict[str, Any]:
        del info
        return page([{"name": n} for n in self.world.labels if query in n], first, None)

    def object(self, info: Any, expression: str) -> dict[str, Any] | None:
        del info
        found = self.world.objects.find(expression)
        if found is None:
            return None
        kind, name, data = found
        if kind == "tree":
            entries = [{"name": n} for n in self.world.objects.entries(name)]
            return {"__typename": "Tree", "oid": name, "entries": entries}
        return {"__typename": "Blob", "oid": name, "text": data.decode()}

    def ref(self, info: Any, qualifiedName: str) -> dict[str, Any] | None:  # noqa: N803 - GitHub's
        del info
        commit = self.world.objects.refs.get(qualifiedName)
        if commit is None:
            return None
        tree = {"__typename": "Tree", "oid": self.world.objects.tree_of(commit)}
        target = {"__typename": "Commit", "oid": commit, "tree": tree}
        return {"name": qualifiedName, "target": target}

    def pull_request(self, info: Any, number: int) -> dict[str, Any] | None:
        del info
        pull = self.world.pulls.get(number)
        return self.pull(pull) if pull else None

    def pull_requests(
        self,
        info: Any,
        states: list[str],
        first: int,
        after: str | None = None,
        orderBy: Any = None,  # noqa: N803 - GitHub's
    ) -> dict[str, Any]:
        del info, orderBy
        pulls = [p for _, p in sorted(self.world.pulls.items()) if p.state in states]
        found = page(pulls, min(first, self.world.pull_page), after)
        return {**found, "nodes": [self.pull(p) for p in found["nodes"]]}

    def pull(self, pull: Pull) -> dict[str, Any]:
        world = self.world

        def comments(info: Any, first: int, after: str | None = None) -> dict[str, Any]:
            del info
            return page(
                [self.comment(c) for c in pull.comments], min(first, world.comment_page), after
            )

        def events(info: Any, last: int, itemTypes: list[str]) -> dict[str, Any]:  # noqa: N803 - GitHub's
            del info, itemTypes
            shown = pull.events[-min(last, world.timeline_cap) :]
            info_ = {"hasNextPage": False, "hasPreviousPage": len(shown) < len(pull.events)}
            return {"nodes": [self.event(e) for e in shown], "pageInfo": info_}

        return {
            "number": pull.number,
            "state": pull.state,
            "isDraft": pull.is_draft,
            "createdAt": pull.created,
            "updatedAt": pull.updated,
            "headRefOid": pull.head,
            "body": pull.body,
            "author": self.who(pull.author),
            "labels": page([{"name": n} for n in pull.labels], 100, None),
            "assignees": {"nodes": [self.who(a) for a in pull.assignees]},
            "reviewRequests": {
                "nodes": [
                    {"requestedReviewer": {"__typename": "Team", "slug": t}}
                    for t in pull.requested_teams
                ]
            },
            "reviews": {"nodes": [{**r, "author": self.who(r["author"])} for r in pull.reviews]},
            "commits": {
                "nodes": [
                    {
                        "commit": {
                            "__typename": "Commit",
                            "committedDate": pull.committed,
                            "author": {"user": self.who(pull.committer)},
                        }
                    }
                ]
            },
            "comments": comments,
            "timelineItems": events,
        }

    def comment(self, comment: Comment) -> dict[str, Any]:
        return {
            "fullDatabaseId": str(comment.id),
            "body": comment.body,
            "createdAt": comment.created,
            "lastEditedAt": comment.edited,
            "author": self.who(comment.author),
            "editor": self.who(comment.editor),
        }

    def event(self, event: dict[str, Any]) -> dict[str, Any]:
        found = {
            "__typename": event["kind"],
            "actor": self.who(event["actor"]),
            "createdAt": event["at"],
        }
        if "label" in event:
            found["label"] = {"name": event["label"]}
        for key in ("assignee", "deletedCommentAuthor"):
            if key in event:
                found[key] = self.who(event[key])
        return found
