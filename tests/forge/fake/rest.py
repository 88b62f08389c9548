"""The fake's REST: the addresses that sepkit uses, whole answers as GitHub's models have them."""

import hashlib
import json
import re
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

from sepkit.forge.requests import Answer
from tests.forge.fake import graph
from tests.forge.fake.world import BOT, START, Comment, User, World

API = "https://forge.example/api/v3"


def handle(world: World, method: str, path: str, body: Any) -> Answer:
    """Answer one request, with its effect."""
    world.log.append((method, path))
    status, value = _routed(world, method, path, body)
    from datetime import timedelta

    date = format_datetime(START + timedelta(seconds=world.ticks), usegmt=True)
    headers = {
        "date": date,
        "content-type": "application/json; charset=utf-8",
        "x-ratelimit-remaining": "900",
    }
    text = "" if value is None else json.dumps(value)
    if method == "GET":
        headers["etag"] = f'W/"{hashlib.sha256(text.encode()).hexdigest()}"'
    return Answer(status=status, headers=headers, text=text)


Handler = Callable[..., tuple[int, Any]]


def _routed(world: World, method: str, path: str, body: Any) -> tuple[int, Any]:
    if path == "/graphql":
        return 200, graph.answer(world, body)
    for verb, pattern, name, handler in ROUTES:
        match = re.fullmatch(pattern, path.partition("?")[0])
        if match and verb == method:
            if match.groupdict().get("repo", world.repository) != world.repository:
                return 404, _said("Not Found")
            if name in world.denied:
                return 403, _said("Resource not accessible by integration")
            values = {k: unquote(v) for k, v in match.groupdict().items() if k != "repo"}
            return handler(world, body, **values)
    return 404, _said("Not Found")


def _said(message: str) -> dict[str, str]:
    return {"message": message, "documentation_url": "https://docs.github.com/rest"}


def user_shape(user: User) -> dict[str, Any]:
    where = f"{API}/users/{user.login}"
    keys = (
        "followers",
        "following",
        "gists",
        "starred",
        "subscriptions",
        "organizations",
        "repos",
        "events",
        "received_events",
    )
    login = user.login + ("[bot]" if user.kind == "Bot" else "")
    return {
        "login": login,
        "id": user.id,
        "node_id": f"U_{user.id}",
        "avatar_url": f"{API}/avatar/{user.id}",
        "gravatar_id": "",
        "url": where,
        "html_url": f"https://forge.example/{user.login}",
        "type": user.kind,
        "site_admin": False,
        **{f"{key}_url": f"{where}/{key}" for key in keys},
    }


def comment_shape(world: World, comment: Comment, number: int) -> dict[str, Any]:
    where = f"{API}/repos/{world.repository}"
    return {
        "id": comment.id,
        "node_id": f"IC_{comment.id}",
        "body": comment.body,
        "url": f"{where}/issues/comments/{comment.id}",
        "html_url": f"https://forge.example/{world.repository}/pull/{number}#issuecomment-{comment.id}",
        "issue_url": f"{where}/issues/{number}",
        "user": user_shape(world.users[comment.author]) if comment.author else None,
        "created_at": comment.created,
        "updated_at": comment.edited or comment.created,
        "author_association": "CONTRIBUTOR",
    }


def label_shape(world: World, name: str) -> dict[str, Any]:
    label = world.labels[name]
    return {
        "id": abs(hash(name)) % 10**9,
        "node_id": f"LA_{name}",
        "name": name,
        "default": False,
        "url": f"{API}/repos/{world.repository}/labels/{name}",
        "color": label["color"],
        "description": label["description"],
        "archived_at": None,
        "archived_by": None,
    }


def _make_label(world: World, body: Any) -> tuple[int, Any]:
    if body["name"].lower() in {n.lower() for n in world.labels}:
        return 422, {**_said("Validation Failed"), "errors": [{"code": "already_exists"}]}
    world.tick()
    world.labels[body["name"]] = {"color": body["color"], "description": body["description"]}
    return 201, label_shape(world, body["name"])


def _add_labels(world: World, body: Any, number: str) -> tuple[int, Any]:
    if int(number) not in world.pulls:
        return 404, _said("Not Found")
    for name in body["labels"]:
        world.label(int(number), BOT, name)
    return 200, [label_shape(world, n) for n in world.pulls[int(number)].labels]


def _remove_label(world: World, body: Any, number: str, name: str) -> tuple[int, Any]:
    del body
    if not world.unlabel(int(number), BOT, name):
        return 404, _said("Label does not exist")
    return 200, [label_shape(world, n) for n in world.pulls[int(number)].labels]


def _create_comment(world: World, body: Any, number: str) -> tuple[int, Any]:
    if int(number) not in world.pulls:
        return 404, _said("Not Found")
    if len(body["body"]) > 65_536:
        return 422, _said("Validation Failed")
    comment = world.comment(int(number), BOT, body["body"])
    return 201, comment_shape(world, comment, int(number))


def _edit_comment(world: World, body: Any, comment: str) -> tuple[int, Any]:
    found = world.edit(int(comment), BOT, body["body"])
    if found is None:
        return 404, _said("Not Found")
    number = next(p.number for p in world.pulls.values() if found in p.comments)
    return 200, comment_shape(world, found, number)


def _delete_comment(world: World, body: Any, comment: str) -> tuple[int, Any]:
    del body
    return (204, None) if world.delete(int(comment), BOT) else (404, _said("Not Found"))


def _request_review(world: World, body: Any, number: str) -> tuple[int, Any]:
    world.pulls[int(number)].requested_teams += body["team_reviewers"]
    world.tick()
    return 201, {"number": int(number)}


def _permission(world: World, body: Any, login: str) -> tuple[int, Any]:
    del body
    user = world.users.get(login)
    if user is None:
        return 404, _said(f"{login} is not a user")
    base = {"triage": "read", "maintain": "write"}.get(user.permission, user.permission)
    order = ("read", "triage", "write", "maintain", "admin")
    rank = order.index(user.permission) if user.permission in order else -1
    rights = {"pull": 0, "triage": 1, "push": 2, "maintain": 3, "admin": 4}
    held = {name: rank >= least for name, least in rights.items()}
    shape = user_shape(user) | {"permissions": held, "role_name": user.permission}
    return 200, {"permission": base, "role_name": user.permission, "user": shape}


def _membership(world: World, body: Any, org: str, team: str, login: str) -> tuple[int, Any]:
    del body
    user = world.users.get(login)
    if user is None or team not in user.teams:
        return 404, _said("Not Found")
    return 200, {"url": f"{API}/teams/{org}/{team}", "role": "member", "state": "active"}


def _members(world: World, body: Any, org: str, team: str) -> tuple[int, Any]:
    del body, org
    return 200, [user_shape(u) for u in world.users.values() if team in u.teams]


def _tree(world: World, body: Any) -> tuple[int, Any]:
    files = {item["path"]: item["content"].encode() for item in body["tree"]}
    base = body.get("base_tree")
    if base and base not in world.objects.kept:
        return 422, _said("base_tree is not a valid tree oid")
    sha = world.objects.with_files(base, files)
    tree = [
        {"path": name, "mode": mode, "type": "tree" if mode == "40000" else "blob", "sha": s}
        for name, (mode, s) in world.objects.entries(sha).items()
    ]
    return 201, {"sha": sha, "url": f"{API}/git/trees/{sha}", "truncated": False, "tree": tree}


def _commit(world: World, body: Any) -> tuple[int, Any]:
    when = int(START.timestamp()) + world.ticks
    who = f"{BOT} <bot@forge.example> {when} +0000"
    lines = [f"tree {body['tree']}", *(f"parent {p}" for p in body["parents"])]
    lines += [f"author {who}", f"committer {who}", "", body["message"]]
    sha = world.objects.put("commit", ("\n".join(lines) + "\n").encode())
    person = {"name": BOT, "email": "bot@forge.example", "date": world.now}
    where = f"{API}/git/commits/{sha}"
    return 201, {
        "sha": sha,
        "node_id": f"C_{sha}",
        "url": where,
        "html_url": where,
        "author": person,
        "committer": person,
        "message": body["message"],
        "tree": {"sha": body["tree"], "url": f"{API}/git/trees/{body['tree']}"},
        "parents": [{"sha": p, "url": where, "html_url": where} for p in body["parents"]],
        "verification": {
            "verified": False,
            "reason": "unsigned",
            "signature": None,
            "payload": None,
            "verified_at": None,
        },
    }


def _ref_shape(ref: str, sha: str) -> dict[str, Any]:
    return {
        "ref": ref,
        "node_id": f"R_{ref}",
        "url": f"{API}/git/{ref}",
        "object": {"type": "commit", "sha": sha, "url": f"{API}/git/commits/{sha}"},
    }


def _create_ref(world: World, body: Any) -> tuple[int, Any]:
    if body["ref"] in world.objects.refs:
        return 422, _said("Reference already exists")
    world.objects.set_ref(body["ref"], body["sha"])
    return 201, _ref_shape(body["ref"], body["sha"])


def _move_ref(world: World, body: Any, ref: str) -> tuple[int, Any]:
    name = f"refs/heads/{ref}"
    old = world.objects.refs.get(name)
    if old is None:
        return 422, _said("Reference does not exist")
    if not body.get("force") and not world.objects.is_ancestor(old, body["sha"]):
        return 422, _said("Update is not a fast forward")
    world.objects.set_ref(name, body["sha"])
    return 200, _ref_shape(name, body["sha"])


def _installation(world: World, body: Any) -> tuple[int, Any]:
    del body
    where = f"{API}/app/installations/9"
    return 200, {
        "id": 9,
        "account": user_shape(world.users[BOT]),
        "repository_selection": "selected",
        "access_tokens_url": f"{where}/access_tokens",
        "repositories_url": f"{API}/installation/repositories",
        "html_url": where,
        "app_id": 4711,
        "target_id": 1,
        "target_type": "Organization",
        "permissions": {"contents": "write", "pull_requests": "write"},
        "events": [],
        "created_at": world.now,
        "updated_at": world.now,
        "single_file_name": None,
        "app_slug": BOT,
        "suspended_by": None,
        "suspended_at": None,
    }


def _installation_token(world: World, body: Any) -> tuple[int, Any]:
    del body
    return 201, {
        "token": "token-of-the-installation",
        "expires_at": world.now,
        "permissions": {"contents": "write"},
        "repository_selection": "selected",
    }


_REPO = r"/repos/(?P<repo>[^/]+/[^/]+)"
ROUTES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", rf"{_REPO}/installation", "app", _installation),
    ("POST", r"/app/installations/9/access_tokens", "app", _installation_token),
    ("POST", rf"{_REPO}/labels", "labels", _make_label),
    ("POST", rf"{_REPO}/issues/(?P<number>\d+)/labels", "labels", _add_labels),
    ("DELETE", rf"{_REPO}/issues/(?P<number>\d+)/labels/(?P<name>[^/]+)", "labels", _remove_label),
    ("POST", rf"{_REPO}/issues/(?P<number>\d+)/comments", "comments", _create_comment),
    ("PATCH", rf"{_REPO}/issues/comments/(?P<comment>\d+)", "comments", _edit_comment),
    ("DELETE", rf"{_REPO}/issues/comments/(?P<comment>\d+)", "comments", _delete_comment),
    ("POST", rf"{_REPO}/pulls/(?P<number>\d+)/requested_reviewers", "reviews", _request_review),
    ("GET", rf"{_REPO}/collaborators/(?P<login>[^/]+)/permission", "permission", _permission),
    (
        "GET",
        r"/orgs/(?P<org>[^/]+)/teams/(?P<team>[^/]+)/memberships/(?P<login>[^/]+)",
        "teams",
        _membership,
    ),
    ("GET", r"/orgs/(?P<org>[^/]+)/teams/(?P<team>[^/]+)/members", "teams", _members),
    ("POST", rf"{_REPO}/git/trees", "git", _tree),
    ("POST", rf"{_REPO}/git/commits", "git", _commit),
    ("POST", rf"{_REPO}/git/refs", "git", _create_ref),
    ("PATCH", rf"{_REPO}/git/refs/heads/(?P<ref>[^/]+)", "git", _move_ref),
)
