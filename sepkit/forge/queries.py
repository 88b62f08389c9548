"""The GraphQL texts: stamps of everything open in one request, twenty pull requests in one more."""

from collections.abc import Sequence

PULLS_PER_QUERY = 20

STAMPS = """\
query Stamps($owner: String!, $name: String!, $prefix: String!, $head: String!, $after: String) {
  viewer { login databaseId }
  repository(owner: $owner, name: $name) {
    labels(first: 100, query: $prefix) { nodes { name } pageInfo { hasNextPage } }
    audit: object(expression: $head) { ... on Blob { text } }
    pullRequests(states: OPEN, first: 100, after: $after,
                 orderBy: {field: CREATED_AT, direction: ASC}) {
      nodes { number updatedAt headRefOid }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""

LABELS = """\
query Labels($owner: String!, $name: String!, $prefix: String!) {
  repository(owner: $owner, name: $name) {
    labels(first: 100, query: $prefix) { nodes { name } pageInfo { hasNextPage } }
  }
}
"""

_WHO = "{ __typename login ... on User { databaseId } ... on Bot { databaseId } }"

_COMMENTS = f"""\
nodes {{ fullDatabaseId body createdAt lastEditedAt author {_WHO} editor {_WHO} }}
    pageInfo {{ hasNextPage endCursor }}"""

MORE_COMMENTS = f"""\
query MoreComments($owner: String!, $name: String!, $number: Int!, $after: String) {{
  repository(owner: $owner, name: $name) {{
    pullRequest(number: $number) {{
      comments(first: 100, after: $after) {{ {_COMMENTS} }}
    }}
  }}
}}
"""

_LABEL_EVENTS = "".join(
    f"      ... on {name} {{ actor {_WHO} createdAt label {{ name }} }}\n"
    for name in ("LabeledEvent", "UnlabeledEvent")
)
_ASSIGN_EVENTS = "".join(
    f"      ... on {name} {{ actor {_WHO} createdAt assignee {{ ... on User {{ login }} }} }}\n"
    for name in ("AssignedEvent", "UnassignedEvent")
)
_OTHER_EVENTS = "".join(
    f"      ... on {name} {{ actor {_WHO} createdAt }}\n"
    for name in ("ClosedEvent", "ReopenedEvent", "HeadRefForcePushedEvent")
)

_PULL = f"""\
fragment Pull on PullRequest {{
  number state isDraft createdAt updatedAt headRefOid body
  author {_WHO}
  labels(first: 100) {{ nodes {{ name }} pageInfo {{ hasNextPage }} }}
  assignees(first: 20) {{ nodes {{ login databaseId }} }}
  reviewRequests(first: 20) {{
    nodes {{ requestedReviewer {{ __typename ... on User {{ login }} ... on Team {{ slug }} }} }}
  }}
  reviews(last: 50) {{ nodes {{ author {_WHO} state submittedAt }} }}
  commits(last: 1) {{
    nodes {{ commit {{ committedDate author {{ user {{ login databaseId }} }} }} }}
  }}
  comments(first: 100) {{ {_COMMENTS} }}
  timelineItems(last: 100, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT,
                UNASSIGNED_EVENT, CLOSED_EVENT, REOPENED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT,
                COMMENT_DELETED_EVENT]) {{
    nodes {{
      __typename
{_LABEL_EVENTS}{_ASSIGN_EVENTS}{_OTHER_EVENTS}\
      ... on CommentDeletedEvent {{ actor {_WHO} createdAt deletedCommentAuthor {{ login }} }}
    }}
    pageInfo {{ hasPreviousPage }}
  }}
}}
"""

AUDIT = """\
query Audit($owner: String!, $name: String!, $branch: String!, $head: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $branch) { target { oid ... on Commit { tree { oid } } } }
    head: object(expression: $head) { ... on Blob { text } }
%s  }
}
"""


def pulls_query(numbers: Sequence[int]) -> str:
    """Return the query for some pull requests, each under an alias of its number."""
    aliases = "".join(
        f"    p{number}: pullRequest(number: {number}) {{ ...Pull }}\n" for number in numbers
    )
    head = "query Pulls($owner: String!, $name: String!) {\n"
    inner = f"  repository(owner: $owner, name: $name) {{\n{aliases}  }}\n}}\n"
    return head + inner + _PULL


def audit_query(branch: str, numbers: Sequence[int]) -> str:
    """Return the query for the audit branch: its head, and which records some pulls have."""
    aliases = "".join(
        f'    p{number}: object(expression: "{branch}:pulls/{number}") '
        "{ ... on Tree { entries { name } } }\n"
        for number in numbers
    )
    return AUDIT % aliases
