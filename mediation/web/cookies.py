"""Cookies: unreadable by scripts, never sent along by another site's form, and gone when the browser is closed."""

from starlette.responses import Response


def set_cookie(answer: Response, name: str, value: str, secure: bool) -> None:
    """Give a cookie that lives as long as the browser."""
    answer.set_cookie(name, value, httponly=True, samesite="lax", secure=secure, path="/")


def drop_cookie(answer: Response, name: str, secure: bool) -> None:
    """Take a cookie back."""
    answer.delete_cookie(name, httponly=True, samesite="lax", secure=secure, path="/")
