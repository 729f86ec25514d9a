"""Apache and nginx as processes of their own, on loopback, over a folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from served import Served

APACHE, NGINX = "/usr/sbin/apache2", "/usr/sbin/nginx"
_MODULES = Path("/usr/lib/apache2/modules")
_LOADED = (
    *("mpm_event", "authz_core", "dir", "env", "mime", "negotiation", "autoindex"),
    *("setenvif", "rewrite", "headers", "filter", "deflate", "brotli"),
)
_TYPES = Path("/etc/mime.types")
_NOBODY = "nobody"

_APACHE = """\
ServerRoot "{work}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{work}/pid"
ErrorLog "{work}/errors"
{loaded}
{user}
TypesConfig {types}
AddLanguage de .de
AddHandler type-map var
DocumentRoot "{folder}"
<Directory "/">
  AllowOverride None
  Require all denied
</Directory>
<Directory "{folder}">
  Options FollowSymLinks Indexes MultiViews
  AllowOverride All
  Require all granted
</Directory>
{more}
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
"""

_INCLUDED = """\
<Directory "{site}">
  AllowOverride None
  Include "{site}/.htaccess"
</Directory>
"""

_NGINX = """\
{user}
daemon off;
worker_processes 1;
pid "{work}/pid";
error_log "{work}/errors";
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path "{work}/body";
  proxy_temp_path "{work}/proxy";
  fastcgi_temp_path "{work}/fastcgi";
  uwsgi_temp_path "{work}/uwsgi";
  scgi_temp_path "{work}/scgi";
  include "{site}/nginx/http.conf";
  server {{
    listen 127.0.0.1:{port};
    server_name localhost;
    root "{folder}";
    include "{site}/nginx/server.conf";
  }}
}}
"""


@contextmanager
def ground() -> Iterator[Path]:
    """Give a folder that any user may read, since who serves it is another; it goes at the end.

    Those of pytest can only be entered by who runs it.
    """
    with TemporaryDirectory(prefix="sfia-graph-host-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def apache(folder: Path, work: Path, root: str = "/", included: bool = False) -> Iterator[Served]:
    """Run Apache over a folder until the block ends; `root` is where the site stands in it.

    The site's rules are read with each request, or `included` once. Apache is set up as Debian sets
    it up, with content negotiation and lists of folders switched on, which the site switches off.
    """
    if not shutil.which(APACHE):
        pytest.skip("needs Apache: apt-get install apache2-bin")
    port = _free()
    loaded = "\n".join(f"LoadModule {each}_module {_MODULES}/mod_{each}.so" for each in _LOADED)
    user = f"User {_NOBODY}\nGroup nogroup" if _is_root() else ""
    site = folder / root.strip("/")
    types = _TYPES if _TYPES.exists() else Path(os.devnull)
    more = _INCLUDED.format(site=site) if included else ""
    text = _APACHE.format(
        work=work, port=port, folder=folder, loaded=loaded, user=user, more=more, types=types
    )
    call = [APACHE, "-d", str(work), "-f", str(work / "conf"), "-DFOREGROUND"]
    yield from _running(text, call, work, port, root)


@contextmanager
def nginx(folder: Path, work: Path, root: str = "/") -> Iterator[Served]:
    """Run nginx over a folder until the block ends; it includes the site's own two files."""
    if not shutil.which(NGINX):
        pytest.skip("needs nginx: apt-get install nginx-light")
    port = _free()
    user = f"user {_NOBODY} nogroup;" if _is_root() else ""
    site = folder / root.strip("/")
    text = _NGINX.format(work=work, port=port, folder=folder, site=site, user=user)
    call = [NGINX, "-p", str(work), "-c", str(work / "conf"), "-e", str(work / "errors")]
    yield from _running(text, call, work, port, root)


def _running(text: str, call: list[str], work: Path, port: int, root: str) -> Iterator[Served]:
    work.mkdir(parents=True, exist_ok=True)
    (work / "conf").write_text(text)
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait(process, port, work)
            yield Served(f"http://127.0.0.1:{port}{root}", process)
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[str], port: int, work: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            assert process.stderr
            errors = work / "errors"
            said = errors.read_text() if errors.exists() else ""
            raise AssertionError(f"{process.stderr.read()}\n{said}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens at {port}")


def _is_root() -> bool:
    return os.geteuid() == 0


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
