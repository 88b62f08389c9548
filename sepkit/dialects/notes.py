"""Findings about one document, collected while it is read."""

from sepkit.model import Finding, RepoPath, Severity


class Notes:
    """Collects findings and whether something that should be there could not be read."""

    def __init__(self, path: RepoPath, subject: str) -> None:
        self.path = path
        self.subject = subject
        self.findings: list[Finding] = []
        self.is_partial = False

    def add(
        self,
        rule: str,
        line: int,
        message: str,
        *,
        help: str = "",  # noqa: A002 - the word people see
        severity: Severity = Severity.WARNING,
        path: RepoPath | None = None,
    ) -> None:
        """Record a finding."""
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity,
                subject=self.subject,
                path=path or self.path,
                line=line,
                message=message,
                help=help,
            )
        )

    def lose(self, rule: str, line: int, message: str, *, help: str, path: str = "") -> None:  # noqa: A002
        """Record a finding about something that could not be read: the reading is partial."""
        self.is_partial = True
        self.add(rule, line, message, help=help, path=RepoPath(path) if path else None)
