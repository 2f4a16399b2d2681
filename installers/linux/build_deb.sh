#!/usr/bin/env bash
# Make shopdesk_VERSION_ARCH.deb out of the folder PyInstaller wrote (dist/shopdesk).
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' shopdesk/__init__.py)
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
[ -x dist/shopdesk/shopdesk ] || { echo "dist/shopdesk is not there: run pyinstaller build.spec first" >&2; exit 1; }

install -d "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" \
  "$root/usr/share/mime/packages" "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/shopdesk"
cp -a dist/shopdesk "$root/opt/shopdesk"
ln -s /opt/shopdesk/shopdesk-cli "$root/usr/bin/shopdesk"
install -m 644 installers/linux/shopdesk.desktop "$root/usr/share/applications/"
install -m 644 installers/linux/shopdesk.xml "$root/usr/share/mime/packages/"
install -m 644 installers/linux/shopdesk.svg "$root/usr/share/icons/hicolor/scalable/apps/"
for side in 48 128 256; do
  install -D -m 644 "installers/linux/shopdesk-$side.png" \
    "$root/usr/share/icons/hicolor/${side}x$side/apps/shopdesk.png"
done
install -m 644 resources/help/es/guide.pdf "$root/usr/share/doc/shopdesk/guia.pdf"
install -m 644 resources/help/en/guide.pdf "$root/usr/share/doc/shopdesk/guide.pdf"
install -m 644 LICENSE "$root/usr/share/doc/shopdesk/copyright"
size=$(du -sk "$root/opt" | cut -f1)
cat > "$root/DEBIAN/control" <<CONTROL
Package: shopdesk
Version: $version
Architecture: $arch
Maintainer: The Shopdesk authors <shopdesk@example.com>
Installed-Size: $size
Depends: libgl1, libegl1, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libfontconfig1, libglib2.0-0, libdbus-1-3
Section: misc
Priority: optional
Description: What a small shop needs each morning
 Reorder, size gaps, customers' questions and thank-you letters, from the shop's own files.
CONTROL
mkdir -p dist
# The lightest xz: 20 MB more than the heaviest, in a tenth of the time.
dpkg-deb -Zxz -z1 --build --root-owner-group "$root" "dist/shopdesk_${version}_${arch}.deb"
