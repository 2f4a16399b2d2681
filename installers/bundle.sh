#!/usr/bin/env bash
# bundle.sh: build dist/shopdesk from a clean environment, and (on Debian) the .deb beside it.
# The environment is made anew in build/env: what happens to be installed beside Shopdesk must not end up inside.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v python3.11 || command -v python3)
rm -rf build/env
if command -v uv >/dev/null; then
  UV_COMPILE_BYTECODE=1 uv venv -q -p "$python" build/env
  UV_COMPILE_BYTECODE=1 uv pip install -q -p build/env/bin/python -c installers/constraints.txt . pyinstaller
else
  "$python" -m venv build/env
  build/env/bin/pip install -q -c installers/constraints.txt . pyinstaller
fi
build/env/bin/pyinstaller --noconfirm --log-level WARN build.spec
installers/smoke.sh dist/shopdesk
if command -v dpkg-deb >/dev/null; then installers/linux/build_deb.sh; fi
