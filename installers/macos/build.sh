#!/usr/bin/env bash
# Untested: builds Shopdesk.app and a disk image on a Mac. See installers/README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' shopdesk/__init__.py)
pyinstaller --noconfirm build.spec
hdiutil create -volname Shopdesk -srcfolder dist/Shopdesk.app -ov -format UDZO "dist/Shopdesk-$version.dmg"
